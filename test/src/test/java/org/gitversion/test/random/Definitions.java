package org.gitversion.test.random;

import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/** The parts of made up statements. */
final class Definitions {
    /**
     * What can be commented on and dropped, in the words of those statements. Sequences of identity
     * columns are left out: gitversion refuses comments and privileges on them.
     */
    static final String COMMENTED =
            """
            SELECT CASE relkind WHEN 'r' THEN 'TABLE ' WHEN 'v' THEN 'VIEW ' WHEN 'S' THEN 'SEQUENCE '
                                WHEN 'm' THEN 'MATERIALIZED VIEW ' WHEN 'i' THEN 'INDEX '
                                ELSE 'TYPE ' END || quote_ident(relname)
              FROM pg_class
             WHERE relnamespace = current_schema()::regnamespace
               AND relkind IN ('r', 'v', 'm', 'S', 'i', 'c') AND oid NOT IN (
                   SELECT objid FROM pg_depend WHERE deptype = 'i' AND classid = 1259)
            UNION ALL
            SELECT 'ROUTINE ' || oid::regprocedure FROM pg_proc
             WHERE pronamespace = current_schema()::regnamespace AND prolang <> 12
            UNION ALL
            SELECT CASE typtype WHEN 'd' THEN 'DOMAIN ' ELSE 'TYPE ' END || quote_ident(typname)
              FROM pg_type
             WHERE typnamespace = current_schema()::regnamespace AND typtype IN ('e', 'd', 'r')
            UNION ALL
            SELECT format('CONSTRAINT %I ON %s', conname, conrelid::regclass)
              FROM pg_constraint
             WHERE connamespace = current_schema()::regnamespace AND conrelid <> 0
               AND contype <> 't'
            UNION ALL
            SELECT format('TRIGGER %I ON %s', tgname, tgrelid::regclass)
              FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid
             WHERE c.relnamespace = current_schema()::regnamespace AND NOT tgisinternal
            UNION ALL
            SELECT format('POLICY %I ON %s', polname, polrelid::regclass)
              FROM pg_policy p JOIN pg_class c ON c.oid = polrelid
             WHERE c.relnamespace = current_schema()::regnamespace
            UNION ALL
            SELECT format('RULE %I ON %s', rulename, ev_class::regclass)
              FROM pg_rewrite r JOIN pg_class c ON c.oid = ev_class
             WHERE c.relnamespace = current_schema()::regnamespace AND rulename <> '_RETURN'
            UNION ALL
            SELECT 'STATISTICS ' || quote_ident(stxname) FROM pg_statistic_ext
             WHERE stxnamespace = current_schema()::regnamespace
             ORDER BY 1
            """;

    /** What privileges are granted on. */
    static final String GRANTABLE =
            """
            SELECT CASE relkind WHEN 'S' THEN 'SEQUENCE ' ELSE 'TABLE ' END || quote_ident(relname)
              FROM pg_class
             WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'v', 'm', 'S')
               AND oid NOT IN (
                   SELECT objid FROM pg_depend WHERE deptype = 'i' AND classid = 1259)
            UNION ALL
            SELECT 'ROUTINE ' || oid::regprocedure FROM pg_proc
             WHERE pronamespace = current_schema()::regnamespace AND prolang <> 12
            UNION ALL
            SELECT 'TYPE ' || quote_ident(typname) FROM pg_type
             WHERE typnamespace = current_schema()::regnamespace AND typtype IN ('e', 'd')
             ORDER BY 1
            """;

    /** Types with a letter for their kind in front. */
    static final String TYPES =
            """
            SELECT typtype::text || ' ' || quote_ident(typname) FROM pg_type t
             WHERE typnamespace = current_schema()::regnamespace
               AND (typtype IN ('e', 'd') OR typtype = 'c' AND EXISTS (
                   SELECT FROM pg_class WHERE oid = typrelid AND relkind = 'c'))
             ORDER BY 1
            """;

    /** Functions and procedures by signature; those of range types are left alone. */
    static final String ROUTINES =
            """
            SELECT oid::regprocedure::text FROM pg_proc
             WHERE pronamespace = current_schema()::regnamespace AND prolang <> 12 ORDER BY 1
            """;

    private static final List<String> BUILT_IN =
            List.of(
                    "integer",
                    "bigint",
                    "text",
                    "varchar(40)",
                    "character(3)",
                    "numeric(10,2)",
                    "boolean",
                    "timestamp with time zone",
                    "date",
                    "jsonb",
                    "text[]",
                    "double precision",
                    "bytea",
                    "interval(3)",
                    "uuid",
                    "text COLLATE \"C\"");

    private final Random random;
    private final UnaryOperator<String> pick;

    Definitions(Random random, UnaryOperator<String> pick) {
        this.random = random;
        this.pick = pick;
    }

    private String any(String... list) {
        return list[random.nextInt(list.length)];
    }

    String type() {
        String own = random.nextInt(4) == 0 ? pick.apply(TYPES) : null;
        if (own != null) {
            return own.substring(2) + any("", "", "[]");
        }
        return BUILT_IN.get(random.nextInt(BUILT_IN.size()));
    }

    /** Type and properties of a column. */
    String column() {
        return switch (random.nextInt(10)) {
            case 0 -> "serial";
            case 1 -> "integer GENERATED " + any("ALWAYS", "BY DEFAULT") + " AS IDENTITY";
            case 2 -> "text GENERATED ALWAYS AS (upper(k::text)) STORED";
            case 3 -> "integer DEFAULT " + random.nextInt(100) + " NOT NULL";
            case 4 -> "text DEFAULT lower('ABC'::text)";
            case 5 -> "timestamptz DEFAULT now() NOT NULL";
            case 6 -> "varchar(20) CHECK (length('x') = 1)";
            default -> type();
        };
    }

