package org.gitversion.test.random;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the words of templates stand for. */
final class Words {
    /** Stands for the current schema in statements, so that they can be executed elsewhere. */
    static final String SCHEMA = "<schema>";

    /** What makes something that a word can stand for when there is nothing. */
    static final Map<String, String> MAKERS =
            Map.ofEntries(
                    Map.entry("rel:p", Partitions.FAMILY.creations().get(0)),
                    Map.entry("rel:v", "CREATE VIEW {name} AS {query}"),
                    Map.entry(
                            "rel:m",
                            "CREATE MATERIALIZED VIEW {name} AS SELECT k, 1 AS a FROM {table}"),
                    Map.entry("rel:f", ForeignTables.FAMILY.creations().get(0)),
                    Map.entry("rel:S", "CREATE SEQUENCE {name} {options}"),
                    Map.entry("rel:iI", "CREATE INDEX {name} ON {rel:rp} (k)"),
                    Map.entry("rel:I", "CREATE INDEX {name} ON {rel:p} (k)"),
                    Map.entry("rel:i", "CREATE INDEX {name} ON {rel:rp} (k)"),
                    Map.entry("keyed", "CREATE TABLE {name} ({columns}k integer PRIMARY KEY)"),
                    Map.entry("sequence_literal", "CREATE SEQUENCE {name} {options}"),
                    Map.entry("int_function", Routines.FAMILY.creations().get(1)),
                    Map.entry(
                            "bool_function",
                            "CREATE FUNCTION {name}(integer) RETURNS boolean IMMUTABLE RETURN $1 >"
                                    + " 5"),
                    Map.entry(
                            "set_function",
                            "CREATE FUNCTION {name}() RETURNS SETOF {r=rel:rp} STABLE BEGIN ATOMIC"
                                    + " SELECT * FROM {=r}; END"),
                    Map.entry("trigger_function", Triggers.FAMILY.creations().get(0)),
                    Map.entry("trigger", Triggers.FAMILY.creations().get(1)),
                    Map.entry("drop_trigger", Triggers.FAMILY.creations().get(1)),
                    Map.entry("alter_trigger", Triggers.FAMILY.creations().get(1)),
                    Map.entry(
                            "partition_trigger",
                            "CREATE TRIGGER {name} AFTER INSERT ON {rel:p} FOR EACH ROW EXECUTE"
                                    + " FUNCTION {trigger_function}()"),
                    Map.entry(
                            "alter_policy",
                            "CREATE POLICY {name} ON {table} USING ({column} IS NOT NULL)"),
                    Map.entry(
                            "drop_policy",
                            "CREATE POLICY {name} ON {table} USING ({column} IS NOT NULL)"),
                    Map.entry("rule", "CREATE RULE {name} AS ON UPDATE TO {table} DO ALSO NOTHING"),
                    Map.entry("composite", "CREATE TYPE {name} AS (k integer, a {type})"),
                    Map.entry("enum", "CREATE TYPE {name} AS ENUM ('a', 'b')"),
                    Map.entry(
                            "domain",
                            "CREATE DOMAIN {name} AS integer CONSTRAINT short CHECK (VALUE < 900)"),
                    Map.entry("own_type", "CREATE TYPE {name} AS ENUM ('a', 'b')"),
                    Map.entry("heir", "CREATE TABLE {name} ({name} {type}) INHERITS ({rel:r})"),
                    Map.entry("parent", "CREATE TABLE {name} () INHERITS ({rel:r})"),
                    Map.entry("partition", "CREATE TABLE {name} PARTITION OF {rel:p} DEFAULT"),
                    Map.entry(
                            "alter_foreign_key",
                            "ALTER TABLE {table} ADD FOREIGN KEY (k) REFERENCES {keyed}"),
                    Map.entry(
                            "statistics",
                            "CREATE STATISTICS {name} ON (k + 1), (k + 2) FROM {table}"),
                    Map.entry(
                            "operator",
                            "CREATE OPERATOR {operator_name} (FUNCTION = int4pl, LEFTARG = int4,"
                                    + " RIGHTARG = int4)"),
                    Map.entry("collation", "CREATE COLLATION {name} (LOCALE = 'C')"),
                    Map.entry("btree_family", "CREATE OPERATOR FAMILY {name} USING btree"),
                    Map.entry(
                            "btree_class",
                            "CREATE OPERATOR CLASS {name} FOR TYPE int4 USING btree AS OPERATOR 1"
                                + " <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,"
                                + " FUNCTION 1 btint4cmp(int4, int4)"),
                    Map.entry("ts_parser", TextSearch.FAMILY.creations().get(0)),
                    Map.entry("ts_template", TextSearch.FAMILY.creations().get(1)),
                    Map.entry(
                            "ts_dict",
                            "CREATE TEXT SEARCH DICTIONARY {name} (TEMPLATE = simple, StopWords ="
                                    + " english)"),
                    Map.entry(
                            "ts_config", "CREATE TEXT SEARCH CONFIGURATION {name} (COPY = simple)"),
                    Map.entry(
                            "ts_config_literal",
                            "CREATE TEXT SEARCH CONFIGURATION {name} (COPY = simple)"));

