CREATE VIEW named AS SELECT id, name FROM item;
