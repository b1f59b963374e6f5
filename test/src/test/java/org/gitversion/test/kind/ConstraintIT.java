package org.gitversion.test.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class ConstraintIT {
    @Test
    void aCloneHasEveryKey() throws SQLException {
        Lab.assertClones(
                """
                CREATE TABLE u (id int PRIMARY KEY, tenant int NOT NULL, k text, UNIQUE (tenant, id),
                    CONSTRAINT "U ""k/%" UNIQUE NULLS NOT DISTINCT (k) INCLUDE (tenant)
                        WITH (fillfactor = 70) DEFERRABLE INITIALLY DEFERRED,
                    UNIQUE (k, id) USING INDEX TABLESPACE kind_space);
                CREATE TABLE "T/%x" ("id%" int, a int, b text, room int, during tsrange,
                    CONSTRAINT "pk ""x" PRIMARY KEY ("id%", a) INCLUDE (b) WITH (fillfactor = 80),
                    CONSTRAINT overlap EXCLUDE USING gist (room WITH =, during WITH &&)
                        WHERE (room > 0) DEFERRABLE INITIALLY IMMEDIATE,
                    CONSTRAINT by_text EXCLUDE (lower(b) COLLATE "POSIX" text_pattern_ops DESC
                        NULLS FIRST WITH =) INCLUDE (a) WITH (fillfactor = 50),
                    CONSTRAINT elsewhere EXCLUDE (room WITH =) USING INDEX TABLESPACE kind_space
                        WHERE (room > 3));
                CREATE UNIQUE INDEX taken ON "T/%x" (room);
                ALTER TABLE "T/%x" ADD CONSTRAINT "from index" UNIQUE USING INDEX taken;
                ALTER INDEX by_text ALTER COLUMN 1 SET STATISTICS 77;
                COMMENT ON CONSTRAINT overlap ON "T/%x" IS 'no two at once';
                COMMENT ON INDEX "pk ""x" IS 'the index';
                COMMENT ON INDEX overlap IS 'the index''s \\ comment';
                ALTER TABLE u REPLICA IDENTITY USING INDEX u_tenant_id_key;
                """);
    }

    @Test
    void aCloneHasEveryForeignKeyAndCheck() throws SQLException {
        Lab.assertClones(
                """
                CREATE FUNCTION fine(int) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT $1 > 0';
                CREATE TABLE "T/%x" (a int CHECK (a > 0), b int, c varchar(9) CHECK (c IN ('a', 'b')),
                    CONSTRAINT "row" CHECK ("T/%x" IS NOT NULL OR a > 1), CHECK (fine(a)),
                    CONSTRAINT local CHECK (b > -5) NO INHERIT);
                CREATE TABLE u (id int PRIMARY KEY, tenant int, UNIQUE (tenant, id));
                ALTER TABLE "T/%x" ADD CONSTRAINT doubted CHECK (b < 1000) NOT VALID;
                ALTER TABLE "T/%x" ADD CONSTRAINT f1 FOREIGN KEY (a) REFERENCES u MATCH SIMPLE
                    ON UPDATE CASCADE ON DELETE SET NULL;
                ALTER TABLE "T/%x" ADD CONSTRAINT f2 FOREIGN KEY (a, b) REFERENCES u (tenant, id)
                    MATCH FULL ON UPDATE SET DEFAULT ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED;
                ALTER TABLE "T/%x" ADD CONSTRAINT f3 FOREIGN KEY (a, b) REFERENCES u (tenant, id)
                    ON DELETE SET NULL (b) NOT VALID;
                ALTER TABLE "T/%x" ADD CONSTRAINT "f ""4/" FOREIGN KEY (a, b) REFERENCES u (tenant, id)
                    ON DELETE SET DEFAULT (b, a) ON UPDATE RESTRICT DEFERRABLE;
                COMMENT ON CONSTRAINT f1 ON "T/%x" IS 'a foreign key';
                CREATE TABLE own (id int PRIMARY KEY, parent int REFERENCES own ON DELETE CASCADE);
                CREATE UNIQUE INDEX only_an_index ON u (id, tenant);
                CREATE TABLE by_index (x int, y int, FOREIGN KEY (y, x) REFERENCES u (id, tenant));
                CREATE TABLE a_circle (id int PRIMARY KEY, b int);
                CREATE TABLE b_circle (id int PRIMARY KEY REFERENCES a_circle, a int);
                ALTER TABLE a_circle ADD FOREIGN KEY (b) REFERENCES b_circle;
                """);
    }

    @Test
    void foreignKeysChangeInPlaceWhereTheyCan() throws SQLException {
        try (Lab lab =
                Lab.of(
                        "CREATE TABLE u (id int PRIMARY KEY); CREATE TABLE t (a int, b int, c int,"
                                + " CONSTRAINT f FOREIGN KEY (a) REFERENCES u,"
                                + " CONSTRAINT h FOREIGN KEY (c) REFERENCES u);"
                                + "ALTER TABLE t ADD CONSTRAINT g FOREIGN KEY (b) REFERENCES u"
                                + " NOT VALID;")) {
            assertThat(
                            lab.merge(
                                    "ALTER TABLE t ALTER CONSTRAINT f DEFERRABLE INITIALLY"
                                            + " DEFERRED;ALTER TABLE t VALIDATE CONSTRAINT g;ALTER"
                                            + " TABLE t RENAME CONSTRAINT h TO \"h \"\"/%\";"))
                    .containsExactlyInAnyOrder(
                            "ALTER TABLE t RENAME CONSTRAINT h TO \"h \"\"/%\"",
                            "ALTER TABLE t\n    ALTER CONSTRAINT f DEFERRABLE INITIALLY DEFERRED,\n"
                                    + "    VALIDATE CONSTRAINT g");
            lab.merge(
                    "ALTER TABLE t ALTER CONSTRAINT f NOT DEFERRABLE; ALTER TABLE t DROP CONSTRAINT"
                        + " g, ADD CONSTRAINT g FOREIGN KEY (b) REFERENCES u ON DELETE CASCADE");
        }
    }

    @Test
    void aKeyIsBuiltAgainUnderItsForeignKeys() throws SQLException {
        try (Lab lab =
                Lab.of(
                        "CREATE TABLE u (id int PRIMARY KEY, x int NOT NULL);"
                                + "CREATE TABLE t (a int REFERENCES u);"
                                + "INSERT INTO u VALUES (1, 1); INSERT INTO t VALUES (1);")) {
            lab.merge(
                    "ALTER TABLE t DROP CONSTRAINT t_a_fkey; ALTER TABLE u DROP CONSTRAINT u_pkey;"
                            + "ALTER TABLE u ADD PRIMARY KEY (id) INCLUDE (x);"
                            + "ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES u");
            assertThat(lab.database().value("SELECT a FROM app.t")).isEqualTo("1");
            lab.merge(
                    "ALTER TABLE t DROP CONSTRAINT t_a_fkey; ALTER TABLE u DROP CONSTRAINT u_pkey;"
                            + "ALTER TABLE u ADD PRIMARY KEY (x), ADD UNIQUE (id);"
                            + "ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES u (id)");
            assertThat(lab.database().value("SELECT a FROM app.t")).isEqualTo("1");
        }
    }

    @Test
    void theIndexOfAKeyChangesInPlace() throws SQLException {
        try (Lab lab =
                Lab.of(
                        "CREATE TABLE t (a int, CONSTRAINT c UNIQUE (a) WITH (fillfactor = 70)"
                            + " USING INDEX TABLESPACE kind_space); COMMENT ON INDEX c IS 'x'")) {
            assertThat(
                            lab.merge(
                                    "ALTER INDEX c SET (fillfactor = 60); COMMENT ON INDEX c IS"
                                            + " NULL;ALTER INDEX c SET TABLESPACE pg_default"))
                    .containsExactly(
                            "ALTER INDEX c\n    SET (fillfactor='60'),\n"
                                    + "    SET TABLESPACE pg_default",
                            "COMMENT ON INDEX c IS NULL");
            lab.merge("COMMENT ON INDEX c IS 'y'; ALTER INDEX c RESET (fillfactor)");
        }
    }

    @Test
    void checksAndExclusionsAreReplaced() throws SQLException {
        try (Lab lab =
                Lab.of(
                        "CREATE TABLE t (a int, b int, CONSTRAINT k CHECK (a > 0), CONSTRAINT x"
                                + " EXCLUDE (a WITH =), CONSTRAINT d UNIQUE (b));"
                                + "COMMENT ON CONSTRAINT x ON t IS 'kept'")) {
            assertThat(
                            lab.merge(
                                    "ALTER TABLE t DROP CONSTRAINT k, DROP CONSTRAINT x, DROP"
                                        + " CONSTRAINT d; ALTER TABLE t ADD CONSTRAINT k CHECK (a >"
                                        + " 1) NO INHERIT, ADD CONSTRAINT x EXCLUDE (a WITH =, b"
                                        + " WITH =) USING INDEX TABLESPACE kind_space WHERE (a >"
                                        + " 0), ADD CONSTRAINT d UNIQUE (b) DEFERRABLE;COMMENT ON"
                                        + " CONSTRAINT x ON t IS 'kept'"))
                    .contains("COMMENT ON CONSTRAINT x ON t IS 'kept'")
                    .noneMatch(statement -> statement.startsWith("DROP TABLE"));
        }
    }

    @Test
    void tablesInACircleGoTogether() throws SQLException {
        try (Lab lab =
                Lab.of(
                        "CREATE TABLE a (id int PRIMARY KEY, b int); CREATE TABLE b (id int PRIMARY"
                                + " KEY REFERENCES a, a int); ALTER TABLE a ADD FOREIGN KEY (b)"
                                + " REFERENCES b; CREATE TABLE c (x int REFERENCES a)")) {
            lab.merge("DROP TABLE a, b CASCADE");
        }
    }
}
