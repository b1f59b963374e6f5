CREATE TABLE base (id bigint NOT NULL, late date DEFAULT '2020-01-01', CONSTRAINT k CHECK (id > 0));
CREATE TABLE heir (extra text) INHERITS (base);
CREATE TABLE heir_2 (q integer) INHERITS (heir);
