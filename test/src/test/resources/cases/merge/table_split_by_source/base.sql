CREATE TABLE person (id serial PRIMARY KEY, name text, street text, town text);
CREATE VIEW address AS SELECT id, street, town FROM person;
