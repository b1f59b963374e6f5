-- Rows that a new branch gets of the branch it is made of.
CREATE FUNCTION gitversion_internal.share_of_rows(p_data text) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_share numeric := CASE WHEN lower(p_data) = 'none' THEN 0 WHEN lower(p_data) = 'all' THEN 100
        WHEN p_data ~ '^\s*\d{1,3}(\.\d{1,4})?\s*%\s*$' THEN btrim(p_data, E' \t\n\r%')::numeric END;
BEGIN
    IF v_share IS NULL OR v_share > 100 OR v_share = 0 AND lower(p_data) <> 'none' THEN
        PERFORM gitversion_internal.raise('VC014', CASE WHEN p_data IS NULL THEN 'argument p_data is NULL'
                ELSE format('p_data "%s" says of no rows which to copy', p_data) END,
            'It says which rows the new branch gets.', 'Give ''none'', ''all'', or a share such as ''10%''.');
    END IF;
    RETURN v_share;
END
$$;
COMMENT ON FUNCTION gitversion_internal.share_of_rows(text) IS
    'how many of a hundred rows p_data of create_branch means, or an error; internal';

-- Columns whose types are of the branch have other types there: their values go as text.
CREATE FUNCTION gitversion_internal.tables_of_clone(p_from oid, p_to oid)
RETURNS TABLE (source regclass, target regclass, name text, kind "char", columns text, "values" text, key text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
        SELECT c.oid::regclass, o.oid::regclass, c.relname::text, c.relkind, x.columns, x.values,
            coalesce((
                SELECT 'concat_ws(''|'', ' || string_agg(format('s.%I', k.attname), ', ' ORDER BY k.attnum) || ')'
                FROM pg_index i JOIN pg_attribute k ON k.attrelid = c.oid AND k.attnum = ANY (i.indkey)
                WHERE i.indrelid = c.oid AND i.indisprimary), 's.ctid::text')
        FROM pg_class c
        JOIN pg_class o ON o.relnamespace = p_to AND o.relname = c.relname AND o.relkind = c.relkind
        CROSS JOIN LATERAL (
            SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) AS columns,
                string_agg(CASE WHEN b.atttypid = a.atttypid THEN format('s.%I', a.attname)
                    -- A row of nulls is not null.
                    ELSE format('CASE WHEN num_nulls(s.%1$I) = 0 THEN format(''%%s'', s.%1$I)::%2$s END',
                        a.attname, format_type(b.atttypid, b.atttypmod)) END, ', ' ORDER BY a.attnum) AS values
            FROM pg_attribute a
            JOIN pg_attribute b ON b.attrelid = o.oid AND b.attname = a.attname
            WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') x
        WHERE c.relnamespace = p_from AND c.relkind IN ('r', 'p');
END
$$;
COMMENT ON FUNCTION gitversion_internal.tables_of_clone(oid, oid) IS
    'the tables of a schema with those of its clone, the columns that can be written, what is read for them '
    'of the source as s, and what a row is known by; internal';

-- Foreign keys as they were declared, not as they are repeated for partitions.
CREATE FUNCTION gitversion_internal.declared_key(p_constraint oid) RETURNS oid
LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH RECURSIVE above AS (
        SELECT k.oid, k.conparentid FROM pg_catalog.pg_constraint k WHERE k.oid = p_constraint
        UNION ALL
        SELECT k.oid, k.conparentid FROM above a JOIN pg_catalog.pg_constraint k ON k.oid = a.conparentid
    )
    SELECT a.oid FROM above a WHERE a.conparentid = 0;
END;
COMMENT ON FUNCTION gitversion_internal.declared_key(oid) IS
    'the foreign key that one of a partition comes from; internal';

-- Writing a row runs what its checks, indexes, generated columns and types need. What others own of it
-- would run with the rights of the caller.
CREATE FUNCTION gitversion_internal.refuse_foreign_code(p_tables oid[]) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_found text[];
BEGIN
    WITH RECURSIVE part AS (
        SELECT 'pg_class'::regclass::oid AS classid, t.oid AS objid FROM unnest(p_tables) t (oid)
        UNION
        SELECT x.classid, x.objid FROM part p CROSS JOIN LATERAL (
            SELECT d.refclassid AS classid, d.refobjid AS objid FROM pg_depend d
            WHERE d.classid = p.classid AND d.objid = p.objid
              AND d.refclassid NOT IN ('pg_namespace'::regclass, 'pg_extension'::regclass)
            UNION ALL
            SELECT d.classid, d.objid FROM pg_depend d
            WHERE d.refclassid = p.classid AND d.refobjid = p.objid AND (
                d.classid IN ('pg_attrdef'::regclass, 'pg_constraint'::regclass, 'pg_amproc'::regclass,
                    'pg_amop'::regclass, 'pg_cast'::regclass)
                OR d.classid = 'pg_class'::regclass AND d.deptype IN ('a', 'i'))) x
    )
    SELECT array_agg(format('%s of role "%s"', q.oid::regprocedure, r.rolname) ORDER BY 1) INTO v_found
    FROM part p
    JOIN pg_proc q ON p.classid = 'pg_proc'::regclass AND q.oid = p.objid
    JOIN pg_roles r ON r.oid = q.proowner
    WHERE NOT r.rolsuper AND r.rolname <> current_user;
    IF v_found IS NOT NULL THEN
        PERFORM gitversion_internal.raise('VC051', format('copying rows would run %s', v_found[1]),
            format('With the rights of role "%s", checks, indexes, generated columns or types of the tables would '
                'run: %s.', current_user, array_to_string(v_found, ', ')),
            'Let the owner of that code create the branch, or create it with p_data => ''none''.');
    END IF;
END
$$;
COMMENT ON FUNCTION gitversion_internal.refuse_foreign_code(oid[]) IS
    'fails where writing rows of tables would run functions of other roles that are no superusers; internal';

-- In the order of their foreign keys; of those in a circle, the first by name.
CREATE FUNCTION gitversion_internal.in_order_of_keys(p_tables oid[]) RETURNS oid[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_left oid[] := p_tables;
    v_free oid[];
    v_order oid[] := '{}';
    v_from oid[];
    v_to oid[];
BEGIN
    SELECT coalesce(array_agg(k.conrelid), '{}'), coalesce(array_agg(k.confrelid), '{}') INTO v_from, v_to
    FROM (SELECT DISTINCT k.conrelid, k.confrelid FROM pg_constraint k
        WHERE k.contype = 'f' AND k.conrelid = ANY (p_tables) AND k.confrelid = ANY (p_tables)
          AND k.conrelid <> k.confrelid) k;
    WHILE v_left <> '{}' LOOP
        v_free := ARRAY(SELECT t.oid FROM unnest(v_left) t (oid)
            EXCEPT SELECT k.one FROM ROWS FROM (unnest(v_from), unnest(v_to)) k (one, other)
            JOIN unnest(v_left) l (oid) ON l.oid = k.other);
        IF v_free = '{}' THEN
            v_free := ARRAY(SELECT t.oid FROM unnest(v_left) t (oid) JOIN pg_class c ON c.oid = t.oid
                ORDER BY c.relname LIMIT 1);
        END IF;
        v_order := v_order || v_free;
        v_left := ARRAY(SELECT t.oid FROM unnest(v_left) t (oid) EXCEPT SELECT f.oid FROM unnest(v_free) f (oid));
    END LOOP;
    RETURN v_order;
END
$$;
COMMENT ON FUNCTION gitversion_internal.in_order_of_keys(oid[]) IS
    'tables so that those come first to which foreign keys of others lead; internal';
