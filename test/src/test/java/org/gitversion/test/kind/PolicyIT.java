package org.gitversion.test.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class PolicyIT {
    private static final String PREFIX =
            "CREATE TABLE t (id int PRIMARY KEY, \"A b\" text, vc varchar(5));"
                    + "CREATE TABLE \"L og/%\" (id int, what text);";

    @Test
    void aCloneHasEveryProperty() throws SQLException {
        Lab.assertClones(
                PREFIX
                        + """
                        ALTER TABLE t ENABLE ROW LEVEL SECURITY;
                        ALTER TABLE "L og/%" FORCE ROW LEVEL SECURITY;
                        CREATE TABLE forced (a int);
                        ALTER TABLE forced ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
                        CREATE POLICY p ON t USING (id > 1 AND vc IN ('a', 'b'));
                        CREATE POLICY "q ""q/%" ON t AS RESTRICTIVE FOR UPDATE
                            TO "Kind ""Writer", kind_reader USING ("A b" = current_user)
                            WITH CHECK (EXISTS (SELECT 1 FROM "L og/%" WHERE "L og/%".id = t.id));
                        CREATE POLICY r ON t FOR INSERT WITH CHECK (true);
                        CREATE POLICY s ON t FOR SELECT TO PUBLIC USING (true);
                        CREATE POLICY d ON t FOR DELETE TO CURRENT_USER USING (false);
                        CREATE POLICY p ON "L og/%" USING (true) WITH CHECK (id > 0);
                        COMMENT ON POLICY "q ""q/%" ON t IS 'a policy''s comment';
                        """);
    }

    @Test
    void rowLevelSecurityIsSwitched() throws SQLException {
        try (Lab lab = Lab.of(PREFIX + "ALTER TABLE t ENABLE ROW LEVEL SECURITY;")) {
            assertThat(
                            lab.merge(
                                    "ALTER TABLE t DISABLE ROW LEVEL SECURITY; ALTER TABLE t FORCE"
                                        + " ROW LEVEL SECURITY; ALTER TABLE \"L og/%\" ENABLE ROW"
                                        + " LEVEL SECURITY"))
                    .containsExactlyInAnyOrder(
                            "ALTER TABLE t\n    DISABLE ROW LEVEL SECURITY,\n"
                                    + "    FORCE ROW LEVEL SECURITY",
                            "ALTER TABLE \"L og/%\" ENABLE ROW LEVEL SECURITY");
            assertThat(lab.merge("ALTER TABLE t NO FORCE ROW LEVEL SECURITY"))
                    .containsExactly("ALTER TABLE t NO FORCE ROW LEVEL SECURITY");
        }
    }

    @Test
    void conditionsAndRolesChangeInPlaceTheRestByRebuilding() throws SQLException {
        try (Lab lab =
                Lab.of(
                        PREFIX
                                + "CREATE POLICY p ON t TO kind_reader USING (id > 1);"
                                + "CREATE POLICY q ON t USING (true) WITH CHECK (true);"
                                + "CREATE POLICY c ON t FOR SELECT USING (true);"
                                + "COMMENT ON POLICY q ON t IS 'q';")) {
            assertThat(
                            lab.merge(
                                    "ALTER POLICY p ON t TO \"Kind \"\"Writer\" USING (id > 2)"
                                            + " WITH CHECK (id > 3)"))
                    .containsExactly(
                            "ALTER POLICY p ON t TO \"Kind \"\"Writer\"\n"
                                    + "  USING ((id > 2))\n  WITH CHECK ((id > 3))");
            assertThat(
                            lab.merge(
                                    "DROP POLICY q ON t; CREATE POLICY q ON t USING (true);"
                                            + "COMMENT ON POLICY q ON t IS 'q'; DROP POLICY c ON t;"
                                            + "CREATE POLICY c ON t AS RESTRICTIVE FOR DELETE"
                                            + " USING (true)"))
                    .contains("DROP POLICY q ON t", "DROP POLICY c ON t");
            assertThat(lab.merge("ALTER POLICY p ON t RENAME TO \"P \"\"/%\""))
                    .containsExactly("ALTER POLICY p ON t RENAME TO \"P \"\"/%\"");
        }
    }

    @Test
    void aPolicyOnARetypedColumnIsBuiltAgain() throws SQLException {
        try (Lab lab =
                Lab.of(
                        PREFIX
                                + "INSERT INTO t VALUES (1, 'x', 'y');"
                                + "CREATE POLICY p ON t USING (id > 1);")) {
            assertThat(
                            lab.merge(
                                    "DROP POLICY p ON t; ALTER TABLE t ALTER id TYPE bigint;"
                                            + "CREATE POLICY p ON t USING (id > 1)"))
                    .contains("DROP POLICY p ON t");
            assertThat(lab.database().value("SELECT id FROM app.t")).isEqualTo("1");
        }
    }

    @Test
    void conditionsWithValuesThatGetNamesAreSettled() throws SQLException {
        String all =
                """
                CREATE TABLE "The t" (a int, b text);
                CREATE TABLE u (a int, c text);
                CREATE POLICY p ON "The t"
                    USING (EXISTS (SELECT NULL FROM u WHERE u.a = "The t".a))
                    WITH CHECK (b IN (SELECT 'x' FROM u WHERE c = b) OR EXISTS (SELECT 'y', 1.5));
                CREATE POLICY q ON "The t" USING (a = ANY (VALUES (1), (NULL)));
                """;
        Lab.assertClones(all);
        try (Lab lab = Lab.of(all)) {
            assertThat(lab.merge("ALTER TABLE u ADD d int")).hasSize(1);
            assertThat(
                            lab.database()
                                    .column(
                                            "SELECT relname FROM pg_class WHERE relpersistence ="
                                                    + " 't'"))
                    .isEmpty();
        }
    }
}
