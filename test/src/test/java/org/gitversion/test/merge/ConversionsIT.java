package org.gitversion.test.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows of the target are converted by the expression that the source was. */
@GitVersionTest(databasePerMethod = true)
class ConversionsIT {
    @BeforeEach
    void branch(Database database) throws SQLException {
        database.value("SELECT gitversion.init('main')");
        database.value("SELECT gitversion.use_branch('main')");
        database.execute("CREATE TABLE t (a int, b text, \"F x\" text)");
        database.value("SELECT gitversion.commit('Table')");
        database.value("SELECT gitversion.create_branch('types')");
        database.execute("INSERT INTO t VALUES (5, 'x, (y', '1.26')");
    }

    private static void change(Database database, String ddl) throws SQLException {
        database.value("SELECT gitversion.use_branch('types')");
        for (String statement : ddl.split(";")) {
            database.execute(statement);
        }
        database.value("SELECT gitversion.commit('Types')");
        database.value("SELECT gitversion.use_branch('main')");
    }

    @Test
    void theExpressionsOfOneStatementAreDoneAgain(Database database) throws SQLException {
        change(
                database,
                "ALTER TABLE t ALTER a TYPE bigint USING a * 100, ALTER COLUMN b SET DATA TYPE int"
                        + " USING length(b) /* , */ + strpos(b, ', ('), ALTER \"F x\" TYPE"
                        + " numeric(9,1) USING \"F x\"::numeric * 2");
        database.execute("ALTER TABLE t ADD c int DEFAULT 9");
        database.value("SELECT gitversion.commit('More')");
        assertThat(database.column("SELECT statement FROM gitversion.preview_merge('types')"))
                .singleElement()
                .asString()
                .contains("\n    ALTER COLUMN a TYPE bigint USING (a * 100),\n");
        database.value("SELECT gitversion.merge_branches('types')");
        assertThat(database.value("SELECT t::text FROM t")).isEqualTo("(500,7,2.5,9)");
        assertThat(database.column("SELECT path FROM gitversion.status()")).isEmpty();
    }

    @Test
    void aPlainCastStillAsksTheRows(Database database) throws SQLException {
        change(database, "ALTER TABLE t ALTER a TYPE smallint USING a::int2");
        database.execute("INSERT INTO t VALUES (100000)");
        assertThatThrownBy(() -> database.value("SELECT gitversion.merge_branches('types')"))
                .hasMessageContaining("schema_data")
                .hasMessageContaining("tables/t/columns/a");
    }

    @Test
    void whatMayMeanSomethingElseIsAConflictWhereThereAreRows(Database database)
            throws SQLException {
        change(
                database,
                "ALTER TABLE t ALTER b TYPE int USING length(b); ALTER TABLE t RENAME a TO z");
        assertThatThrownBy(() -> database.value("SELECT gitversion.merge_branches('types')"))
                .hasMessageContaining("schema_data")
                .hasMessageContaining("Rows of the target: 1.");
        database.execute("DELETE FROM t");
        database.value("SELECT gitversion.merge_branches('types')");
        assertThat(database.column("SELECT path FROM gitversion.status()")).isEmpty();
    }

    @Test
    void aTypeThatWasChangedTwiceIsAConflict(Database database) throws SQLException {
        change(
                database,
                "ALTER TABLE t ALTER b TYPE int USING length(b);"
                        + "ALTER TABLE t ALTER b TYPE bigint USING b + 1");
        assertThatThrownBy(() -> database.value("SELECT gitversion.merge_branches('types')"))
                .hasMessageContaining("schema_data")
                .hasMessageContaining("tables/t/columns/b");
    }
}
