-- What a schema has in the catalogs, in numbers: they tell whether something disappeared of which no
-- event was recorded, because the event triggers were disabled.
CREATE VIEW gitversion_internal.rare_objects AS
    SELECT x.oid, x.schema, x.version FROM (
        SELECT o.oid, o.oprnamespace AS schema, o.xmin::text AS version FROM pg_catalog.pg_operator o
        UNION ALL SELECT c.oid, c.opcnamespace, c.xmin::text FROM pg_catalog.pg_opclass c
        UNION ALL SELECT f.oid, f.opfnamespace, f.xmin::text FROM pg_catalog.pg_opfamily f
        UNION ALL SELECT m.oid, f.opfnamespace, m.xmin::text FROM pg_catalog.pg_amop m
        JOIN pg_catalog.pg_opfamily f ON f.oid = m.amopfamily
        UNION ALL SELECT m.oid, f.opfnamespace, m.xmin::text FROM pg_catalog.pg_amproc m
        JOIN pg_catalog.pg_opfamily f ON f.oid = m.amprocfamily
        UNION ALL SELECT c.oid, c.collnamespace, c.xmin::text FROM pg_catalog.pg_collation c
        UNION ALL SELECT c.oid, c.connamespace, c.xmin::text FROM pg_catalog.pg_conversion c
        UNION ALL SELECT t.oid, t.cfgnamespace, t.xmin::text FROM pg_catalog.pg_ts_config t
        UNION ALL SELECT t.oid, t.cfgnamespace, m.maptokentype || ' ' || m.mapseqno || m.xmin::text
        FROM pg_catalog.pg_ts_config t JOIN pg_catalog.pg_ts_config_map m ON m.mapcfg = t.oid
        UNION ALL SELECT t.oid, t.dictnamespace, t.xmin::text FROM pg_catalog.pg_ts_dict t
        UNION ALL SELECT t.oid, t.prsnamespace, t.xmin::text FROM pg_catalog.pg_ts_parser t
        UNION ALL SELECT t.oid, t.tmplnamespace, t.xmin::text FROM pg_catalog.pg_ts_template t
        UNION ALL SELECT t.oid, t.typnamespace, t.xmin::text FROM pg_catalog.pg_type t
        WHERE t.typtype IN ('p', 'r', 'm') OR t.typtype = 'b' AND t.typcategory <> 'A'
        UNION ALL SELECT p.oid, p.pronamespace, p.xmin::text FROM pg_catalog.pg_range g
        CROSS JOIN LATERAL (VALUES (g.rngtypid), (g.rngmultitypid)) t (oid)
        JOIN pg_catalog.pg_depend d ON d.refclassid = 'pg_catalog.pg_type'::regclass
            AND d.refobjid = t.oid AND d.deptype = 'i'
        JOIN pg_catalog.pg_proc p ON d.classid = 'pg_catalog.pg_proc'::regclass AND p.oid = d.objid
        WHERE g.rngtypid >= 16384
    ) x WHERE x.oid >= 16384;
COMMENT ON VIEW gitversion_internal.rare_objects IS
    'objects of rare kinds in all schemas, each with a mark that is new when it was written; internal';

CREATE FUNCTION gitversion_internal.comment_version(p_object oid) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT coalesce(string_agg(' ' || d.xmin::text, '' ORDER BY d.classoid, d.objsubid), '')
    FROM pg_catalog.pg_description d WHERE d.objoid = p_object;
END;
COMMENT ON FUNCTION gitversion_internal.comment_version(oid) IS
    'a mark that is new when a comment on an object was written; internal';

