package org.gitversion.test.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.Integrity;
import org.junit.jupiter.api.Test;

/** Conflicts of a merge that are kept, and resolved one by one. */
@GitVersionTest(databasePerMethod = true)
class ConflictsIT extends Contradictions {
    @Test
    void theRowsSayWhatConflicts() throws SQLException {
        String before = work.dump("main");
        startMerge();
        assertThat(open())
                .containsExactly(
                        "functions/price(integer) body: both modified",
                        "tables/orders/columns/note type: both modified",
                        "views/totals: deleted by them");
        assertThat(
                        database.value(
                                "SELECT proposed_version FROM gitversion.open_conflicts"
                                        + " WHERE path LIKE 'functions/%'"))
                .contains(
                        "  -- first\n<<<<<<< main\n  RETURN n * 3;\n=======\n  RETURN n * 2;\n"
                                + ">>>>>>> feature\n  -- last\n");
        assertThat(
                        database.rows(
                                "SELECT conflict_type, object_type, base_version, source_version,"
                                    + " target_version FROM gitversion.merge_conflicts WHERE slot ="
                                    + " 'type'"))
                .containsExactly(
                        List.of(
                                "type_mismatch",
                                "COLUMN",
                                "text",
                                "character varying(30)",
                                "character varying(9)"));
        assertThat(work.dump("main")).isEqualTo(before);
        work.refused("VC072", "SELECT gitversion.finish_merge(1)");
    }

    @Test
    void eachIsResolvedInItsOwnWay() throws SQLException {
        database.execute("INSERT INTO branch_main.orders (id, note) VALUES (1, 'kept')");
        String attempt = startMerge();
        assertThat(resolve("views/totals", "theirs")).isEqualTo("2");
        assertThat(
                        resolve(
                                "tables/orders/columns/note",
                                "manual",
                                "ALTER TABLE orders ALTER note TYPE varchar(20)"))
                .isEqualTo("1");
        assertThat(
                        resolve(
                                "functions/price(integer)",
                                "manual",
                                BODY.formatted("n * 6").replace("OR REPLACE ", "")))
                .isEqualTo("0");
        String commit = finish(attempt);
        work.assertAt("main", "main");
        assertThat(database.value("SELECT gitversion.rev_parse('main')::text")).isEqualTo(commit);
        assertThat(database.value("SELECT branch_main.price(1)")).isEqualTo("6");
        assertThat(database.column("SELECT note FROM branch_main.orders")).containsExactly("kept");
        assertThat(work.columns("main", "orders"))
                .containsExactly(
                        "id integer",
                        "total integer",
                        "note character varying(20)",
                        "by_main text",
                        "by_feature text");
        assertThat(database.value("SELECT to_regclass('branch_main.totals')")).isNull();
        assertThat(database.value("SELECT gitversion.show('main')"))
                .contains("Conflicts:\n")
                .contains("    views/totals: theirs (source), by ")
                .contains("    functions/price(integer) body: manual (neither), by ");
        assertThat(
                        database.column(
                                "SELECT d ->> 'strategy' FROM gitversion.commits,"
                                    + " jsonb_array_elements(metadata -> 'decisions') d WHERE id ="
                                    + " gitversion.rev_parse('main') ORDER BY 1"))
                .containsExactly("manual", "manual", "theirs");
        assertThat(database.value("SELECT status FROM gitversion.merge_attempts"))
                .isEqualTo("finished");
        work.refused("VC071", "SELECT gitversion.finish_merge(" + attempt + ")");
        assertThat(Integrity.problems(database)).isEmpty();
    }

    @Test
    void aStrategyOfTheWholeMergeIsOnRecord() throws SQLException {
        database.value("SELECT gitversion.merge_branches('feature', 'main', 'theirs')");
        assertThat(
                        database.column(
                                "SELECT concat_ws(' ', d ->> 'object_name', d ->> 'side') FROM"
                                        + " gitversion.commits, jsonb_array_elements(metadata ->"
                                        + " 'decisions') d WHERE id = gitversion.rev_parse('main')"
                                        + " ORDER BY 1"))
                .containsExactly(
                        "functions/price(integer) source",
                        "tables/orders/columns/note source",
                        "views/totals source");
        assertThat(database.value("SELECT gitversion.show('main')"))
                .contains("    tables/orders/columns/note type: theirs (source)\n");
    }

    @Test
    void unionTakesTheLinesOfBothWhereThereAreLines() throws SQLException {
        startMerge();
        assertThat(resolve("functions/price(integer)", "union")).isEqualTo("2");
        assertThat(
                        database.value(
                                "SELECT resolved_version FROM gitversion.merge_conflicts WHERE"
                                        + " resolution_strategy = 'union'"))
                .contains("  RETURN n * 3;\n  RETURN n * 2;\n");
        work.refused(
                "VC074",
                "SELECT gitversion.resolve_conflict("
                        + conflict("tables/orders/columns/note")
                        + ", 'union')");
        assertThat(open()).hasSize(2);
    }

