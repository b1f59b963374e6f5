package org.gitversion.test.extension;

import java.util.Locale;

/** A way in which a schema uses members of extensions: DDL, and a later change of the same kind. */
enum Use {
    COLUMN_TYPE("CREATE TABLE {u} (id int, mail citext)", "ALTER TABLE {u} ADD path ltree"),
    ARRAY_OF_MEMBERS(
            "CREATE TABLE {u} (id int, mails citext[])", "ALTER TABLE {u} ADD tags hstore[]"),
    TYPE_MODIFIER_LATER(
            "CREATE TABLE {u} (id int, name text)", "ALTER TABLE {u} ALTER name TYPE citext"),
    DEFAULT(
            "CREATE TABLE {u} (id uuid PRIMARY KEY DEFAULT uuid_generate_v4())",
            "ALTER TABLE {u} ADD salt text DEFAULT gen_salt('bf'::text)"),
    DEFAULT_CONSTANT(
            "CREATE TABLE {u} (id int, tags hstore DEFAULT 'a=>1'::hstore)",
            "ALTER TABLE {u} ALTER tags SET DEFAULT hstore('b', 'c')"),
    GENERATED_COLUMN(
            "CREATE TABLE {u} (a text, b text GENERATED ALWAYS AS"
                    + " (encode(digest(a, 'sha256'), 'hex')) STORED)",
            "ALTER TABLE {u} ADD c int GENERATED ALWAYS AS (nlevel(text2ltree(a))) STORED"),
    CHECK(
            "CREATE TABLE {u} (a text CHECK (a::citext <> 'bad'))",
            "ALTER TABLE {u} ADD CHECK (similarity(a, 'x') < 1)"),
    PRIMARY_KEY(
            "CREATE TABLE {u} (k citext PRIMARY KEY)",
            "CREATE TABLE {u}_2 (k citext REFERENCES {u})"),
    EXCLUSION(
            "CREATE TABLE {u} (room int, during tsrange,"
                    + " EXCLUDE USING gist (room WITH =, during WITH &&))",
            "ALTER TABLE {u} ADD EXCLUDE USING gist (room WITH <>)"),
    INDEX_CLASS(
            "CREATE TABLE {u} (a text, ids int[]); CREATE INDEX ON {u} USING gin (a gin_trgm_ops)",
            "CREATE INDEX ON {u} USING gin (ids gin__int_ops)"),
    INDEX_CLASS_OPTIONS(
            "CREATE TABLE {u} (path ltree, ids int[]);"
                    + " CREATE INDEX ON {u} USING gist (path gist_ltree_ops (siglen = 100))",
            "CREATE INDEX ON {u} USING gist (ids gist__int_ops (numranges = 42))"),
    INDEX_DEFAULT_CLASS(
            "CREATE TABLE {u} (tags hstore, n int); CREATE INDEX ON {u} USING gin (tags)",
            "CREATE INDEX ON {u} USING gist (n, tags)"),
    INDEX_EXPRESSION(
            "CREATE TABLE {u} (a text); CREATE INDEX ON {u} ((a::citext))",
            "CREATE INDEX ON {u} (lower(a)) WHERE a::citext = 'x'"),
    PARTITION_KEY(
            "CREATE TABLE {u} (k citext, n int) PARTITION BY LIST (k);"
                    + " CREATE TABLE {u}_a PARTITION OF {u} FOR VALUES IN ('a')",
            "CREATE TABLE {u}_b PARTITION OF {u} FOR VALUES IN ('b', 'c')"),
    DOMAIN(
            "CREATE DOMAIN {u} AS citext CHECK (VALUE ~ '@')",
            "ALTER DOMAIN {u} ADD CHECK (VALUE <> ''::citext)"),
    COMPOSITE("CREATE TYPE {u} AS (a citext, b ltree[])", "ALTER TYPE {u} ADD ATTRIBUTE c hstore"),
    RANGE(
            "CREATE TYPE {u} AS RANGE (subtype = citext)",
            "CREATE TABLE {u}_2 (r {u}, m use_multirange)"),
    VIEW_OPERATORS(
            "CREATE TABLE {u} (a text, tags hstore); CREATE VIEW {u}_v AS"
                    + " SELECT a % 'b' AS near, tags -> 'x' AS x, a::citext = 'A' AS same FROM {u}",
            "CREATE OR REPLACE VIEW {u}_v AS SELECT a % 'b' AS near, tags -> 'x' AS x,"
                    + " a::citext = 'A' AS same, tags ?| ARRAY['y'] AS y FROM {u}"),
    VIEW_SUBQUERY_OPERATOR(
            "CREATE TABLE {u} (a citext); CREATE VIEW {u}_v AS SELECT a IN (SELECT a FROM {u}) AS"
                    + " b, a = ANY (ARRAY['x'::citext]) AS c FROM {u} ORDER BY a",
            "CREATE VIEW {u}_w AS SELECT max(a) AS m, a BETWEEN 'a' AND 'b' AS n FROM {u} GROUP BY"
                    + " a"),
    VIEW_NULLIF(
            "CREATE TABLE {u} (a citext); CREATE VIEW {u}_v AS SELECT NULLIF(a, 'y') AS d FROM {u}",
            "CREATE VIEW {u}_w AS SELECT NULLIF(a, a) AS d FROM {u}"),
    VIEW_SET_FUNCTION(
            "CREATE VIEW {u} AS SELECT key, value FROM each('a=>1'::hstore)",
            "CREATE VIEW {u}_2 AS SELECT * FROM crosstab('select 1, 2, 3') AS c (a int, b int)"),
    MATERIALIZED_VIEW(
            "CREATE MATERIALIZED VIEW {u} AS SELECT 'a.b'::ltree AS path",
            "CREATE INDEX ON {u} USING gist (path)"),
    FUNCTION_SIGNATURE(
            "CREATE FUNCTION {u}(a citext, b hstore DEFAULT 'a=>1') RETURNS SETOF ltree"
                    + " LANGUAGE sql AS $$ SELECT 'x'::ltree $$",
            "CREATE FUNCTION {u}(a citext[]) RETURNS TABLE (b ltree) LANGUAGE sql"
                    + " AS $$ SELECT 'x'::ltree $$"),
    FUNCTION_ATOMIC(
            "CREATE FUNCTION {u}(a citext) RETURNS boolean BEGIN ATOMIC SELECT a = 'x'; END",
            "CREATE OR REPLACE FUNCTION {u}(a citext) RETURNS boolean"
                    + " BEGIN ATOMIC SELECT a = 'x' AND similarity(a::text, 'y') > 0; END"),
    FUNCTION_BODY(
            "CREATE FUNCTION {u}(a text) RETURNS real LANGUAGE plpgsql"
                    + " AS $$ BEGIN RETURN similarity(a, 'x'); END $$",
            "CREATE FUNCTION {u}_2(a text) RETURNS boolean LANGUAGE sql AS $$ SELECT a % 'b' $$"),
    FUNCTION_BODY_QUALIFIED(
            "CREATE FUNCTION {u}(a text) RETURNS real LANGUAGE plpgsql AS $$ DECLARE b"
                    + " public.citext; BEGIN RETURN public.similarity(a, b::text); END $$",
            "CREATE OR REPLACE FUNCTION {u}(a text) RETURNS real LANGUAGE plpgsql AS $$ BEGIN IF a"
                    + " OPERATOR(public.%) 'x' THEN RETURN public.word_similarity(a, 'x'); END IF;"
                    + " RETURN 1; END $$"),
    FUNCTION_SETTING(
            "CREATE FUNCTION {u}(a text) RETURNS real LANGUAGE sql SET search_path = {s}"
                    + " AS $$ SELECT similarity(a, 'x') $$",
            "CREATE FUNCTION {u}_2(a text) RETURNS real LANGUAGE sql SET search_path = pg_catalog,"
                    + " {s}, pg_temp AS $$ SELECT similarity(a, 'x') $$"),
    PROCEDURE(
            "CREATE PROCEDURE {u}(a citext) LANGUAGE plpgsql AS $$ BEGIN NULL; END $$",
            "CREATE PROCEDURE {u}(a hstore) BEGIN ATOMIC SELECT a -> 'b'; END"),
    AGGREGATE(
            "CREATE AGGREGATE {u}(citext) (SFUNC = citext_larger, STYPE = citext)",
            "CREATE AGGREGATE {u}_2(hstore) (SFUNC = hs_concat, STYPE = hstore, INITCOND = '')"),
    OPERATOR(
            "CREATE OPERATOR === (LEFTARG = citext, RIGHTARG = citext, FUNCTION = citext_eq)",
            "CREATE OPERATOR ==== (LEFTARG = ltree, RIGHTARG = ltree, FUNCTION = ltree_eq)"),
    OPERATOR_CLASS(
            "CREATE OPERATOR CLASS {u} FOR TYPE citext USING btree AS OPERATOR 1 <,"
                    + " OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,"
                    + " FUNCTION 1 citext_cmp(citext, citext)",
            "CREATE TABLE {u}_t (a citext); CREATE INDEX ON {u}_t (a {u})"),
    CAST(
            "CREATE TYPE {u} AS (a text); CREATE FUNCTION {u}_f({u}) RETURNS citext LANGUAGE sql"
                    + " AS 'SELECT ($1).a::citext'; CREATE CAST ({u} AS citext)"
                    + " WITH FUNCTION {u}_f({u})",
            "CREATE FUNCTION {u}_g({u}) RETURNS hstore LANGUAGE sql AS 'SELECT hstore(''a'',"
                    + " ($1).a)'; CREATE CAST ({u} AS hstore) WITH FUNCTION {u}_g({u})"),
    TRIGGER(
            "CREATE TABLE {u} (id int, d timestamptz, l lo); CREATE TRIGGER a BEFORE UPDATE ON {u}"
                    + " FOR EACH ROW EXECUTE FUNCTION moddatetime(d)",
            "CREATE TRIGGER b BEFORE UPDATE OR DELETE ON {u} FOR EACH ROW"
                    + " WHEN (OLD.l IS NOT NULL) EXECUTE FUNCTION lo_manage(l)"),
    TRIGGER_CONDITION(
            "CREATE TABLE {u} (a citext); CREATE FUNCTION {u}_f() RETURNS trigger LANGUAGE plpgsql"
                    + " AS 'BEGIN RETURN NEW; END'; CREATE TRIGGER a BEFORE INSERT ON {u}"
                    + " FOR EACH ROW WHEN (NEW.a = 'x') EXECUTE FUNCTION {u}_f()",
            "CREATE TRIGGER b BEFORE INSERT ON {u} FOR EACH ROW"
                    + " WHEN (NEW.a ~ 'y'::citext) EXECUTE FUNCTION {u}_f()"),
    POLICY(
            "CREATE TABLE {u} (a text); ALTER TABLE {u} ENABLE ROW LEVEL SECURITY;"
                    + " CREATE POLICY p ON {u} USING (a::citext = CURRENT_USER::citext)",
            "CREATE POLICY q ON {u} FOR INSERT WITH CHECK (a % 'x')"),
    RULE(
            "CREATE TABLE {u} (a citext); CREATE RULE r AS ON INSERT TO {u}"
                    + " WHERE NEW.a = 'q' DO INSTEAD NOTHING",
            "CREATE RULE s AS ON DELETE TO {u} WHERE OLD.a <> 'q' DO ALSO"
                    + " INSERT INTO {u} VALUES (OLD.a || 'x')"),
    STATISTICS(
            "CREATE TABLE {u} (a text, b text); CREATE STATISTICS {u}_s ON (a::citext), b FROM {u}",
            "CREATE STATISTICS {u}_t ON (digest(a, 'md5')) FROM {u}"),
    TEXT_SEARCH(
            "CREATE TEXT SEARCH CONFIGURATION {u} (COPY = simple);"
                    + " ALTER TEXT SEARCH CONFIGURATION {u}"
                    + " ALTER MAPPING FOR word, hword WITH unaccent, simple",
            "CREATE TEXT SEARCH DICTIONARY {u}_d (TEMPLATE = unaccent, RULES = 'unaccent')"),
    ROW_TYPE(
            "CREATE TABLE {u} (a citext); CREATE FUNCTION {u}_f(r {u}) RETURNS citext LANGUAGE sql"
                    + " AS 'SELECT r.a'",
            "CREATE TABLE {u}_2 (r {u}, c tablefunc_crosstab_2)");

    private final String made;
    private final String changed;

    Use(String made, String changed) {
        this.made = made;
        this.changed = changed;
    }

    /** A name for what it makes. */
    String label() {
        return "use_" + name().toLowerCase(Locale.ROOT);
    }

    /** The statements that use the members, for a schema. */
    String made(String schema) {
        return in(schema, made);
    }

    /** Statements that use more of them. */
    String changed(String schema) {
        return in(schema, changed);
    }

    private String in(String schema, String script) {
        String path = schema.equals("public") ? schema : schema + ", public";
        return script.replace("{u}", label()).replace("{s}", path);
    }
}
