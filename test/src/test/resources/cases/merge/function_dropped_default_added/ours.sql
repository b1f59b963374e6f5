CREATE TABLE item (code text);
