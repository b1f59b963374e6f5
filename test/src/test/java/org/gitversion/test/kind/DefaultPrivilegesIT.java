package org.gitversion.test.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class DefaultPrivilegesIT {
    @Test
    void aCloneHasEveryPropertyAndNothingMore() throws SQLException {
        Lab.assertClones(
                """
                CREATE TABLE before (a int);
                ALTER DEFAULT PRIVILEGES IN SCHEMA source GRANT SELECT ON TABLES TO kind_reader;
                ALTER DEFAULT PRIVILEGES IN SCHEMA source
                    GRANT INSERT ON TABLES TO kind_reader WITH GRANT OPTION;
                ALTER DEFAULT PRIVILEGES IN SCHEMA source GRANT USAGE ON SEQUENCES TO PUBLIC;
                ALTER DEFAULT PRIVILEGES IN SCHEMA source
                    GRANT EXECUTE ON FUNCTIONS TO "Kind ""Writer";
                ALTER DEFAULT PRIVILEGES FOR ROLE "Kind ""Writer" IN SCHEMA source
                    GRANT USAGE ON TYPES TO kind_reader;
                CREATE TABLE after (a int);
                """);
    }

    @Test
    void theyChangeAndWhatIsCreatedLaterIsAsInTheBranch() throws SQLException {
        try (Lab lab = Lab.of("CREATE TABLE t (a int)")) {
            assertThat(
                            lab.merge(
                                    "ALTER DEFAULT PRIVILEGES IN SCHEMA branch_change_1 GRANT"
                                            + " SELECT, UPDATE ON TABLES TO kind_reader"))
                    .containsExactly(
                            "ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA app"
                                    + " GRANT SELECT ON TABLES TO kind_reader",
                            "ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA app"
                                    + " GRANT UPDATE ON TABLES TO kind_reader");
            lab.merge("CREATE TABLE like_t (a int)");
            lab.merge("CREATE TABLE private (a int); REVOKE ALL ON private FROM kind_reader");
            lab.merge(
                    "ALTER DEFAULT PRIVILEGES IN SCHEMA branch_change_4"
                            + " REVOKE UPDATE ON TABLES FROM kind_reader");
            lab.merge(
                    "ALTER DEFAULT PRIVILEGES IN SCHEMA branch_change_5"
                            + " REVOKE SELECT ON TABLES FROM kind_reader");
        }
    }
}
