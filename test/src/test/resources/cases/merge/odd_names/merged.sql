CREATE TABLE "d'/e" ("x ""y" integer, "from/to" text, CONSTRAINT "p k" PRIMARY KEY ("x ""y"));
CREATE INDEX "i;dx" ON "d'/e" ("from/to");
CREATE VIEW "v/w" AS SELECT "from/to" AS "%2F" FROM "d'/e";