    private static final String RELATION =
            " JOIN pg_class c ON c.oid = %s WHERE c.relnamespace = current_schema()::regnamespace";

    /** Objects in the words of COMMENT and DROP. */
    // The constructors of range types are left alone: a schema with privileges on them is refused.
    private static final String COMMENTED =
            """
            SELECT CASE relkind WHEN 'r' THEN 'TABLE ' WHEN 'p' THEN 'TABLE ' WHEN 'v' THEN 'VIEW '
                                WHEN 'm' THEN 'MATERIALIZED VIEW ' WHEN 'S' THEN 'SEQUENCE '
                                WHEN 'f' THEN 'FOREIGN TABLE ' WHEN 'c' THEN 'TYPE ' ELSE 'INDEX ' END
                   || quote_ident(relname)
              FROM pg_class
             WHERE relnamespace = current_schema()::regnamespace AND relkind <> 't'
            UNION ALL
            SELECT 'ROUTINE ' || oid::regprocedure FROM pg_proc
             WHERE pronamespace = current_schema()::regnamespace AND oid NOT IN (
                   SELECT objid FROM pg_depend WHERE classid = 1255 AND deptype = 'i')
            UNION ALL
            SELECT CASE typtype WHEN 'd' THEN 'DOMAIN ' ELSE 'TYPE ' END || oid::regtype
              FROM pg_type
             WHERE typnamespace = current_schema()::regnamespace AND typtype <> 'c' AND typelem = 0
            UNION ALL
            SELECT format('CONSTRAINT %I ON %s', conname,
                   CASE conrelid WHEN 0 THEN 'DOMAIN ' || contypid::regtype
                                 ELSE conrelid::regclass::text END)
              FROM pg_constraint
             WHERE connamespace = current_schema()::regnamespace AND contype <> 't'
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
            SELECT 'OPERATOR ' || oid::regoperator FROM pg_operator
             WHERE oprnamespace = current_schema()::regnamespace AND oprcode <> 0
            UNION ALL
            SELECT format('OPERATOR CLASS %I USING %I', opcname, amname)
              FROM pg_opclass JOIN pg_am a ON a.oid = opcmethod
             WHERE opcnamespace = current_schema()::regnamespace
            UNION ALL
            SELECT format('OPERATOR FAMILY %I USING %I', opfname, amname)
              FROM pg_opfamily JOIN pg_am a ON a.oid = opfmethod
             WHERE opfnamespace = current_schema()::regnamespace
            UNION ALL
            SELECT format('CAST (%s AS %s)', castsource::regtype, casttarget::regtype)
              FROM pg_cast JOIN pg_type t ON t.oid = castsource
             WHERE t.typnamespace = current_schema()::regnamespace
            UNION ALL
            SELECT v || quote_ident(n) FROM (
                SELECT 'STATISTICS ', stxname, stxnamespace FROM pg_statistic_ext
                UNION ALL SELECT 'COLLATION ', collname, collnamespace FROM pg_collation
                UNION ALL SELECT 'CONVERSION ', conname, connamespace FROM pg_conversion
                UNION ALL SELECT 'TEXT SEARCH PARSER ', prsname, prsnamespace FROM pg_ts_parser
                UNION ALL SELECT 'TEXT SEARCH TEMPLATE ', tmplname, tmplnamespace FROM pg_ts_template
                UNION ALL SELECT 'TEXT SEARCH DICTIONARY ', dictname, dictnamespace FROM pg_ts_dict
                UNION ALL SELECT 'TEXT SEARCH CONFIGURATION ', cfgname, cfgnamespace FROM pg_ts_config
            ) x(v, n, nsp) WHERE nsp = current_schema()::regnamespace
            """;

