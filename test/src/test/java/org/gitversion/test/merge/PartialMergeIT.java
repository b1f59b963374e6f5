package org.gitversion.test.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.Integrity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A merge reads what it has to do with, and knows of everything else that nobody touched it. */
@GitVersionTest(databasePerMethod = true)
class PartialMergeIT {
    private static final String MERGE = "SELECT gitversion.merge_branches('b', 'main')";

    @BeforeEach
    void branches(Database database) throws SQLException {
        database.execute(
                "CREATE SCHEMA app",
                "SET search_path = app",
                "CREATE TABLE parent (id integer PRIMARY KEY, name text)",
                "CREATE TABLE child (id integer PRIMARY KEY, parent_id integer REFERENCES parent)",
                "CREATE TABLE grandchild (id integer REFERENCES child, note text)",
                "CREATE VIEW names AS SELECT name FROM parent",
                "CREATE VIEW names_of_names AS SELECT name FROM names",
                "CREATE TABLE apart (id integer, note text)",
                "INSERT INTO parent VALUES (1, 'x')",
                "RESET search_path",
                "SELECT gitversion.init('main', 'app')",
                "SELECT gitversion.create_branch('b', 'main')");
        change(database, "ALTER TABLE parent ALTER COLUMN name TYPE varchar(20)");
    }

    /** The views have to make way; the table two foreign keys away has not. */
    private static void change(Database database, String ddl) throws SQLException {
        database.execute(
                "SELECT gitversion.use_branch('b')",
                "DROP VIEW names_of_names, names",
                ddl,
                "CREATE VIEW names AS SELECT name FROM parent",
                "CREATE VIEW names_of_names AS SELECT name FROM names",
                "SELECT gitversion.commit('Change', 'b')",
                "SELECT gitversion.use_branch('main')");
    }

    private static List<String> merge(Database database) throws SQLException {
        List<String> messages = new ArrayList<>();
        try (Statement statement = database.session().createStatement()) {
            statement.execute("SET client_min_messages = debug1");
            statement.execute(MERGE);
            for (SQLWarning one = statement.getWarnings();
                    one != null;
                    one = one.getNextWarning()) {
                if (one.getMessage().startsWith("merging into ")) {
                    messages.add(one.getMessage());
                }
            }
            statement.execute("RESET client_min_messages");
        }
        return messages;
    }

    private static void assertMerged(Database database) throws SQLException {
        assertThat(
                        database.value(
                                "SELECT gitversion.compute_tree_hash('app') = c.tree_hash FROM"
                                        + " gitversion.commits c JOIN gitversion.branches b ON"
                                        + " b.head_commit_id = c.id WHERE b.branch_name = 'main'"))
                .isEqualTo("t");
        assertThat(database.rows("SELECT * FROM gitversion.status('main')")).isEmpty();
        assertThat(database.value("SELECT name FROM app.names_of_names")).isEqualTo("x");
        assertThat(Integrity.problems(database)).isEmpty();
    }

    @Test
    void onlyWhatItHasToDoWithIsRead(Database database) throws SQLException {
        database.execute(
                "ALTER TABLE app.apart ADD COLUMN more integer",
                "SELECT gitversion.commit('Apart', 'main')");
        assertThat(merge(database)).hasSize(1);
        assertMerged(database);
    }

    @Test
    void aFastForwardToo(Database database) throws SQLException {
        assertThat(merge(database)).hasSize(1);
        assertMerged(database);
    }

    @Test
    void theSettingHasAllRead(Database database) throws SQLException {
        database.execute("SET gitversion.verify = full");
        assertThat(merge(database)).isEmpty();
        assertMerged(database);
        database.execute("SET gitversion.verify = half");
        assertThatThrownBy(() -> database.execute("SELECT gitversion.plan('b', 'main')"))
                .hasMessageContaining("gitversion.verify is \"half\"");
    }

    /** Event triggers do not tell of it, the catalogs do. */
    @Test
    void whatWasChangedUnseenElsewhereIsSeen(Database database) throws SQLException {
        database.execute(
                "SET session_replication_role = replica",
                "ALTER TABLE app.grandchild ADD COLUMN unseen integer",
                "RESET session_replication_role");
        assertThatThrownBy(() -> database.execute(MERGE))
                .hasMessageContaining("has uncommitted changes");
        database.execute(
                "SET session_replication_role = replica",
                "ALTER TABLE app.grandchild DROP COLUMN unseen",
                "DROP TABLE app.apart",
                "RESET session_replication_role");
        assertThatThrownBy(() -> database.execute(MERGE))
                .hasMessageContaining("has uncommitted changes");
    }

    /** What somebody's trigger does to what the merge has nothing to do with does not stay. */
    @Test
    void whatIsTouchedMeanwhileIsSeen(Database database) throws SQLException {
        database.execute(
                "CREATE FUNCTION public.touch() RETURNS event_trigger LANGUAGE plpgsql AS"
                        + " $$ BEGIN IF NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid ="
                        + " 'app.apart'::regclass AND attname = 'touched') THEN"
                        + " ALTER TABLE app.apart ADD COLUMN touched integer; END IF; END $$",
                "CREATE EVENT TRIGGER touch ON ddl_command_end WHEN tag IN ('CREATE VIEW')"
                        + " EXECUTE FUNCTION public.touch()");
        merge(database);
        assertThat(
                        database.column(
                                "SELECT attname FROM pg_attribute WHERE attrelid ="
                                        + " 'app.apart'::regclass AND attnum > 0 AND NOT"
                                        + " attisdropped ORDER BY 1"))
                .containsExactly("id", "note");
        assertMerged(database);
    }
}
