package org.gitversion.test.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.RepositoryState;
import org.gitversion.test.support.SchemaDump;
import org.gitversion.test.support.ServerError;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Histories go from one database to another and back. */
@GitVersionTest
class BundleIT {
    private static final String APPLY =
            "SELECT name, change FROM gitversion.apply_bundle(decode(?, 'hex'), ?) ORDER BY name";

    private static final String HASHES =
            "SELECT c.commit_hash, c.tree_hash, c.layout_hash, c.author, c.committed_at, c.message,"
                    + " (SELECT string_agg(p.commit_hash || e.renames, ',' ORDER BY e.position)"
                    + " FROM gitversion.commit_parents e JOIN gitversion.commits p ON p.id ="
                    + " e.parent_id WHERE e.commit_id = c.id) FROM gitversion.commits c ORDER BY"
                    + " c.commit_hash";

    private Database dev;

    @BeforeEach
    void makeHistory() throws SQLException {
        dev = Cluster.shared().createDatabase();
        history(dev);
    }

    @AfterEach
    void drop() {
        dev.close();
    }

    private static void history(Database database) throws SQLException {
        database.execute(
                "CREATE TABLE public.people (id integer PRIMARY KEY, name text NOT NULL DEFAULT"
                        + " 'nobody', CHECK (id > 0))",
                "CREATE VIEW public.names AS SELECT id, name FROM public.people",
                "CREATE TYPE public.mood AS ENUM ('sad', 'happy')",
                "CREATE FUNCTION public.next(a integer) RETURNS integer LANGUAGE sql AS 'SELECT a +"
                        + " 1'",
                "SELECT gitversion.init('main', 'public')",
                "SELECT gitversion.create_branch('feature/mail', 'main')",
                "SELECT gitversion.use_branch('feature/mail')",
                "ALTER TABLE people RENAME COLUMN name TO full_name",
                "ALTER TABLE people ADD COLUMN mail text, ADD COLUMN feels mood",
                "SELECT gitversion.commit(E'Rename name\\nand add \\\\ mail')",
                "SELECT gitversion.tag('v1', 'HEAD', E'The\\nfirst')",
                "SELECT gitversion.use_branch('main')");
    }

    /** Makes a bundle of branches and tags without what comes from others, in hexadecimal. */
    static String bundle(Database database, String revisions, String exclude) throws SQLException {
        return database.value(
                "SELECT encode(gitversion.create_bundle(?::text[], ?::text[]), 'hex')",
                revisions,
                exclude);
    }

    private static List<List<String>> apply(Database database, String bundle, String remote)
            throws SQLException {
        return database.rows(APPLY, bundle, remote);
    }

    private static void expectSound(Database... databases) throws SQLException {
        for (Database database : databases) {
            assertThat(database.rows("SELECT * FROM gitversion.fsck(true)")).isEmpty();
        }
    }

    @Test
    void aDatabaseWithoutHistoryGetsOne() throws SQLException {
        String bundle = bundle(dev, "{main,feature/mail,v1}", "{}");
        try (Database prod = Cluster.shared().createDatabase("bundle_clone")) {
            String read = "SELECT type, name, is_here FROM gitversion.read_bundle(decode(?,'hex'))";
            assertThat(prod.rows(read, bundle))
                    .containsExactly(
                            row("branch", "feature/mail", "f"),
                            row("branch", "main", "f"),
                            row("tag", "v1", "f"),
                            row("commit", null, "f"),
                            row("commit", null, "f"));
            assertThat(prod.value("SELECT count(*) FROM gitversion.commits")).isEqualTo("0");

            assertThat(apply(prod, bundle, "dev"))
                    .containsExactly(
                            List.of("dev/feature/mail", "new"),
                            List.of("dev/main", "new"),
                            List.of("v1", "new tag"));
            assertThat(prod.rows(HASHES)).hasSize(2).isEqualTo(dev.rows(HASHES));
            assertThat(apply(prod, bundle, "dev"))
                    .containsExactly(
                            List.of("dev/feature/mail", "same"),
                            List.of("dev/main", "same"),
                            List.of("v1", "same"));
            assertThat(prod.value("SELECT message FROM gitversion.tags")).isEqualTo("The\nfirst");

            prod.execute(
                    "SELECT gitversion.create_branch('main', 'dev/main')",
                    "SELECT gitversion.create_branch('mail', 'dev/feature/mail')");
            assertThat(SchemaDump.of(prod, "branch_mail"))
                    .contains("full_name")
                    .isEqualTo(SchemaDump.of(dev, "branch_feature_mail"));
            assertThat(prod.value("SELECT gitversion.compute_tree_hash('branch_main')"))
                    .isEqualTo(dev.value("SELECT gitversion.compute_tree_hash('public')"));
            expectSound(dev, prod);
        }
    }

