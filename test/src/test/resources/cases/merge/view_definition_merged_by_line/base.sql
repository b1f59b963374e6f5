CREATE TABLE item (id integer, name text, size integer, price numeric);
CREATE VIEW v AS
    SELECT id,
        name,
        size
    FROM item
    WHERE size > 0;
