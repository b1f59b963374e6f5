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
                "text > character(3)",
                "character varying(3) > character(3)",
                "character(3) > text",
                "character(3) > character varying(3)",
                "text > character varying(3)",
                "character varying(4)[] > character varying(3)[]",
                "timestamp without time zone > timestamp with time zone",
                "timestamp with time zone > timestamp without time zone",
                "json > jsonb",
                "json[] > jsonb[]",
                "text > jsonb",
                "text > date",
                "text > double precision",
                "text > numeric(5,1)",
                "text > bit varying(4)",
                "double precision > real",
                "numeric > double precision",
                "interval > interval hour",
                "interval day to second > interval day to minute",
                "interval day to second(3) > interval(2)",
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
                "character(3) > character(5)",
                "character varying(3) > character varying(4)",
                "character varying(3) > text",
                "integer > character(12)",
                "jsonb > json",
                "jsonb > text",
                "real > double precision",
                "interval hour > interval",
                "interval hour > interval(0)",
                "interval year to month > interval day",
                "bit(4) > bit varying(8)",
                "bit(4) > bit varying",
            })
    void aValueStaysWhatItIs(String from, String to) {
        assertThat(Casts.mayChange(from, to)).isFalse();
    }
}