    private static final String GRANTABLE =
            """
            SELECT CASE relkind WHEN 'S' THEN 'SEQUENCE ' ELSE 'TABLE ' END || quote_ident(relname)
              FROM pg_class
             WHERE relnamespace = current_schema()::regnamespace
               AND relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
            UNION ALL
            SELECT 'ROUTINE ' || oid::regprocedure FROM pg_proc
             WHERE pronamespace = current_schema()::regnamespace AND oid NOT IN (
                   SELECT objid FROM pg_depend WHERE classid = 1255 AND deptype = 'i')
            UNION ALL
            SELECT 'TYPE ' || oid::regtype FROM pg_type
             WHERE typnamespace = current_schema()::regnamespace AND typtype IN ('e', 'd', 'r', 'b')
               AND typelem = 0
            """;

    private Words() {}

    /** Words that stand for one of several templates. */
    static Map<String, List<String>> lists() {
        Map<String, List<String>> all = new HashMap<>(Tables.LISTS);
        all.putAll(Views.LISTS);
        all.putAll(Sequences.LISTS);
        return all;
    }

    /** Words that stand for something in the current schema. */
    static Map<String, String> queries() {
        Map<String, String> all = new HashMap<>();
        all.put("commented", sorted(COMMENTED));
        all.put(
                "owned",
                sorted(
                        "SELECT o FROM ("
                                + COMMENTED
                                + ") q(o) WHERE o !~"
                                + " '^(INDEX|CONSTRAINT|TRIGGER|POLICY|RULE|CAST|TEXT SEARCH"
                                + " PARSER|TEXT SEARCH TEMPLATE) '"));
        all.put("grantable", sorted(GRANTABLE));
        all.put("current_schema", "SELECT '" + SCHEMA + "'");
        types(all);
        routines(all);
        partsOfTables(all);
        others(all);
        return all;
    }

    private static void types(Map<String, String> all) {
        all.put(
                "own_type",
                type(
                        "t.typtype IN ('e', 'd', 'r', 'm', 'b') AND t.typelem = 0 OR c.relkind ="
                                + " 'c'"));
        all.put("row_type", type("c.relkind IN ('r', 'v', 'p')"));
        all.put("composite", type("c.relkind = 'c'"));
        all.put("enum", type("t.typtype = 'e'"));
        all.put("domain", type("t.typtype = 'd'"));
        all.put(
                "type_object",
                sorted("SELECT o FROM (" + COMMENTED + ") q(o) WHERE o ~ '^(TYPE|DOMAIN) '"));
        // The constructors of a range type keep their name, and with a canonical function no
        // statement
        // makes it so: such a type is refused.
        all.put(
                "renamed_type",
                sorted(
                        "SELECT o FROM ("
                                + COMMENTED
                                + ") q(o) WHERE o ~ '^(TYPE|DOMAIN) ' AND o NOT IN (SELECT 'TYPE '"
                                + " || format_type(g.rngtypid, NULL) FROM pg_range g WHERE"
                                + " g.rngcanonical <> 0)"));
    }

