package org.gitversion.test.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class TriggerIT {
    private static final String PREFIX =
            """
            CREATE TABLE t (id int PRIMARY KEY, "A b" text, n numeric(5,1));
            CREATE TABLE "T ""2/%" (id int PRIMARY KEY);
            CREATE VIEW v AS SELECT id, n FROM t;
            CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS 'begin return new; end';
            CREATE FUNCTION "t f"() RETURNS trigger LANGUAGE plpgsql AS 'begin return new; end';
            """;

    @Test
    void aCloneHasEveryProperty() throws SQLException {
        Lab.assertClones(
                PREFIX
                        + """
                        CREATE TRIGGER "T r""/%" BEFORE INSERT OR DELETE OR UPDATE OF "A b", id ON t
                            FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION
                            "t f"('a''b', ') EXECUTE FUNCTION tf(', 'back\\slash', '', 'ünï');
                        CREATE TRIGGER dual AFTER UPDATE ON t REFERENCING OLD TABLE AS "O o"
                            NEW TABLE AS n FOR EACH STATEMENT EXECUTE FUNCTION tf();
                        CREATE TRIGGER one AFTER INSERT ON t REFERENCING NEW TABLE AS n
                            FOR EACH ROW EXECUTE FUNCTION tf();
                        CREATE CONSTRAINT TRIGGER late AFTER UPDATE ON t FROM "T ""2/%"
                            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
                            WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION tf();
                        CREATE CONSTRAINT TRIGGER may_be_late AFTER DELETE OR INSERT ON "T ""2/%"
                            DEFERRABLE FOR EACH ROW EXECUTE FUNCTION tf();
                        CREATE TRIGGER instead INSTEAD OF INSERT ON v FOR EACH ROW
                            EXECUTE FUNCTION tf();
                        CREATE TRIGGER emptied BEFORE TRUNCATE ON t FOR EACH STATEMENT
                            WHEN (current_user = 'WHEN (x') EXECUTE FUNCTION tf();
                        CREATE TRIGGER built_in BEFORE UPDATE ON t FOR EACH ROW
                            EXECUTE FUNCTION suppress_redundant_updates_trigger();
                        ALTER TABLE t DISABLE TRIGGER dual;
                        ALTER TABLE t ENABLE ALWAYS TRIGGER emptied;
                        ALTER TABLE t ENABLE REPLICA TRIGGER late;
                        COMMENT ON TRIGGER "T r""/%" ON t IS 'a trigger''s comment';
                        COMMENT ON TRIGGER instead ON v IS 'instead';
                        CREATE TABLE child (id int REFERENCES t ON DELETE CASCADE);
                        """);
    }

    @Test
    void ordinaryTriggersAreReplaced() throws SQLException {
        try (Lab lab =
                Lab.of(
                        PREFIX
                                + "CREATE TRIGGER a BEFORE INSERT ON t FOR EACH ROW EXECUTE"
                                + " FUNCTION tf();CREATE TRIGGER \"b \"\"x\" BEFORE INSERT OR"
                                + " UPDATE OF \"A b\", n ON t FOR EACH ROW WHEN (new.\"A b\" <>"
                                + " 'x') EXECUTE FUNCTION tf('q', 'w''w');CREATE TRIGGER tt AFTER"
                                + " UPDATE ON t REFERENCING NEW TABLE AS \"N n\" OLD TABLE AS o"
                                + " WHEN (1 = 2) EXECUTE FUNCTION tf();CREATE TRIGGER off AFTER"
                                + " INSERT ON t EXECUTE FUNCTION tf();ALTER TABLE t DISABLE TRIGGER"
                                + " off;CREATE TRIGGER iv INSTEAD OF DELETE ON v FOR EACH ROW"
                                + " EXECUTE FUNCTION tf('\\');COMMENT ON TRIGGER a ON t IS 'a';")) {
            assertThat(
                            lab.merge(
                                    "CREATE OR REPLACE TRIGGER a AFTER INSERT OR DELETE OR TRUNCATE"
                                        + " ON t EXECUTE FUNCTION \"t f\"('\\x', '');CREATE OR"
                                        + " REPLACE TRIGGER \"b \"\"x\" BEFORE UPDATE OF id ON t"
                                        + " FOR EACH ROW WHEN (new.\"A b\" <> 'y' AND old IS"
                                        + " DISTINCT FROM new) EXECUTE FUNCTION tf();CREATE OR"
                                        + " REPLACE TRIGGER tt AFTER UPDATE ON t REFERENCING NEW"
                                        + " TABLE AS \"N n\" WHEN (1 = 3) EXECUTE FUNCTION"
                                        + " tf();CREATE OR REPLACE TRIGGER off AFTER INSERT ON t"
                                        + " EXECUTE FUNCTION \"t f\"();ALTER TABLE t DISABLE"
                                        + " TRIGGER off;CREATE OR REPLACE TRIGGER iv INSTEAD OF"
                                        + " DELETE OR INSERT ON v FOR EACH ROW EXECUTE FUNCTION"
                                        + " tf('\\', 'z')"))
                    .noneMatch(statement -> statement.startsWith("DROP"))
                    .contains("ALTER TABLE t DISABLE TRIGGER off")
                    .hasSize(6);
            assertThat(
                            lab.merge(
                                    "ALTER TABLE t ENABLE TRIGGER off; ALTER TABLE t ENABLE ALWAYS"
                                        + " TRIGGER a; ALTER TABLE t ENABLE REPLICA TRIGGER tt"))
                    .containsExactly(
                            "ALTER TABLE t\n    ENABLE ALWAYS TRIGGER a,\n    ENABLE TRIGGER off,\n"
                                    + "    ENABLE REPLICA TRIGGER tt");
        }
    }

    @Test
    void constraintTriggersAreBuiltAgain() throws SQLException {
        try (Lab lab =
                Lab.of(
                        PREFIX
                                + "CREATE CONSTRAINT TRIGGER c AFTER DELETE ON \"T \"\"2/%\""
                                + " DEFERRABLE FOR EACH ROW EXECUTE FUNCTION tf();CREATE TRIGGER"
                                + " becomes AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION"
                                + " tf();")) {
            assertThat(
                            lab.merge(
                                    "DROP TRIGGER c ON \"T \"\"2/%\"; CREATE CONSTRAINT TRIGGER c"
                                        + " AFTER DELETE ON \"T \"\"2/%\" FROM t DEFERRABLE"
                                        + " INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION"
                                        + " tf();ALTER TABLE \"T \"\"2/%\" ENABLE REPLICA TRIGGER"
                                        + " c;DROP TRIGGER becomes ON t; CREATE CONSTRAINT TRIGGER"
                                        + " becomes AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION"
                                        + " tf();"))
                    .contains("DROP TRIGGER c ON \"T \"\"2/%\"", "DROP TRIGGER becomes ON t");
        }
    }

    @Test
    void triggersGoAndAreRenamedWithTheirTables() throws SQLException {
        try (Lab lab =
                Lab.of(
                        PREFIX
                                + "CREATE TABLE gone (a int);"
                                + "CREATE TRIGGER x AFTER INSERT ON gone EXECUTE FUNCTION tf();"
                                + "CREATE TRIGGER y BEFORE UPDATE OF \"A b\" ON t FOR EACH ROW"
                                + " WHEN (old.\"A b\" <> new.\"A b\") EXECUTE FUNCTION tf();"
                                + "CREATE TRIGGER z INSTEAD OF INSERT ON v FOR EACH ROW"
                                + " EXECUTE FUNCTION tf();")) {
            assertThat(lab.merge("DROP TABLE gone")).containsExactly("DROP TABLE gone");
            assertThat(
                            lab.merge(
                                    "ALTER TABLE t RENAME TO u; ALTER TRIGGER y ON u RENAME TO \"Y"
                                        + " \"\"/%\";ALTER TABLE u RENAME COLUMN \"A b\" TO c;ALTER"
                                        + " VIEW v RENAME TO w; ALTER FUNCTION tf RENAME TO tg"))
                    .containsExactlyInAnyOrder(
                            "ALTER FUNCTION tf() RENAME TO tg",
                            "ALTER TABLE t RENAME TO u",
                            "ALTER VIEW v RENAME TO w",
                            "ALTER TRIGGER y ON u RENAME TO \"Y \"\"/%\"",
                            "ALTER TABLE u RENAME COLUMN \"A b\" TO c");
            assertThat(
                            lab.merge(
                                    "DROP TRIGGER \"Y \"\"/%\" ON u; ALTER TABLE u ALTER c TYPE"
                                        + " varchar(7); CREATE TRIGGER \"Y \"\"/%\" BEFORE UPDATE"
                                        + " OF c ON u FOR EACH ROW EXECUTE FUNCTION tg()"))
                    .contains("DROP TRIGGER \"Y \"\"/%\" ON u");
        }
    }
}
