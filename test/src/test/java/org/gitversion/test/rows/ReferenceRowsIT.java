package org.gitversion.test.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.SQLException;
import java.util.List;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Rows of lookup tables are part of commits, and are merged by key. */
@GitVersionTest(databasePerMethod = true)
class ReferenceRowsIT {
    private static final String PATH = "tables/colour/rows/reference";

    private Database database;

    @BeforeEach
    void start(Database fresh) throws SQLException {
        database = fresh;
        database.execute(
                "SELECT gitversion.init()",
                "CREATE TABLE branch_main.colour (id integer GENERATED ALWAYS AS IDENTITY PRIMARY"
                        + " KEY, name text UNIQUE, size numeric, upper text GENERATED ALWAYS AS"
                        + " (upper(name)) STORED)",
                "INSERT INTO branch_main.colour (name, size) VALUES ('red', 1.50)",
                "INSERT INTO branch_main.colour (name) VALUES (E'a\\tb\\\\c''d')",
                "SELECT gitversion.track_rows('branch_main.colour')");
        commit("main");
    }

    private String commit(String branch) throws SQLException {
        return database.value("SELECT gitversion.commit('work', ?)", branch);
    }

    private List<String> colours(String branch) throws SQLException {
        return database.column(
                "SELECT format('%s %s %s %s', id, name, size, upper) FROM branch_"
                        + branch
                        + ".colour ORDER BY id");
    }

    private ServerErrorMessage error(String sql) {
        SQLException error = catchThrowableOfType(SQLException.class, () -> database.execute(sql));
        assertThat((Throwable) error).as(sql).isInstanceOf(PSQLException.class);
        return ((PSQLException) error).getServerErrorMessage();
    }

    private String status(String branch) throws SQLException {
        return database.value(
                "SELECT string_agg(change || ' ' || path, ', ') FROM gitversion.status(?)", branch);
    }

    @Test
    void aBranchHasTheRowsAndGoesOnCounting() throws SQLException {
        database.value("SELECT gitversion.create_branch('b')");
        assertThat(colours("b")).isEqualTo(colours("main")).hasSize(2);
        database.execute("INSERT INTO branch_b.colour (name) VALUES ('blue')");
        assertThat(colours("b")).contains("3 blue  BLUE");
        assertThat(database.rows("SELECT * FROM gitversion.tracked_rows ORDER BY 1"))
                .extracting(List::toString)
                .containsExactly("[b, colour, reference, null]", "[main, colour, reference, null]");
    }

    @Test
    void statusAndCommitSeeRows() throws SQLException {
        assertThat(status("main")).isNull();
        database.execute("UPDATE branch_main.colour SET size = 2 WHERE name = 'red'");
        assertThat(status("main")).isEqualTo("ALTER " + PATH);
        commit("main");
        assertThat(status("main")).isNull();
        assertThat(database.value("SELECT gitversion.diff('main~1', 'main')"))
                .contains(
                        "-INSERT INTO colour (id, name, size) OVERRIDING SYSTEM VALUE VALUES"
                                + " ('1', 'red', '1.50');")
                .contains(
                        "+INSERT INTO colour (id, name, size) OVERRIDING SYSTEM VALUE VALUES"
                                + " ('1', 'red', '2');");
        assertThat(error("SELECT gitversion.commit('again', 'main')").getSQLState())
                .isEqualTo("VC002");
    }

    @Test
    void bothSidesAreMergedByKeyAndColumn() throws SQLException {
        database.value("SELECT gitversion.create_branch('b')");
        database.execute(
                "UPDATE branch_b.colour SET size = 7 WHERE id = 1",
                "INSERT INTO branch_b.colour (id, name) OVERRIDING SYSTEM VALUE VALUES (10,"
                        + " 'green')");
        commit("b");
        database.execute(
                "UPDATE branch_main.colour SET name = 'rouge' WHERE id = 1",
                "DELETE FROM branch_main.colour WHERE id = 2",
                "INSERT INTO branch_main.colour (name) VALUES ('blue')");
        commit("main");
        database.value("SELECT gitversion.merge_branches('b', 'main')");
        assertThat(colours("main"))
                .containsExactly("1 rouge 7 ROUGE", "3 blue  BLUE", "10 green  GREEN");
        assertThat(status("main")).isNull();
        database.execute("INSERT INTO branch_main.colour (name) VALUES ('next')");
        assertThat(colours("main")).contains("11 next  NEXT");
    }

