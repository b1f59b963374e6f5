-- While rows are copied, nothing of the clone but its constraints works on them: triggers and rules did so
-- at the source. Foreign keys that lead to rows which come later wait.
CREATE FUNCTION gitversion_internal.switched_off(p_tables oid[], p_waiting oid[])
RETURNS TABLE (off text, back text) LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
        SELECT format('ALTER TABLE ONLY %s DISABLE TRIGGER %I', t.tgrelid::regclass, t.tgname),
            format('ALTER TABLE ONLY %s ENABLE%s TRIGGER %I', t.tgrelid::regclass,
                CASE t.tgenabled WHEN 'R' THEN ' REPLICA' WHEN 'A' THEN ' ALWAYS' END, t.tgname)
        FROM pg_trigger t WHERE t.tgrelid = ANY (p_tables) AND NOT t.tgisinternal AND t.tgenabled <> 'D'
        UNION ALL
        SELECT format('ALTER TABLE ONLY %s DISABLE RULE %I', w.ev_class::regclass, w.rulename),
            format('ALTER TABLE ONLY %s ENABLE%s RULE %I', w.ev_class::regclass,
                CASE w.ev_enabled WHEN 'R' THEN ' REPLICA' WHEN 'A' THEN ' ALWAYS' END, w.rulename)
        FROM pg_rewrite w WHERE w.ev_class = ANY (p_tables) AND w.ev_type <> '1' AND w.ev_enabled <> 'D'
        UNION ALL
        SELECT format('ALTER TABLE %s ALTER CONSTRAINT %I DEFERRABLE INITIALLY DEFERRED',
                k.conrelid::regclass, k.conname),
            format('ALTER TABLE %s ALTER CONSTRAINT %I %s', k.conrelid::regclass,
                k.conname, CASE WHEN k.condeferred THEN 'DEFERRABLE INITIALLY DEFERRED'
                    WHEN k.condeferrable THEN 'DEFERRABLE INITIALLY IMMEDIATE' ELSE 'NOT DEFERRABLE' END)
        FROM pg_constraint k WHERE k.oid = ANY (p_waiting);
END
$$;
COMMENT ON FUNCTION gitversion_internal.switched_off(oid[], oid[]) IS
    'statements that switch off triggers and rules of tables and let foreign keys wait, and those that bring '
    'them back; internal';

-- Each row that a foreign key needs and that is not there yet.
CREATE FUNCTION gitversion_internal.add_needed_rows(p_tables jsonb) RETURNS bigint LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp SET row_security = off SET extra_float_digits = 1 SET datestyle = 'ISO, YMD'
SET intervalstyle = 'postgres' AS $$
DECLARE
    v_statement text;
    v_added bigint;
    v_sum bigint := 0;
BEGIN
    FOR v_statement IN
        SELECT format('INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE SELECT %s FROM %s %s s '
                'WHERE EXISTS (SELECT FROM %s c WHERE %s) AND NOT EXISTS (SELECT FROM %s x WHERE %s)',
            t.target, t.columns, t.values, CASE t.kind WHEN 'r' THEN 'ONLY' END, t.source,
            k.conrelid::regclass, f.met, t.target, f.there)
        FROM pg_constraint k
        JOIN jsonb_to_recordset(p_tables) t (source text, target text, kind text, columns text, "values" text, id oid)
            ON t.id = k.confrelid
        CROSS JOIN LATERAL (
            SELECT string_agg(CASE WHEN a.atttypid = b.atttypid AND s.atttypid = b.atttypid
                    THEN format('s.%I OPERATOR(%I.%s) c.%I', b.attname, n.nspname, o.oprname, a.attname)
                    ELSE format('c.%2$I IS NOT NULL AND concat(s.%1$I) = concat(c.%2$I)', b.attname, a.attname) END,
                    ' AND ') AS met,
                string_agg(CASE WHEN s.atttypid = b.atttypid
                    THEN format('x.%1$I OPERATOR(%2$I.%3$s) s.%1$I', b.attname, m.nspname, q.oprname)
                    ELSE format('concat(x.%1$I) = concat(s.%1$I)', b.attname) END, ' AND ') AS there
            FROM ROWS FROM (unnest(k.conkey), unnest(k.confkey), unnest(k.conpfeqop), unnest(k.conppeqop))
                p (child, parent, operator, own_operator)
            JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = p.child
            JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = p.parent
            JOIN pg_attribute s ON s.attrelid = t.source::regclass AND s.attname = b.attname
            JOIN pg_operator o ON o.oid = p.operator JOIN pg_namespace n ON n.oid = o.oprnamespace
            JOIN pg_operator q ON q.oid = p.own_operator JOIN pg_namespace m ON m.oid = q.oprnamespace) f
        WHERE k.contype = 'f' AND k.conparentid = 0
          AND k.conrelid IN (SELECT c.id FROM jsonb_to_recordset(p_tables) c (id oid))
        ORDER BY k.oid
    LOOP
        EXECUTE v_statement;
        GET DIAGNOSTICS v_added = ROW_COUNT;
        v_sum := v_sum + v_added;
    END LOOP;
    RETURN v_sum;
