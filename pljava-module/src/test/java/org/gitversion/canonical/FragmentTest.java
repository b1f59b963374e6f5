package org.gitversion.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gitversion.canonical.Fragment.Form;
import org.junit.jupiter.api.Test;

class FragmentTest {
    private static void expectRight(Form form, String... texts) {
        for (String text : texts) {
            assertThat(Fragment.fault(text, form)).as(form + " " + text).isNull();
        }
    }

    private static void expectWrong(Form form, String... texts) {
        for (String text : texts) {
            assertThat(Fragment.fault(text, form)).as(form + " " + text).isNotNull();
        }
    }

    @Test
    void whatServersPrintIsRight() {
        expectRight(
                Form.EXPRESSION,
                "1",
                "'a;b)'::text",
                "E'it\\'s; --'",
                "(lower(\"od;d)\") || U&'\\0061')",
                "ARRAY[1, 2]",
                "$x$ ); DROP $x$",
                "nextval('s'::regclass)",
                "CASE WHEN a THEN 1 ELSE 2 END");
        expectRight(Form.ITEM, "numeric(10,2)", "FOR VALUES FROM ('a') TO (MAXVALUE)", "\"o,d\"");
        expectRight(Form.LIST, "integer, text", "");
        expectRight(Form.QUERY, " SELECT a,\n    b\n   FROM t");
        expectRight(Form.WORDS, "NO ACTION", "-1", "1.5", "1e+10", "ALWAYS");
        expectRight(Form.OPERATOR, "<->", "=");
        expectRight(Form.OPTION, "fillfactor=70", "ns.name=a;b");
        expectRight(Form.KEYED, "\"a=b\"=; anything");
        expectRight(Form.RULE, " DO ALSO ( SELECT 1;\n SELECT 2;\n)", " DO INSTEAD NOTHING");
        expectRight(
                Form.BODY,
                "RETURN (1 + 2)",
                "BEGIN ATOMIC\n SELECT CASE WHEN true THEN 1 END;\n SELECT t.end FROM t;\nEND");
    }

    @Test
    void whatLeavesItsPlaceIsWrong() {
        String[] payloads = {
            "1, y int); COPY t TO PROGRAM 'x'; --",
            "1); DROP TABLE t; SELECT (1",
            "1; DROP TABLE t",
            "1 /* open",
            "1 -- rest",
            "'open",
            "E'\\'",
            "\"open",
            "$a$ open $b$",
            "(1",
            "(1]",
            "1\\",
        };
        for (Form form : List.of(Form.EXPRESSION, Form.ITEM, Form.LIST, Form.QUERY, Form.BODY)) {
            expectWrong(form, payloads);
        }
        expectWrong(Form.RULE, " DO ALSO (SELECT 1); DROP TABLE t", "1 -- rest", "'open");
        expectWrong(Form.EXPRESSION, "1, 2");
        expectWrong(Form.ITEM, "a, b", "text); DROP TABLE t; --");
        expectWrong(Form.WORDS, "ALWAYS)", "1;", "--", "a\"", "$a$", "'x'");
        expectWrong(Form.OPERATOR, "=)", "a", "<--", "", "= =");
        expectWrong(Form.OPTION, "fillfactor", "a) = 1", "a;b=1", "a-- =1");
        expectWrong(Form.KEYED, "a; b=1", "a");
        expectWrong(Form.PAIR, "a");
        expectWrong(
                Form.BODY,
                "BEGIN ATOMIC SELECT 1; END; DROP TABLE t",
                "BEGIN ATOMIC SELECT 1; END; DROP TABLE t; BEGIN ATOMIC SELECT 1; END",
                "BEGIN ATOMIC SELECT 1;",
                "BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; END END",
                "RETURN 1; DROP TABLE t");
    }

    @Test
    void aStatementIsOne() {
        assertThat(Fragment.isStatement("CREATE TABLE t (a text DEFAULT ';')")).isTrue();
        assertThat(Fragment.isStatement("CREATE FUNCTION f() AS $x$ a; b; $x$")).isTrue();
        assertThat(Fragment.isStatement("CREATE TABLE t (); DROP TABLE t")).isFalse();
    }
}
