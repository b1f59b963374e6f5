CREATE INDEX thing ON item (id);
