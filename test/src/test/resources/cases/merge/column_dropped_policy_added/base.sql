CREATE TABLE item (id integer, tenant text);
