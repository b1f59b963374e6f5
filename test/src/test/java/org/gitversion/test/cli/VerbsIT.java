package org.gitversion.test.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The everyday verbs of gv: what they do, print and return. */
@GitVersionTest
class VerbsIT {
    private static final int CLEAN = 0;
    private static final int DIFFERENCES = 1;
    private static final int CONFLICTS = 2;
    private static final int ERROR = 3;

    private final Database database;
    @TempDir private Path home;
    private GvCommand gv;

    VerbsIT(Database database) {
        this.database = database;
    }

    @BeforeEach
    void start() throws SQLException {
        gv = new GvCommand(database, home);
        if (database.value("SELECT count(*) FROM gitversion.branches").equals("0")) {
            database.execute("CREATE TABLE public.customers (id integer PRIMARY KEY, email text)");
            gv.run("init").expect(CLEAN);
            gv.run("tag", "begin").expect(CLEAN);
        }
    }

    /** A branch of the beginning, which gv is switched to. */
    private void branch(String name) {
        gv.run("switch", "-c", name, "begin").expect(CLEAN);
    }

    private void ddl(String branch, String statement) throws SQLException {
        database.execute(
                "SELECT gitversion.use_branch('" + branch + "')",
                statement,
                "SELECT gitversion.use_branch('main')");
    }

    @Test
    void statusDiffAndCommit() throws SQLException {
        branch("daily");
        assertThat(gv.run("status").expect(CLEAN).out())
                .isEqualTo("On branch daily\nNothing to commit.\n");
        assertThat(gv.run("diff").expect(CLEAN).out()).isEmpty();
        ddl("daily", "ALTER TABLE customers ADD COLUMN city text");
        ddl("daily", "CREATE TABLE towns (name text)");

        assertThat(gv.run("status").expect(DIFFERENCES).out())
                .contains("create  tables/customers/columns/city", "create  tables/towns");
        assertThat(gv.json("$.changes[*].path", "status")).contains("\"tables/towns\"");
        assertThat(gv.run("diff").expect(DIFFERENCES).out()).contains("+    city text,");
        assertThat(gv.run("--color=always", "diff").out()).contains("\033[32m+    city text,");
        assertThat(gv.run("diff", "--stat").expect(DIFFERENCES).out())
                .contains("tables/customers |", "2 objects changed, lines: 4 added, 0 removed");
        assertThat(gv.json("$[*].path", "diff", "--stat")).contains("tables/customers");
        assertThat(gv.json("$[*].object_name", "diff")).contains("tables/towns");

        assertThat(gv.run("commit", "-m", "City", "customers").expect(CLEAN).out())
                .matches("\\[daily [0-9a-f]{12}] City\n");
        gv.editor("test \"$(grep -c 'create tables/towns' $1)\" = 1; echo Towns >$1");
        assertThat(gv.json("$.message", "commit")).isEqualTo("[\"Towns\"]");
        gv.editor("true");
        assertThat(gv.run("commit").expect(ERROR).err()).contains("the message is empty");
        assertThat(gv.run("commit", "-m", "Nothing").expect(ERROR).err())
                .contains("ERROR VC002: ", "HINT: ");
        assertThat(gv.json("$.message", "commit", "--amend", "-m", "Two")).isEqualTo("[\"Two\"]");
        assertThat(gv.run("diff", "begin", "daily").expect(DIFFERENCES).out()).contains("towns");
    }

