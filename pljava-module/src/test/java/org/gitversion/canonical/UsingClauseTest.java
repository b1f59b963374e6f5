package org.gitversion.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsingClauseTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ALTER TABLE t ALTER a TYPE int USING a * 2 | a * 2",
                "alter table if exists only s.t alter column A set data type int using (a)[1]; |"
                        + " (a)[1]",
                "ALTER TABLE t ADD b int, ALTER \"a\" TYPE int USING f(a, ')') /* , */ + 1, DROP c"
                        + " | f(a, ')') /* , */ + 1",
                "ALTER TABLE t ALTER a TYPE numeric(1, 2) COLLATE x USING CASE WHEN a THEN 1 END |"
                        + " CASE WHEN a THEN 1 END",
                "ALTER FOREIGN TABLE t ALTER a TYPE int USING 0 | 0"
            })
    void findsTheExpression(String statement, String expression) {
        assertThat(UsingClause.of(statement, "a")).containsExactly(expression);
    }

    @Test
    void tellsATypeWithoutAnExpressionFromNoType() {
        assertThat(UsingClause.of("ALTER TABLE t ALTER a TYPE int, ALTER b TYPE int USING 1", "a"))
                .hasSize(1)
                .containsOnlyNulls();
        assertThat(UsingClause.of("ALTER TABLE t ALTER b TYPE int USING 1", "a")).isEmpty();
        assertThat(UsingClause.of("ALTER TABLE t ALTER a SET DEFAULT 1", "a")).isEmpty();
        assertThat(UsingClause.of("ALTER TABLE t ALTER \"A\" TYPE int USING 1", "a")).isEmpty();
        assertThat(UsingClause.of("DO 'ALTER TABLE t ALTER a TYPE int USING 1'", "a")).isEmpty();
        assertThat(UsingClause.of("", "a")).isEmpty();
        assertThat(UsingClause.of("ALTER TABLE t ALTER a TYPE int USING 1, ALTER a TYPE text", "a"))
                .containsExactly("1", null);
    }

    @Test
    void aPlainCastIsNoMoreThanThat() {
        assertThat(UsingClause.castOf("a :: numeric(1, 2)", "a")).isEqualTo("numeric(1, 2)");
        assertThat(UsingClause.castOf("a::text::int", "a")).isNull();
        assertThat(UsingClause.castOf("a::int + 1", "a")).isNull();
        assertThat(UsingClause.castOf("b::int", "a")).isNull();
        assertThat(UsingClause.castOf("'a'::int", "a")).isNull();
    }
}