    @Test
    void aContradictionIsAConflictWithTheKey() throws SQLException {
        database.value("SELECT gitversion.create_branch('b')");
        database.execute(
                "UPDATE branch_b.colour SET name = 'rosso' WHERE id = 1",
                "DELETE FROM branch_b.colour WHERE id = 2");
        commit("b");
        database.execute(
                "UPDATE branch_main.colour SET name = 'rouge' WHERE id = 1",
                "UPDATE branch_main.colour SET size = 3 WHERE id = 2");
        commit("main");
        ServerErrorMessage error = error("SELECT gitversion.merge_branches('b', 'main')");
        assertThat(error.getSQLState()).isEqualTo("VC001");
        assertThat(error.getDetail())
                .contains("of the row with id=1 both sides changed name differently")
                .contains("of the row with id=2 one side removed it, the other changed it");
        database.value("SELECT gitversion.merge_branches('b', 'main', 'theirs')");
        assertThat(colours("main")).containsExactly("1 rosso 1.50 ROSSO");
    }

    @Test
    void columnsThatComeGoAndAreRenamed() throws SQLException {
        database.value("SELECT gitversion.create_branch('b')");
        database.execute(
                "ALTER TABLE branch_b.colour RENAME COLUMN name TO label",
                "ALTER TABLE branch_b.colour DROP COLUMN size",
                "ALTER TABLE branch_b.colour ADD COLUMN kind integer NOT NULL DEFAULT 4",
                "ALTER TABLE branch_b.colour RENAME TO shade");
        commit("b");
        database.execute(
                "UPDATE branch_main.colour SET name = 'rouge' WHERE id = 1",
                "INSERT INTO branch_main.colour (name, size) VALUES ('blue', 5)");
        commit("main");
        database.value("SELECT gitversion.merge_branches('b', 'main')");
        assertThat(
                        database.column(
                                "SELECT format('%s %s %s %s', id, label, kind, upper) FROM"
                                        + " branch_main.shade WHERE id <> 2 ORDER BY id"))
                .containsExactly("1 rouge 4 ROUGE", "3 blue 4 BLUE");
        assertThat(status("main")).isNull();
        assertThat(status("b")).isNull();
    }

    @Test
    void resetBringsTheRowsBackAndTriggersStaySilent() throws SQLException {
        database.execute(
                "CREATE FUNCTION branch_main.shout() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN"
                        + " RAISE EXCEPTION ''no''; END'");
        String before = commit("main");
        database.execute(
                "UPDATE branch_main.colour SET size = 9",
                "DELETE FROM branch_main.colour WHERE id = 2",
                "INSERT INTO branch_main.colour (name) VALUES ('x')",
                "CREATE TRIGGER shout BEFORE INSERT OR UPDATE OR DELETE ON branch_main.colour FOR"
                        + " EACH ROW EXECUTE FUNCTION branch_main.shout()");
        commit("main");
        database.value("SELECT gitversion.create_branch('b')");
        assertThat(colours("b")).isEqualTo(colours("main"));
        database.execute(
                "ALTER TABLE branch_main.colour DISABLE TRIGGER shout",
                "UPDATE branch_main.colour SET size = 10",
                "ALTER TABLE branch_main.colour ENABLE TRIGGER shout");
        commit("main");
        database.value("SELECT gitversion.reset('main', 'main~1')");
        assertThat(colours("main")).isEqualTo(colours("b"));
        assertThat(
                        database.value(
                                "SELECT tgenabled FROM pg_trigger WHERE tgname = 'shout' AND"
                                        + " tgrelid = 'branch_main.colour'::regclass"))
                .isEqualTo("O");
        database.value(
                "SELECT gitversion.reset('main', ?)",
                database.value(
                        "SELECT commit_hash FROM gitversion.commits WHERE id = ?::int", before));
        assertThat(colours("main")).containsExactly("1 red 1.50 RED", "2 a\tb\\c'd  A\tB\\C'D");
    }

