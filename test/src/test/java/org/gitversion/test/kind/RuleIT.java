package org.gitversion.test.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class RuleIT {
    private static final String PREFIX =
            "CREATE TABLE t (id int PRIMARY KEY, \"A b\" text, n numeric(5,1));"
                    + "CREATE TABLE \"L og/%\" (id int, what text);"
                    + "CREATE VIEW v AS SELECT * FROM t;";

    @Test
    void aCloneHasConstantsWithoutNames() throws SQLException {
        Lab.assertClones(
                """
                CREATE TABLE t (a int, gone int, b text);
                ALTER TABLE t DROP gone;
                CREATE TABLE "Log" (a int, b text, c text);
                CREATE VIEW v AS SELECT a, b FROM t;
                CREATE RULE r1 AS ON UPDATE TO t DO ALSO SELECT 1, NULL::int, 'x';
                CREATE RULE r2 AS ON INSERT TO t DO ALSO INSERT INTO "Log" SELECT NEW.a, NULL, 'c';
                CREATE RULE r3 AS ON DELETE TO t WHERE OLD.a > 0 DO INSTEAD
                    (INSERT INTO "Log" VALUES (OLD.a, 'x', NULL); SELECT NULL::text, 2);
                CREATE RULE r4 AS ON INSERT TO v DO INSTEAD INSERT INTO t SELECT NEW.a, NULL
                    RETURNING a, (SELECT NULL::text);
                CREATE RULE r5 AS ON UPDATE TO v DO INSTEAD UPDATE t SET a = (SELECT 1::bigint)
                    WHERE t.a = OLD.a;
                """);
    }

    @Test
    void aCloneHasEveryProperty() throws SQLException {
        Lab.assertClones(
                PREFIX
                        + """
                        CREATE RULE "r ""1/%" AS ON INSERT TO v DO INSTEAD
                            INSERT INTO t VALUES (new.id, new."A b", new.n) RETURNING *;
                        CREATE RULE r2 AS ON UPDATE TO t WHERE old.id <> new.id DO ALSO (
                            INSERT INTO "L og/%" VALUES (old.id, 'x; DO INSTEAD');
                            DELETE FROM "L og/%" WHERE id = new.id);
                        CREATE RULE r3 AS ON DELETE TO "L og/%" DO INSTEAD NOTHING;
                        CREATE RULE r4 AS ON INSERT TO "L og/%" DO ALSO NOTIFY "we ird", 'x';
                        CREATE RULE r5 AS ON UPDATE TO "L og/%" WHERE new.id IN (VALUES (1), (2))
                            DO ALSO SELECT old.what, new.*;
                        COMMENT ON RULE r2 ON t IS 'a rule''s comment';
                        COMMENT ON RULE "r ""1/%" ON v IS 'on a view';
                        ALTER TABLE t DISABLE RULE r2;
                        ALTER TABLE "L og/%" ENABLE REPLICA RULE r3;
                        ALTER TABLE "L og/%" ENABLE ALWAYS RULE r4;
                        """);
    }

    @Test
    void rulesAreReplacedSwitchedAndRenamed() throws SQLException {
        try (Lab lab =
                Lab.of(
                        PREFIX
                                + "CREATE RULE \"r \"\"1\" AS ON INSERT TO v DO INSTEAD NOTHING;"
                                + "CREATE RULE r2 AS ON UPDATE TO t DO ALSO NOTHING;"
                                + "CREATE RULE gone AS ON DELETE TO t DO ALSO NOTHING;"
                                + "COMMENT ON RULE r2 ON t IS 'c';")) {
            assertThat(
                            lab.merge(
                                    "CREATE OR REPLACE RULE \"r \"\"1\" AS ON UPDATE TO v DO"
                                        + " INSTEAD UPDATE t SET n = new.n WHERE id = old.id;ALTER"
                                        + " TABLE t DISABLE RULE r2; DROP RULE gone ON t"))
                    .contains("DROP RULE gone ON t", "ALTER TABLE t DISABLE RULE r2")
                    .anyMatch(s -> s.startsWith("CREATE OR REPLACE RULE \"r \"\"1\""))
                    .hasSize(3);
            assertThat(
                            lab.merge(
                                    "ALTER TABLE t ENABLE RULE r2; ALTER RULE r2 ON t RENAME TO r3;"
                                            + "ALTER TABLE t RENAME TO u"))
                    .contains(
                            "ALTER TABLE t RENAME TO u",
                            "ALTER RULE r2 ON u RENAME TO r3",
                            "ALTER TABLE u ENABLE RULE r3");
        }
    }
}
