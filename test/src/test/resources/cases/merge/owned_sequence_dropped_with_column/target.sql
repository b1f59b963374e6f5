ALTER TABLE item ADD COLUMN name text;
CREATE SEQUENCE other OWNED BY item.number;