    @Test
    void ddlHasToBeOfTheObjectAlone() throws SQLException {
        startMerge();
        String id = conflict("tables/orders/columns/note");
        for (String ddl :
                List.of(
                        "ALTER TABLE orders ALTER note TYPE nothing",
                        "ALTER TABLE orders ALTER note TYPE date, ADD COLUMN more text",
                        "SELECT 1",
                        "-- nothing",
                        "COMMIT",
                        "CREATE TABLE branch_main.other ()",
                        "ALTER TABLE branch_main.orders ALTER note TYPE varchar(5)",
                        "'; DROP TABLE orders; --")) {
            work.refused(
                    "VC074",
                    "SELECT gitversion.resolve_conflict(" + id + ", 'manual', $q$" + ddl + "$q$)");
        }
        work.refused("VC014", "SELECT gitversion.resolve_conflict(" + id + ", 'manual')");
        work.refused("VC014", "SELECT gitversion.resolve_conflict(" + id + ", 'ours', 'x')");
        work.refused("VC014", "SELECT gitversion.resolve_conflict(" + id + ", 'recursive')");
        work.refused("VC014", "SELECT gitversion.resolve_conflict(" + id + ", 'nothing')");
        work.refused("VC071", "SELECT gitversion.resolve_conflict(99, 'ours')");
        assertThat(open()).hasSize(3);
        assertThat(database.value("SELECT to_regclass('branch_main.other')")).isNull();
    }

    @Test
    void aBlankTextRemovesTheObject() throws SQLException {
        String attempt = startMerge();
        resolve("views/totals", "ours");
        resolve("tables/orders/columns/note", "ours");
        assertThat(resolve("functions/price(integer)", "manual", " ")).isEqualTo("0");
        finish(attempt);
        assertThat(database.value("SELECT to_regprocedure('branch_main.price(integer)')")).isNull();
        work.assertAt("main", "main");
    }

    @Test
    void resolvingAgainChangesOnesMind() throws SQLException {
        String attempt = startMerge();
        resolve("views/totals", "ours");
        resolve("functions/price(integer)", "manual", BODY.formatted("n * 9"));
        resolve("tables/orders/columns/note", "ours");
        assertThat(resolve("functions/price(integer)", "theirs")).isEqualTo("0");
        finish(attempt);
        assertThat(database.value("SELECT branch_main.price(1)")).isEqualTo("2");
    }

    @Test
    void withoutConflictsItIsReady() throws SQLException {
        database.value("SELECT gitversion.create_branch('easy', 'main')");
        work.commit("easy", "CREATE TABLE easy ()");
        String attempt = database.value("SELECT gitversion.start_merge('easy', 'main')");
        assertThat(open()).isEmpty();
        assertThat(database.value("SELECT to_regclass('branch_main.easy')")).isNull();
        assertThat(finish(attempt))
                .isEqualTo(database.value("SELECT gitversion.rev_parse('easy')::text"));
        assertThat(database.value("SELECT to_regclass('branch_main.easy')")).isNotNull();
    }

    @Test
    void namesAndHostileNames() throws SQLException {
        work.commit("main", "CREATE TABLE \"we\"\"ird; '\" (\"a b\" integer)");
        database.value("SELECT gitversion.create_branch('it''s', 'main')");
        work.commit(
                "it's",
                "ALTER TABLE \"we\"\"ird; '\" RENAME TO \"their $1\"",
                "ALTER TABLE \"their $1\" ALTER \"a b\" TYPE bigint");
        work.commit(
                "main",
                "ALTER TABLE \"we\"\"ird; '\" RENAME TO \"our $b$\"",
                "ALTER TABLE \"our $b$\" ALTER \"a b\" TYPE smallint");
        String attempt = database.value("SELECT gitversion.start_merge('it''s', 'main')");
        assertThat(database.column("SELECT state FROM gitversion.open_conflicts"))
                .containsExactly("both renamed");
        String id = database.value("SELECT id FROM gitversion.open_conflicts");
        work.refused("VC074", "SELECT gitversion.resolve_conflict(" + id + ", 'manual', 'x')");
        assertThat(database.value("SELECT gitversion.resolve_conflict(?::integer, 'theirs')", id))
                .isEqualTo("1");
        id = database.value("SELECT id FROM gitversion.open_conflicts");
        assertThat(
                        database.value(
                                "SELECT gitversion.resolve_conflict(?::integer, 'manual', ?)",
                                id,
                                "ALTER TABLE \"their $1\" ALTER \"a b\" TYPE numeric"))
                .isEqualTo("0");
        finish(attempt);
        assertThat(work.columns("main", "their $1")).containsExactly("a b numeric");
        work.assertAt("main", "main");
    }

    @Test
    void partsOfAMergeAreFunctions() throws SQLException {
        String three =
                "SELECT %s FROM"
                    + " unnest(gitversion.three_way_merge(gitversion.find_merge_base('main',"
                    + " 'feature'), gitversion.rev_parse('feature'), gitversion.rev_parse('main'),"
                    + " '%s')) c";
        assertThat(database.column(three.formatted("c ->> 'object_name'", "recursive")))
                .containsExactlyInAnyOrder(
                        "functions/price(integer)", "tables/orders/columns/note", "views/totals");
        assertThat(database.column(three.formatted("c", "ours"))).isEmpty();
        assertThat(
                        database.column(
                                three.formatted(
                                                "gitversion.auto_resolve_conflict(c, 'union')",
                                                "recursive")
                                        + " WHERE c ->> 'slot' = 'body'"))
                .first()
                .asString()
                .contains("  RETURN n * 3;\n  RETURN n * 2;\n");
        assertThat(
                        database.value(
                                "SELECT gitversion.merge_ddl_union('CREATE TABLE a (i integer, y"
                                        + " text)', 'create table a(i int4, x date)')"))
                .isEqualTo("CREATE TABLE a (\n    i integer,\n    x date,\n    y text\n);\n");
        assertThat(
                        database.value(
                                "SELECT gitversion.merge_ddl_union('CREATE TABLE a (i integer)',"
                                        + " 'CREATE TABLE a (i bigint)')"))
                .isNull();
        work.refused("VC020", "SELECT gitversion.merge_ddl_union('no DDL', 'CREATE TABLE a ()')");
    }
}
