CREATE TABLE item (id integer PRIMARY KEY, unit_price numeric, amount integer,
    total numeric GENERATED ALWAYS AS (unit_price * amount) STORED);
