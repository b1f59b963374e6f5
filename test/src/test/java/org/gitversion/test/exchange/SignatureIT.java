package org.gitversion.test.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.Host;
import org.gitversion.test.support.ServerError;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signatures of gpg and ssh-keygen, of commits and tags. */
@GitVersionTest
class SignatureIT {
    private static SigningTools tools;

    private Database database;

    @BeforeEach
    void createDatabase() {
        database = Cluster.shared().createDatabase();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @BeforeAll
    static void makeKeys() {
        assertThat(Cluster.shared().sharedDirectory().resolve(SigningTools.JAR))
                .as("built by mvn package -pl pljava-module,signature-module")
                .exists();
        tools = new SigningTools();
        tools.makeGpgKey("ada", "ed25519", "never");
        tools.makeGpgKey("rob", "rsa2048", "never");
        tools.makeGpgKey(
                "old", "ed25519", "20200201T000000", "--faked-system-time", "20200101T000000");
        tools.makeSshKey("ed", "-t", "ed25519");
        tools.makeSshKey("rsa", "-t", "rsa", "-b", "2048");
        tools.makeSshKey("ec", "-t", "ecdsa", "-b", "384");
        tools.makeSshKey("weak", "-t", "rsa", "-b", "1024");
        tools.makeSshKey("stranger", "-t", "ed25519");
    }

    @AfterAll
    static void removeKeys() {
        tools.close();
    }

    private static void makeHistory(Database database) throws SQLException {
        SigningTools.installModule(database);
        database.execute(
                "CREATE SCHEMA app",
                "CREATE TABLE app.a (id integer)",
                "SELECT gitversion.init('main', 'app')",
                "SELECT gitversion.create_branch('dev', 'main')",
                "CREATE TABLE branch_dev.b (id integer)",
                "SELECT gitversion.commit(E'Add b: über\\nand more', 'dev')",
                "SELECT gitversion.tag('v1', 'dev', 'The first')");
    }

    private static String trust(Database database, String name, String key) throws SQLException {
        return database.value("SELECT gitversion.trust_key(?, ?, ?)", name, "Whose " + name, key);
    }

    private static String text(Database database, String revision) throws SQLException {
        return database.value("SELECT gitversion.signing_text(?)", revision);
    }

    private static String sign(Database database, String revision, String signature)
            throws SQLException {
        return database.value("SELECT gitversion.sign_commit(?, ?)", revision, signature);
    }

    private static void refused(Database database, String signature, String status, String detail) {
        ServerError error = ServerError.of(() -> sign(database, "dev", signature));
        assertThat(error).isNotNull();
        assertThat(error.state()).isEqualTo("VC112");
        assertThat(error.message()).isEqualTo("the signature does not count: " + status);
        assertThat(error.detail()).contains(detail);
    }

    private static void refused(String state, String detail, ServerError.Attempt attempt) {
        ServerError error = ServerError.of(attempt);
        assertThat(error).isNotNull();
        assertThat(error.state()).isEqualTo(state);
        assertThat(error.detail()).contains(detail);
    }

    @Test
    void goodOnesCountAndOthersDoNot() throws SQLException {
        makeHistory(database);
        String text = text(database, "dev");
        assertThat(text)
                .startsWith("gitversion signature 1\ncommit ")
                .endsWith("message Add b: über\\nand more");
        assertThat(database.value("SELECT status FROM gitversion.verify_commit('dev')"))
                .isEqualTo("unsigned");
        String ada = tools.gpgSign("ada", text + "\n");
        refused(database, ada, "unknown key", "is not trusted");

        assertThat(trust(database, "ada", tools.gpgKey("ada"))).matches("[0-9A-F]{40}");
        trust(database, "rob", tools.gpgKey("rob"));
        for (String name : List.of("ed", "rsa", "ec")) {
            assertThat(trust(database, name, tools.sshKey(name, ".pub"))).startsWith("SHA256:");
        }
        assertThat(sign(database, "dev", ada)).isEqualTo("ada");
        // As psql prints it, and as another client has it.
        assertThat(sign(database, "dev", tools.gpgSign("rob", text))).isEqualTo("rob");
        for (String name : List.of("ed", "rsa", "ec")) {
            assertThat(sign(database, "dev", tools.sshSign(name, "gitversion", text + "\n")))
                    .isEqualTo(name);
        }
        assertThat(
                        database.rows(
                                "SELECT status, key_name, who FROM gitversion.verify_commit('dev')"
                                        + " ORDER BY key_name"))
                .isEqualTo(
                        Stream.of("ada", "ec", "ed", "rob", "rsa")
                                .map(name -> List.of("good", name, "Whose " + name))
                                .toList());
        assertThat(
                        database.rows(
                                "SELECT DISTINCT message, status FROM"
                                        + " gitversion.verify_branch('dev') ORDER BY status"))
                .containsExactly(
                        List.of("Add b: über\nand more", "good"),
                        List.of("Initial commit", "unsigned"));

        // Wrong ones.
        refused(
                database,
                tools.sshSign("stranger", "gitversion", text + "\n"),
                "unknown key",
                "SHA256:");
        refused(database, tools.sshSign("ed", "git", text + "\n"), "bad", "namespace \"git\"");
        String other = text(database, "main") + "\n";
        refused(database, tools.gpgSign("ada", other), "bad", "another text");
        refused(database, tools.sshSign("ed", "gitversion", other), "bad", "another text");
        refused(
                database,
                tools.gpgSign("rob", text + "\n", "--digest-algo", "SHA1"),
                "weak",
                "too weak");
        refused(database, tools.gpgSign("ada", text + "\n", "--textmode"), "malformed", "textmode");
        for (String signature : List.of(ada, tools.sshSign("rsa", "gitversion", text + "\n"))) {
            for (String tampered : tampered(signature)) {
                assertThat(ServerError.of(() -> sign(database, "dev", tampered)).state())
                        .isEqualTo("VC112");
            }
        }
        assertThat(database.value("SELECT count(*) FROM gitversion.signatures")).isEqualTo("5");

        // Whoever changes a row has not changed what was signed.
        database.execute("UPDATE gitversion.commits SET message = 'x' WHERE id = 2");
        refused(
                "VC025",
                "a row was changed",
                () -> database.value("SELECT status FROM gitversion.verify_commit('dev')"));
    }

    /** One other character of base64 here and there; the last ones may be padding. */
    private static List<String> tampered(String signature) {
        List<String> all = new ArrayList<>();
        int start = signature.indexOf('\n') + 60;
        for (int i = start; i < signature.length() - 60; i += 37) {
            char old = signature.charAt(i);
            if (Character.isLetterOrDigit(old)) {
                char other = old == 'A' ? 'B' : 'A';
                all.add(signature.substring(0, i) + other + signature.substring(i + 1));
            }
        }
        assertThat(all).isNotEmpty();
        return all;
    }

    @Test
    void keysHaveTheirTime() throws SQLException {
        makeHistory(database);
        refused("VC111", "private key", () -> trust(database, "x", tools.sshKey("ed", "")));
        refused("VC111", "1024 bits", () -> trust(database, "x", tools.sshKey("weak", ".pub")));
        refused("VC111", "can sign now", () -> trust(database, "old", tools.gpgKey("old")));
        refused("VC111", "neither", () -> trust(database, "x", "hello"));
        trust(database, "ed", tools.sshKey("ed", ".pub"));
        refused("VC014", "fingerprint", () -> trust(database, "ed", tools.sshKey("ec", ".pub")));

        String line = text(database, "dev") + "\n";
        String ssh = tools.sshSign("ed", "gitversion", line);
        times(database, "ed", tools.sshKey("ed", ".pub"), "-1 day", "-1 hour");
        refused(database, ssh, "expired", "counted until");
        times(database, "ed", tools.sshKey("ed", ".pub"), "1 hour", "1 day");
        refused(database, ssh, "expired", "counts from");
        times(database, "ed", tools.sshKey("ed", ".pub"), "-1 day", "1 day");
        sign(database, "dev", ssh);

        tools.makeGpgKey("short", "ed25519", "never", "--faked-system-time", "20200101T000000");
        trust(database, "short", tools.gpgKey("short"));
        String early =
                tools.gpgSign(
                        "short",
                        line,
                        "--default-sig-expire",
                        "1d",
                        "--faked-system-time",
                        "20200105T000000");
        refused(database, early, "expired", "expired");
        sign(database, "dev", tools.gpgSign("short", line));
        assertThat(statuses(database)).containsExactly("ed good", "short good");

        // The owner of a key revokes it, or an admin does.
        tools.revokeGpgKey("short");
        trust(database, "short", tools.gpgKey("short"));
        database.execute("SELECT gitversion.revoke_key('ed', 'lost.')");
        assertThat(statuses(database)).containsExactly("ed revoked", "short revoked");
        assertThat(
                        database.column(
                                "SELECT detail FROM gitversion.verify_commit('dev') ORDER BY"
                                        + " key_name"))
                .containsExactly(
                        "The key was revoked: lost.", "The key block has a revocation of the key.");
        refused(
                "VC111",
                "never trusted again",
                () -> trust(database, "ed", tools.sshKey("ed", ".pub")));
        refused(
                "VC114",
                "No trusted key",
                () -> database.value("SELECT gitversion.revoke_key('x')"));
    }

    private static void times(Database database, String name, String key, String from, String to)
            throws SQLException {
        database.value(
                "SELECT gitversion.trust_key(?, 'Ed', ?, now() + ?::interval, now() + ?::interval)",
                name,
                key,
                from,
                to);
    }

    private static List<String> statuses(Database database) throws SQLException {
        return database.column(
                "SELECT key_name || ' ' || status FROM gitversion.verify_commit('dev') ORDER BY"
                        + " 1");
    }

    @Test
    void aBranchTakesSignedCommitsAlone() throws SQLException {
        makeHistory(database);
        trust(database, "ed", tools.sshKey("ed", ".pub"));
        database.execute("SELECT gitversion.protect_branch('main', '{postgres}', true)");
        String merge = "SELECT gitversion.merge_branches('dev', 'main', p_fast_forward => ?)";
        for (String mode : List.of("only", "never")) {
            refused("VC113", "unsigned", () -> database.value(merge, mode));
        }
        signHead(database, "dev");
        assertThat(database.value(merge, "only")).isEqualTo("2");

        database.execute(
                "CREATE TABLE branch_dev.c (id integer)", "SELECT gitversion.commit('c', 'dev')");
        refused("VC113", "unsigned", () -> database.value(merge, "never"));
        signHead(database, "dev");
        database.value(merge, "never");
        assertThat(database.value("SELECT status FROM gitversion.verify_commit('main')"))
                .isEqualTo("unsigned");

        database.execute(
                "CREATE TABLE branch_dev.d (id integer)", "SELECT gitversion.commit('d', 'dev')");
        String squash = "SELECT gitversion.merge_branches('dev', 'main', p_squash => true)";
        refused("VC113", "unsigned", () -> database.value(squash));
        signHead(database, "dev");
        database.value(squash);

        // What is made on the branch itself, even by those whom it is not protected from.
        database.execute(
                "CREATE TABLE branch_dev.e (id integer)", "SELECT gitversion.commit('e', 'dev')");
        for (String call :
                List.of(
                        "SELECT gitversion.revert('main', 'main')",
                        "SELECT gitversion.cherry_pick('dev', 'main')",
                        "SELECT gitversion.amend('x', 'main')",
                        "SELECT gitversion.reset('main', 'main~1', 'hard', true)",
                        "SELECT gitversion.rebase('main', 'dev')")) {
            ServerError error = ServerError.of(() -> database.value(call));
            assertThat(error).as(call).isNotNull();
            assertThat(error.state()).as(call + error).isEqualTo("VC113");
        }
        database.execute("CREATE TABLE app.x (id integer)");
        refused("VC113", "", () -> database.value("SELECT gitversion.commit('x', 'main')"));
        database.execute("DROP TABLE app.x");

        // A merge commit of somewhere else is not the merge it says it is.
        database.execute(
                "SELECT gitversion.create_branch('forged', 'main')",
                "CREATE TABLE branch_forged.y (id integer)",
                "SELECT gitversion.commit('y', 'forged')",
                "CREATE TABLE branch_dev.z (id integer)",
                "SELECT gitversion.commit('z', 'dev')");
        signHead(database, "dev");
        database.execute("SELECT gitversion.merge_branches('dev', 'forged')");
        String forged = "SELECT gitversion.merge_branches('forged', 'main')";
        refused("VC113", "", () -> database.value(forged));

        database.execute("SELECT gitversion.revoke_key('ed')");
        refused("VC113", "revoked", () -> database.value(merge, "never"));
        database.execute("SELECT gitversion.protect_branch('main')");
        database.value(merge, "never");
        assertThat(database.rows("SELECT * FROM gitversion.fsck(true) WHERE severity = 'error'"))
                .isEmpty();
    }

    private static void signHead(Database database, String branch) throws SQLException {
        sign(database, branch, tools.sshSign("ed", "gitversion", text(database, branch) + "\n"));
    }

    @Test
    void tagsAndBundlesHaveThem() throws SQLException {
        makeHistory(database);
        trust(database, "ed", tools.sshKey("ed", ".pub"));
        signHead(database, "dev");
        String tag = database.value("SELECT gitversion.tag_signing_text('v1')");
        assertThat(tag)
                .startsWith("gitversion signature 1\ntag v1\n")
                .endsWith("message The first");
        String signature = tools.sshSign("ed", "gitversion", tag + "\n");
        refused(database, signature, "bad", "another text");
        assertThat(database.value("SELECT gitversion.sign_tag('v1', ?)", signature))
                .isEqualTo("ed");
        assertThat(database.value("SELECT status FROM gitversion.verify_tag('v1')"))
                .isEqualTo("good");

        String bundle = BundleIT.bundle(database, "{dev,v1}", "{}");
        assertThat(
                        database.rows(
                                "SELECT name, is_here FROM gitversion.read_bundle(decode(?,"
                                        + " 'hex')) WHERE type = 'signature' ORDER BY name",
                                bundle))
                .containsExactly(List.of("v1", "t"), Arrays.asList(null, "t"));
        try (Database prod = Cluster.shared().createDatabase("signed_clone")) {
            SigningTools.installModule(prod);
            apply(prod, bundle);
            assertThat(prod.value("SELECT status FROM gitversion.verify_commit('origin/dev')"))
                    .isEqualTo("unknown key");
            trust(prod, "ed", tools.sshKey("ed", ".pub"));
            assertThat(prod.value("SELECT status FROM gitversion.verify_commit('origin/dev')"))
                    .isEqualTo("good");
            assertThat(prod.value("SELECT status FROM gitversion.verify_tag('v1')"))
                    .isEqualTo("good");
            // What was applied moves a branch like any other.
            prod.execute(
                    "SELECT gitversion.create_branch('main', 'origin/dev~1')",
                    "SELECT gitversion.protect_branch('main', '{}', true)",
                    "SELECT gitversion.merge_branches('origin/dev', 'main')");

            // What the other side has may have been signed since.
            sign(database, "dev~1", tools.sshSign("ed", "gitversion", text(database, "dev~1")));
            database.execute(
                    "CREATE TABLE branch_dev.c (id integer)",
                    "SELECT gitversion.commit('c', 'dev')");
            apply(prod, BundleIT.bundle(database, "{dev}", "{dev~1}"));
            refused(
                    "VC113",
                    "unsigned",
                    () -> prod.value("SELECT gitversion.merge_branches('origin/dev', 'main')"));
            apply(prod, BundleIT.bundle(database, "{main}", "{main}"));
            assertThat(prod.value("SELECT status FROM gitversion.verify_commit('origin/main')"))
                    .isEqualTo("good");

            prod.execute("SELECT gitversion.drop_tag('v1')", "SELECT * FROM gitversion.gc('0')");
            assertThat(
                            prod.value(
                                    "SELECT count(*) FROM gitversion.signatures WHERE tag_name IS"
                                            + " NOT NULL"))
                    .isEqualTo("0");
            assertThat(prod.rows("SELECT * FROM gitversion.fsck(true)")).isEmpty();
        }
    }

    private static void apply(Database database, String bundle) throws SQLException {
        database.rows("SELECT * FROM gitversion.apply_bundle(decode(?, 'hex'))", bundle);
    }

    @Test
    void nothingOfItIsLoadedBefore() throws SQLException, IOException {
        database.execute("CREATE SCHEMA app", "SELECT gitversion.init('main', 'app')");
        Path jar = database.cluster().sharedDirectory().resolve(SigningTools.JAR);
        boolean isEmbedded = database.cluster().host() == Host.EMBEDDED;
        assertThat(isOpen(database, jar)).isFalse();
        database.rows("SELECT * FROM gitversion.verify_branch('main')");
        assertThat(isOpen(database, jar)).as("nothing is signed").isFalse();

        // Without the jar everything but signatures works.
        Path aside = jar.resolveSibling("aside.jar");
        Files.move(jar, aside);
        try {
            refused(
                    "VC110",
                    "gitversion-signature.jar",
                    () -> trust(database, "ed", tools.sshKey("ed", ".pub")));
        } finally {
            Files.move(aside, jar);
        }
        SigningTools.installModule(database);
        trust(database, "ed", tools.sshKey("ed", ".pub"));
        assertThat(isOpen(database, jar)).isEqualTo(isEmbedded);
    }

    /**
     * The server looks itself: who tests may not look into processes of its operating system's
     * user.
     */
    private static boolean isOpen(Database database, Path jar) throws SQLException, IOException {
        database.execute(
                "CREATE TEMP TABLE IF NOT EXISTS open_file (path text)",
                "TRUNCATE pg_temp.open_file",
                "COPY pg_temp.open_file FROM PROGRAM 'readlink /proc/$PPID/fd/* || true'");
        assertThat(database.value("SELECT count(*) > 2 FROM pg_temp.open_file")).isEqualTo("t");
        return database.rows("SELECT path FROM pg_temp.open_file")
                .toString()
                .contains(jar.toRealPath().toString());
    }
}
