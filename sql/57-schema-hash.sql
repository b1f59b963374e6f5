-- What a schema is, as one hash, by plain SQL: a script for a database without gitversion carries the text of
-- this function. So it names nothing of gitversion. Whatever it calls is qualified, as the schema is on the
-- search path. Neither order nor oids count, nor owners and privileges, which differ from place to place, nor
-- casts within expressions: PostgreSQL prints the same one in other words after a dump.
CREATE FUNCTION gitversion_internal.schema_hash(
    p_schema text, p_path text, p_masked text[], p_left_out text[], p_exact boolean)
RETURNS text LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' SET timezone = 'UTC'
SET extra_float_digits = 1 SET bytea_output = 'hex' SET quote_all_identifiers = off SET standard_conforming_strings = on
SET enable_seqscan = on SET enable_mergejoin = off SET jit = off AS $$
DECLARE
    v_masked pg_catalog.text := pg_catalog.concat('(?<![[:alnum:]_$])"?(', (SELECT pg_catalog.string_agg(
        pg_catalog.regexp_replace(m, '([^[:alnum:]_ ])', '\\\1', 'g'), '|') FROM pg_catalog.unnest(p_masked) m),
        ')"?(?![[:alnum:]_$])\.?');
    v_cast pg_catalog.text := '::("([^"]|"")+"|[[:alpha:]_][[:alnum:]_$]*)(\.("([^"]|"")+"|[[:alpha:]_][[:alnum:]_$]*))?'
        '( varying| precision)?(\([0-9, ]+\))?( with(out)? time zone)?(\[\])*';
    v_hash pg_catalog.text;
