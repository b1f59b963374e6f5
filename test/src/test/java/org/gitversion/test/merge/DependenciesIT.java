package org.gitversion.test.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.gitversion.test.support.Closure;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.junit.jupiter.api.Test;

/** All that {@code pg_depend} knows of the objects of a schema is in {@code object_snapshots}. */
@GitVersionTest(databasePerMethod = true)
class DependenciesIT {
    private static final String SCRIPT =
            """
            CREATE TYPE mood AS ENUM ('a');
            CREATE FUNCTION twice(int) RETURNS int IMMUTABLE RETURN $1 * 2;
            CREATE SEQUENCE numbers;
            CREATE TABLE t (a int PRIMARY KEY DEFAULT nextval('numbers'), m mood[],
                CHECK (twice(a) > 0));
            CREATE TABLE u (a int REFERENCES t, "b/%" int);
            CREATE INDEX i ON u (twice("b/%"));
            CREATE VIEW v AS SELECT a FROM t;
            CREATE POLICY p ON u USING (EXISTS (SELECT FROM v));
            CREATE OPERATOR CLASS c FOR TYPE int USING btree AS OPERATOR 1 <,
                FUNCTION 1 btint4cmp(int, int);
            CREATE INDEX j ON t (a c);
            CREATE TYPE r AS RANGE (SUBTYPE = mood);
            CREATE TABLE w (x int, "y/%" int);
            CREATE UNIQUE INDEX "w/%" ON w (x);
            ALTER TABLE w ADD FOREIGN KEY ("y/%") REFERENCES w (x);
            """;

    @Test
    void theServersOwnDependenciesAreFound(Database database) throws SQLException {
        database.value("SELECT gitversion.init('main')");
        database.value("SELECT gitversion.use_branch('main')");
        database.execute(SCRIPT);
        assertThat(Closure.needs(database))
                .contains(
                        List.of("tables/t", "sequences/numbers"),
                        List.of("tables/t", "types/mood"),
                        List.of("tables/t", "functions/twice(integer)"),
                        List.of("tables/u", "tables/t/columns/a"),
                        List.of("indexes/i", "functions/twice(integer)"),
                        List.of("indexes/i", "tables/u/columns/b%2F%25"),
                        List.of("indexes/j", "operator_classes/btree/c"),
                        List.of("views/v", "tables/t/columns/a"),
                        List.of("policies/u/p", "views/v"),
                        List.of("operator_classes/btree/c", "operator_families/btree/c"),
                        List.of("tables/w", "indexes/w%2F%25"),
                        List.of("types/r", "types/mood"));
        String commit = database.value("SELECT gitversion.commit('All')");
        assertThat(Closure.missing(database, commit)).isEmpty();
        database.execute("ALTER INDEX \"w/%\" RENAME TO other");
        commit = database.value("SELECT gitversion.commit('Renamed')");
        assertThat(Closure.missing(database, commit)).isEmpty();
        database.execute("CREATE VIEW late AS SELECT * FROM v", "CREATE INDEX late_too ON u (a)");
        assertThat(Closure.missing(database, commit))
                .contains(
                        "views/late needs views/v/columns/a",
                        "indexes/late_too needs tables/u/columns/a");
    }

    @Test
    void noneOfAnyCaseIsMissing(Database database) throws SQLException {
        for (String role : List.of("merge_reader", "merge_writer", "merge_owner")) {
            if (database.rows("SELECT FROM pg_roles WHERE rolname = ?", role).isEmpty()) {
                database.execute("CREATE ROLE " + role);
            }
        }
        database.value("SELECT gitversion.init('main')");
        List<String> missing = new ArrayList<>();
        int needs = 0;
        for (MergeCase merge : MergeCase.all()) {
            String branch = merge.name().replace(' ', '_');
            database.value("SELECT gitversion.create_branch(?, 'main')", branch);
            database.value("SELECT gitversion.use_branch(?)", branch);
            for (String file : List.of("base.sql", "source.sql")) {
                if (!merge.text(file).isBlank()) {
                    database.execute(merge.text(file));
                    String commit = database.value("SELECT gitversion.commit('Case')");
                    missing.addAll(Closure.missing(database, commit));
                    needs += Closure.needs(database).size();
                }
            }
        }
        assertThat(missing).isEmpty();
        assertThat(needs).isGreaterThan(200);
    }
}