    @Test
    void history() throws SQLException {
        branch("past");
        ddl("past", "ALTER TABLE customers ADD COLUMN phone text");
        gv.run("commit", "-m", "Phones\n\nOf customers").expect(CLEAN);

        assertThat(gv.run("log", "-n", "1").out()).contains("Author: postgres", "    Phones");
        assertThat(gv.run("log", "--oneline").out()).matches("[0-9a-f]{12} Phones\n.* Initial.*\n");
        assertThat(gv.run("log", "--graph").out()).contains("* ", "(HEAD -> past) Phones");
        assertThat(gv.json("$[0].message", "log", "--path", "customers.phone")).contains("Phones");
        assertThat(gv.run("show").expect(CLEAN).out()).contains("+    phone text,");
        assertThat(gv.run("show", "HEAD:customers").out()).startsWith("CREATE TABLE customers (");
        assertThat(gv.json("$.text", "show", "HEAD:customers")).contains("CREATE TABLE customers");
        assertThat(gv.run("blame", "customers").expect(CLEAN).out())
                .containsPattern(
                        "[0-9a-f]{12}  postgres  .* tables/customers/columns/phone +Phones");
        assertThat(gv.json("$[*].path", "blame", "customers")).contains("columns/phone");
        assertThat(gv.run("reflog").out()).contains("past@{0}");
        assertThat(gv.json("$[0].action", "reflog")).isEqualTo("[\"commit\"]");

        gv.run("tag", "v1", "-m", "First").expect(CLEAN);
        assertThat(gv.run("tag").out()).contains("v1\n");
        assertThat(gv.json("$[*] ? (@.name == \"v1\").message", "tag")).isEqualTo("[\"First\"]");
        gv.run("tag", "-d", "v1").expect(CLEAN);
        assertThat(gv.run("tag").out()).doesNotContain("v1");

        assertThat(gv.run("plan", "begin", "past").expect(DIFFERENCES).out())
                .contains("ACCESS EXCLUSIVE", "ADD COLUMN phone text");
        assertThat(gv.json("$[*].lock_mode", "plan", "begin", "past")).contains("EXCLUSIVE");
        assertThat(gv.run("plan", "past", "past").expect(CLEAN).out()).isEmpty();
        assertThat(gv.run("plan", "--script", "begin", "past").out()).contains("phone text");
        Path directory = home.resolve("files");
        gv.run("plan", "--migration", "sql", "--output", directory.toString(), "begin", "past")
                .expect(CLEAN);
        assertThat(directory.resolve("up.sql")).content().contains("phone text");
    }

    @Test
    void branches() throws SQLException {
        gv.run("branch", "one", "begin").expect(CLEAN);
        assertThat(gv.run("branch").out()).containsPattern("\\* +main ").contains("one");
        assertThat(gv.json("$[*] ? (@.current == true).name", "branch")).isEqualTo("[\"main\"]");
        gv.run("branch", "-m", "one", "two").expect(CLEAN);
        gv.run("switch", "two").expect(CLEAN);
        assertThat(gv.run("branch").out()).containsPattern("\\* +two ");
        assertThat(new GvCommand(database, home).json("$.branch", "status"))
                .as("remembered")
                .isEqualTo("[\"two\"]");
        assertThat(gv.json("$.branch", "-b", "main", "status")).isEqualTo("[\"main\"]");
        gv.environment().put("GV_BRANCH", "main");
        assertThat(gv.json("$.branch", "status")).isEqualTo("[\"main\"]");
        gv.environment().remove("GV_BRANCH");
        gv.environment().put("PGOPTIONS", "-c search_path=public");
        gv.run("switch", "--forget").expect(CLEAN);
        assertThat(gv.json("$.branch", "status")).isEqualTo("[\"main\"]");
        assertThat(gv.run("switch", "--export", "two").out())
                .contains("export GV_BRANCH='two'", "export PGOPTIONS='-c search_path=public -c ");
        gv.run("branch", "-d", "two").expect(CLEAN);
        assertThat(gv.run("-b", "two", "status").expect(ERROR).err()).contains("ERROR VC003: ");
        assertThat(gv.run("branch", "-r").expect(CLEAN).out()).contains("subject");
        assertThat(gv.json("$[*]", "branch", "-r")).isEqualTo("[]");
    }

    @Test
    void undoing() throws SQLException {
        branch("undo");
        ddl("undo", "ALTER TABLE customers ADD COLUMN fax text");
        gv.run("commit", "-m", "Fax").expect(CLEAN);
        assertThat(gv.run("revert", "--dry-run", "HEAD").expect(DIFFERENCES).out())
                .contains("DROP COLUMN fax");
        gv.run("revert", "HEAD").expect(CLEAN);
        assertThat(gv.run("cherry-pick", "HEAD~1").expect(CLEAN).out()).contains("] Fax");
        assertThat(gv.run("reset", "--dry-run", "begin").expect(DIFFERENCES).out())
                .contains("DROP COLUMN fax");
        assertThat(gv.json("$.branch", "reset", "begin")).isEqualTo("[\"undo\"]");
        assertThat(gv.run("diff", "begin", "undo").expect(CLEAN).out()).isEmpty();

        ddl("undo", "ALTER TABLE customers ADD COLUMN telex text");
        gv.run("stash", "-m", "Telex").expect(CLEAN);
        assertThat(gv.json("$[*].message", "stash", "list")).contains("Telex");
        gv.run("status").expect(CLEAN);
        gv.run("stash", "pop").expect(CLEAN);
        gv.run("status").expect(DIFFERENCES);
        gv.run("restore", "customers").expect(CLEAN);
        gv.run("status").expect(CLEAN);

        ddl("undo", "CREATE VIEW mine AS SELECT 1 AS x");
        gv.run("commit", "-m", "Mine").expect(CLEAN);
        gv.run("branch", "base", "begin").expect(CLEAN);
        ddl("base", "CREATE VIEW theirs AS SELECT 1 AS x");
        gv.run("-b", "base", "commit", "-m", "Theirs").expect(CLEAN);
        gv.run("rebase", "base").expect(CLEAN);
        assertThat(gv.run("log", "--oneline").out()).containsPattern("Mine\n.* Theirs\n");
    }

