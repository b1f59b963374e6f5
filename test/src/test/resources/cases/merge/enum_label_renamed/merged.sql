CREATE TYPE mood AS ENUM ('unhappy', 'happy', 'it''s both', 'neither');
CREATE TABLE person (name text, mood mood DEFAULT 'unhappy', age integer,
    CONSTRAINT one CHECK (mood <> 'it''s both'));
CREATE INDEX sad_ones ON person (name) WHERE mood = 'unhappy';
CREATE VIEW sad AS SELECT name FROM person WHERE mood = 'unhappy';
