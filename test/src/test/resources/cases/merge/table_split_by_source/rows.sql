INSERT INTO person (name, street, town) VALUES ('Ann', 'Elm St', 'York');
