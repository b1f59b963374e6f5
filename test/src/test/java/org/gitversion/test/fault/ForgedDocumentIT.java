package org.gitversion.test.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.gitversion.canonical.Escapes;
import org.gitversion.canonical.Fragment;
import org.gitversion.kind.Fragments;
import org.gitversion.kind.ObjectKind;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.model.Slot;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.ServerError;
import org.junit.jupiter.api.Test;

/**
 * Documents that no commit wrote, stored by somebody who can write to the tables: nothing of them
 * is executed, by no verb. Each payload counts in a sequence, which no rollback takes back.
 */
@GitVersionTest(databasePerMethod = true)
class ForgedDocumentIT {
    private static final List<String> PAYLOADS =
            List.of(
                    "integer, y int); SELECT evil.mark(); --",
                    "1); SELECT evil.mark(); SELECT (1",
                    "x=1); SELECT evil.mark(); --",
                    "$gitversion$; SELECT evil.mark(); $gitversion$");

    private static final String SCHEMA =
            """
            CREATE SCHEMA evil;
            CREATE SEQUENCE evil.marked;
            CREATE FUNCTION evil.mark() RETURNS bigint LANGUAGE sql AS
                $$ SELECT nextval('evil.marked') $$;
            CREATE SCHEMA app;
            CREATE TABLE app.tables (
                id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                a integer DEFAULT 1 CHECK (a > 0),
                b integer GENERATED ALWAYS AS (a + 1) STORED,
                c text COLLATE "C"
            ) WITH (fillfactor = 70);
            ALTER TABLE app.tables ALTER COLUMN c SET STORAGE external;
            CREATE TABLE app.parent (id integer, at date) PARTITION BY RANGE (at);
            CREATE TABLE app.child PARTITION OF app.parent FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
            CREATE INDEX low ON app.tables (lower(c)) WHERE a > 1;
            CREATE VIEW app.views AS SELECT id, a FROM app.tables WHERE a > 2;
            CREATE MATERIALIZED VIEW app.matviews AS SELECT id FROM app.tables;
            CREATE DOMAIN app.domains AS integer DEFAULT 3 CHECK (VALUE > 2);
            CREATE TYPE app.enums AS ENUM ('a', 'b');
            CREATE TYPE app.composites AS (a integer, b text);
            CREATE TYPE app.ranges AS RANGE (subtype = integer);
            CREATE FUNCTION app.f(a integer DEFAULT 1) RETURNS integer LANGUAGE plpgsql
                COST 5 AS $$ BEGIN RETURN a; END $$;
            CREATE FUNCTION app.atomic() RETURNS integer RETURN 1;
            CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
            CREATE PROCEDURE app.p(a integer) LANGUAGE sql AS 'SELECT 1';
            CREATE AGGREGATE app.total (integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '0');
            CREATE TRIGGER t BEFORE UPDATE ON app.tables FOR EACH ROW WHEN (old.a > 1)
                EXECUTE FUNCTION app.touch('x');
            CREATE POLICY p ON app.tables USING (a > 1) WITH CHECK (a > 2);
            CREATE RULE r AS ON DELETE TO app.tables DO ALSO SELECT 1;
            CREATE STATISTICS app.stats ON a, b FROM app.tables;
            CREATE SEQUENCE app.sequences START 5;
            CREATE OPERATOR app.<+> (LEFTARG = integer, RIGHTARG = integer, FUNCTION = int4pl);
            CREATE COLLATION app.collations (provider = libc, locale = 'C');
            CREATE TEXT SEARCH CONFIGURATION app.config (COPY = simple);
            ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT SELECT ON TABLES TO PUBLIC;
            SELECT gitversion.init('main', 'app');
            CREATE FUNCTION evil.store(p_text text) RETURNS text LANGUAGE sql AS $$
                INSERT INTO gitversion.object_storage (content_hash, content, size_bytes)
                SELECT encode(sha256(convert_to(p_text, 'UTF8')), 'hex'), p_text,
                    octet_length(p_text)
                WHERE NOT EXISTS (SELECT FROM gitversion.object_storage o WHERE
                    o.content_hash = encode(sha256(convert_to(p_text, 'UTF8')), 'hex'));
                SELECT encode(sha256(convert_to(p_text, 'UTF8')), 'hex') $$;
            CREATE FUNCTION evil.tree(p_type text, p_path text[], p_unit text) RETURNS text
            LANGUAGE plpgsql AS $$
            DECLARE
                v_hash text := evil.store(p_unit);
                v_type text := p_type;
            BEGIN
                FOR i IN REVERSE cardinality(p_path) .. 1 LOOP
                    v_hash := evil.store('gitversion tree 1' || chr(10) || v_type || ' ' || v_hash
                        || ' ' || p_path[i] || chr(10));
                    v_type := 'tree';
                END LOOP;
                RETURN v_hash;
            END $$;
            CREATE FUNCTION evil.forge(p_tree text) RETURNS text LANGUAGE sql AS $$
                INSERT INTO gitversion.commits (commit_hash, branch_id, parent_commit_id, message,
                    author, tree_hash)
                SELECT encode(sha256(convert_to(p_tree, 'UTF8')), 'hex'), 1, 1, 'forged', 'mallory',
                    p_tree RETURNING commit_hash $$;
            """;

