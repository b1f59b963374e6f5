CREATE TABLE item (id integer, code text);
CREATE TABLE detail (code text);
