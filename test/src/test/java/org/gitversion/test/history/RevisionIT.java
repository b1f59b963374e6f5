package org.gitversion.test.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.ServerError;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Revisions and names of branches that there are not: what is said of them, and without Java. */
@GitVersionTest
class RevisionIT {
    @BeforeAll
    static void history(Database database) throws SQLException {
        database.execute(
                "SELECT gitversion.init()",
                "CREATE TABLE branch_main.t ()",
                "SELECT gitversion.commit('t', 'main')",
                "SELECT gitversion.create_branch('x@y', 'main')",
                "SELECT gitversion.create_branch('developer', 'main')",
                "SELECT gitversion.tag('v1.0', 'main~1')");
        try (Database other = Cluster.shared().createDatabase("no_branch")) {
            assertThat(failure(other, "SELECT * FROM gitversion.status('main')"))
                    .isEqualTo(
                            new ServerError(
                                    "VC012",
                                    "gitversion has no branch yet, so there is no \"main\"",
                                    "No schema of this database is under version control.",
                                    "Call gitversion.init('main', 'public') to adopt a schema, or"
                                            + " gitversion.init('main') to begin with an empty"
                                            + " one."));
        }
    }

    private static ServerError failure(Database database, String sql) {
        return ServerError.of(() -> database.value(sql));
    }

    @ParameterizedTest
    @CsvSource({
        "main, 2",
        "main~, 1",
        "main^, 1",
        "main^0, 2",
        "main~0~01, 1",
        "x@y~1, 1",
        "x@y@{0}~1, 1",
        "v1.0^0, 1",
        "main@{1}, 1"
    })
    void steps(String revision, String id, Database database) throws SQLException {
        assertThat(database.value("SELECT gitversion.rev_parse(?)", revision)).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "~1",
                "^",
                "main~x",
                "main~1x",
                "main@{",
                "main@{}",
                "main@{x}",
                "main@{1",
                "main~1@{1}",
                "main@{1}@{1}",
                "main~9999999999",
                "main^-1",
                "main^{commit}"
            })
    void isNoRevision(String text, Database database) {
        assertThat(failure(database, "SELECT gitversion.rev_parse('" + text + "')"))
                .isEqualTo(
                        new ServerError(
                                "VC006",
                                "\"" + text + "\" is no revision",
                                "A revision is a branch, a tag, a remote branch, a hash or HEAD,"
                                        + " followed by any of ~N, ^N and, first, @{N}.",
                                "Examples: main, main~2, main^2, HEAD, main@{1}."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    mian | No branch, tag or commit is called "mian".
                    v1.1~1 | No branch, tag or commit is called "v1.1".
                    0000 | No branch or tag, and no commit's hash, begins with "0000".
                    main~2 | Commit .* has only 1 first-parent ancestors\\.
                    main^2 | Commit .* has 1 parent\\(s\\)\\.
                    main~1^ | Commit .* has no parent\\.
                    main@{2} | The reflog of branch "main" has no entry 2.
                    """)
    void doesNotExist(String revision, String detail, Database database) {
        ServerError error = failure(database, "SELECT gitversion.rev_parse('" + revision + "')");
        assertThat(error.state()).isEqualTo("VC006");
        assertThat(error.message()).isEqualTo("revision \"" + revision + "\" does not exist");
        assertThat(error.detail()).matches(detail.contains("\\") ? detail : "\\Q" + detail + "\\E");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    mian | Perhaps you meant "main".
                    MAIN | Perhaps you meant "main".
                    x@z | Perhaps you meant "x@y".
                    devloper | Perhaps you meant "developer".
                    developper | Perhaps you meant "developer".
                    abcdefghi | gitversion.log(branch) lists the commits of a branch.
                    """)
    void namesWhatIsNear(String revision, String hint, Database database) {
        assertThat(failure(database, "SELECT gitversion.rev_parse('" + revision + "')").hint())
                .isEqualTo(hint);
    }

    @Test
    void severalAreNear(Database database) throws SQLException {
        assertThat(
                        database.value(
                                "SELECT gitversion_internal.near_hint('aa', '{ad,xyz,ab,ac,ae,AA}',"
                                        + " 'x')"))
                .isEqualTo("Perhaps you meant \"AA\", \"ad\" or \"ab\".");
        assertThat(
                        database.value(
                                "SELECT gitversion_internal.near_hint('abcdef', '{fedcba}', 'x')"))
                .isEqualTo("x");
    }

    /** Optimal string alignment; the example of the literature is the last. */
    @ParameterizedTest
    @CsvSource({
        "'', '', 0",
        "'', abc, 3",
        "abc, '', 3",
        "abc, ABC, 0",
        "abc, acb, 1",
        "abc, abcd, 1",
        "kitten, sitting, 3",
        "ca, abc, 3"
    })
    void distance(String one, String other, String steps, Database database) throws SQLException {
        assertThat(database.value("SELECT gitversion_internal.distance(?, ?)", one, other))
                .isEqualTo(steps);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM gitversion.status('mian')",
                "SELECT * FROM gitversion.status('mian', false)",
                "SELECT * FROM gitversion.reflog('mian')",
                "SELECT gitversion.use_branch('mian')",
                "SELECT gitversion.rev_parse('mian@{0}')",
                "SELECT gitversion.commit('x', 'mian')",
                "SELECT gitversion.merge_branches('main', 'mian')"
            })
    void noBranch(String statement, Database database) {
        assertThat(failure(database, statement))
                .isEqualTo(
                        new ServerError(
                                "VC003",
                                "branch \"mian\" does not exist",
                                "No active branch has this name.",
                                "Perhaps you meant \"main\"."));
    }

    @Test
    void aSchemaThatIsGone(Database database) throws SQLException {
        ServerError expected =
                new ServerError(
                        "VC011",
                        "schema \"branch_developer\" of branch \"developer\" does not exist",
                        "The schema was dropped or renamed outside of gitversion.",
                        "Give the schema its name back, or remove the branch with"
                                + " gitversion.drop_branch(name, true).");
        database.execute("ALTER SCHEMA branch_developer RENAME TO elsewhere");
        try {
            for (String statement :
                    new String[] {
                        "SELECT * FROM gitversion.status('developer')",
                        "SELECT * FROM gitversion.status('developer', false)",
                        "SELECT gitversion.use_branch('developer')",
                        "SELECT gitversion.commit('x', 'developer')"
                    }) {
                assertThat(failure(database, statement)).as(statement).isEqualTo(expected);
            }
        } finally {
            database.execute("ALTER SCHEMA elsewhere RENAME TO branch_developer");
        }
    }

    @Test
    void readersRefuseWithoutJava(Database database) throws SQLException {
        try (Database session = database.again()) {
            for (String statement :
                    new String[] {
                        "SELECT * FROM gitversion.status('mian')",
                        "SELECT * FROM gitversion.log('mian')",
                        "SELECT * FROM gitversion.log('main~7^2')",
                        "SELECT * FROM gitversion.reflog('mian')"
                    }) {
                assertThat(failure(session, statement)).isNotNull();
            }
            session.execute("SELECT * FROM gitversion.log('main@{1}~0^0')");
            assertThat(session.value(Database.JVM_LOADED)).isEqualTo("f");
        }
    }
}
