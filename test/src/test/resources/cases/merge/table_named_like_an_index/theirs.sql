CREATE TABLE item (id integer);
CREATE INDEX thing ON item (id);
