package org.gitversion.test.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.ServerError;
import org.gitversion.test.support.SourceTree;
import org.junit.jupiter.api.Test;

/**
 * The table of rights in the manual is what each role gets when it calls each function. Functions
 * come from the catalog: a new one needs a row.
 */
@GitVersionTest
class RightsMatrixIT {
    /** The columns of the table. */
    private static final List<String> ROLES =
            List.of(
                    "matrix_reader",
                    "matrix_author",
                    "matrix_stranger",
                    "matrix_admin",
                    "matrix_owner",
                    "matrix_nobody");

    private static void prepare(Database database) throws SQLException {
        for (String role : ROLES) {
            database.execute("CREATE ROLE " + role + " LOGIN");
        }
        database.execute(
                "GRANT CREATE ON DATABASE "
                        + database.name()
                        + " TO matrix_author, matrix_stranger, matrix_admin, matrix_owner",
                "GRANT gitversion_reader TO matrix_reader",
                "GRANT gitversion_author TO matrix_author, matrix_stranger",
                "GRANT gitversion_admin TO matrix_admin",
                "GRANT matrix_owner TO matrix_author");
        as(
                database,
                "matrix_author",
                "CREATE SCHEMA app",
                "CREATE TABLE app.a (id integer PRIMARY KEY)",
                "INSERT INTO app.a VALUES (1)",
                "SELECT gitversion.init('main', 'app')",
                "SELECT gitversion.create_branch('feature', 'main')",
                "GRANT USAGE ON SCHEMA app, branch_feature TO PUBLIC",
                "CREATE TABLE branch_feature.b (id integer)",
                "SELECT gitversion.commit('Add b', 'feature')",
                "SELECT gitversion.tag('v1', 'main')",
                "CREATE TABLE branch_feature.c (id integer)");
        database.execute("ALTER SCHEMA app OWNER TO matrix_owner");
    }

    private static void as(Database database, String role, String... statements)
            throws SQLException {
        try (Connection session = database.connect(role);
                Statement statement = session.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** What the table says of a call. */
    private static String outcome(Database database, String role, String call) {
        ServerError error = ServerError.of(() -> as(database, role, "BEGIN", call, "ROLLBACK"));
        if (error != null && error.state().equals("VC046")) {
            return "`VC046`";
        }
        String text = error == null ? "" : error.message() + error.detail();
        boolean isDenied =
                text.startsWith("permission denied for schema gitversion")
                        || text.startsWith("permission denied for function ");
        boolean isOfObjects =
                text.contains("permission denied") || text.contains("must be owner of");
        return isDenied ? "no" : isOfObjects ? "objects" : "yes";
    }

    private static Map<String, String> documented() throws Exception {
        Map<String, String> rows = new TreeMap<>();
        for (String line :
                Files.readAllLines(SourceTree.root().resolve("extension/doc/privileges.md"))) {
            if (line.startsWith("| `")) {
                rows.put(line.split("`")[1], line);
            }
        }
        return rows;
    }

    @Test
    void theTableOfTheManualIsWhatHappens(Database database) throws Exception {
        prepare(database);
        Map<String, String> found = new TreeMap<>();
        for (Function function : Function.all(database)) {
            List<String> cells = new ArrayList<>();
            for (String role : ROLES) {
                cells.add(outcome(database, role, function.call(null, null)));
            }
            found.put(
                    function.name(),
                    "| `" + function.name() + "` | " + String.join(" | ", cells) + " |");
        }
        for (String role : ROLES) {
            database.execute("DROP OWNED BY " + role + " CASCADE");
        }
        database.execute("DROP ROLE " + String.join(", ", ROLES));
        assertThat(String.join("\n", found.values()))
                .isEqualTo(String.join("\n", documented().values()));
    }
}
