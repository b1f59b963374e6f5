package org.gitversion.test.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.gitversion.test.support.Database;
import org.junit.jupiter.api.Test;

/**
 * Privileges and comments on what has no path of its own. pg_dump writes neither those of
 * constructors nor those of multirange and row types, so the catalogs are asked.
 */
class PartPrivilegesIT {
    private static final String TYPES =
            """
            CREATE TYPE r AS RANGE (SUBTYPE = int, MULTIRANGE_TYPE_NAME = m);
            CREATE TYPE first AS RANGE (SUBTYPE = timetz, MULTIRANGE_TYPE_NAME = firsts);
            ALTER TYPE first RENAME TO "second ""/%"; ALTER TYPE firsts RENAME TO "se conds";
            CREATE TABLE t (a int); CREATE VIEW v AS SELECT 1 AS a;
            """;

    private static final String GRANTS =
            """
            GRANT EXECUTE ON FUNCTION r(int, int) TO kind_reader, "Kind ""Writer";
            REVOKE EXECUTE ON FUNCTION r(int, int, text) FROM PUBLIC;
            GRANT EXECUTE ON FUNCTION m() TO kind_reader WITH GRANT OPTION;
            SET ROLE kind_reader; GRANT EXECUTE ON FUNCTION m() TO "Kind ""Writer"; RESET ROLE;
            GRANT EXECUTE ON FUNCTION m(r) TO "Kind ""Writer";
            GRANT EXECUTE ON FUNCTION m(r) TO kind_reader;
            REVOKE EXECUTE ON FUNCTION m(VARIADIC r[]) FROM PUBLIC;
            GRANT EXECUTE ON FUNCTION first(timetz, timetz, text) TO kind_reader;
            GRANT EXECUTE ON FUNCTION firsts("second ""/%"[]) TO kind_reader;
            REVOKE USAGE ON TYPE t FROM PUBLIC;
            GRANT USAGE ON TYPE v TO kind_reader;
            COMMENT ON FUNCTION r(int, int) IS 'from, to';
            COMMENT ON FUNCTION firsts() IS 'none';
            COMMENT ON TYPE r IS 'range';
            """;

    /** From 17 on the multirange type has the privileges of the range type. */
    private static final String MULTIRANGE =
            "REVOKE USAGE ON TYPE m FROM PUBLIC;\n"
                    + "GRANT USAGE ON TYPE \"se conds\" TO kind_reader;\n";

    private static final String PRIVILEGES =
            """
            SELECT x.name || (SELECT string_agg(' ' || a, '' ORDER BY a::text) FROM unnest(x.acl) a)
                || coalesce(' ' || c.description, '')
            FROM (
                SELECT 'pg_type'::regclass AS classid, oid, typname AS name,
                    coalesce(typacl, acldefault('T', typowner)) AS acl, typnamespace AS schema
                FROM pg_type
                UNION ALL SELECT 'pg_proc'::regclass, oid,
                    format('%s(%s%s)', proname, pronargs, CASE WHEN provariadic > 0 THEN 'v' END),
                    coalesce(proacl, acldefault('f', proowner)), pronamespace FROM pg_proc
            ) x LEFT JOIN pg_description c ON c.classoid = x.classid AND c.objoid = x.oid
            WHERE x.schema = (SELECT oid FROM pg_namespace WHERE nspname = ?) ORDER BY x.name
            """;

    @Test
    void aCloneHasThem() throws SQLException {
        try (Lab lab = Lab.of(TYPES)) {
            lab.run(
                    "GRANT USAGE ON SCHEMA app TO kind_reader; SET search_path = app; "
                            + grants(lab.database()));
            lab.database().value("SELECT gitversion.clone_schema_objects('app', 'clone')");
            assertThat(privileges(lab, "clone")).isEqualTo(privileges(lab, "app"));
        }
    }

    @Test
    void theyAreCommittedOneByOneAndMerged() throws SQLException {
        try (Lab lab = Lab.of(TYPES)) {
            Database database = lab.database();
            List<String> before = privileges(lab, "app");
            database.value("SELECT gitversion.create_branch('b', 'main')");
            database.execute("GRANT USAGE ON SCHEMA branch_b TO kind_reader");
            for (String change : grants(database).split("\n")) {
                lab.run("SET search_path = branch_b; " + change);
                database.value("SELECT gitversion.commit('One', 'b')");
            }
            database.value("SELECT gitversion.merge_branches('b', 'main')");
            assertThat(privileges(lab, "app"))
                    .isEqualTo(privileges(lab, "branch_b"))
                    .isNotEqualTo(before);
            database.execute("DELETE FROM gitversion.branch_states");
            assertThat(database.column("SELECT path FROM gitversion.status('main')")).isEmpty();
            assertThat(database.column("SELECT path FROM gitversion.status('b')")).isEmpty();
            lab.run("SELECT gitversion.reset('b', 'main@{1}', 'hard')");
            assertThat(privileges(lab, "branch_b")).isEqualTo(before);
        }
    }

    private static String grants(Database database) throws SQLException {
        int version = Integer.parseInt(database.value("SHOW server_version_num"));
        return GRANTS + (version < 170000 ? MULTIRANGE : "");
    }

    private static List<String> privileges(Lab lab, String schema) throws SQLException {
        return lab.database().column(PRIVILEGES, schema);
    }
}
