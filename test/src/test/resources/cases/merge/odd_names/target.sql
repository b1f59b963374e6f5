ALTER TABLE "a/b%c" RENAME COLUMN "select" TO "from/to";
CREATE VIEW "v/w" AS SELECT "from/to" AS "%2F" FROM "a/b%c";
