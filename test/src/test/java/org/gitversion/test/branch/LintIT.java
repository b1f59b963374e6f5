package org.gitversion.test.branch;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.ServerError;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each rule of lint finds what it is for, and nothing else. */
@GitVersionTest(databasePerMethod = true)
class LintIT {
    private static final String LINT = "SELECT code || ' ' || path FROM gitversion.lint('f')";

    /** Statements on the branch, and what lint finds then. */
    private static final Map<String, List<String>> CASES =
            Map.ofEntries(
                    Map.entry(
                            "CREATE TABLE k (id int PRIMARY KEY, o int REFERENCES t)",
                            List.of("foreign-key-without-index tables/k/constraints/k_o_fkey")),
                    Map.entry(
                            "CREATE TABLE k (id int PRIMARY KEY, o int REFERENCES t);"
                                    + " CREATE INDEX ON k (o, id)",
                            List.of()),
                    Map.entry(
                            "CREATE TABLE k (id int PRIMARY KEY, o int REFERENCES t);"
                                    + " CREATE INDEX ON k (id, o)",
                            List.of("foreign-key-without-index tables/k/constraints/k_o_fkey")),
                    Map.entry(
                            "CREATE TABLE k (id int)",
                            List.of("table-without-primary-key tables/k")),
                    Map.entry(
                            "CREATE INDEX a ON t (v); CREATE INDEX b ON t (v);"
                                    + " CREATE INDEX c ON t (v) WHERE id > 1;"
                                    + " CREATE INDEX d ON t (v DESC)",
                            List.of("duplicate-index indexes/b")),
                    Map.entry(
                            "ALTER TABLE t ADD CONSTRAINT c CHECK (id > 0) NOT VALID",
                            List.of("constraint-not-validated tables/t/constraints/c")),
                    Map.entry(
                            "ALTER TABLE t ADD at timestamp, ADD c character(3)",
                            List.of(
                                    "timestamp-without-time-zone tables/t/columns/at",
                                    "char-type tables/t/columns/c")),
                    Map.entry(
                            "ALTER TABLE t ADD x int NOT NULL, ADD y int NOT NULL DEFAULT 1,"
                                    + " ADD z int; ALTER TABLE empty ADD x int NOT NULL",
                            List.of("not-null-without-default tables/t/columns/x")),
                    Map.entry(
                            "ALTER TABLE t ALTER v SET NOT NULL; ALTER TABLE empty ALTER v"
                                    + " SET NOT NULL",
                            List.of("set-not-null tables/t/columns/v")),
                    Map.entry(
                            "ALTER TABLE t ALTER big TYPE integer, ALTER num TYPE numeric(8, 2),"
                                    + " ALTER v TYPE character varying(5)",
                            List.of(
                                    "type-narrowed tables/t/columns/big",
                                    "type-narrowed tables/t/columns/num",
                                    "type-narrowed tables/t/columns/v")),
                    Map.entry(
                            "ALTER TABLE t ALTER num TYPE numeric(12, 4), ALTER big TYPE numeric,"
                                    + " ALTER v TYPE text",
                            List.of(
                                    "type-changed tables/t/columns/big",
                                    "type-changed tables/t/columns/num",
                                    "type-changed tables/t/columns/v")),
                    Map.entry(
                            "ALTER TABLE t ADD r double precision DEFAULT random(),"
                                    + " ADD n timestamptz DEFAULT now(),"
                                    + " ADD i int GENERATED ALWAYS AS IDENTITY, ADD s serial",
                            List.of(
                                    "volatile-default tables/t/columns/i",
                                    "volatile-default tables/t/columns/r",
                                    "volatile-default tables/t/columns/s")),
                    Map.entry(
                            "ALTER TABLE t DROP v; DROP TABLE empty, p",
                            List.of("rows-dropped tables/p", "rows-dropped tables/t/columns/v")),
                    Map.entry("SELECT 1", List.of()));

    @BeforeEach
    void start(Database database) throws SQLException {
        database.execute(
                "CREATE TYPE mood AS ENUM ('a')",
                "CREATE TABLE t (id integer PRIMARY KEY, v character varying(10), big bigint,"
                        + " num numeric(10, 2), m mood)",
                "CREATE TABLE empty (id integer PRIMARY KEY, v text)",
                "CREATE TABLE p (id integer PRIMARY KEY) PARTITION BY RANGE (id)",
                "CREATE TABLE p1 PARTITION OF p DEFAULT",
                "INSERT INTO t VALUES (1, 'v', 2, 3, 'a')",
                "INSERT INTO p VALUES (1)",
                "SELECT gitversion.init('main', 'public')",
                "SELECT gitversion.create_branch('f')");
    }

    @Test
    void eachRuleFindsWhatItIsFor(Database database) throws SQLException {
        for (Map.Entry<String, List<String>> one : CASES.entrySet()) {
            database.execute("BEGIN", "SET LOCAL search_path = branch_f", one.getKey());
            assertThat(database.column(LINT))
                    .as(one.getKey())
                    .containsExactlyElementsOf(one.getValue());
            database.execute("ROLLBACK");
        }
        List<String> rules = database.column("SELECT code FROM gitversion.lint_rules");
        for (String rule : rules) {
            assertThat(CASES.values())
                    .as(rule)
                    .anyMatch(found -> found.stream().anyMatch(f -> f.startsWith(rule + " ")));
        }
    }

    @Test
    void rulesAreOnOrOffForABranch(Database database) throws SQLException {
        database.execute("CREATE TABLE branch_f.k (id int, c char(2))");
        assertThat(
                        database.rows(
                                "SELECT severity, message FROM gitversion.lint('f') WHERE code ="
                                        + " 'table-without-primary-key'"))
                .containsExactly(List.of("warning", "table \"k\" has no primary key"));
        database.execute("SELECT gitversion.set_lint_rule('f', 'char-type', false)");
        assertThat(database.column(LINT)).containsExactly("table-without-primary-key tables/k");
        database.execute("SELECT gitversion.ignore('tables/k')");
        assertThat(database.column(LINT)).isEmpty();
        database.execute(
                "SELECT gitversion.unignore('tables/k')",
                "SELECT gitversion.set_lint_rule('f', 'char-type', true)");
        assertThat(database.column(LINT)).hasSize(2);
        ServerError error =
                ServerError.of(
                        () -> database.value("SELECT gitversion.set_lint_rule('f', 'x', true)"));
        assertThat(error.state()).isEqualTo("VC014");
        // The root has no parent: its changes are those against a branch that is named.
        assertThat(database.column("SELECT code FROM gitversion.lint('main')")).isEmpty();
        database.execute("INSERT INTO branch_f.k VALUES (1, 'c')");
        assertThat(database.column("SELECT code FROM gitversion.lint('main', 'f')"))
                .containsExactly("rows-dropped");
    }
}