    private static List<String> row(String... cells) {
        return Arrays.asList(cells);
    }

    @Test
    void historiesCross() throws SQLException {
        try (Database prod = Cluster.shared().createDatabase("bundle_cross")) {
            apply(prod, bundle(dev, "{main}", "{}"), "dev");
            prod.execute(
                    "SELECT gitversion.create_branch('main', 'dev/main')",
                    "INSERT INTO branch_main.people VALUES (1, 'ada')",
                    "SELECT gitversion.use_branch('main')",
                    "ALTER TABLE people ADD COLUMN hotfix integer",
                    "SELECT gitversion.commit('A fix on the spot')");
            // What the other side has is left out.
            String change = bundle(dev, "{feature/mail}", "{main}");
            assertThat(
                            prod.column(
                                    "SELECT type FROM gitversion.read_bundle(decode(?, 'hex'))",
                                    change))
                    .containsExactly("requires", "branch", "commit");
            apply(prod, change, "dev");
            assertThat(prod.value("SELECT gitversion.diff('main', 'dev/feature/mail')"))
                    .contains("-    hotfix", "+    mail");
            assertThat(
                            prod.column(
                                    "SELECT statement FROM gitversion.plan('main',"
                                            + " 'dev/feature/mail')"))
                    .contains("ALTER TABLE people RENAME COLUMN name TO full_name");
            prod.execute("SELECT gitversion.merge_branches('dev/feature/mail', 'main')");
            assertThat(prod.rows("SELECT * FROM people"))
                    .containsExactly(row("1", "ada", null, null, null));
            assertThat(prod.value("SELECT gitversion.show('main')"))
                    .contains("Merge remote branch 'dev/feature/mail' into 'main'");

            String back = bundle(prod, "{main}", "{dev/main,dev/feature/mail}");
            dev.execute(
                    "SELECT gitversion.use_branch('feature/mail')",
                    "ALTER TABLE people ADD COLUMN later date",
                    "SELECT gitversion.commit('Meanwhile')");
            assertThat(apply(dev, back, "prod")).containsExactly(List.of("prod/main", "new"));
            dev.execute(
                    "SELECT gitversion.merge_branches('prod/main', 'feature/mail')",
                    "SELECT gitversion.merge_branches('feature/mail', 'main')");
            prod.execute("CREATE TABLE own ()", "SELECT gitversion.commit('Own')");
            // Each has merged the other: there are two best common ancestors.
            String first = bundle(dev, "{main}", "{prod/main}");
            apply(prod, first, "dev");
            apply(dev, bundle(prod, "{main}", "{dev/main~1}"), "prod");
            dev.execute("SELECT gitversion.merge_branches('prod/main', 'main')");
            prod.execute("SELECT gitversion.merge_branches('dev/main', 'main')");
            assertThat(dev.value("SELECT gitversion.compute_tree_hash('public')"))
                    .isEqualTo(prod.value("SELECT gitversion.compute_tree_hash('branch_main')"));
            assertThat(apply(prod, bundle(dev, "{main}", "{v1}"), "dev"))
                    .containsExactly(List.of("dev/main", "forwarded"));
            assertThat(prod.value("SELECT gitversion.merge_branches('dev/main', 'main')"))
                    .isNotNull();
            expectSound(dev, prod);
        }
    }