    private static void routines(Map<String, String> all) {
        all.put(
                "routine",
                routine(
                        "regprocedure",
                        "oid NOT IN (SELECT objid FROM pg_depend WHERE classid = 1255 AND deptype ="
                                + " 'i')"));
        all.put(
                "int_function",
                routine(
                        "regproc",
                        "proargtypes = '23' AND prorettype = 23 AND provolatile = 'i' AND prokind ="
                                + " 'f'"));
        all.put(
                "bool_function",
                routine(
                        "regproc",
                        "proargtypes = '23' AND prorettype = 16 AND provolatile = 'i' AND prokind ="
                                + " 'f'"));
        all.put("set_function", routine("regproc", "pronargs = 0 AND proretset"));
        all.put("trigger_function", routine("regproc", "prorettype = 'trigger'::regtype"));
    }

    private static void partsOfTables(Map<String, String> all) {
        String constraints =
                " FROM pg_constraint WHERE connamespace = current_schema()::regnamespace AND"
                        + " conrelid <> 0 AND contype <> 't'";
        for (String verb : List.of("DROP", "VALIDATE", "RENAME")) {
            all.put(
                    verb.toLowerCase(java.util.Locale.ROOT) + "_constraint",
                    sorted(
                            "SELECT format('ALTER TABLE %s "
                                    + verb
                                    + " CONSTRAINT %I"
                                    + (verb.equals("RENAME") ? " TO " : "")
                                    + "', conrelid::regclass, conname)"
                                    + constraints));
        }
        all.put(
                "alter_foreign_key",
                sorted(
                        "SELECT format('ALTER TABLE %s ALTER CONSTRAINT %I ', conrelid::regclass,"
                                + " conname)"
                                + constraints
                                + " AND contype = 'f'"));
        String parents =
                " FROM pg_inherits i"
                        + String.format(RELATION, "i.inhrelid")
                        + " AND c.relkind IN ('r', 'p') AND ";
        all.put(
                "detach",
                sorted(
                        "SELECT format('ALTER TABLE %s DETACH PARTITION %s', inhparent::regclass,"
                                + " inhrelid::regclass)"
                                + parents
                                + "c.relispartition"));
        all.put(
                "disinherit",
                sorted(
                        "SELECT format('ALTER TABLE %s NO INHERIT %s', inhrelid::regclass,"
                                + " inhparent::regclass)"
                                + parents
                                + "NOT c.relispartition"));
        all.put(
                "partition",
                sorted("SELECT inhrelid::regclass::text" + parents + "c.relispartition"));
        all.put(
                "heir",
                sorted("SELECT inhrelid::regclass::text" + parents + "NOT c.relispartition"));
        all.put(
                "parent",
                sorted("SELECT inhparent::regclass::text" + parents + "NOT c.relispartition"));
        all.put(
                "column_grant",
                sorted(
                        "SELECT format('%I) ON %s TO random_role', attname, attrelid::regclass)"
                                + " FROM pg_attribute a"
                                + String.format(RELATION, "a.attrelid")
                                + " AND attnum > 0 AND NOT attisdropped AND relkind IN ('r', 'v',"
                                + " 'p', 'f', 'm')"));
        all.put(
                "keyed",
                sorted(
                        "SELECT quote_ident(relname) || ' (k)' FROM pg_index i"
                                + String.format(RELATION, "indrelid")
                                + " AND indisunique AND indimmediate AND indpred IS NULL AND"
                                + " indnatts = 1 AND indkey[0] = (SELECT attnum FROM pg_attribute"
                                + " WHERE attrelid = c.oid AND attname = 'k')"));
        triggers(all);
    }

