package org.gitversion.test.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.Shell;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** History in Git repositories: out, in again, and by way of a pull request. */
@GitVersionTest
class GitIT {
    private static final String TREES =
            "SELECT c.tree_hash FROM gitversion.log('main') l"
                    + " JOIN gitversion.commits c ON c.id = l.commit_id ORDER BY 1";

    private final Database database;
    @TempDir private Path home;
    private GvCommand gv;

    GitIT(Database database) {
        this.database = database;
    }

    /** A history with renames, a merge, a tag, rows, and objects that need each other. */
    @BeforeEach
    void make() throws SQLException {
        assumeThat(Path.of("/usr/bin/git")).as("git").isExecutable();
        gv = new GvCommand(database, home);
        if (!database.value("SELECT count(*) FROM gitversion.branches").equals("0")) {
            return;
        }
        database.execute(
                "CREATE TABLE customers (id integer PRIMARY KEY, email text, best integer)",
                "CREATE TABLE orders (id integer PRIMARY KEY, customer integer"
                        + " REFERENCES customers)",
                "ALTER TABLE customers ADD FOREIGN KEY (best) REFERENCES orders",
                "INSERT INTO customers VALUES (1, 'ada@example.org', NULL)",
                "CREATE FUNCTION answer() RETURNS integer LANGUAGE sql"
                        + " BEGIN ATOMIC SELECT 41; SELECT 42; END",
                "CREATE VIEW a AS SELECT id, answer() FROM customers",
                "CREATE FUNCTION \"odd/name\"(a text) RETURNS text LANGUAGE sql"
                        + " AS 'SELECT ''a;b''::text'",
                "CREATE TABLE colours (name text PRIMARY KEY)",
                "INSERT INTO colours VALUES ('red'), ('x;y')");
        gv.run("init").expect(0);
        database.execute(
                "SELECT gitversion.track_rows('colours')",
                "SELECT gitversion.commit('Colours')",
                "SELECT gitversion.create_branch('feature')",
                "ALTER TABLE customers RENAME TO clients",
                "ALTER TABLE clients RENAME COLUMN email TO mail",
                "SELECT gitversion.commit('Clients have mail')",
                "SELECT gitversion.use_branch('feature')",
                "CREATE INDEX ON orders (customer)",
                "SELECT gitversion.commit('An index')",
                "SELECT gitversion.use_branch('main')",
                "SELECT gitversion.merge_branches('feature', 'main')",
                "SELECT gitversion.tag('v1', 'main', 'First')");
    }

