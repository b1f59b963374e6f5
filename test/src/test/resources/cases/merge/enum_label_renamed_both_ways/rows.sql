INSERT INTO person VALUES ('Ann', 'sad');
