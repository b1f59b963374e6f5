ALTER TABLE item RENAME TO article;
