package org.gitversion.test.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names for other databases, and what goes to them and comes from them, by gv. */
@GitVersionTest
class RemotesIT {
    private static final int ERROR = 3;

    @TempDir private Path home;
    private Database dev;
    private Database prod;
    private GvCommand gv;
    private GvCommand there;
    private String uri;

    @BeforeEach
    void start() throws SQLException {
        dev = Cluster.shared().createDatabase();
        prod = Cluster.shared().createDatabase();
        gv = new GvCommand(dev, home);
        there = new GvCommand(prod, home);
        uri = "postgresql://postgres@127.0.0.1:" + prod.cluster().port() + "/" + prod.name();
        dev.execute("CREATE TABLE public.a (id integer)");
        gv.run("init").expect(0);
    }

    @AfterEach
    void drop() {
        dev.drop();
        prod.drop();
    }

    private void commit(Database database, String message) throws SQLException {
        database.execute(
                "SELECT gitversion.use_branch('main')",
                "COMMENT ON TABLE a IS '" + message + "'",
                "SELECT gitversion.commit('" + message + "')");
    }

    private static String head(Database database) throws SQLException {
        return database.value(
                "SELECT commit_hash FROM gitversion.commits WHERE id ="
                        + " gitversion.rev_parse('main')");
    }

    @Test
    void names() throws SQLException {
        assertThat(gv.json("$[*].name", "remote")).isEqualTo("[]");
        gv.run("remote", "add", "prod", uri).expect(0);
        assertThat(gv.run("remote", "add", "prod", uri).expect(ERROR).err())
                .contains("exists already");
        assertThat(gv.run("remote", "add", "x", "nothing").expect(ERROR).err())
                .contains("is no URI");
        assertThat(gv.run("remote", "add", "a/b", uri).expect(ERROR).err()).contains("VC005");
        for (String secret :
                new String[] {uri.replace("@", ":secret@"), uri + "?password=secret"}) {
            assertThat(gv.run("remote", "add", "x", secret).expect(ERROR).err())
                    .contains("has a password", ".pgpass");
        }
        gv.run("push", "--as", "dev", "prod", "main").expect(0);
        assertThat(there.json("$[*].name", "remote")).isEqualTo("[\"dev\"]");
        assertThat(gv.run("remote").expect(0).out()).containsPattern("prod +1 +" + uri);

        // Those that the server knows are used by the same words.
        dev.execute(
                "CREATE EXTENSION dblink",
                "CREATE SERVER \"Prod\" FOREIGN DATA WRAPPER dblink_fdw OPTIONS (host '127.0.0.1',"
                        + " port '"
                        + prod.cluster().port()
                        + "', dbname '"
                        + prod.name()
                        + "')",
                "CREATE USER MAPPING FOR postgres SERVER \"Prod\" OPTIONS (user 'postgres')");
        gv.run("remote", "add", "--server", "linked", "Prod").expect(0);
        assertThat(gv.run("remote").out()).containsPattern("linked +0 +server Prod");
        assertThat(gv.run("fetch", "linked").expect(0).out()).contains("linked/main  new");
        commit(dev, "one");
        assertThat(gv.json("$.change", "push", "linked")).isEqualTo("[\"forwarded\"]");

        for (String name : new String[] {"prod", "linked"}) {
            gv.run("remote", "remove", name).expect(0);
            assertThat(gv.run("remote", "remove", name).expect(ERROR).err())
                    .contains("there is no remote");
            assertThat(gv.run("fetch", name).expect(ERROR).err()).contains("there is no remote");
            assertThat(gv.run("push", name, "main").expect(ERROR).err())
                    .contains("there is no remote");
        }
        assertThat(gv.json("$[*]", "branch", "-r")).isEqualTo("[]");

        Database other = dev.cluster().createDatabase();
        try {
            GvCommand clone = new GvCommand(other, home);
            clone.run("clone", uri).expect(0);
            assertThat(clone.run("remote").out()).containsPattern("origin +1 +" + uri);
            clone.run("fetch").expect(0);
        } finally {
            other.drop();
        }
    }

