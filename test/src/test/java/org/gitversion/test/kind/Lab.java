package org.gitversion.test.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.SchemaDump;

/**
 * A database whose schema {@code app} is the branch main. Changes are made by plain DDL in branches
 * and merged, so that the plan has to find statements of its own that come to the same.
 */
final class Lab implements AutoCloseable {
    /** In schema public. */
    static final List<String> EXTENSIONS = List.of("btree_gist", "pg_trgm");

    /** The columns of all relations in physical order. */
    static final String COLUMNS =
            "SELECT relname || ': ' || string_agg(attname, ', ' ORDER BY attnum) FROM pg_class c"
                    + " JOIN pg_attribute a ON attrelid = c.oid AND attnum > 0 AND NOT attisdropped"
                    + " JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname = ?"
                    + " AND relkind IN ('r', 'p', 'f', 'v', 'm', 'c') GROUP BY c.oid, relname"
                    + " ORDER BY relname";

    private final Database database;
    private int branches;

    private Lab(Database database) {
        this.database = database;
    }

    /** A database with a schema that a script makes, as branch main. */
    static Lab of(String script) throws SQLException {
        Lab lab = new Lab(prepared());
        lab.run("CREATE SCHEMA app; SET search_path = app, public; " + script);
        lab.database.value("SELECT gitversion.init('main', 'app')");
        return lab;
    }

    /** Objects of the superuser may use those of other roles, which takes p_trust. */
    private void cloneSchema(String from, String to) throws SQLException {
        String call = "SELECT gitversion.clone_schema_objects(?, ?, p_trust => ";
        try {
            database.value(call + "false)", from, to);
        } catch (SQLException e) {
            if (!"VC051".equals(e.getSQLState())) {
                throw e;
            }
            database.value(call + "true)", from, to);
        }
    }

    /** Clones what a script makes, clones the clone, and holds all dumps against each other. */
    static void assertClones(String script) throws SQLException {
        String clone = "Clone \"of\" a/%ß";
        try (Lab lab = new Lab(prepared())) {
            lab.run("CREATE SCHEMA source; SET search_path = source, public; " + script);
            lab.cloneSchema("source", clone);
            lab.cloneSchema(clone, "again");
            String source = SchemaDump.of(lab.database, "source");
            assertThat(SchemaDump.of(lab.database, clone)).isEqualTo(source);
            assertThat(SchemaDump.of(lab.database, "again")).isEqualTo(source);
            assertThat(lab.database.column(COLUMNS, clone))
                    .isEqualTo(lab.database.column(COLUMNS, "source"))
                    .isEqualTo(lab.database.column(COLUMNS, "again"));
        }
    }

    /**
     * Changes the schema in a new branch and merges: both then dump alike, and not as before.
     *
     * @return the statements that the merge executes
     */
    List<String> merge(String change) throws SQLException {
        String before = dump();
        String branch = branch(change);
        List<String> statements =
                database.column(
                        "SELECT statement FROM gitversion.preview_merge(?, 'main') ORDER BY step",
                        branch);
        assertThat(dump()).isEqualTo(before);
        database.value("SELECT gitversion.merge_branches(?, 'main')", branch);
        assertThat(dump()).isNotEqualTo(before).isEqualTo(SchemaDump.of(database, schema(branch)));
        assertThat(database.column("SELECT path FROM gitversion.status('main')")).isEmpty();
        return statements;
    }

    /** Changes the schema in a new branch; the merge is refused and leaves everything as it was. */
    String refused(String change) throws SQLException {
        String before = dump();
        String branch = branch(change);
        String message;
        try {
            database.value("SELECT gitversion.merge_branches(?, 'main')", branch);
            message = null;
        } catch (SQLException e) {
            message = e.getSQLState() + " " + e.getMessage();
        }
        assertThat(message).isNotNull();
        assertThat(dump()).isEqualTo(before);
        return message;
    }

    /** What {@code pg_dump} says about main. */
    String dump() throws SQLException {
        return SchemaDump.of(database, "app");
    }

    /** What {@code pg_dump} says about a schema. */
    String dump(String schema) throws SQLException {
        return SchemaDump.of(database, schema);
    }

    /** The database. */
    Database database() {
        return database;
    }

    private String branch(String change) throws SQLException {
        String branch = "change/" + ++branches;
        database.value("SELECT gitversion.create_branch(?, 'main')", branch);
        run("SELECT gitversion.use_branch('" + branch + "'); " + change);
        database.value("SELECT gitversion.commit('Change', ?)", branch);
        return branch;
    }

    private String schema(String branch) throws SQLException {
        return database.value(
                "SELECT schema_name FROM gitversion.branches WHERE branch_name = ?", branch);
    }

    /** Runs a script in a session of its own. */
    void run(String script) {
        database.psql(script, "-q").expectSuccess();
    }

    /** Roles and tablespaces belong to the cluster, so they are made once. */
    private static synchronized Database prepared() throws SQLException {
        Database database = Cluster.shared().createDatabase(EXTENSIONS);
        if (database.column("SELECT rolname FROM pg_roles WHERE rolname = 'kind_reader'")
                .isEmpty()) {
            database.execute("CREATE ROLE kind_reader", "CREATE ROLE \"Kind \"\"Writer\"");
            database.execute("SET allow_in_place_tablespaces = on");
            database.execute("CREATE TABLESPACE kind_space LOCATION ''");
        }
        return database;
    }

    @Override
    public void close() {
        database.drop();
    }
}