    private static void triggers(Map<String, String> all) {
        String triggers =
                " FROM pg_trigger t" + String.format(RELATION, "tgrelid") + " AND NOT tgisinternal";
        String policies = " FROM pg_policy p" + String.format(RELATION, "polrelid");
        String rules =
                " FROM pg_rewrite r"
                        + String.format(RELATION, "ev_class")
                        + " AND rulename <> '_RETURN'";
        all.put("trigger", sorted("SELECT quote_ident(tgname)" + triggers));
        all.put("rule", sorted("SELECT quote_ident(rulename)" + rules));
        all.put(
                "alter_trigger",
                sorted(
                        "SELECT format('ALTER TRIGGER %I ON %s', tgname, tgrelid::regclass)"
                                + triggers));
        all.put(
                "drop_trigger",
                sorted(
                        "SELECT format('DROP TRIGGER %I ON %s', tgname, tgrelid::regclass)"
                                + triggers));
        all.put(
                "partition_trigger",
                sorted(
                        "SELECT format('ALTER TABLE %s DISABLE TRIGGER %I', tgrelid::regclass,"
                                + " tgname)"
                                + triggers
                                + " AND tgparentid <> 0"));
        all.put(
                "alter_policy",
                sorted(
                        "SELECT format('ALTER POLICY %I ON %s', polname, polrelid::regclass)"
                                + policies));
        all.put(
                "drop_policy",
                sorted(
                        "SELECT format('DROP POLICY %I ON %s', polname, polrelid::regclass)"
                                + policies));
    }

    private static void others(Map<String, String> all) {
        all.put(
                "sequence_literal",
                sorted(
                        "SELECT quote_literal(oid::regclass::text) FROM pg_class WHERE relkind ="
                                + " 'S' AND relnamespace = current_schema()::regnamespace"));
        all.put(
                "replace_view",
                sorted(
                        "SELECT format('CREATE OR REPLACE VIEW %s AS SELECT *, 1 AS \"added %s\""
                                + " FROM (%s) q', oid::regclass, (SELECT count(*) FROM pg_attribute"
                                + " WHERE attrelid = c.oid), rtrim(pg_get_viewdef(oid), ';')) FROM"
                                + " pg_class c WHERE relkind = 'v' AND relnamespace ="
                                + " current_schema()::regnamespace"));
        all.put(
                "operator",
                sorted(
                        "SELECT oprname FROM pg_operator WHERE oprleft = 23 AND oprright = 23 AND"
                            + " oprcode <> 0 AND oprnamespace = current_schema()::regnamespace"));
        all.put(
                "operator_name",
                "SELECT x FROM unnest(ARRAY['<#', '#>', '@@>', '+', '<%%>', '~&|', '-@']) x");
        all.put("statistics", named("stxname", "pg_statistic_ext", "stxnamespace", "true"));
        all.put("collation", named("collname", "pg_collation", "collnamespace", "true"));
        all.put("btree_family", named("opfname", "pg_opfamily", "opfnamespace", "opfmethod = 403"));
        all.put(
                "btree_class",
                named(
                        "opcname",
                        "pg_opclass",
                        "opcnamespace",
                        "opcmethod = 403 AND opcintype = 23"));
        all.put("ts_parser", named("prsname", "pg_ts_parser", "prsnamespace", "true"));
        all.put("ts_template", named("tmplname", "pg_ts_template", "tmplnamespace", "true"));
        all.put("ts_dict", named("dictname", "pg_ts_dict", "dictnamespace", "true"));
        all.put("ts_config", named("cfgname", "pg_ts_config", "cfgnamespace", "true"));
        all.put(
                "ts_config_literal",
                sorted(
                        "SELECT quote_literal(oid::regconfig) FROM pg_ts_config WHERE cfgnamespace"
                                + " = current_schema()::regnamespace"));
    }

    private static String named(String name, String catalog, String schema, String condition) {
        return sorted(
                String.format(
                        "SELECT quote_ident(%s) FROM %s WHERE %s = current_schema()::regnamespace"
                                + " AND %s",
                        name, catalog, schema, condition));
    }

    private static String type(String condition) {
        return sorted(
                "SELECT t.oid::regtype::text FROM pg_type t LEFT JOIN pg_class c ON c.oid ="
                        + " t.typrelid WHERE t.typnamespace = current_schema()::regnamespace AND ("
                        + condition
                        + ")");
    }

    private static String routine(String type, String condition) {
        return sorted(
                String.format(
                        "SELECT oid::%s::text FROM pg_proc WHERE pronamespace ="
                                + " current_schema()::regnamespace AND %s",
                        type, condition));
    }

    /** Alike wherever the same objects are. */
    private static String sorted(String query) {
        return "SELECT x FROM (" + query + ") q(x) ORDER BY x COLLATE \"C\"";
    }
}
