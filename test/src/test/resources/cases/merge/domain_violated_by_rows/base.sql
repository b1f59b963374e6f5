CREATE DOMAIN code AS text;
CREATE TABLE item (code code);
