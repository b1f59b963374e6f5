package org.gitversion.test.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class ConversionIT {
    private static final String FUNCTION =
            "CREATE FUNCTION \"To l\"(int, int, cstring, internal, int, boolean) RETURNS int"
                    + " LANGUAGE c STRICT AS '$libdir/utf8_and_iso8859_1', 'utf8_to_iso8859_1';";

    @Test
    void aCloneHasEveryProperty() throws SQLException {
        Lab.assertClones(
                FUNCTION
                        + """
                        CREATE CONVERSION "my ""c/%" FOR 'UTF8' TO 'LATIN1' FROM "To l";
                        CREATE DEFAULT CONVERSION d FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
                        COMMENT ON CONVERSION d IS 'to all letters';
                        ALTER CONVERSION d OWNER TO kind_reader;
                        """);
    }

    @Test
    void onlyItsNameChangesInPlace() throws SQLException {
        try (Lab lab =
                Lab.of(FUNCTION + "CREATE CONVERSION c FOR 'UTF8' TO 'LATIN1' FROM \"To l\";")) {
            assertThat(lab.merge("ALTER CONVERSION c RENAME TO \"C \"\"/%\""))
                    .containsExactly("ALTER CONVERSION c RENAME TO \"C \"\"/%\"");
            assertThat(
                            lab.merge(
                                    "DROP CONVERSION \"C \"\"/%\"; CREATE DEFAULT CONVERSION"
                                            + " \"C \"\"/%\" FOR 'UTF8' TO 'LATIN1' FROM \"To l\""))
                    .containsExactly(
                            "DROP CONVERSION \"C \"\"/%\"",
                            "CREATE DEFAULT CONVERSION \"C \"\"/%\" FOR 'UTF8' TO 'LATIN1' FROM"
                                    + " \"To l\"");
            assertThat(lab.merge("DROP CONVERSION \"C \"\"/%\""))
                    .containsExactly("DROP CONVERSION \"C \"\"/%\"");
        }
    }
}
