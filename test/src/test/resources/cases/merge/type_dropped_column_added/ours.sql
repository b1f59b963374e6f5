CREATE TABLE person (name text);
