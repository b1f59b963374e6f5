-- The rest of localize: what refers to the root's schema by oid.
CREATE FUNCTION gitversion_internal.objects_of(p_schema oid) RETURNS TABLE (classid oid, objid oid)
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT o.classid, o.objid FROM (
        SELECT 'pg_catalog.pg_class'::regclass::oid AS classid, c.oid AS objid
        FROM pg_catalog.pg_class c WHERE c.relnamespace = p_schema
        UNION ALL SELECT 'pg_catalog.pg_type'::regclass, t.oid
        FROM pg_catalog.pg_type t WHERE t.typnamespace = p_schema
        UNION ALL SELECT 'pg_catalog.pg_proc'::regclass, p.oid
        FROM pg_catalog.pg_proc p WHERE p.pronamespace = p_schema
        UNION ALL SELECT 'pg_catalog.pg_operator'::regclass, o.oid
        FROM pg_catalog.pg_operator o WHERE o.oprnamespace = p_schema
        UNION ALL SELECT 'pg_catalog.pg_collation'::regclass, c.oid
        FROM pg_catalog.pg_collation c WHERE c.collnamespace = p_schema
        UNION ALL SELECT 'pg_catalog.pg_opclass'::regclass, c.oid
        FROM pg_catalog.pg_opclass c WHERE c.opcnamespace = p_schema
        UNION ALL SELECT 'pg_catalog.pg_opfamily'::regclass, f.oid
        FROM pg_catalog.pg_opfamily f WHERE f.opfnamespace = p_schema
        UNION ALL SELECT 'pg_catalog.pg_conversion'::regclass, c.oid
        FROM pg_catalog.pg_conversion c WHERE c.connamespace = p_schema
        UNION ALL SELECT 'pg_catalog.pg_statistic_ext'::regclass, s.oid
        FROM pg_catalog.pg_statistic_ext s WHERE s.stxnamespace = p_schema
        UNION ALL SELECT 'pg_catalog.pg_ts_config'::regclass, c.oid
        FROM pg_catalog.pg_ts_config c WHERE c.cfgnamespace = p_schema
        UNION ALL SELECT 'pg_catalog.pg_ts_dict'::regclass, d.oid
        FROM pg_catalog.pg_ts_dict d WHERE d.dictnamespace = p_schema
        UNION ALL SELECT 'pg_catalog.pg_ts_parser'::regclass, q.oid
        FROM pg_catalog.pg_ts_parser q WHERE q.prsnamespace = p_schema
        UNION ALL SELECT 'pg_catalog.pg_cast'::regclass, k.oid FROM pg_catalog.pg_cast k
        JOIN pg_catalog.pg_type t ON t.oid IN (k.castsource, k.casttarget) WHERE t.typnamespace = p_schema
        UNION ALL SELECT 'pg_catalog.pg_constraint'::regclass, k.oid
        FROM pg_catalog.pg_constraint k WHERE k.connamespace = p_schema
        UNION ALL SELECT 'pg_catalog.pg_rewrite'::regclass, w.oid FROM pg_catalog.pg_rewrite w
        JOIN pg_catalog.pg_class c ON c.oid = w.ev_class WHERE c.relnamespace = p_schema
        UNION ALL SELECT 'pg_catalog.pg_attrdef'::regclass, a.oid FROM pg_catalog.pg_attrdef a
        JOIN pg_catalog.pg_class c ON c.oid = a.adrelid WHERE c.relnamespace = p_schema
        UNION ALL SELECT 'pg_catalog.pg_trigger'::regclass, t.oid FROM pg_catalog.pg_trigger t
        JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid
        WHERE c.relnamespace = p_schema AND NOT t.tgisinternal
        UNION ALL SELECT 'pg_catalog.pg_policy'::regclass, y.oid FROM pg_catalog.pg_policy y
        JOIN pg_catalog.pg_class c ON c.oid = y.polrelid WHERE c.relnamespace = p_schema) o
    WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
        LEFT JOIN pg_catalog.pg_depend e ON d.deptype = 'i' AND e.classid = d.refclassid
            AND e.objid = d.refobjid AND e.deptype = 'e'
        WHERE d.classid = o.classid AND d.objid = o.objid AND (d.deptype = 'e' OR e.objid IS NOT NULL));