    private String git(Path directory, String... arguments) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "git",
                                "-C",
                                directory.toString(),
                                "-c",
                                "user.name=Ada",
                                "-c",
                                "user.email=ada@example.org"));
        command.addAll(List.of(arguments));
        return Shell.run(Map.of("HOME", home.toString()), "", command).expectSuccess();
    }

    private String hash(String revision) throws SQLException {
        return database.value(
                "SELECT commit_hash FROM gitversion.commits WHERE id = gitversion.rev_parse(?)",
                revision);
    }

    @Test
    void theSameHistoryHasTheSameIds() throws SQLException, IOException {
        Path one = home.resolve("one");
        Path two = home.resolve("two");
        Path authors = home.resolve("authors");
        Files.writeString(authors, "postgres = Post Gres <post@example.org>\n");
        String[] command = {"export-git", "--authors", authors.toString(), one.toString()};
        assertThat(gv.json("$.commits", command)).isEqualTo("[5]");
        gv.run("export-git", "--authors", authors.toString(), two.toString()).expect(0);
        String refs = git(one, "for-each-ref");
        assertThat(refs).contains("refs/heads/main", "refs/heads/feature", "tag\trefs/tags/v1");
        assertThat(git(two, "for-each-ref")).isEqualTo(refs);
        assertThat(git(one, "fsck", "--strict", "--no-dangling")).isBlank();
        assertThat(git(one, "log", "-1", "--format=%an <%ae> %s", "v1"))
                .isEqualTo("Post Gres <post@example.org> Merge branch 'feature' into 'main'\n");
        assertThat(git(one, "log", "--format=%B", "main"))
                .contains(
                        "Gitversion-Commit: " + hash("main"),
                        "Gitversion-Rename: tables/customers => tables/clients");
        assertThat(git(one, "rev-list", "--merges", "--count", "main").strip()).isEqualTo("1");
        assertThat(git(one, "status", "--short")).isEmpty();
        assertThat(one.resolve("tables/clients.sql")).content().contains("mail text");
        assertThat(gv.json("$.branches[*].change", command)).isEqualTo("[\"same\", \"same\"]");

        Files.writeString(one.resolve("tables/clients.sql"), "-- edited\n");
        git(one, "commit", "-q", "-a", "-m", "There only");
        assertThat(gv.run("export-git", one.toString()).expect(2).out())
                .containsPattern("refused +main");
        gv.run("export-git", "--force", one.toString(), "main").expect(0);
        assertThat(one.resolve("tables/clients.sql")).content().contains("mail text");
        assertThat(gv.run("export-git", one.toString(), "nowhere").expect(3).err())
                .contains("there is no branch nowhere");
    }

    @Test
    void anImportedHistoryHasTheSameTrees() throws SQLException {
        Path directory = home.resolve("all");
        gv.run("export-git", directory.toString()).expect(0);
        Database other = database.cluster().createDatabase();
        try {
            GvCommand there = new GvCommand(other, home);
            there.run("import-git", "-b", "main", directory.toString()).expect(0);
            assertThat(other.column(TREES)).isEqualTo(database.column(TREES));
            assertThat(other.column("SELECT what FROM gitversion.fsck(true)")).isEmpty();
            String shape =
                    "SELECT p.position, p.renames FROM gitversion.log('main') l"
                            + " JOIN gitversion.commit_parents p ON p.commit_id = l.commit_id"
                            + " ORDER BY p.position, p.renames::text";
            assertThat(other.rows(shape))
                    .as("merges and renames")
                    .isEqualTo(database.rows(shape))
                    .anyMatch(row -> row.get(0).equals("2"))
                    .anyMatch(row -> row.get(1).contains("tables/clients"));
            assertThat(other.value("SELECT message FROM gitversion.tags WHERE tag_name = 'v1'"))
                    .isEqualTo("First");
            assertThat(other.value("SELECT message FROM gitversion.log('v1', 1)"))
                    .contains("Git-Author: postgres <postgres@localhost> ", "Git-Commit: ");
            assertThat(other.column("SELECT branch_name FROM gitversion.branches WHERE is_active"))
                    .containsExactly("main");
            assertThat(there.json("$.commits", "import-git", "-b", "main", directory.toString()))
                    .as("again")
                    .isEqualTo("[[]]");
            assertThat(other.column("SELECT name FROM colours ORDER BY 1"))
                    .containsExactly("red", "x;y");
        } finally {
            other.drop();
        }
    }

    @Test
    void aPullRequestComesBack() throws SQLException, IOException {
        Path directory = home.resolve("request");
        gv.run("export-git", directory.toString(), "main").expect(0);
        git(directory, "checkout", "-q", "-b", "phones");
        edit(
                directory.resolve("tables/clients.sql"),
                "    mail text,",
                "    mail text, phone text,");
        Files.writeString(directory.resolve("README.md"), "The schema\n");
        Files.writeString(directory.resolve("views/b.sql"), "create view b as table clients;\n");
        git(directory, "add", "-A");
        git(directory, "commit", "-q", "-m", "Phones");
        String before = gv.run("import-git", "-b", "phones", directory.toString()).expect(0).out();
        assertThat(before).endsWith("Branch phones: 1 commits taken in\n");
        assertThat(gv.run("merge", "-b", "main", "--dry-run", "phones").expect(1).out())
                .contains("ADD COLUMN phone text", "CREATE VIEW b");

        // A rename is said, not guessed.
        Path orders = directory.resolve("tables/orders.sql");
        Path sales = directory.resolve("tables/sales.sql");
        Files.move(orders, sales);
        edit(sales, "TABLE orders", "TABLE sales");
        edit(directory.resolve("tables/clients.sql"), "REFERENCES orders", "REFERENCES sales");
        Path index = directory.resolve("indexes/orders_customer_idx.sql");
        edit(index, "ON orders", "ON sales");
        git(directory, "add", "-A");
        git(directory, "commit", "-q", "-m", "Sales");
        assertThat(gv.run("import-git", "-b", "phones", directory.toString()).expect(3).err())
                .contains("which may be a rename", "tables/orders => tables/sales");
        String said = "Sales\n\nGitversion-Rename: tables/orders => tables/sales";
        git(directory, "commit", "-q", "--amend", "-m", said);
        assertThat(
                        gv.json(
                                "$.commits[*].message",
                                "import-git",
                                "-b",
                                "phones",
                                directory.toString()))
                .isEqualTo("[\"Sales\"]");
        assertThat(gv.run("merge", "-b", "main", "--dry-run", "phones").out())
                .contains("ALTER TABLE orders RENAME TO sales");
        gv.run("merge", "-b", "main", "phones").expect(0);
        assertThat(database.value("SELECT mail FROM clients"))
                .as("rows are kept")
                .isEqualTo("ada@example.org");

        // The request's own commits are those of the branch, and go on.
        database.execute("CREATE VIEW c AS SELECT 1 AS x", "SELECT gitversion.commit('On top')");
        gv.run("export-git", directory.toString(), "main", "phones").expect(0);
        assertThat(git(directory, "log", "--format=%s", "main"))
                .startsWith("On top\nSales\nPhones\n");
        assertThat(git(directory, "show", "main:README.md")).isEqualTo("The schema\n");
        assertThat(gv.run("import-git", "-b", "main", directory.toString()).expect(0).out())
                .contains("main: 0 commits");
        gv.run("reset", "-b", "main", "--force", "v1").expect(0);
        gv.run("branch", "-D", "phones").expect(0);
    }

    @Test
    void whatDoesNotFitIsRefused() throws SQLException, IOException {
        Path directory = home.resolve("refused");
        gv.run("export-git", directory.toString(), "main").expect(0);
        git(directory, "checkout", "-q", "-b", "bad");
        Files.writeString(directory.resolve("views/b.sql"), "CREATE VIEW b AS TABLE nowhere;\n");
        git(directory, "add", "-A");
        git(directory, "commit", "-q", "-m", "Bad");
        assertThat(gv.run("import-git", "-b", "bad", directory.toString()).expect(3).err())
                .contains("views/b.sql cannot be executed", "42P01");
        assertThat(database.column("SELECT branch_name FROM gitversion.branches WHERE is_active"))
                .doesNotContain("bad", "gv-import/bad");

        git(directory, "checkout", "-q", "main");
        edit(directory.resolve("tables/clients.sql"), "mail", "post");
        git(directory, "commit", "-q", "-a", "--amend", "--no-edit");
        assertThat(gv.run("import-git", "-b", "forged", directory.toString()).expect(3).err())
                .contains("does not have the files of the commit");
        assertThat(gv.run("import-git", "-b", "x", home.toString()).expect(3).err())
                .contains("is no Git repository");
    }

    private static void edit(Path file, String from, String to) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }
}
