package org.gitversion.test.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.gitversion.test.exchange.SigningTools;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** gv has the real gpg and ssh-keygen sign, and asks the database what signatures are worth. */
@GitVersionTest
class SigningIT {
    private static final int GOOD = 0;
    private static final int NOT_ALL = 1;
    private static final int ERROR = 3;

    private static SigningTools tools;

    private final Database database;
    @TempDir private Path home;

    SigningIT(Database database) {
        this.database = database;
    }

    @BeforeAll
    static void makeKeys() {
        tools = new SigningTools();
        tools.makeGpgKey("ada", "ed25519", "never");
        tools.makeSshKey("ed", "-t", "ed25519");
        tools.makeSshKey("stranger", "-t", "ed25519");
    }

    @AfterAll
    static void removeKeys() {
        tools.close();
    }

    @Test
    void commitsAndTagsAreSigned() throws Exception {
        SigningTools.installModule(database);
        database.execute("CREATE TABLE a (id integer)");
        GvCommand gv = new GvCommand(database, home);
        gv.environment().put("GNUPGHOME", tools.home());
        gv.run("init").expect(0);
        assertThat(gv.run("verify").expect(NOT_ALL).out()).contains("unsigned");

        // Whose signatures count.
        String ed = tools.file("ed").toString();
        gv.run("trust", "--who", "Ed", "ed", ed + ".pub").expect(0);
        Path block = home.resolve("ada.asc");
        Files.writeString(block, tools.gpgKey("ada"));
        assertThat(gv.json("$.fingerprint", "trust", "ada", block.toString()))
                .matches("\\[\"[0-9A-F]{40}\"]");
        assertThat(gv.run("trust").expect(0).out()).contains("ed ", "Ed ", "SHA256:");
        assertThat(gv.json("$[*].key_name", "trust")).isEqualTo("[\"ada\", \"ed\"]");
        assertThat(gv.run("trust", "x", ed).expect(ERROR).err()).contains("VC111", "private key");

        // By ssh-keygen and by gpg.
        assertThat(gv.run("sign", "--ssh", ed).expect(GOOD).out())
                .isEqualTo("Signed HEAD with key ed\n");
        assertThat(gv.run("verify").expect(GOOD).out()).contains("good", "Ed");
        assertThat(gv.json("$.key", "sign", "--gpg-key", "ada", "main")).isEqualTo("[\"ada\"]");
        assertThat(gv.json("$[*].status", "verify", "main")).isEqualTo("[\"good\", \"good\"]");
        assertThat(gv.run("sign", "--ssh", tools.file("stranger").toString()).expect(ERROR).err())
                .contains("VC112", "unknown key");
        assertThat(gv.run("sign", "--ssh", home.resolve("none").toString()).expect(ERROR).err())
                .contains("ssh-keygen ended with status", "Nothing was signed");
        assertThat(gv.run("sign", "--ssh", ed, "nowhere").expect(ERROR).err()).contains("VC006");
        assertThat(gv.json("$.error.sqlstate", "sign", "--ssh", ed, "nowhere"))
                .isEqualTo("[\"VC006\"]");

        gv.run("tag", "-m", "First", "v1").expect(0);
        gv.run("verify", "--tag", "v1").expect(NOT_ALL);
        gv.run("sign", "--tag", "--ssh", ed, "v1").expect(GOOD);
        assertThat(gv.run("verify", "--tag", "v1").expect(GOOD).out()).contains("good");
        assertThat(gv.run("verify", "--tag").expect(ERROR).err()).contains("a tag is missing");

        // Of a branch each commit has to have one.
        gv.run("verify", "--all").expect(GOOD);
        database.execute("CREATE TABLE b (id integer)", "SELECT gitversion.commit('More')");
        assertThat(gv.run("verify", "--all", "main").expect(NOT_ALL).out())
                .containsPattern("unsigned +[0-9a-f]{12} .*More")
                .containsPattern("good +[0-9a-f]{12} +Ed +ed +Initial");
        gv.run("sign", "--ssh", ed).expect(GOOD);
        gv.run("verify", "--all").expect(GOOD);

        assertThat(gv.run("trust", "--revoke", "lost", "ed").expect(0).out()).contains("revoked");
        assertThat(gv.run("verify").expect(NOT_ALL).out()).contains("revoked: lost");
        assertThat(gv.run("trust", "--revoke", "lost", "nobody").expect(ERROR).err())
                .contains("VC114");
    }
}