    @Test
    void aRemoteBranchIsARevision() throws SQLException {
        try (Database prod = Cluster.shared().createDatabase("bundle_revision")) {
            apply(prod, bundle(dev, "{main,feature/mail}", "{}"), "origin");
            prod.execute(
                    "SELECT gitversion.create_branch('main', 'origin/main')",
                    "SELECT gitversion.use_branch('main')",
                    "SELECT gitversion.tag('mail', 'origin/feature/mail')");
            assertThat(prod.value("SELECT gitversion.rev_parse('origin/feature/mail~1')"))
                    .isEqualTo(prod.value("SELECT gitversion.rev_parse('origin/main')"));
            assertThat(prod.column("SELECT message FROM gitversion.log('origin/feature/mail', 1)"))
                    .containsExactly("Rename name\nand add \\ mail");
            assertThat(prod.column("SELECT * FROM gitversion.log_graph('origin/feature/mail')"))
                    .first()
                    .asString()
                    .contains("(tag: mail, origin/feature/mail)");
            assertThat(prod.value("SELECT gitversion.show('origin/feature/mail:people')"))
                    .contains("full_name");
            prod.execute("SELECT gitversion.cherry_pick('origin/feature/mail', 'main')");
            assertThat(prod.column("SELECT path FROM gitversion.export('main')"))
                    .contains("types/mood.sql");
            assertThat(prod.value("SELECT gitversion.diff('main', 'origin/feature/mail')"))
                    .isEqualTo("");
            // A branch of the same name comes first.
            prod.execute("SELECT gitversion.create_branch('origin/main', 'origin/feature/mail')");
            assertThat(prod.value("SELECT gitversion.rev_parse('origin/main')"))
                    .isEqualTo(prod.value("SELECT gitversion.rev_parse('mail')"));
            ServerError wrong =
                    ServerError.of(() -> prod.value("SELECT gitversion.rev_parse('origin/mian')"));
            assertThat(wrong.state()).isEqualTo("VC006");
            assertThat(wrong.hint()).contains("\"origin/main\"");
            // Nothing but the remote branch leads there.
            prod.execute("SELECT gitversion.drop_tag('mail')", "SELECT gitversion.gc('0')");
            assertThat(prod.value("SELECT gitversion.rev_parse('origin/feature/mail')"))
                    .isNotNull();
            expectSound(prod);
            prod.execute(
                    "UPDATE gitversion.remote_branches SET remote = 'a b' WHERE branch_name ="
                            + " 'main'");
            assertThat(prod.column("SELECT what FROM gitversion.fsck()"))
                    .containsExactly("remote branch a b/main");
        }
    }

    @Test
    void whatIsNoWholeBundleChangesNothing() throws SQLException {
        String good = bundle(dev, "{main,feature/mail}", "{}");
        try (Database prod = Cluster.shared().createDatabase("bundle_broken")) {
            prod.value("SELECT gitversion.init('main')");
            Map<String, List<String>> before = RepositoryState.of(prod);
            for (int length : List.of(0, 2, 36, 200, good.length() - 2)) {
                expect(prod, good.substring(0, length), "VC100", null);
            }
            expect(prod, good + "00", "VC100", "behind the end");
            expect(prod, good + good, "VC100", "behind the end");
            for (int at = 40; at < good.length(); at += 97) {
                char other = good.charAt(at) == '0' ? '1' : '0';
                expect(prod, good.substring(0, at) + other + good.substring(at + 1), "VC100", null);
            }
            String next = BundleText.with(good, head -> head.replace("e 1\n", "e 2\n"), b -> b);
            expect(prod, next, "VC100", "unknown version");
            expect(prod, bundle(dev, "{feature/mail}", "{main}"), "VC102", "not here");
            assertThat(RepositoryState.changes(before, RepositoryState.of(prod))).isEmpty();
        }
    }

