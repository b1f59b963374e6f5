CREATE TYPE mood AS ENUM ('sad', 'bored', 'ok', 'happy', 'elated');
CREATE TABLE person (name text, mood mood DEFAULT 'ok', age integer);
