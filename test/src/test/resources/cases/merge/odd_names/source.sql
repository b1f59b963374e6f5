ALTER TABLE "a/b%c" RENAME TO "d'/e";
CREATE INDEX "i;dx" ON "d'/e" ("select");
