CREATE TABLE item (number integer, name text);
CREATE SEQUENCE other OWNED BY item.number;
