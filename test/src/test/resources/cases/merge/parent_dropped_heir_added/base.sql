CREATE TABLE base (id integer NOT NULL, n integer);
CREATE TABLE heir (extra text) INHERITS (base);
