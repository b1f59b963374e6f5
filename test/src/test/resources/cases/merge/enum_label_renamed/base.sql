CREATE TYPE mood AS ENUM ('sad', 'happy', 'both');
CREATE TABLE person (name text, mood mood DEFAULT 'sad', CONSTRAINT one CHECK (mood <> 'both'));
CREATE INDEX sad_ones ON person (name) WHERE mood = 'sad';
CREATE VIEW sad AS SELECT name FROM person WHERE mood = 'sad';