END;
COMMENT ON FUNCTION gitversion_internal.objects_of(oid) IS
    'what is in a schema, with what is on it, without members of extensions; internal';

CREATE FUNCTION gitversion_internal.foreign_references(p_schema oid, p_root oid)
RETURNS TABLE (classid oid, objid oid, objsubid integer, path text, type text, has_type boolean)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
        WITH found AS (
            SELECT d.classid, d.objid, d.objsubid,
                bool_or(d.refclassid = 'pg_type'::regclass) AS has_type
            FROM gitversion_internal.objects_of(p_schema) o
            JOIN pg_depend d ON d.classid = o.classid AND d.objid = o.objid AND d.deptype IN ('n', 'a')
            JOIN gitversion_internal.objects_of(p_root) r ON r.classid = d.refclassid AND r.objid = d.refobjid
            -- Constructors of range types come with these.
            WHERE d.classid <> 'pg_proc'::regclass OR NOT EXISTS (SELECT FROM pg_depend i
                WHERE i.classid = d.classid AND i.objid = d.objid AND i.deptype = 'i')
            GROUP BY d.classid, d.objid, d.objsubid
        )
        SELECT f.classid, f.objid, f.objsubid, coalesce(
            CASE WHEN f.classid = 'pg_rewrite'::regclass AND a.object_names[3] = '_RETURN'
                    THEN gitversion_internal.path(ARRAY[CASE (SELECT c.relkind FROM pg_rewrite w
                        JOIN pg_class c ON c.oid = w.ev_class WHERE w.oid = f.objid)
                        WHEN 'm' THEN 'materialized_views' ELSE 'views' END, a.object_names[2]])
                WHEN f.classid = 'pg_proc'::regclass
                    THEN gitversion_internal.path(ARRAY[a.type || 's', a.object_names[2] || '('
                        || array_to_string(a.object_args, ', ') || ')'])
                WHEN a.type = 'type' THEN (SELECT gitversion_internal.path(ARRAY['types', t.typname])
                    FROM pg_type t WHERE t.oid = f.objid)
                WHEN a.type = 'domain constraint' THEN (
                    SELECT gitversion_internal.path(ARRAY['types', t.typname, 'constraints', k.conname])
                    FROM pg_constraint k JOIN pg_type t ON t.oid = k.contypid WHERE k.oid = f.objid)
                WHEN a.type = 'composite type column'
                    THEN gitversion_internal.path(ARRAY['types', a.object_names[2], 'attributes', a.object_names[3]])
                WHEN a.type = 'foreign table column'
                    THEN gitversion_internal.path(ARRAY['tables', a.object_names[2], 'columns', a.object_names[3]])
                WHEN a.type = 'statistics object'
                    THEN gitversion_internal.path(ARRAY['statistics', a.object_names[2]])
                ELSE gitversion_internal.event_path(CASE a.type WHEN 'default value' THEN 'table column'
                    WHEN 'view column' THEN 'view' WHEN 'materialized view column' THEN 'materialized view'
                    ELSE a.type END, CASE WHEN a.type LIKE '%view column' THEN a.object_names[:2] ELSE a.object_names END) END,
            pg_describe_object(f.classid, f.objid, f.objsubid)),
            a.type, f.has_type
        FROM found f, pg_identify_object_as_address(f.classid, f.objid, f.objsubid) a
        ORDER BY array_position(ARRAY['pg_class', 'pg_attrdef', 'pg_constraint', 'pg_proc', 'pg_rewrite',
            'pg_trigger']::regclass[], f.classid::regclass), 4;
END
$$;
COMMENT ON FUNCTION gitversion_internal.foreign_references(oid, oid) IS
    'what in a schema refers to objects of another one; internal';
