package org.gitversion.kind;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CastsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '`',
            value = {
                "text > name",
                "character varying > \"char\"",
                "text[] > \"char\"[]",
                "timestamp(3) without time zone > timestamp(2) without time zone",
                "timestamp with time zone > timestamp(6) with time zone",
                "interval > interval(0)",
                "bit(4) > bit(8)",
                "bit varying(8) > bit varying(4)",
                "inet > cidr",
                "bigint > real",
                "numeric(10,2) > numeric(10,1)",
            })
    void aValueMayComeOutAsAnotherOne(String from, String to) {
        assertThat(Casts.mayChange(from, to)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '`',
            value = {
                "name > name",
                "name > text",
                "\"char\" > text",
                "text > integer",
                "timestamp(3) without time zone > timestamp(4) without time zone",
                "timestamp(3) with time zone[] > timestamp with time zone[]",
                "interval(0) > interval",
                "bit varying(4) > bit varying",
                "cidr > inet",
                "oid > bigint",
                "numeric(10,2) > numeric(12,2)",
            })
    void aValueStaysWhatItIs(String from, String to) {
        assertThat(Casts.mayChange(from, to)).isFalse();
    }
}