-- What is too rare to be followed row by row, in one number: it is other when anything of it is.
CREATE FUNCTION gitversion_internal.rest_of_catalogs(p_schema oid) RETURNS bigint LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan
SET enable_seqscan = on AS $$
BEGIN
    RETURN (SELECT coalesce(bit_xor(hashtextextended(x.row, x.n)), 0)
    FROM (
        SELECT 1 AS n, d.classid || ' ' || d.objid || ' ' || d.deptype::text AS row
        FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_depend d
            ON d.refclassid = 'pg_catalog.pg_extension'::regclass AND d.refobjid = e.oid
        UNION ALL SELECT 2, e.oid || ' ' || e.xmin::text FROM pg_catalog.pg_extension e
        UNION ALL SELECT 3, r.oid || ' ' || r.rolname FROM pg_catalog.pg_roles r
        UNION ALL SELECT 4, n.oid || ' ' || n.nspname FROM pg_catalog.pg_namespace n
        WHERE n.nspname NOT LIKE 'pg\_%temp\_%' AND n.oid NOT IN (
            SELECT o.oid FROM pg_catalog.pg_namespace o JOIN gitversion.branches b
            ON b.schema_name = o.nspname WHERE b.is_active AND o.oid <> p_schema)
        UNION ALL SELECT 5, t.oid || ' ' || t.spcname FROM pg_catalog.pg_tablespace t
        UNION ALL SELECT 6, s.oid || ' ' || s.srvname FROM pg_catalog.pg_foreign_server s
        UNION ALL SELECT 7, l.oid || ' ' || l.lanname FROM pg_catalog.pg_language l
        UNION ALL SELECT 8, h.inhrelid || ' ' || h.xmin::text FROM pg_catalog.pg_inherits h
        JOIN pg_catalog.pg_class r ON r.oid = h.inhrelid
        LEFT JOIN pg_catalog.pg_class q ON q.oid = h.inhparent
        WHERE p_schema IN (r.relnamespace, q.relnamespace)
        UNION ALL SELECT 9, l.objoid || ' ' || l.objsubid || ' ' || l.xmin::text
        FROM pg_catalog.pg_seclabel l
        UNION ALL SELECT 10, a.oid || ' ' || a.xmin::text FROM pg_catalog.pg_default_acl a
        WHERE a.defaclnamespace = p_schema
        UNION ALL SELECT 11, f.oid || ' ' || f.xmin::text FROM pg_catalog.pg_transform f
        UNION ALL SELECT 12, k.oid || ' ' || k.xmin::text || gitversion_internal.comment_version(k.oid)
        FROM pg_catalog.pg_cast k WHERE k.oid >= 16384
        UNION ALL SELECT 13, a.oid || ' ' || a.xmin::text FROM pg_catalog.pg_am a
        UNION ALL SELECT 14, o.oid || ' ' || o.version || gitversion_internal.comment_version(o.oid)
        FROM gitversion_internal.rare_objects o
        WHERE o.schema = p_schema OR o.schema NOT IN (
            SELECT n.oid FROM pg_catalog.pg_namespace n JOIN gitversion.branches b
            ON b.schema_name = n.nspname WHERE b.is_active)
        UNION ALL SELECT 15, r.oid || ' ' || gitversion_internal.version_of_rows(r.oid)
        FROM gitversion.tracked_tables t JOIN pg_catalog.pg_class r ON r.oid = t.relation
        WHERE t.kind = 'reference' AND r.relkind = 'r' AND r.relnamespace = p_schema
    ) x);
END
$$;
COMMENT ON FUNCTION gitversion_internal.rest_of_catalogs(oid) IS
    'a number that changes when rare objects or rows of reference tables of a schema, roles or names of '
    'other schemas do; internal';

CREATE FUNCTION gitversion_internal.catalog_counts(p_schema oid) RETURNS bigint[] LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan
SET enable_seqscan = on AS $$
BEGIN
    RETURN (SELECT ARRAY[
        gitversion_internal.rest_of_catalogs(p_schema),
        (SELECT bit_xor(hashoidextended(d.objoid, d.classoid::bigint * 1600 + d.objsubid))
         FROM pg_catalog.pg_description d WHERE d.objoid >= 16384),
        (SELECT count(*) FROM pg_catalog.pg_class r WHERE r.relnamespace = p_schema),
        (SELECT count(*) FROM pg_catalog.pg_constraint k
         WHERE k.connamespace = p_schema AND (k.contype <> 'n'
             OR k.conrelid <> 0 AND (k.connoinherit OR NOT k.convalidated))),
        (SELECT count(*) FROM pg_catalog.pg_type t
         WHERE t.typnamespace = p_schema AND t.typtype IN ('d', 'e')),
        (SELECT count(*) FROM pg_catalog.pg_proc p WHERE p.pronamespace = p_schema),
        (SELECT count(*) FROM pg_catalog.pg_trigger t WHERE CASE WHEN NOT t.tgisinternal AND t.tgparentid = 0
            THEN (SELECT r.relnamespace FROM pg_catalog.pg_class r WHERE r.oid = t.tgrelid) = p_schema END),
        (SELECT count(*) FROM pg_catalog.pg_policy p
         WHERE (SELECT r.relnamespace FROM pg_catalog.pg_class r WHERE r.oid = p.polrelid) = p_schema),
        (SELECT count(*) FROM pg_catalog.pg_rewrite w WHERE CASE WHEN w.ev_type <> '1'
            THEN (SELECT r.relnamespace FROM pg_catalog.pg_class r WHERE r.oid = w.ev_class) = p_schema END),
        (SELECT count(*) FROM pg_catalog.pg_statistic_ext s WHERE s.stxnamespace = p_schema)]);
END
$$;
COMMENT ON FUNCTION gitversion_internal.catalog_counts(oid) IS
    'what tells whether anything disappeared from a schema: numbers for rare objects and for all '
    'comments, then counts of relations, constraints, types, routines, triggers, policies, rules and '
    'statistics; internal';

-- Of all schemas: what a transaction wrote that can be seen is read, wherever it is. Where nobody else
-- is at work these are all since this transaction began: one of its own that is rolled back tells how far
-- that is. (A snapshot that stays in force would say nothing of what began after it.)
CREATE FUNCTION gitversion_internal.young_writers() RETURNS xid[] LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan
SET enable_seqscan = on AS $$
DECLARE
    v_snapshot pg_snapshot;
    v_from bigint;
    v_to bigint;
    v_age integer;