    @Test
    void conflictsAreWorkedThrough() throws SQLException {
        gv.run("branch", "left", "begin").expect(CLEAN);
        gv.run("branch", "right", "begin").expect(CLEAN);
        ddl("left", "ALTER TABLE customers ALTER email TYPE varchar(80)");
        ddl("right", "ALTER TABLE customers ALTER email TYPE varchar(60)");
        gv.run("-b", "left", "commit", "-m", "80").expect(CLEAN);
        gv.run("-b", "right", "commit", "-m", "60").expect(CLEAN);
        gv.run("switch", "left").expect(CLEAN);

        assertThat(gv.run("merge", "--dry-run", "right").expect(CONFLICTS).out())
                .contains("type_mismatch");
        assertThat(gv.run("merge", "--atomic", "right").expect(CONFLICTS).err())
                .contains("ERROR VC001: ", "CONFLICT (type_mismatch): ");
        gv.run("status").expect(CLEAN);
        assertThat(gv.json("$.error.detail[*].slot", "merge", "--atomic", "right"))
                .isEqualTo("[\"type\"]");

        assertThat(gv.run("merge", "right").expect(CONFLICTS).out())
                .contains("both modified: tables/customers/columns/email (type)");
        assertThat(gv.json("$.attempt.conflicts[*].path", "status")).contains("columns/email");
        assertThat(gv.run("rebase", "--continue").expect(ERROR).err()).contains("is no rebase");
        gv.run("merge", "--abort").expect(CLEAN);
        gv.run("status").expect(CLEAN);

        gv.run("merge", "right").expect(CONFLICTS);
        gv.editor("exit 0");
        assertThat(gv.run("merge", "--continue").expect(CONFLICTS).err()).contains("left as it is");
        gv.editor("exit 7");
        assertThat(gv.run("merge", "--continue").expect(ERROR).err()).contains("status 7");
        gv.editor("echo 'ALTER TABLE customers ALTER email TYPE nothing' >$1");
        assertThat(gv.run("merge", "--continue").expect(ERROR).err())
                .contains("the text is kept in ", "ERROR VC");
        gv.editor(
                "grep -q '^<<<<<<< ' $1; echo 'ALTER TABLE customers ALTER email TYPE varchar(70)'"
                        + " >$1");
        assertThat(gv.run("merge", "--continue").expect(CLEAN).out()).startsWith("[left ");
        assertThat(gv.run("show", "HEAD:customers").out()).contains("character varying(70)");

        gv.run("reset", "HEAD~1").expect(CLEAN);
        gv.run("merge", "right").expect(CONFLICTS);
        gv.run("resolve", "--theirs", "tables/customers").expect(CLEAN);
        gv.run("merge", "--continue").expect(CLEAN);
        assertThat(gv.run("show", "HEAD:customers").out()).contains("character varying(60)");
        assertThat(gv.run("merge", "right").expect(CLEAN).out()).isEqualTo("Already up to date.\n");
    }

    @Test
    void programsAreRunOnABranch() throws Exception {
        branch("programs");
        Path out = home.resolve("out");
        String ask = "psql -XAtc 'SELECT gitversion.current_branch()' >" + out;
        gv.run("run", "--", "sh", "-c", ask).expect(CLEAN);
        assertThat(out).hasContent("programs");
        String tell = "echo \"$GV_BRANCH $JDBC_URL $0\" >" + out;
        gv.run("run", "-b", "main", "--", "sh", "-c", tell, "{url}").expect(CLEAN);
        String[] words = Files.readString(out).strip().split(" ");
        assertThat(words[0]).isEqualTo("main");
        assertThat(words[1]).startsWith("jdbc:postgresql://127.0.0.1:").isEqualTo(words[2]);
        gv.run("run", "--", "sh", "-c", "exit 42").expect(42);
        gv.run("run", "-b", "nowhere", "--", "true").expect(ERROR);
    }

