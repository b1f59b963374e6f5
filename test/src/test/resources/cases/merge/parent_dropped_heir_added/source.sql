CREATE TABLE heir_2 (q integer) INHERITS (heir);