    /** A document, and where it is. */
    private record Unit(String kind, String path, String text) {
        private static Unit of(ObjectKind kind) {
            String folder = kind.kind().folder();
            String name =
                    switch (kind.kind().name()) {
                        case "function", "procedure", "aggregate" -> "x()";
                        case "operator" -> "<->(integer, integer)";
                        case "cast" -> "integer AS text";
                        default -> "x";
                    };
            boolean isPart = kind.kind().isEmbedded() || folder.equals("constraints");
            String path = (isPart ? "tables/t/" : "") + folder + "/" + name;
            return new Unit(
                    kind.kind().name(),
                    path,
                    "gitversion object 1\n= " + kind.kind().name() + " " + path + "\n");
        }

        /** The same with a text in the slot of its first node of a kind. */
        Unit with(String node, Slot slot, String value) {
            List<String> out = new ArrayList<>();
            List<String> slots = new ArrayList<>();
            boolean in = false;
            boolean done = false;
            for (String line : text.split("\n")) {
                if (in && (line.startsWith("=") || line.startsWith(">"))) {
                    in = false;
                    out.addAll(sorted(slots));
                }
                if (!in) {
                    out.add(line);
                } else if (!line.substring(2).startsWith(slot.name() + " ")) {
                    slots.add(line);
                }
                if (!done && line.startsWith("= " + node + " ")) {
                    in = true;
                    done = true;
                    String mark = slot.holdsItems() ? "+ " : ". ";
                    slots.add(mark + slot.name() + " " + Escapes.escape(value));
                }
            }
            if (in) {
                out.addAll(sorted(slots));
            }
            return new Unit(kind, path, String.join("\n", out) + "\n");
        }

        private static List<String> sorted(List<String> slots) {
            return slots.stream()
                    .sorted(Comparator.comparing((String line) -> line.substring(2).split(" ")[0]))
                    .toList();
        }
    }

    private static List<Unit> units(Database database) throws SQLException {
        List<Unit> units = new ArrayList<>();
        for (List<String> row :
                database.rows(
                        "SELECT o.content FROM gitversion.object_storage o WHERE"
                                + " o.compression_type IS NULL AND o.content LIKE"
                                + " 'gitversion object 1%'")) {
            String header = row.get(0).split("\n")[1].substring(2);
            int blank = header.indexOf(' ');
            units.add(
                    new Unit(header.substring(0, blank), header.substring(blank + 1), row.get(0)));
        }
        return units;
    }

    private static String forge(Database database, Unit unit) throws SQLException {
        String tree =
                database.value(
                        "SELECT evil.tree(?, ?::text[], ?)",
                        unit.kind(),
                        "{" + String.join(",", quoted(unit.path())) + "}",
                        unit.text());
        return database.value("SELECT evil.forge(?)", tree);
    }