BEGIN
    -- Who only reads takes no transaction id for it, and on a standby could not.
    IF current_setting('transaction_isolation') = 'read committed' AND pg_current_xact_id_if_assigned() IS NOT NULL THEN
        BEGIN
            PERFORM pg_logical_emit_message(true, 'gitversion', '');
            RAISE EXCEPTION USING ERRCODE = 'VC000';
        EXCEPTION WHEN SQLSTATE 'VC000' THEN
            NULL;
        END;
        v_snapshot := pg_current_snapshot();
        v_from := pg_snapshot_xmin(v_snapshot)::text::bigint;
        v_to := pg_snapshot_xmax(v_snapshot)::text::bigint;
        IF v_to - v_from <= 100 AND NOT EXISTS (SELECT FROM pg_snapshot_xip(v_snapshot)) THEN
            RETURN ARRAY(SELECT (n::text::xid8)::xid FROM generate_series(v_from, v_to - 1) n);
        END IF;
    END IF;
    v_age := age(pg_snapshot_xmin(pg_current_snapshot())::xid);
    RETURN ARRAY(
        SELECT c.xmin FROM pg_class c WHERE age(c.xmin) <= v_age
        UNION SELECT a.xmin FROM pg_attribute a WHERE age(a.xmin) <= v_age
        UNION SELECT i.xmin FROM pg_index i WHERE age(i.xmin) <= v_age
        UNION SELECT t.xmin FROM pg_trigger t WHERE age(t.xmin) <= v_age
        UNION SELECT w.xmin FROM pg_rewrite w WHERE age(w.xmin) <= v_age
        UNION SELECT s.xmin FROM pg_sequence s WHERE age(s.xmin) <= v_age
        UNION SELECT k.xmin FROM pg_constraint k WHERE age(k.xmin) <= v_age
        UNION SELECT t.xmin FROM pg_type t WHERE age(t.xmin) <= v_age
        UNION SELECT p.xmin FROM pg_proc p WHERE age(p.xmin) <= v_age
        UNION SELECT d.xmin FROM pg_description d WHERE age(d.xmin) <= v_age
        LIMIT 100);
END
$$;
COMMENT ON FUNCTION gitversion_internal.young_writers() IS
    'transactions of which rows can be seen, though not all before them have ended; internal';

CREATE FUNCTION gitversion_internal.comment_count(p_schema oid) RETURNS bigint LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan
SET enable_seqscan = on AS $$
BEGIN
    RETURN (SELECT (SELECT count(*) FROM pg_catalog.pg_description d
         JOIN pg_catalog.pg_class r ON r.oid = d.objoid
         WHERE d.classoid = 'pg_catalog.pg_class'::regclass AND r.relnamespace = p_schema)
        + (SELECT count(*) FROM pg_catalog.pg_description d
         JOIN pg_catalog.pg_constraint k ON k.oid = d.objoid
         WHERE d.classoid = 'pg_catalog.pg_constraint'::regclass AND k.connamespace = p_schema)
        + (SELECT count(*) FROM pg_catalog.pg_description d
         JOIN pg_catalog.pg_type t ON t.oid = d.objoid
         WHERE d.classoid = 'pg_catalog.pg_type'::regclass AND t.typnamespace = p_schema)
        + (SELECT count(*) FROM pg_catalog.pg_description d
         JOIN pg_catalog.pg_proc p ON p.oid = d.objoid
         WHERE d.classoid = 'pg_catalog.pg_proc'::regclass AND p.pronamespace = p_schema)
        + (SELECT count(*) FROM pg_catalog.pg_description d
         JOIN pg_catalog.pg_statistic_ext s ON s.oid = d.objoid
         WHERE d.classoid = 'pg_catalog.pg_statistic_ext'::regclass AND s.stxnamespace = p_schema)
        + (SELECT count(*) FROM pg_catalog.pg_description d
         JOIN pg_catalog.pg_trigger t ON t.oid = d.objoid
         JOIN pg_catalog.pg_class r ON r.oid = t.tgrelid
         WHERE d.classoid = 'pg_catalog.pg_trigger'::regclass AND r.relnamespace = p_schema)
        + (SELECT count(*) FROM pg_catalog.pg_description d
         JOIN pg_catalog.pg_policy p ON p.oid = d.objoid
         JOIN pg_catalog.pg_class r ON r.oid = p.polrelid
         WHERE d.classoid = 'pg_catalog.pg_policy'::regclass AND r.relnamespace = p_schema)
        + (SELECT count(*) FROM pg_catalog.pg_description d
         JOIN pg_catalog.pg_rewrite w ON w.oid = d.objoid
         JOIN pg_catalog.pg_class r ON r.oid = w.ev_class
         WHERE d.classoid = 'pg_catalog.pg_rewrite'::regclass AND r.relnamespace = p_schema));
END
$$;
COMMENT ON FUNCTION gitversion_internal.comment_count(oid) IS
    'how many comments there are on what is in a schema; internal';