    @Test
    void aForgedBundleChangesNothing() throws SQLException {
        String good = bundle(dev, "{main,feature/mail}", "{}");
        try (Database prod = Cluster.shared().createDatabase("bundle_forged")) {
            prod.value("SELECT gitversion.init('main')");
            Map<String, List<String>> before = RepositoryState.of(prod);
            expect(prod, replaced(good, "'nobody'", "1;DROP--"), "VC101", "what is no object");
            expect(prod, replaced(good, "(id > 0)", "(id)>(0)"), "VC101", "not what it says");
            expect(prod, replaced(good, "SELECT a + 1", "SELECT a - 1"), "VC101", "what it says");
            expect(prod, replaced(good, "table tables/people", "views tables/people"), "VC101", "");
            expect(prod, replaced(good, "author postgres", "author somebody"), "VC101", "");
            expect(prod, replaced(good, "time 20", "time 2x"), "VC101", "a commit that is none");
            expect(prod, replaced(good, ". position 1", ". position 7"), "VC101", "what it says");
            expect(prod, replaced(good, "\nend\n", "\nEnd\n"), "VC101", "not written as");
            String lacking =
                    BundleText.with(
                            good,
                            head -> head.replace("commits 2", "commits 1"),
                            body -> body.substring(body.indexOf("\nend\n") + 5));
            expect(prod, lacking, "VC101", "has no parent");
            expect(prod, BundleText.with(good, h -> h, body -> ""), "VC101", "that it names");
            String twice =
                    BundleText.with(
                            good, head -> head.replace("commits 2", "commits 4"), b -> b + b);
            expect(prod, twice, "VC101", "twice");
            String names =
                    BundleText.with(
                            good,
                            head -> head.replace("commits", head.split("\n")[1] + "\ncommits"),
                            body -> body);
            expect(prod, names, "VC101", "twice");
            String name =
                    BundleText.with(
                            good, head -> head.replace(" main\n", " ma in\n"), body -> body);
            expect(prod, name, "VC005", "ma in");
            assertThat(RepositoryState.changes(before, RepositoryState.of(prod))).isEmpty();
            assertThat(apply(prod, good, "origin")).hasSize(2);
            expectSound(prod);
        }
    }

    private static String replaced(String bundle, String text, String other) {
        return BundleText.replaced(bundle, text, other);
    }

    private static void expect(Database database, String bundle, String state, String message) {
        ServerError error = ServerError.of(() -> apply(database, bundle, "origin"));
        assertThat(error).as(message).isNotNull();
        assertThat(error.state()).as(error.toString()).isEqualTo(state);
        assertThat(error.detail()).isNotBlank();
        assertThat(error.hint()).isNotBlank();
        if (message != null) {
            assertThat(error.message()).contains(message);
        }
    }

    @Test
    void whatABundleIsMadeOf() throws SQLException {
        for (String revision : List.of("main~0", "feature/mail~1")) {
            ServerError unnamed = ServerError.of(() -> bundle(dev, "{" + revision + "}", "{}"));
            assertThat(unnamed.state()).isEqualTo("VC103");
        }
        assertThat(ServerError.of(() -> bundle(dev, "{}", "{}")).state()).isEqualTo("VC014");
        // A name for what the other side has.
        String name = bundle(dev, "{HEAD}", "{feature/mail}");
        assertThat(
                        dev.rows(
                                "SELECT type, name, is_here FROM"
                                        + " gitversion.read_bundle(decode(?,'hex'))",
                                name))
                .containsExactly(row("requires", null, "t"), row("branch", "main", "t"));
        assertThat(apply(dev, name, "self")).containsExactly(List.of("self/main", "new"));
        dev.execute("SELECT gitversion.reset('feature/mail', 'main', 'hard')");
        assertThat(apply(dev, bundle(dev, "{feature/mail}", "{}"), "self"))
                .containsExactly(List.of("self/feature/mail", "new"));
        dev.execute("SELECT gitversion.reset('feature/mail', 'v1', 'hard')");
        apply(dev, bundle(dev, "{feature/mail}", "{}"), "self");
        dev.execute("SELECT gitversion.reset('feature/mail', 'main', 'hard')");
        assertThat(apply(dev, bundle(dev, "{feature/mail}", "{}"), "self"))
                .containsExactly(List.of("self/feature/mail", "forced"));
        ServerError slash = ServerError.of(() -> apply(dev, name, "a/b"));
        assertThat(slash.state()).isEqualTo("VC005");
        // A tag does not move.
        try (Database prod = Cluster.shared().createDatabase("bundle_tag")) {
            prod.execute("SELECT gitversion.init('main')", "SELECT gitversion.tag('v1', 'main')");
            ServerError tag =
                    ServerError.of(() -> apply(prod, bundle(dev, "{v1}", "{}"), "origin"));
            assertThat(tag.state()).isEqualTo("VC026");
            assertThat(prod.value("SELECT count(*) FROM gitversion.commits")).isEqualTo("1");
        }
    }