END
$$;
COMMENT ON FUNCTION gitversion_internal.add_needed_rows(jsonb) IS
    'copies to tables of a clone the rows to which foreign keys of rows that are there lead; returns how many; '
    'internal';

CREATE FUNCTION gitversion_internal.copy_branch_rows(p_from text, p_to text, p_share numeric, p_tables text[])
RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp SET row_security = off SET extra_float_digits = 1 SET datestyle = 'ISO, YMD'
SET intervalstyle = 'postgres' AS $$
DECLARE
    v_all jsonb := (SELECT coalesce(jsonb_agg(to_jsonb(t) || jsonb_build_object('id', t.target::oid)), '[]')
        FROM gitversion_internal.tables_of_clone(
            quote_ident(p_from)::regnamespace, quote_ident(p_to)::regnamespace) t);
    v_ids oid[] := ARRAY(SELECT t.id FROM jsonb_to_recordset(v_all) t (id oid));
    -- Rows that belong to the schema are there already.
    v_chosen oid[] := ARRAY(SELECT t.id FROM jsonb_to_recordset(v_all) t (id oid, kind text, source text)
        WHERE t.kind = 'r' AND t.source::regclass NOT IN (
                SELECT r.relation FROM gitversion.tracked_tables r WHERE r.kind <> 'none')
          AND (p_tables IS NULL OR EXISTS (SELECT FROM pg_class c WHERE c.relname = ANY (p_tables)
              AND (c.oid = t.id OR c.oid IN (SELECT a.* FROM pg_partition_ancestors(t.id::regclass) a)))));
    v_unknown text := (SELECT u.name FROM unnest(p_tables) u (name)
        WHERE NOT EXISTS (SELECT FROM jsonb_to_recordset(v_all) t (name text) WHERE t.name = u.name) LIMIT 1);
    v_order oid[];
    v_waiting oid[];
    v_checks text;
    v_off text[];
    v_back text[];
    v_name text := current_setting('application_name');
    v_label text;
    v_count bigint;
    v_sum bigint := 0;
    v record;
