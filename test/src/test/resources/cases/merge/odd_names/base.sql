CREATE TABLE "a/b%c" ("x ""y" integer, "select" text, CONSTRAINT "p k" PRIMARY KEY ("x ""y"));
