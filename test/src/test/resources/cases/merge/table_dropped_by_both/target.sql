DROP TABLE item, detail;