BEGIN
    IF v_unknown IS NOT NULL OR array_position(p_tables, NULL) IS NOT NULL THEN
        PERFORM gitversion_internal.raise('VC014', coalesce(format('schema "%s" has no table "%s"', p_from, v_unknown),
                'p_tables has a NULL in it'),
            'p_tables names the tables whose rows are copied, without a schema.',
            'Name tables of the branch, or leave p_tables out to mean all.');
    END IF;
    PERFORM gitversion_internal.refuse_foreign_code(ARRAY(
        SELECT t.source::regclass::oid FROM jsonb_to_recordset(v_all) t (source text)));
    v_order := gitversion_internal.in_order_of_keys(v_chosen);
    v_waiting := ARRAY(SELECT DISTINCT gitversion_internal.declared_key(k.oid) FROM pg_constraint k
        WHERE k.contype = 'f' AND k.conrelid = ANY (v_ids) AND (p_share < 100 OR p_tables IS NOT NULL
            OR array_position(v_order, k.conrelid) < array_position(v_order, k.confrelid)));
    SELECT coalesce(array_agg(s.off), '{}'), coalesce(array_agg(s.back), '{}') INTO v_off, v_back
    FROM gitversion_internal.switched_off(v_ids, v_waiting) s;
    PERFORM gitversion_internal.execute_internally(s.statement) FROM unnest(v_off) s (statement);
    FOR v IN
        SELECT r.*, o.n FROM unnest(v_order) WITH ORDINALITY o (id, n)
        JOIN jsonb_to_recordset(v_all) r (source text, target text, name text, columns text, "values" text,
            key text, id oid) ON r.id = o.id
        ORDER BY o.n
    LOOP
        v_label := format('gitversion %s/%s rows of %s', v.n, cardinality(v_order), v.name);
        WHILE octet_length(v_label) > 63 LOOP
            v_label := left(v_label, -1);
        END LOOP;
        PERFORM set_config('application_name', v_label, true);
        EXECUTE format('INSERT INTO %s %s SELECT %s FROM ONLY %s s%s', v.target,
            '(' || v.columns || ') OVERRIDING SYSTEM VALUE', v.values, v.source, CASE WHEN p_share < 100 THEN format(
                ' WHERE (hashtextextended(%s, 0) & 9223372036854775807) %% 1000000 < %s', v.key,
                (p_share * 10000)::bigint) END);
        GET DIAGNOSTICS v_count = ROW_COUNT;
        v_sum := v_sum + v_count;
    END LOOP;
    LOOP
        EXIT WHEN p_share = 100 AND p_tables IS NULL;
        v_count := gitversion_internal.add_needed_rows(v_all);
        v_sum := v_sum + v_count;
        EXIT WHEN v_count = 0;
    END LOOP;
    v_checks := (SELECT 'SET CONSTRAINTS ' || string_agg(DISTINCT format('%I.%I', p_to, k.conname), ', ') || ' IMMEDIATE'
        FROM pg_constraint k WHERE k.oid = ANY (v_waiting));
    PERFORM gitversion_internal.execute_internally(v_checks) WHERE v_checks IS NOT NULL;
    PERFORM gitversion_internal.execute_internally(s.statement) FROM unnest(v_back) s (statement);
    PERFORM gitversion_internal.copy_positions(p_from, p_to, CASE WHEN p_tables IS NOT NULL THEN v_chosen END);
    PERFORM set_config('application_name', v_name, true),
        gitversion_internal.notice(format('copied %s rows of %s tables', v_sum, cardinality(v_order)), NULL);
END
$$;
COMMENT ON FUNCTION gitversion_internal.copy_branch_rows(text, text, numeric, text[]) IS
    'gives the tables of a clone rows of its source: a share of those of some tables or all, with the rows that '
    'these refer to; internal';

CREATE FUNCTION gitversion_internal.copy_positions(p_from text, p_to text, p_tables oid[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_statement text;
BEGIN
    FOR v_statement IN
        SELECT format('SELECT setval(%L::regclass, s.last_value, s.is_called) FROM %s s', o.oid, c.oid::regclass)
        FROM pg_class c JOIN pg_class o ON o.relname = c.relname AND o.relkind = 'S'
        WHERE c.relkind = 'S' AND c.relnamespace = quote_ident(p_from)::regnamespace
          AND o.relnamespace = quote_ident(p_to)::regnamespace
          AND (p_tables IS NULL OR EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass
              AND d.objid = o.oid AND d.refobjid = ANY (p_tables) AND d.deptype IN ('a', 'i')))
    LOOP
        EXECUTE v_statement;
    END LOOP;
END
$$;
COMMENT ON FUNCTION gitversion_internal.copy_positions(text, text, oid[]) IS
    'sets the sequences of a clone, of some of its tables or all, to where those of the source are; internal';
