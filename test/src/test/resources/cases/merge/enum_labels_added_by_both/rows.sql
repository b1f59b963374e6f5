INSERT INTO person VALUES ('Ann', 'happy');
