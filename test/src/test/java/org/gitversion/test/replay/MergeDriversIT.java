package org.gitversion.test.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Conflicts that are decided without asking: by remembered resolutions and by merge drivers. */
@GitVersionTest(databasePerMethod = true)
class MergeDriversIT {
    private Database database;
    private Work work;

    @BeforeEach
    void start(Database fresh) throws SQLException {
        database = fresh;
        work = new Work(fresh);
        database.execute(
                "CREATE SCHEMA tools",
                "CREATE FUNCTION tools.theirs(b text, o text, t text) RETURNS text LANGUAGE sql AS"
                        + " 'SELECT t'");
        database.value("SELECT gitversion.init('main')");
        work.commit("main", "CREATE TABLE t (id integer, a integer, b integer)");
        database.value("SELECT gitversion.create_branch('feature')");
        work.commit("feature", "ALTER TABLE t ALTER a TYPE bigint, ALTER b TYPE bigint");
        work.commit("main", "ALTER TABLE t ALTER a TYPE smallint, ALTER b TYPE smallint");
    }

    private List<String> columns() throws SQLException {
        return work.columns("main", "t");
    }

    private String decisions() throws SQLException {
        return database.value(
                "SELECT string_agg(DISTINCT d ->> 'strategy' || coalesce(' ' || (d ->>"
                        + " 'resolved_by'), '') || coalesce(' ' || (d ->> 'remembered'), ''), ', ')"
                        + " FROM gitversion.commits, jsonb_array_elements(metadata -> 'decisions')"
                        + " d WHERE id = gitversion.rev_parse('main')");
    }

    private void resolve(String path, String rest) throws SQLException {
        database.value(
                "SELECT gitversion.resolve_conflict(id, "
                        + rest
                        + ") FROM gitversion.open_conflicts WHERE path = ?",
                path);
    }

    private void back() throws SQLException {
        database.value("SELECT gitversion.reset('main', 'main~1', p_force => true)");
    }

    @Test
    void resolutionsAreOfferedAndTaken() throws SQLException {
        String attempt = database.value("SELECT gitversion.start_merge('feature', 'main')");
        resolve("tables/t/columns/a", "'manual', 'ALTER TABLE t ALTER a TYPE numeric'");
        resolve("tables/t/columns/b", "'theirs'");
        database.value("SELECT gitversion.finish_merge(?::integer)", attempt);
        back();
        attempt = database.value("SELECT gitversion.start_merge('feature', 'main')");
        assertThat(database.column("SELECT proposed_version FROM gitversion.open_conflicts"))
                .containsExactly(
                        "ALTER TABLE t ADD COLUMN a numeric;\n",
                        "ALTER TABLE t ADD COLUMN b bigint;\n");
        database.value("SELECT gitversion.abort_merge(?::integer)", attempt);
        work.refused("VC001", "SELECT gitversion.merge_branches('feature', 'main')");
        database.execute("SET gitversion.rerere = on");
        attempt = database.value("SELECT gitversion.start_merge('feature', 'main')");
        assertThat(database.column("SELECT path FROM gitversion.open_conflicts")).isEmpty();
        database.value("SELECT gitversion.abort_merge(?::integer)", attempt);
        database.value("SELECT gitversion.merge_branches('feature', 'main')");
        assertThat(columns()).containsExactly("id integer", "a numeric", "b bigint");
        assertThat(decisions()).isEqualTo("manual postgres true, theirs postgres true");
        work.assertAt("main", "main");
        back();
        assertThat(database.value("SELECT gitversion.forget_resolutions('tables/t/columns/a')"))
                .isEqualTo("1");
        work.refused("VC001", "SELECT gitversion.merge_branches('feature', 'main')");
        database.execute("UPDATE gitversion.resolutions SET used_at = now() - interval '1 year'");
        database.execute("SELECT * FROM gitversion.gc()");
        assertThat(database.column("SELECT object_name FROM gitversion.resolutions")).isEmpty();
        database.execute("SET gitversion.rerere = maybe");
        work.refused("VC014", "SELECT gitversion.merge_branches('feature', 'main')");
    }