    @Test
    void tablesAreFilledInTheOrderOfTheirForeignKeys() throws SQLException {
        database.execute(
                "CREATE TABLE branch_main.paint (name text PRIMARY KEY, colour integer REFERENCES"
                        + " branch_main.colour, mixed_of text REFERENCES branch_main.paint)",
                "INSERT INTO branch_main.paint VALUES ('b', 1, NULL), ('a', 2, 'b')",
                "SELECT gitversion.track_rows('branch_main.paint', 'reference')");
        commit("main");
        database.value("SELECT gitversion.create_branch('b')");
        database.execute(
                "DELETE FROM branch_b.paint WHERE name = 'a'",
                "DELETE FROM branch_b.colour WHERE id = 2",
                "INSERT INTO branch_b.colour (name) VALUES ('black')",
                "INSERT INTO branch_b.paint VALUES ('ink', 3, 'b'), ('coal', 3, 'ink')");
        commit("b");
        database.execute("CREATE TABLE branch_main.other ()");
        commit("main");
        database.value("SELECT gitversion.merge_branches('b', 'main')");
        assertThat(database.column("SELECT p::text FROM branch_main.paint p ORDER BY name"))
                .containsExactly("(b,1,)", "(coal,3,ink)", "(ink,3,b)");
    }

    @Test
    void untrackedRowsStay() throws SQLException {
        database.value("SELECT gitversion.create_branch('b')");
        database.execute("SELECT gitversion.untrack_rows('branch_b.colour')");
        assertThat(status("b")).isEqualTo("DROP " + PATH);
        commit("b");
        database.execute("CREATE TABLE branch_main.other ()");
        commit("main");
        database.value("SELECT gitversion.merge_branches('b', 'main')");
        assertThat(colours("main")).hasSize(2);
        assertThat(database.column("SELECT 1 FROM gitversion.tracked_rows")).isEmpty();
        database.execute("DELETE FROM branch_main.colour");
        assertThat(status("main")).isNull();
    }

    @Test
    void whatCannotBeTrackedIsRefused() throws SQLException {
        database.execute(
                "CREATE TABLE branch_main.keyless (a integer)",
                "CREATE TABLE branch_main.big (a integer PRIMARY KEY)",
                "INSERT INTO branch_main.big SELECT generate_series(1, 10001)",
                "CREATE TABLE public.outside (a integer PRIMARY KEY)");
        for (String table : List.of("branch_main.keyless", "branch_main.big", "public.outside")) {
            ServerErrorMessage error = error("SELECT gitversion.track_rows('" + table + "')");
            assertThat(error.getSQLState()).as(table).isEqualTo("VC034");
            assertThat(error.getDetail()).endsWith(".");
            assertThat(error.getHint()).isNotBlank();
        }
        database.execute(
                "SET gitversion.rows_limit = 20000",
                "SELECT gitversion.track_rows('branch_main.big')");
        commit("main");
        database.value("SELECT gitversion.create_branch('b')");
        assertThat(database.value("SELECT count(*) FROM branch_b.big")).isEqualTo("10001");
    }

    @Test
    void rowsOfAnUntrackedTableAreNotOverwritten() throws SQLException {
        database.execute(
                "CREATE TABLE branch_main.late (a integer PRIMARY KEY)",
                "INSERT INTO branch_main.late VALUES (1)");
        commit("main");
        database.value("SELECT gitversion.create_branch('b')");
        database.execute(
                "INSERT INTO branch_b.late VALUES (2)",
                "SELECT gitversion.track_rows('branch_b.late')");
        commit("b");
        database.execute("CREATE TABLE branch_main.other ()");
        commit("main");
        ServerErrorMessage error = error("SELECT gitversion.merge_branches('b', 'main')");
        assertThat(error.getSQLState()).isEqualTo("VC001");
        assertThat(error.getDetail()).contains("has rows already");
        database.execute("SELECT gitversion.track_rows('branch_main.late')");
        commit("main");
        database.value("SELECT gitversion.merge_branches('b', 'main')");
        assertThat(database.column("SELECT a FROM branch_main.late ORDER BY 1"))
                .containsExactly("1", "2");
    }

    @Test
    void valuesAreReadAsTheTypeOfTheOtherSide() throws SQLException {
        database.value("SELECT gitversion.create_branch('b')");
        commitAfter("b", "ALTER TABLE branch_b.colour ALTER COLUMN size TYPE numeric(10,3)");
        commitAfter("main", "INSERT INTO branch_main.colour (name, size) VALUES ('blue', 5)");
        database.value("SELECT gitversion.merge_branches('b', 'main')");
        assertThat(colours("main")).contains("1 red 1.500 RED", "3 blue 5.000 BLUE");
        assertThat(status("main")).isNull();
    }