    private static List<String> quoted(String path) {
        List<String> out = new ArrayList<>();
        for (String segment : path.split("/")) {
            out.add("\"" + segment.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
        }
        return out;
    }

    private static void expectUntouched(Database database, String what) throws SQLException {
        assertThat(database.value("SELECT is_called FROM evil.marked")).as(what).isEqualTo("f");
    }

    /** With every slot of every kind, taken from the code's own list. */
    @Test
    void noSlotHoldsMoreThanItsText(Database database) throws SQLException {
        database.execute(SCHEMA);
        List<Unit> real = units(database);
        List<String> built = new ArrayList<>();
        for (ObjectKind kind : ObjectKinds.ALL.list()) {
            Unit unit = Unit.of(kind);
            for (Unit one : real) {
                unit = one.text().contains("\n= " + kind.kind().name() + " ") ? one : unit;
            }
            for (Slot slot : kind.kind().slots()) {
                for (String payload : PAYLOADS) {
                    Unit forged = unit.with(kind.kind().name(), slot, payload);
                    String what = kind.kind() + "." + slot.name() + " = " + payload;
                    String tree =
                            database.value(
                                    "SELECT evil.tree(?, ?::text[], ?)",
                                    forged.kind(),
                                    "{" + String.join(",", quoted(forged.path())) + "}",
                                    forged.text());
                    ServerError error =
                            ServerError.of(
                                    () ->
                                            database.value(
                                                    "SELECT gitversion_internal.rebuild(?, NULL)",
                                                    tree));
                    expectUntouched(database, what);
                    Fragment.Form form = Fragments.form(kind.kind(), slot.name());
                    if (Fragment.fault(payload, form) != null) {
                        assertThat(error).as(what).isNotNull();
                        assertThat(error.state()).as(what + ": " + error).isEqualTo("VC050");
                        assertThat(error.detail()).as(what).contains(slot.name());
                    } else if (error == null) {
                        built.add(what);
                    }
                }
            }
        }
        // What is quoted is built as the text it is.
        assertThat(built).anyMatch(what -> what.startsWith("table.comment"));
    }

    @Test
    void everyVerbRefuses(Database database) throws SQLException {
        database.execute(SCHEMA);
        Unit table = null;
        for (Unit unit : units(database)) {
            table = unit.path().equals("tables/tables") ? unit : table;
        }
        Slot slot = Slot.atomic("default");
        String commit =
                forge(database, table.with("column", slot, "1, y int); SELECT evil.mark(); --"));
        List<String> verbs =
                List.of(
                        "SELECT gitversion.create_branch('forged', '%s')",
                        "SELECT gitversion.restore('tables/tables', '%s', 'main')",
                        "SELECT gitversion.reset('main', '%s', 'hard', true)",
                        "SELECT gitversion.cherry_pick('%s', 'main')",
                        "SELECT gitversion.revert('%s', 'main')",
                        "SELECT * FROM gitversion.plan('%s', 'main')",
                        "SELECT * FROM gitversion.plan('main', '%s')");
        for (String verb : verbs) {
            ServerError error = ServerError.of(() -> database.value(verb.formatted(commit)));
            expectUntouched(database, verb);
            assertThat(error).as(verb).isNotNull();
            // A conflict comes before anything is built.
            assertThat(error.state()).as(verb + ": " + error).isIn("VC050", "VC001");
            assertThat(error.message()).as(verb).contains("tables/tables");
        }
        assertThat(
                        database.column(
                                "SELECT what FROM gitversion.fsck(true) WHERE severity = 'error'"))
                .containsExactly("commit 2");
        // Its row does not hash to its name, and fsck builds no state of such a commit. A document
        // that
        // was pushed under a commit that does is in the state alone.
        assertThat(
                        database.value(
                                "SELECT s.detail FROM gitversion.commits c CROSS JOIN LATERAL"
                                    + " gitversion_internal.fsck_state(c.tree_hash, c.layout_hash)"
                                    + " s WHERE c.id = 2"))
                .contains("VC050");
        expectUntouched(database, "fsck");
        // As the head of a branch, of which others are made.
        database.execute(
                "SELECT gitversion.create_branch('work', 'main')",
                "UPDATE gitversion.branches SET head_commit_id = (SELECT max(id) FROM"
                        + " gitversion.commits) WHERE branch_name = 'work'");
        for (String verb :
                List.of(
                        "SELECT * FROM gitversion.preview_merge('work', 'main')",
                        "SELECT gitversion.merge_branches('work', 'main', 'theirs')",
                        "SELECT gitversion.stash('work', 'x')",
                        "SELECT gitversion.reset('work', 'work', 'hard', true)")) {
            ServerError.of(() -> database.value(verb));
            expectUntouched(database, verb);
        }
    }

    /** A text that is balanced and still no single expression is found by the server's grammar. */
    @Test
    void clausesAreNoExpressions(Database database) throws SQLException {
        database.execute(SCHEMA);
        for (Unit unit : units(database)) {
            if (unit.path().equals("tables/tables")) {
                Unit forged =
                        unit.with(
                                "column",
                                Slot.atomic("default"),
                                "1 CHECK (evil.mark() > 0) PRIMARY KEY");
                String commit = forge(database, forged);
                ServerError error =
                        ServerError.of(
                                () ->
                                        database.value(
                                                "SELECT gitversion.create_branch('a', '"
                                                        + commit
                                                        + "')"));
                assertThat(error.state()).isEqualTo("VC050");
                assertThat(error.detail()).contains("no single expression");
            }
        }
        expectUntouched(database, "clause");
    }
}