    @Test
    void tagsGoAlong() throws SQLException {
        gv.run("tag", "-m", "First", "v1").expect(0);
        gv.run("remote", "add", "prod", uri).expect(0);
        gv.run("push", "--as", "dev", "prod").expect(0);
        assertThat(prod.column("SELECT tag_name FROM gitversion.tags")).isEmpty();
        gv.run("push", "--as", "dev", "--tags", "prod").expect(0);
        assertThat(prod.rows("SELECT tag_name, message FROM gitversion.tags"))
                .containsExactly(java.util.List.of("v1", "First"));
        commit(dev, "two");
        gv.run("tag", "v2").expect(0);
        assertThat(gv.json("$.change", "push", "--as", "dev", "prod", "v2"))
                .isEqualTo("[\"new tag\"]");
        assertThat(gv.json("$.change", "push", "--as", "dev", "prod", "v2"))
                .isEqualTo("[\"same\"]");
        assertThat(prod.value("SELECT gitversion.rev_parse('v2') <> gitversion.rev_parse('main')"))
                .as("a tag moves no branch")
                .isEqualTo("t");
        assertThat(gv.run("push", "prod", "v2", "v3").expect(ERROR).err())
                .contains("under another name");

        // A name that stands for another commit there: nothing moves, not the branch either.
        prod.execute("SELECT gitversion.tag('v3', 'main')");
        gv.run("tag", "v3").expect(0);
        assertThat(gv.run("push", "--tags", "prod").expect(ERROR).err()).contains("VC026");
        assertThat(gv.run("push", "prod", "v3").expect(ERROR).err()).contains("VC026");
        assertThat(head(prod)).isNotEqualTo(head(dev));
        gv.run("tag", "-d", "v3").expect(0);

        // Fetching brings those that are not here, wherever in the history they are.
        prod.execute("SELECT gitversion.tag('v0', 'v1', 'Late')");
        assertThat(gv.run("fetch", "prod").expect(0).out())
                .contains("v0 ", "v3 ", "new tag", "prod/main");
        assertThat(gv.run("fetch", "prod").expect(0).out()).doesNotContain("tag");
        assertThat(dev.value("SELECT message FROM gitversion.tags WHERE tag_name = 'v0'"))
                .isEqualTo("Late");

        // And branches that are gone there are forgotten when that is wanted.
        there.run("branch", "short", "main").expect(0);
        gv.run("fetch", "prod").expect(0);
        there.run("branch", "-d", "short").expect(0);
        gv.run("fetch", "prod").expect(0);
        assertThat(gv.json("$[*].name", "branch", "-r"))
                .isEqualTo("[\"prod/main\", \"prod/short\"]");
        assertThat(gv.run("fetch", "--prune", "prod").expect(0).out()).contains("short  pruned");
        assertThat(gv.json("$[*].name", "branch", "-r")).isEqualTo("[\"prod/main\"]");
    }

    @Test
    void backwardsWithALeaseAlone() throws SQLException {
        gv.run("remote", "add", "prod", uri).expect(0);
        gv.run("push", "prod").expect(0);
        commit(prod, "there");
        commit(dev, "here");
        assertThat(gv.run("push", "prod").expect(ERROR).err()).contains("VC121");
        assertThat(gv.run("push", "--force-with-lease", "prod").expect(ERROR).err())
                .contains("VC122", "is not where it was");
        String unknown = uri.replace("postgres@", "");
        assertThat(gv.run("push", "--force-with-lease", unknown).expect(ERROR).err())
                .contains("takes a remote by its name");
        gv.run("fetch", "prod").expect(0);
        prod.execute("SELECT gitversion.protect_branch('main')");
        assertThat(gv.run("push", "--force-with-lease", "prod").expect(ERROR).err())
                .contains("VC017");
        prod.execute("SELECT gitversion.unprotect_branch('main')");
        // The URI of a remote is that remote.
        assertThat(gv.json("$.change", "push", "--force-with-lease", uri))
                .isEqualTo("[\"forced\"]");
        assertThat(head(prod)).isEqualTo(head(dev));

        // Somebody else's branch of that name is not what was pushed.
        prod.execute("SELECT gitversion.create_branch('dev/main', 'main~1')");
        commit(dev, "more");
        gv.run("push", "--as", "dev", "prod").expect(0);
        assertThat(head(prod)).isEqualTo(head(dev));
    }

    @Test
    void anInterruptedTransferGoesOn() throws SQLException {
        for (String message : new String[] {"one", "two", "three"}) {
            commit(dev, message);
        }
        gv.run("remote", "add", "prod", uri).expect(0);
        prod.execute(
                "CREATE FUNCTION public.stop() RETURNS trigger LANGUAGE plpgsql AS"
                        + " 'BEGIN RAISE EXCEPTION ''the line is dead''; END'",
                "CREATE TRIGGER stop BEFORE INSERT ON gitversion.commits FOR EACH ROW"
                        + " WHEN (NEW.message = 'two') EXECUTE FUNCTION public.stop()");
        assertThat(gv.run("push", "--batch", "1", "prod").expect(ERROR).err())
                .contains("the line is dead");
        assertThat(prod.value("SELECT count(*) FROM gitversion.commits")).isEqualTo("2");
        assertThat(prod.column("SELECT branch_name FROM gitversion.branches")).isEmpty();
        String first = "SELECT id FROM gitversion.commits WHERE message = 'one'";
        String id = prod.value(first);
        prod.execute("DROP TRIGGER stop ON gitversion.commits");
        GvCommand.Result result = gv.inTerminal("", "push", "--batch", "1", "prod").expect(0);
        assertThat(result.out())
                .as("what is left")
                .contains("[############            ] 1/2 commits", "] 2/2 commits", "main: new");
        assertThat(prod.value(first)).isEqualTo(id);
        assertThat(head(prod)).isEqualTo(head(dev));
        assertThat(prod.rows("SELECT * FROM gitversion.fsck(true)")).isEmpty();
    }
}
