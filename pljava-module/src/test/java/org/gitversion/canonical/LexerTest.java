package org.gitversion.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LexerTest {
    /** Each text is one token. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'it''s'",
                "'C:\\'",
                "E'it\\'s'",
                "e'\\\\'",
                "E'\\\n'",
                "N'x'",
                "B'01'",
                "X'1F'",
                "U&'\\0061'",
                "u&'a\\'",
                "'a'\n'b'",
                "'a' -- why\n  'b'",
                "E'a'\n'\\'b'",
                "$$a 'b' $x$ c$$",
                "$t$ $$ $u$ $t$",
                "$_1$x$_1$",
                "$é$'$é$"
            })
    void strings(String sql) {
        assertThat(kinds(sql)).containsExactly("STRING " + sql);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a.b\"", "\"a\"\"b\"", "\"'\"", "U&\"d\\0061t\"", "u&\"x\""})
    void quotedIdentifiers(String sql) {
        assertThat(kinds(sql)).containsExactly("QUOTED_IDENTIFIER " + sql);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "_a1$", "Übung", "été", "e", "u", "名前", "a\uE000"})
    void words(String sql) {
        assertThat(kinds(sql)).containsExactly("WORD " + sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1", "1.5", ".5", "1.", "1e10", "1.5E-3", "0x1F", "1_000", "0b01", "42e+1"})
    void numbers(String sql) {
        assertThat(kinds(sql)).containsExactly("NUMBER " + sql);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-- a", "/* a */", "/* a /* b */ c */", "--", "/**/"})
    void comments(String sql) {
        assertThat(kinds(sql)).containsExactly("COMMENT " + sql);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'a", "E'a\\'", "\"a", "/* a /* b */", "$$ $", "$a$ $b$", "U&'x", "\\"})
    void whatIsNotClosedIsInvalidUpToTheEnd(String sql) {
        assertThat(kinds(sql)).containsExactly("INVALID " + sql);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a+-b | WORD a,OPERATOR +,OPERATOR -,WORD b",
                "a@-b | WORD a,OPERATOR @-,WORD b",
                "a=-1 | WORD a,OPERATOR =,OPERATOR -,NUMBER 1",
                "a<>b | WORD a,OPERATOR <>,WORD b",
                "1..2 | NUMBER 1,PUNCTUATION ..,NUMBER 2",
                "a::b:=c | WORD a,PUNCTUATION ::,WORD b,PUNCTUATION :=,WORD c",
                "a/*c*/b | WORD a,COMMENT /*c*/,WORD b",
                "a*/*c*/b | WORD a,OPERATOR *,COMMENT /*c*/,WORD b",
                "a>--b | WORD a,OPERATOR >,COMMENT --b",
                "$1.x | PARAMETER $1,PUNCTUATION .,WORD x",
                "a$b$c | WORD a$b$c",
                "$a.b | INVALID $,WORD a,PUNCTUATION .,WORD b",
                "$1$$x$$ | PARAMETER $1,STRING $$x$$",
                "e 'x' | WORD e,WHITESPACE  ,STRING 'x'",
                "'a' 'b' | STRING 'a',WHITESPACE  ,STRING 'b'",
                "u&x | WORD u,OPERATOR &,WORD x",
                "ab'c' | WORD ab,STRING 'c'",
                "f(\"A\".b[1]) | WORD f,PUNCTUATION (,QUOTED_IDENTIFIER \"A\",PUNCTUATION .,WORD b,"
                        + "PUNCTUATION [,NUMBER 1,PUNCTUATION ],PUNCTUATION )",
                "<<l>> | OPERATOR <<,WORD l,OPERATOR >>",
                "t%rowtype | WORD t,OPERATOR %,WORD rowtype",
            })
    void sequences(String sql, String expected) {
        assertThat(String.join(",", kinds(sql))).isEqualTo(expected);
    }

    @Test
    void nothingIsLost() {
        Texts.forSeeds(
                5000,
                random -> {
                    String sql =
                            Texts.join(
                                    random, 30, "'", "\"", "$", "$$", "$a$", "E'", "U&\"", "/*",
                                    "*/", "--", "\n", " ", "a", "1", ".", "\\", "+", "-", "@", "e",
                                    "é", "😀", "::", ";", "\u0000", "\uE000", "0x", "_");
                    StringBuilder joined = new StringBuilder();
                    for (Token token : Lexer.tokens(sql)) {
                        assertThat(token.start()).isEqualTo(joined.length());
                        assertThat(token.end()).isGreaterThan(token.start());
                        joined.append(token.text(sql));
                    }
                    assertThat(joined.toString()).isEqualTo(sql);
                });
    }

    private static List<String> kinds(String sql) {
        List<String> kinds = new ArrayList<>();
        for (Token token : Lexer.tokens(sql)) {
            kinds.add(token.kind() + " " + token.text(sql));
        }
        return kinds;
    }
}