BEGIN
    PERFORM pg_catalog.set_config('search_path', pg_catalog.concat('pg_catalog, ', p_path), true);
    WITH space AS (
        SELECT n.oid FROM pg_catalog.pg_namespace n WHERE n.nspname = p_schema::pg_catalog.name
    ), member AS MATERIALIZED (
        SELECT d.classid, d.objid FROM pg_catalog.pg_depend d
        WHERE d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND d.deptype = 'e'
    ), rel AS MATERIALIZED (
        SELECT c.tableoid AS class, c.oid, c.relname, c.relkind, c.relispartition,
            CASE WHEN c.relkind IN ('i', 'I') THEN i.indrelid WHEN c.relkind = 'S' THEN (
                SELECT d.refobjid FROM pg_catalog.pg_depend d
                WHERE d.classid = c.tableoid AND d.objid = c.oid AND d.refclassid = c.tableoid
                  AND d.deptype IN ('a', 'i')) END AS owner,
            pg_catalog.concat(CASE c.relkind WHEN 'v' THEN 'views' WHEN 'm' THEN 'materialized_views'
                WHEN 'f' THEN 'foreign_tables' WHEN 'S' THEN 'sequences' WHEN 'i' THEN 'indexes'
                WHEN 'I' THEN 'indexes' WHEN 'c' THEN 'types' ELSE 'tables' END, '/', c.relname) AS path,
            pg_catalog.concat_ws('|', c.relkind, c.relpersistence, m.amname, c.relrowsecurity, c.relforcerowsecurity,
                c.relreplident, c.reloftype::pg_catalog.regtype, c.relispartition, i.indisvalid, i.indisclustered,
                i.indisreplident, pg_catalog.array_to_string(ARRAY(
                    SELECT o FROM pg_catalog.unnest(c.reloptions) o ORDER BY o), ',')) AS words
        FROM pg_catalog.pg_class c JOIN space s ON c.relnamespace = s.oid
        LEFT JOIN pg_catalog.pg_am m ON m.oid = c.relam LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid
        WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S', 'i', 'I', 'c')
          AND (c.tableoid, c.oid) NOT IN (SELECT m.classid, m.objid FROM member m)
    ), line (class, oid, part, unit, path, words, code, bound) AS (
        SELECT r.class, r.oid, 0, coalesce(o.path, r.path), r.path, pg_catalog.concat_ws('|', r.words, (
                SELECT pg_catalog.concat_ws('|', v.srvname, pg_catalog.array_to_string(f.ftoptions, ','))
                FROM pg_catalog.pg_foreign_table f JOIN pg_catalog.pg_foreign_server v ON v.oid = f.ftserver
                WHERE f.ftrelid = r.oid), (
                SELECT pg_catalog.concat_ws('|', s.seqtypid::pg_catalog.regtype, s.seqstart, s.seqincrement, s.seqmin,
                    s.seqmax, s.seqcache, s.seqcycle, r.owner::pg_catalog.regclass)
                FROM pg_catalog.pg_sequence s WHERE s.seqrelid = r.oid),
                pg_catalog.array_to_string(ARRAY(SELECT h.inhparent::pg_catalog.regclass::pg_catalog.text
                    FROM pg_catalog.pg_inherits h WHERE h.inhrelid = r.oid ORDER BY h.inhseqno), ',')),
            CASE WHEN r.relkind IN ('i', 'I') THEN pg_catalog.pg_get_indexdef(r.oid, 0, true)
                WHEN r.relkind IN ('r', 'p', 'f') THEN pg_catalog.concat_ws('|', pg_catalog.pg_get_partkeydef(r.oid), (
                    SELECT pg_catalog.pg_get_expr(c.relpartbound, c.oid, true)
                    FROM pg_catalog.pg_class c WHERE c.oid = r.oid)) END,
            CASE WHEN r.relkind IN ('v', 'm') THEN pg_catalog.pg_get_viewdef(r.oid, true) END
        FROM rel r LEFT JOIN rel o ON o.oid = r.owner
        -- Indexes of partitions follow from the one they are part of; their names are made up by the server.
        WHERE NOT (r.relkind IN ('i', 'I') AND r.relispartition)
        UNION ALL
        SELECT r.class, r.oid, a.attnum::pg_catalog.int4, r.path, pg_catalog.concat(r.path, '/columns/', a.attname),
            pg_catalog.concat_ws('|', pg_catalog.format_type(a.atttypid, a.atttypmod), CASE
                WHEN a.attcollation <> t.typcollation THEN a.attcollation::pg_catalog.regcollation END, a.attnotnull,
                a.attidentity, a.attgenerated, CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage END,
                a.attcompression, nullif(a.attstattarget, -1), pg_catalog.array_to_string(ARRAY(
                    -- The server's own mark.
                    SELECT o FROM pg_catalog.unnest(a.attoptions) o WHERE NOT pg_catalog.starts_with(o, 'pg_attver=')), ','),
                pg_catalog.array_to_string(a.attfdwoptions, ','), a.attislocal, CASE WHEN r.relkind = 'c' THEN
                pg_catalog.rank() OVER (PARTITION BY a.attrelid ORDER BY a.attnum) END),
            pg_catalog.pg_get_expr(d.adbin, d.adrelid, true), NULL
        FROM rel r JOIN pg_catalog.pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
        JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
        LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE r.relkind IN ('r', 'p', 'f', 'v', 'm', 'c')
        UNION ALL
        SELECT c.tableoid, c.oid, 0, r.path, pg_catalog.concat(r.path, '/constraints/', c.conname),
            pg_catalog.concat_ws('|', c.contype, c.conislocal), pg_catalog.pg_get_constraintdef(c.oid, true), NULL
        FROM rel r JOIN pg_catalog.pg_constraint c ON c.conrelid = r.oid
        WHERE r.relkind IN ('r', 'p', 'f') AND (c.contype IN ('c', 'f', 'p', 'u', 'x')
            OR c.contype = 'n' AND (c.connoinherit OR NOT c.convalidated)) AND c.conparentid = 0::pg_catalog.oid
        UNION ALL
        SELECT g.tableoid, g.oid, 0, r.path, pg_catalog.concat('triggers/', r.relname, '/', g.tgname),
            g.tgenabled::pg_catalog.text, pg_catalog.pg_get_triggerdef(g.oid, true), NULL
        FROM rel r JOIN pg_catalog.pg_trigger g ON g.tgrelid = r.oid
        WHERE NOT g.tgisinternal AND g.tgparentid = 0::pg_catalog.oid
        UNION ALL
        SELECT w.tableoid, w.oid, 0, r.path, pg_catalog.concat('rules/', r.relname, '/', w.rulename),
            w.ev_enabled::pg_catalog.text, NULL, pg_catalog.pg_get_ruledef(w.oid, true)
        FROM rel r JOIN pg_catalog.pg_rewrite w ON w.ev_class = r.oid AND w.rulename <> '_RETURN'
        UNION ALL
        SELECT p.tableoid, p.oid, 0, r.path, pg_catalog.concat('policies/', r.relname, '/', p.polname),
            pg_catalog.concat_ws('|', p.polcmd, p.polpermissive), NULL, pg_catalog.concat_ws('|',
                pg_catalog.pg_get_expr(p.polqual, p.polrelid, true), pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid, true))
        FROM rel r JOIN pg_catalog.pg_policy p ON p.polrelid = r.oid
        UNION ALL
        SELECT x.tableoid, x.oid, 0, r.path, pg_catalog.concat('statistics/', x.stxname),
            nullif(x.stxstattarget, -1)::pg_catalog.text, pg_catalog.pg_get_statisticsobjdef(x.oid), NULL
        FROM space s JOIN pg_catalog.pg_statistic_ext x ON x.stxnamespace = s.oid JOIN rel r ON r.oid = x.stxrelid
        UNION ALL
        SELECT p.tableoid, p.oid, 0, u.path, u.path, pg_catalog.concat_ws('|', p.prokind, l.lanname, p.provolatile,
                p.proisstrict, p.proleakproof, p.prosecdef, p.proparallel, p.procost, p.prorows,
                p.prosupport, pg_catalog.array_to_string(p.proconfig, ','), p.probin,
                pg_catalog.pg_get_function_result(p.oid), p.prosrc),
            pg_catalog.pg_get_function_arguments(p.oid), (
            SELECT pg_catalog.concat_ws('|', g.aggkind, g.aggtransfn, g.aggfinalfn, g.aggcombinefn, g.aggserialfn,
                g.aggdeserialfn, g.aggmtransfn, g.aggminvtransfn, g.aggmfinalfn, g.aggfinalextra, g.aggmfinalextra,
                g.aggfinalmodify, g.aggmfinalmodify, g.aggsortop::pg_catalog.regoperator, g.aggtranstype::pg_catalog.regtype,
                g.aggtransspace, g.aggmtranstype::pg_catalog.regtype, g.aggmtransspace, g.agginitval, g.aggminitval)
            FROM pg_catalog.pg_aggregate g WHERE g.aggfnoid = p.oid
            UNION ALL SELECT pg_catalog.pg_get_function_sqlbody(p.oid) WHERE p.prokind <> 'a')
        FROM space s JOIN pg_catalog.pg_proc p ON p.pronamespace = s.oid JOIN pg_catalog.pg_language l ON l.oid = p.prolang
        CROSS JOIN LATERAL (SELECT pg_catalog.concat(CASE p.prokind WHEN 'p' THEN 'procedures' WHEN 'a' THEN 'aggregates'
                ELSE 'functions' END, '/', p.proname, '(', pg_catalog.pg_get_function_identity_arguments(p.oid), ')')) u (path)
        UNION ALL
        SELECT t.tableoid, t.oid, 0, pg_catalog.concat('types/', t.typname), pg_catalog.concat('types/', t.typname),
            pg_catalog.concat_ws('|', t.typtype, pg_catalog.array_to_string(ARRAY(SELECT e.enumlabel
                    FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder), '|'),
                CASE t.typtype WHEN 'd' THEN pg_catalog.concat_ws('|', pg_catalog.format_type(t.typbasetype, t.typtypmod),
                    t.typnotnull, CASE WHEN t.typcollation <> b.typcollation THEN t.typcollation::pg_catalog.regcollation END)
                WHEN 'b' THEN pg_catalog.concat_ws('|', t.typlen, t.typbyval, t.typcategory, t.typispreferred, t.typdelim,
                    t.typelem::pg_catalog.regtype, t.typinput, t.typoutput, t.typreceive, t.typsend, t.typmodin,
                    t.typmodout, t.typanalyze, t.typalign, t.typstorage) END,
                (SELECT pg_catalog.concat_ws('|', g.rngsubtype::pg_catalog.regtype, g.rngcollation::pg_catalog.regcollation,
                    g.rngmultitypid::pg_catalog.regtype, o.opcname, g.rngcanonical, g.rngsubdiff) FROM pg_catalog.pg_range g
                    LEFT JOIN pg_catalog.pg_opclass o ON o.oid = g.rngsubopc WHERE g.rngtypid = t.oid)),
            pg_catalog.pg_get_expr(t.typdefaultbin, 0::pg_catalog.oid, true), NULL
        FROM space s JOIN pg_catalog.pg_type t ON t.typnamespace = s.oid LEFT JOIN pg_catalog.pg_type b ON b.oid = t.typbasetype
        WHERE t.typtype IN ('b', 'd', 'e', 'r') AND NOT EXISTS (SELECT FROM pg_catalog.pg_type e WHERE e.typarray = t.oid)
        UNION ALL
        SELECT c.tableoid, c.oid, 0, pg_catalog.concat('types/', t.typname), pg_catalog.concat('types/', t.typname,
            '/constraints/', c.conname), NULL, pg_catalog.pg_get_constraintdef(c.oid, true), NULL
        FROM space s JOIN pg_catalog.pg_type t ON t.typnamespace = s.oid
        JOIN pg_catalog.pg_constraint c ON c.contypid = t.oid AND c.contype = 'c'
        UNION ALL
        SELECT o.tableoid, o.oid, 0, u.path, u.path, pg_catalog.concat_ws('|', o.oprcode, o.oprresult::pg_catalog.regtype,
            o.oprcom::pg_catalog.regoperator, o.oprnegate::pg_catalog.regoperator, o.oprrest, o.oprjoin, o.oprcanmerge,
            o.oprcanhash), NULL, NULL
        FROM space s JOIN pg_catalog.pg_operator o ON o.oprnamespace = s.oid AND o.oprcode <> 0::pg_catalog.oid
        CROSS JOIN LATERAL (SELECT pg_catalog.concat('operators/', o.oid::pg_catalog.regoperator)) u (path)
        UNION ALL
        SELECT c.tableoid, c.oid, 0, u.path, u.path, pg_catalog.concat_ws('|', c.collprovider, c.collisdeterministic,
            c.collcollate, c.collctype), NULL, NULL
        FROM space s JOIN pg_catalog.pg_collation c ON c.collnamespace = s.oid
        CROSS JOIN LATERAL (SELECT pg_catalog.concat('collations/', c.collname)) u (path)
        UNION ALL
        SELECT c.tableoid, c.oid, 0, u.path, u.path, pg_catalog.array_to_string(ARRAY(
            SELECT pg_catalog.concat_ws('|', m.maptokentype, m.mapseqno, m.mapdict::pg_catalog.regdictionary)
            FROM pg_catalog.pg_ts_config_map m WHERE m.mapcfg = c.oid ORDER BY m.maptokentype, m.mapseqno), ','), NULL, NULL
        FROM space s JOIN pg_catalog.pg_ts_config c ON c.cfgnamespace = s.oid
        CROSS JOIN LATERAL (SELECT pg_catalog.concat('text_search_configurations/', c.cfgname)) u (path)
        UNION ALL
        SELECT d.tableoid, d.oid, 0, u.path, u.path, d.dictinitoption, NULL, NULL
        FROM space s JOIN pg_catalog.pg_ts_dict d ON d.dictnamespace = s.oid
        CROSS JOIN LATERAL (SELECT pg_catalog.concat('text_search_dictionaries/', d.dictname)) u (path)
        UNION ALL
        SELECT o.tableoid, o.oid, 0, u.path, u.path, pg_catalog.concat_ws('|', o.opcintype::pg_catalog.regtype, o.opcdefault,
            o.opckeytype::pg_catalog.regtype, pg_catalog.array_to_string(ARRAY(SELECT pg_catalog.concat_ws(' ',
                a.amopopr::pg_catalog.regoperator, a.amopstrategy) FROM pg_catalog.pg_amop a WHERE a.amopfamily = o.opcfamily
                ORDER BY a.amopstrategy, a.amopopr::pg_catalog.regoperator::pg_catalog.text COLLATE "C"), ',')), NULL, NULL
        FROM space s JOIN pg_catalog.pg_opclass o ON o.opcnamespace = s.oid JOIN pg_catalog.pg_am m ON m.oid = o.opcmethod
        CROSS JOIN LATERAL (SELECT pg_catalog.concat('operator_classes/', m.amname, '/', o.opcname)) u (path)
    )
    SELECT pg_catalog.encode(pg_catalog.sha256(pg_catalog.convert_to(coalesce(pg_catalog.string_agg(f.text, E'\n'
        ORDER BY f.text COLLATE "C"), ''), 'UTF8')), 'hex') INTO v_hash
    FROM (SELECT pg_catalog.regexp_replace(pg_catalog.concat_ws('|', l.path, l.words,
                pg_catalog.regexp_replace(l.code, v_cast, '', 'g'), CASE WHEN p_exact THEN
                pg_catalog.regexp_replace(pg_catalog.regexp_replace(l.bound, v_cast, '', 'g'), ' AS ("([^"]|"")+"|\w+)', '', 'g') END,
                d.description), v_masked, '', 'g') AS text
        FROM line l LEFT JOIN pg_catalog.pg_description d ON d.classoid = l.class AND d.objoid = l.oid AND d.objsubid = l.part
        WHERE (l.class, l.oid) NOT IN (SELECT m.classid, m.objid FROM member m) AND NOT EXISTS (
            SELECT FROM (VALUES (l.unit), (l.path)) u (path) WHERE NOT coalesce((
                SELECT pg_catalog.starts_with(e.pattern, '!') FROM pg_catalog.unnest(p_left_out) WITH ORDINALITY e (pattern, n)
                WHERE u.path ~ pg_catalog.ltrim(e.pattern, '!') ORDER BY e.n DESC LIMIT 1), true))) f;
    RETURN v_hash;
END
$$;
COMMENT ON FUNCTION gitversion_internal.schema_hash(text, text, text[], text[], boolean) IS
    'a hash of what is in a schema, which is looked at on a search path: without the names of some schemas '
    'in it, without objects whose paths match patterns, and, unless it is exact, without what every '
    'release of PostgreSQL prints in its own way; internal';