    @Test
    void readersMakeBundlesAndAuthorsTakeThemIn() throws SQLException {
        try (Database prod = Cluster.shared().createDatabase("bundle_rights")) {
            String bundle = bundle(dev, "{main,feature/mail}", "{}");
            dev.execute(
                    "CREATE ROLE bundle_reader LOGIN IN ROLE gitversion_reader",
                    "CREATE ROLE bundle_author LOGIN IN ROLE gitversion_author");
            try (Connection session = dev.connect("bundle_reader");
                    Statement statement = session.createStatement()) {
                statement.execute("SELECT gitversion.create_bundle('{main}')");
            }
            String apply = "SELECT gitversion.apply_bundle('\\x" + bundle + "')";
            try (Connection session = prod.connect("bundle_reader");
                    Statement statement = session.createStatement()) {
                assertThat(ServerError.of(() -> statement.execute(apply)).state())
                        .isEqualTo("42501");
            }
            try (Connection session = prod.connect("bundle_author");
                    Statement statement = session.createStatement()) {
                statement.execute(apply);
                session.setAutoCommit(false);
                for (String forged :
                        List.of(
                                "INSERT INTO gitversion_internal.imported_commits (commit_hash,"
                                        + " message, author, committed_at, tree_hash, layout_hash)"
                                        + " SELECT encode(sha256(%1$s), 'hex'), 'x', 'somebody',"
                                        + " '2026-01-01 00:00Z', tree_hash, layout_hash FROM"
                                        + " gitversion.commits LIMIT 1",
                                "INSERT INTO gitversion_internal.imported_commits (commit_hash,"
                                        + " message, author, committed_at, tree_hash, layout_hash)"
                                        + " SELECT repeat('a', 64), message, author, committed_at,"
                                        + " tree_hash, layout_hash FROM gitversion.commits LIMIT 1",
                                "INSERT INTO gitversion_internal.imported_parents (commit_id,"
                                    + " position, parent_id, renames) SELECT max(id), 2, min(id),"
                                    + " '{}' FROM gitversion.commits",
                                "INSERT INTO gitversion_internal.imported_references SELECT"
                                        + " repeat('a', 64), max(id), 1 FROM gitversion.commits")) {
                    String document =
                            "convert_to((SELECT concat(E'gitversion commit 1\\ntree ', tree_hash,"
                                    + " E'\\nauthor me\\ntime 2026-01-01T00:00:00.000000Z\\nmessage"
                                    + " x\\n') FROM gitversion.commits LIMIT 1), 'UTF8')";
                    statement.execute(
                            "INSERT INTO gitversion_internal.object_storage (content_hash,"
                                    + " content, size_bytes) SELECT encode(sha256(d), 'hex'),"
                                    + " convert_from(d, 'UTF8'), length(d) FROM (SELECT "
                                    + document
                                    + ") x (d)");
                    ServerError refused =
                            ServerError.of(
                                    () -> statement.execute(String.format(forged, document)));
                    assertThat(refused.state()).as(forged).isEqualTo("44000");
                    session.rollback();
                }
            }
            expectSound(prod);
            dev.execute("DROP ROLE bundle_reader, bundle_author");
        }
    }

    @Test
    void aLongHistory() throws SQLException {
        dev.execute(
                "DO $$ BEGIN PERFORM gitversion.use_branch('main'); FOR i IN 1..60 LOOP EXECUTE"
                    + " format('CREATE TABLE t%s ()', i); END LOOP; PERFORM gitversion.commit('t');"
                    + " FOR i IN 1..40 LOOP EXECUTE format('ALTER TABLE t%s ADD c%s int', i % 5 +"
                    + " 1, i); PERFORM gitversion.commit('c' || i); END LOOP; END $$");
        try (Database prod = Cluster.shared().createDatabase("bundle_long")) {
            String bundle = bundle(dev, "{main,feature/mail}", "{}");
            apply(prod, bundle, "dev");
            assertThat(prod.rows(HASHES)).hasSize(43).isEqualTo(dev.rows(HASHES));
            // As compact as where it was made.
            String size = "SELECT sum(length(content)) FROM gitversion.object_storage";
            assertThat(Long.valueOf(prod.value(size)))
                    .isLessThanOrEqualTo(Long.valueOf(dev.value(size)));
            expectSound(prod);
        }
    }
}