    /** What comes after ALTER COLUMN x. */
    String columnChange() {
        String type = type();
        return any(
                " SET NOT NULL",
                " DROP NOT NULL",
                " SET DEFAULT NULL",
                " DROP DEFAULT",
                " SET DEFAULT '1'",
                " TYPE text USING NULL",
                " TYPE varchar(" + (1 + random.nextInt(90)) + ")",
                " TYPE " + type,
                " SET STATISTICS " + random.nextInt(500),
                " SET STORAGE EXTERNAL",
                " SET COMPRESSION pglz",
                " SET (n_distinct=" + random.nextInt(90) + ")",
                " DROP IDENTITY IF EXISTS",
                " DROP EXPRESSION IF EXISTS");
    }

    String sequenceOptions() {
        return any(
                "",
                " INCREMENT BY 3",
                " MINVALUE -5 MAXVALUE 5000 START 7 CYCLE",
                " CACHE 9",
                " AS bigint",
                " NO CYCLE");
    }

    /** A query over one relation. */
    String query(String[] from) {
        return switch (random.nextInt(5)) {
            case 0 -> "SELECT * FROM " + from[0];
            case 1 -> "SELECT " + from[1] + " AS a, count(*) FROM " + from[0] + " GROUP BY 1";
            case 2 ->
                    "SELECT x."
                            + from[1]
                            + ", CASE WHEN y.*::text IN ('a', 'b') THEN 1 END AS n FROM "
                            + from[0]
                            + " x LEFT JOIN "
                            + from[0]
                            + " y ON x.*::text = y.*::text";
            case 3 ->
                    "WITH w AS (SELECT "
                            + from[1]
                            + " AS z FROM "
                            + from[0]
                            + ") SELECT z, row_number() OVER () AS r FROM w WHERE z IS NOT NULL";
            default -> "SELECT " + from[1] + "::text AS t FROM " + from[0] + " LIMIT 9";
        };
    }

    String function(String name, String[] from) {
        String table = from == null ? "pg_class" : from[0];
        return "CREATE FUNCTION "
                + name
                + any(
                        "(a integer, b text DEFAULT 'x') RETURNS text LANGUAGE sql"
                                + " AS $x$ SELECT b || a $x$",
                        "() RETURNS SETOF "
                                + table
                                + " LANGUAGE sql STABLE AS 'SELECT * FROM "
                                + table.replace("'", "''")
                                + "'",
                        "(a "
                                + table
                                + ") RETURNS bigint LANGUAGE plpgsql STRICT AS $$\nBEGIN\n"
                                + "    -- counts\n    RETURN 1;\nEND\n$$",
                        "(VARIADIC a integer[]) RETURNS TABLE (x integer, y text)"
                                + " LANGUAGE plpgsql PARALLEL SAFE ROWS 5 AS 'BEGIN RETURN; END'",
                        "(a integer) RETURNS integer IMMUTABLE RETURN a + 1",
                        "(a text, OUT b text, INOUT c integer) LANGUAGE plpgsql"
                                + " SET search_path = pg_temp AS 'BEGIN b := a; END'");
    }

    String aggregate(String name) {
        return "CREATE AGGREGATE "
                + name
                + any(
                        "(integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '0')",
                        "(text) (SFUNC = textcat, STYPE = text, PARALLEL = SAFE)",
                        "(float8, VARIADIC \"any\") (SFUNC = array_append, STYPE = text[])");
    }

    String policy(String name) {
        return "CREATE POLICY "
                + name
                + " ON %1$s"
                + any("", " AS RESTRICTIVE")
                + any("", " FOR SELECT", " FOR DELETE")
                + any("", " TO random_role", " TO PUBLIC")
                + " USING (%2$s IS NOT NULL)";
    }

    String rule(String name) {
        return "CREATE RULE "
                + name
                + " AS ON "
                + any("INSERT", "DELETE", "UPDATE")
                + " TO %1$s"
                + any("", " WHERE EXISTS (SELECT FROM pg_class WHERE relname = 'x')")
                + " DO "
                + any("ALSO ", "ALSO ")
                + any("NOTHING", "SELECT %2$s FROM %1$s", "NOTIFY channel");
    }

    String procedure(String name) {
        return "CREATE PROCEDURE "
                + name
                + any(
                        "() LANGUAGE sql AS 'SELECT 1'",
                        "(INOUT a integer) LANGUAGE plpgsql AS 'BEGIN a := 1; END'",
                        "(a text) BEGIN ATOMIC SELECT a; END");
    }

    String labels() {
        return any("('a', 'b', 'c')", "('it''s', 'ü', 'B')", "('only')");
    }

    String domain() {
        return any(
                "integer CHECK (VALUE > 0)",
                "text NOT NULL DEFAULT 'x'",
                "varchar(9) COLLATE \"C\" CONSTRAINT short CHECK (length(VALUE) < 5)",
                "numeric(5,1)[]");
    }

    String enumChange(String name) {
        String label = "'l" + random.nextInt(10_000) + "'";
        return "ALTER TYPE "
                + name
                + any(
                        " ADD VALUE " + label,
                        " ADD VALUE " + label + " BEFORE 'b'",
                        " ADD VALUE " + label + " AFTER 'a'",
                        " RENAME VALUE 'a' TO " + label);
    }

    String domainChange(String name, String constraint) {
        return "ALTER DOMAIN "
                + name
                + any(
                        " SET DEFAULT NULL",
                        " DROP NOT NULL",
                        " ADD CONSTRAINT " + constraint + " CHECK (VALUE IS NOT NULL)",
                        " DROP CONSTRAINT short",
                        " RENAME CONSTRAINT short TO " + constraint);
    }
}