    @Test
    void bundlesAndDoctor() throws SQLException {
        String file = home.resolve("x.bundle").toString();
        assertThat(gv.json("$.bytes", "bundle", "create", file, "begin", "main"))
                .isNotEqualTo("[]");
        assertThat(gv.run("bundle", "read", file).expect(CLEAN).out()).contains("Initial commit");
        assertThat(gv.json("$[*].type", "bundle", "read", file)).contains("commit");
        Database other = database.cluster().createDatabase();
        try {
            GvCommand there = new GvCommand(other, home);
            assertThat(there.run("doctor").expect(DIFFERENCES).out()).contains("gv init");
            assertThat(there.run("bundle", "apply", "--remote", "dev", file).expect(CLEAN).out())
                    .contains("dev/main  new");
            assertThat(there.json("$[*].name", "branch", "-r")).isEqualTo("[\"dev/main\"]");
            there.run("branch", "main", "dev/main").expect(CLEAN);
            there.run("-b", "main", "diff", "dev/main", "main").expect(CLEAN);
        } finally {
            other.drop();
        }
        assertThat(gv.run("doctor").out()).contains("ok", "Java", "answers");
        assertThat(gv.json("$[*] ? (@.what == \"branch\").result", "doctor")).contains("ok");
        gv.environment().put("GV_BRANCH", "gone");
        assertThat(gv.run("doctor").expect(DIFFERENCES).out()).contains("\"gone\" does not exist");
    }

    @Test
    void historyIsCarriedBetweenDatabases() throws SQLException {
        String server = "postgresql://postgres@127.0.0.1:" + database.cluster().port() + "/";
        Database other = database.cluster().createDatabase();
        try {
            GvCommand there = new GvCommand(other, home);
            there.run("clone", server + database.name()).expect(CLEAN);
            there.run("-b", "main", "diff", "origin/main").expect(CLEAN);
            assertThat(there.run("clone", server + database.name()).expect(ERROR).err())
                    .contains("has a branch already");

            branch("carried");
            ddl("carried", "CREATE TABLE carried (a integer)");
            gv.run("commit", "-m", "Carried").expect(CLEAN);
            gv.run("push", "--as", "dev", server + other.name(), "carried").expect(CLEAN);
            there.run("-b", "carried", "diff", "dev/carried").expect(CLEAN);
            there.run("-b", "main", "merge", "carried").expect(CLEAN);
            other.execute(
                    "SELECT gitversion.use_branch('carried')",
                    "CREATE TABLE hotfix (a integer)",
                    "SELECT gitversion.commit('Hotfix')");
            ddl("carried", "CREATE VIEW more AS SELECT 1 AS x");
            gv.run("commit", "-m", "More").expect(CLEAN);

            assertThat(gv.run("push", server + other.name(), "carried").expect(ERROR).err())
                    .contains("VC121", "has commits there");
            assertThat(gv.json("$.branches[*].name", "fetch", "prod", server + other.name()))
                    .contains("prod/carried", "prod/main");
            gv.run("merge", "prod/carried").expect(CLEAN);
            gv.run("push", server + other.name(), "carried").expect(CLEAN);
            assertThat(other.value("SELECT to_regclass('branch_carried.more') IS NOT NULL"))
                    .isEqualTo("t");
        } finally {
            other.drop();
        }
    }

    @Test
    void aStatementThatWantsCareIsFound() throws SQLException {
        branch("careless");
        ddl("careless", "CREATE TABLE keyless (a char(3))");
        assertThat(gv.run("lint").expect(DIFFERENCES).out()).contains("keyless");
        assertThat(gv.json("$[*].path", "lint")).contains("tables/keyless");
    }

    @Test
    void errorsAndHelp() throws SQLException {
        assertThat(gv.run("show", "nothing").expect(ERROR).err())
                .contains("ERROR VC006: revision \"nothing\" does not exist", "DETAIL: ");
        assertThat(gv.json("$.error.sqlstate", "show", "nothing")).isEqualTo("[\"VC006\"]");
        assertThat(gv.run("comit").expect(ERROR).err()).contains("commit");
        assertThat(gv.run("diff", "--nothing").expect(ERROR).err()).contains("--nothing");
        assertThat(gv.run().expect(ERROR).err()).contains("a verb is missing");
        assertThat(gv.run("merge", "--help").expect(CLEAN).out()).contains("--abort", "--json");
        assertThat(gv.run("--version").expect(CLEAN).out()).matches("gv \\d+\\.\\d+\\.\\d+\n");
    }
}