    private void commitAfter(String branch, String... statements) throws SQLException {
        database.execute(statements);
        commit(branch);
    }

    @Test
    void otherRowsDoNotGoAlong() throws SQLException {
        commitAfter(
                "main",
                "CREATE TABLE branch_main.car (id integer PRIMARY KEY, colour integer REFERENCES"
                        + " branch_main.colour ON DELETE CASCADE)");
        database.value("SELECT gitversion.create_branch('b')");
        commitAfter("b", "DELETE FROM branch_b.colour WHERE id = 2");
        commitAfter(
                "main",
                "INSERT INTO branch_main.car VALUES (1, 2)",
                "CREATE TABLE branch_main.other ()");
        ServerErrorMessage error = error("SELECT gitversion.merge_branches('b', 'main')");
        assertThat(error.getSQLState()).isEqualTo("VC001");
        assertThat(error.getDetail()).contains("1 rows of table branch_main.car refer");
        database.execute("DELETE FROM branch_main.car");
        database.value("SELECT gitversion.merge_branches('b', 'main')");
        assertThat(colours("main")).hasSize(1);
    }

    @Test
    void undoingAndRedoing() throws SQLException {
        database.value("SELECT gitversion.create_branch('b')");
        commitAfter("b", "UPDATE branch_b.colour SET size = 4 WHERE id = 1");
        database.value("SELECT gitversion.cherry_pick('b', 'main')");
        assertThat(colours("main")).contains("1 red 4 RED");
        database.value("SELECT gitversion.revert('main', 'main')");
        assertThat(colours("main")).contains("1 red 1.50 RED");
        database.execute("DELETE FROM branch_main.colour WHERE id = 1");
        database.value("SELECT gitversion.restore(?, 'main', 'main')", PATH);
        assertThat(colours("main")).contains("1 red 1.50 RED");
        database.execute("INSERT INTO branch_main.colour (name) VALUES ('blue')");
        database.value("SELECT gitversion.stash('main')");
        assertThat(colours("main")).hasSize(2);
        database.value("SELECT gitversion.stash_pop('main')");
        assertThat(colours("main")).hasSize(3);
        commit("main");
        assertThat(database.column("SELECT message FROM gitversion.log('main', p_path => ?)", PATH))
                .hasSize(4);
        assertThat(
                        database.value(
                                "SELECT ddl_content FROM gitversion.object_snapshots WHERE"
                                        + " object_name = 'tables/colour' AND commit_id ="
                                        + " gitversion.rev_parse('main')"))
                .contains("\nSELECT gitversion.track_rows('colour', 'reference');\n")
                .contains("VALUES ('3', 'blue', NULL);");
        assertThat(database.rows("SELECT * FROM gitversion.fsck(true) WHERE severity = 'error'"))
                .isEmpty();
    }

    @Test
    void aPartOfASchemaIsReadWithItsRows() throws SQLException {
        commitAfter(
                "main",
                "ALTER TABLE branch_main.colour ADD CHECK (id > 0)",
                "COMMENT ON TABLE branch_main.colour IS 'of paint'");
        assertThat(status("main")).isNull();
        database.execute("ALTER TABLE branch_main.colour RENAME TO shade");
        assertThat(status("main")).contains("RENAME tables/shade").doesNotContain("rows");
        commit("main");
        database.execute("DROP TABLE branch_main.shade");
        assertThat(status("main")).startsWith("DROP tables/shade");
        commit("main");
        assertThat(status("main")).isNull();
        assertThat(database.column("SELECT 1 FROM gitversion.tracked_rows")).isEmpty();
        database.value("SELECT gitversion.reset('main', 'main~1')");
        assertThat(database.column("SELECT name FROM branch_main.shade")).contains("red");
    }

    @Test
    void aDumpTakesThemAlong() throws SQLException {
        commitAfter("main", "ALTER TABLE branch_main.colour RENAME TO shade");
        try (Database restored = Cluster.shared().createEmptyDatabase("restored_rows", "UTF8")) {
            restored.psql(database.pgDump(), "-q").expectSuccess();
            database = restored;
            assertThat(status("main")).isNull();
            restored.execute("DELETE FROM branch_main.shade WHERE id = 1");
            assertThat(status("main")).isEqualTo("ALTER tables/shade/rows/reference");
        }
    }
}
