CREATE TABLE base (id integer NOT NULL, n integer, late date);
CREATE TABLE heir (id integer NOT NULL, n integer, extra text, late date);
