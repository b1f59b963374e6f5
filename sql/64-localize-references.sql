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
        UNION ALL SELECT 'pg_catalog.pg_ts_config'::regclass, c.oid
        FROM pg_catalog.pg_ts_config c WHERE c.cfgnamespace = p_schema
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

-- On the search path that is in force. Null: there is no statement that changes it in place.
CREATE FUNCTION gitversion_internal.definition(p_classid oid, p_objid oid, p_objsubid integer)
RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN CASE p_classid
        WHEN 'pg_catalog.pg_rewrite'::regclass THEN (
            SELECT pg_catalog.pg_get_viewdef(c.oid) FROM pg_catalog.pg_rewrite w
            JOIN pg_catalog.pg_class c ON c.oid = w.ev_class
            WHERE w.oid = p_objid AND c.relkind = 'v' AND w.rulename = '_RETURN')
        WHEN 'pg_catalog.pg_attrdef'::regclass THEN (
            SELECT pg_catalog.pg_get_expr(d.adbin, d.adrelid) FROM pg_catalog.pg_attrdef d
            JOIN pg_catalog.pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
            WHERE d.oid = p_objid AND a.attgenerated = '')
        WHEN 'pg_catalog.pg_constraint'::regclass THEN (
            SELECT pg_catalog.pg_get_constraintdef(k.oid) FROM pg_catalog.pg_constraint k
            WHERE k.oid = p_objid AND k.contype IN ('c', 'f') AND k.conrelid <> 0
              AND k.coninhcount = 0 AND k.conparentid = 0)
        WHEN 'pg_catalog.pg_proc'::regclass THEN (
            SELECT pg_catalog.pg_get_functiondef(p.oid) FROM pg_catalog.pg_proc p
            WHERE p.oid = p_objid AND p.prosqlbody IS NOT NULL)
        WHEN 'pg_catalog.pg_trigger'::regclass THEN (
            SELECT pg_catalog.pg_get_triggerdef(t.oid, true) FROM pg_catalog.pg_trigger t
            WHERE t.oid = p_objid AND t.tgenabled = 'O' AND t.tgparentid = 0 AND t.tgconstraint = 0)
        WHEN 'pg_catalog.pg_class'::regclass THEN (
            SELECT pg_catalog.format_type(a.atttypid, a.atttypmod) FROM pg_catalog.pg_attribute a
            JOIN pg_catalog.pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p')
            WHERE a.attrelid = p_objid AND a.attnum = p_objsubid AND p_objsubid > 0) END;
END
$$;
COMMENT ON FUNCTION gitversion_internal.definition(oid, oid, integer) IS
    'what localize would execute again of an object, as printed on the search path in force; internal';

CREATE FUNCTION gitversion_internal.definition_on(p_path text, p_classid oid, p_objid oid, p_objsubid integer)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    v_before pg_catalog.text := pg_catalog.current_setting('search_path');
    v_text pg_catalog.text;
BEGIN
    PERFORM pg_catalog.set_config('search_path', p_path, true);
    v_text := gitversion_internal.definition(p_classid, p_objid, p_objsubid);
    PERFORM pg_catalog.set_config('search_path', v_before, true);
    RETURN v_text;
END
$$;
COMMENT ON FUNCTION gitversion_internal.definition_on(text, oid, oid, integer) IS
    'definition as printed on a search path; internal';

CREATE FUNCTION gitversion_internal.defining(p_classid oid, p_objid oid, p_objsubid integer, p_text text)
RETURNS text LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN CASE p_classid
        WHEN 'pg_rewrite'::regclass THEN (
            SELECT format('CREATE OR REPLACE VIEW %s%s AS %s', c.oid::regclass,
                ' WITH (' || array_to_string(c.reloptions, ', ') || ')', p_text)
            FROM pg_rewrite w JOIN pg_class c ON c.oid = w.ev_class WHERE w.oid = p_objid)
        WHEN 'pg_attrdef'::regclass THEN (
            SELECT format('ALTER TABLE %s ALTER COLUMN %I SET DEFAULT %s', a.attrelid::regclass,
                a.attname, p_text)
            FROM pg_attrdef d JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
            WHERE d.oid = p_objid)
        WHEN 'pg_constraint'::regclass THEN (
            SELECT format('ALTER TABLE %1$s DROP CONSTRAINT %2$I, ADD CONSTRAINT %2$I %3$s',
                k.conrelid::regclass, k.conname, p_text)
                || coalesce(format('; COMMENT ON CONSTRAINT %I ON %s IS %L', k.conname,
                    k.conrelid::regclass, obj_description(k.oid, 'pg_constraint')), '')
            FROM pg_constraint k WHERE k.oid = p_objid)
        WHEN 'pg_proc'::regclass THEN p_text
        WHEN 'pg_trigger'::regclass THEN (
            SELECT format('DROP TRIGGER %I ON %s; %s', t.tgname, t.tgrelid::regclass, p_text)
                || coalesce(format('; COMMENT ON TRIGGER %I ON %s IS %L', t.tgname,
                    t.tgrelid::regclass, obj_description(t.oid, 'pg_trigger')), '')
            FROM pg_trigger t WHERE t.oid = p_objid)
        WHEN 'pg_class'::regclass THEN (
            SELECT format('ALTER TABLE %1$s ALTER COLUMN %2$I TYPE %3$s USING %2$I::text::%3$s',
                a.attrelid::regclass, a.attname, p_text)
            FROM pg_attribute a WHERE a.attrelid = p_objid AND a.attnum = p_objsubid) END;
END
$$;
COMMENT ON FUNCTION gitversion_internal.defining(oid, oid, integer, text) IS
    'the statement that gives an object another definition in place; internal';