    @Test
    void anotherConflictIsNotResolvedAlike() throws SQLException {
        String attempt = database.value("SELECT gitversion.start_merge('feature', 'main')");
        resolve("tables/t/columns/a", "'theirs'");
        resolve("tables/t/columns/b", "'theirs'");
        database.value("SELECT gitversion.finish_merge(?::integer)", attempt);
        back();
        database.execute("SET gitversion.rerere = on");
        work.commit("main", "ALTER TABLE t ALTER a TYPE numeric");
        database.value("SELECT gitversion.start_merge('feature', 'main')");
        assertThat(database.column("SELECT path FROM gitversion.open_conflicts"))
                .containsExactly("tables/t/columns/a");
    }

    @Test
    void aDriverIsAskedInEveryKindOfMerge() throws SQLException {
        database.value("SELECT gitversion.register_merge_driver('tables/t', 'tools.theirs')");
        assertThat(
                        database.column(
                                "SELECT DISTINCT result FROM gitversion.preview_merge('feature',"
                                        + " 'main')"))
                .containsExactly("statement");
        database.value("SELECT gitversion.merge_branches('feature', 'main')");
        assertThat(columns()).containsExactly("id integer", "a bigint", "b bigint");
        assertThat(decisions()).isEqualTo("driver tools.theirs");
        back();
        database.value("SELECT gitversion.cherry_pick('feature', 'main')");
        assertThat(decisions()).isEqualTo("driver tools.theirs");
        back();
        database.value("SELECT gitversion.rebase('main', 'feature')");
        assertThat(columns()).containsExactly("id integer", "a smallint", "b smallint");
        assertThat(decisions()).isEqualTo("driver tools.theirs");
        work.assertAt("main", "main");
    }

    @Test
    void aDriverThatDoesNotDecideLeavesTheConflict() throws SQLException {
        for (String body :
                List.of(
                        "NULL",
                        "''no DDL''",
                        "''ALTER TABLE t ALTER id TYPE bigint''",
                        "''DROP TABLE t''",
                        "(1 / length(left(o, 0)))::text")) {
            database.execute(
                    "CREATE OR REPLACE FUNCTION tools.odd(b text, o text, t text) RETURNS text"
                            + " LANGUAGE sql AS 'SELECT "
                            + body
                            + "'");
            database.value("SELECT gitversion.register_merge_driver('tables/*', 'tools.odd')");
            work.refused("VC001", "SELECT gitversion.merge_branches('feature', 'main')");
        }
        database.execute("DROP FUNCTION tools.odd");
        work.refused("VC001", "SELECT gitversion.merge_branches('feature', 'main')");
        database.value("SELECT gitversion.unregister_merge_driver('tables/*')");
        work.refused("VC042", "SELECT gitversion.unregister_merge_driver('tables/*')");
        work.refused("VC014", "SELECT gitversion.register_merge_driver('tables/*', 'tools.none')");
        work.refused("VC014", "SELECT gitversion.register_merge_driver('', 'tools.theirs')");
    }

    /** Otherwise who may register a driver could do all that who merges may do. */
    @Test
    void theCodeOfOthersDoesNotRunWithGreaterRights() throws SQLException {
        database.execute(
                "CREATE ROLE driver_author LOGIN IN ROLE gitversion_admin",
                "GRANT CREATE, USAGE ON SCHEMA tools TO driver_author");
        try {
            try (Connection session = database.connect("driver_author");
                    Statement statement = session.createStatement()) {
                statement.execute(
                        "CREATE FUNCTION tools.evil(b text, o text, t text) RETURNS text LANGUAGE"
                                + " plpgsql AS $$ BEGIN ALTER ROLE driver_author SUPERUSER;"
                                + " RETURN t; END $$");
                statement.execute(
                        "SELECT gitversion.register_merge_driver('tables/*', 'tools.evil')");
                assertThatThrownBy(() -> statement.execute("DELETE FROM gitversion.stashes"))
                        .isInstanceOf(SQLException.class);
            }
            work.refused("VC001", "SELECT gitversion.merge_branches('feature', 'main')");
            assertThat(
                            database.value(
                                    "SELECT rolsuper FROM pg_roles WHERE rolname ="
                                            + " 'driver_author'"))
                    .isEqualTo("f");
        } finally {
            database.execute("DROP OWNED BY driver_author", "DROP ROLE driver_author");
        }
    }
}
