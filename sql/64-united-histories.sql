-- The histories of migration tools on their way from branch to branch.
CREATE FUNCTION gitversion_internal.texts_of(p_table regclass, p_column text) RETURNS text[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
DECLARE
    v_texts text[];
BEGIN
    v_texts := gitversion_internal.ask_for(p_table, format(
        'SELECT array_agg(format(%L, t.%I) ORDER BY 1)::text FROM %s t', '%s', p_column, p_table));
    RETURN coalesce(v_texts, '{}');
END
$$;
COMMENT ON FUNCTION gitversion_internal.texts_of(regclass, text) IS 'the values of a column as text; internal';

-- As where logical replication brings rows: what the triggers would do was done where the rows come from.
CREATE FUNCTION gitversion_internal.disable_triggers(p_table regclass) RETURNS text
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_disable text;
    v_enable text;
BEGIN
    SELECT string_agg(format('DISABLE TRIGGER %I', t.tgname), ', '),
        string_agg(format('ENABLE%s TRIGGER %I', CASE t.tgenabled WHEN 'A' THEN ' ALWAYS'
            WHEN 'R' THEN ' REPLICA' END, t.tgname), ', ')
    INTO v_disable, v_enable
    FROM pg_trigger t WHERE t.tgrelid = p_table AND NOT t.tgisinternal AND t.tgenabled <> 'D';
    IF v_disable IS NOT NULL THEN
        PERFORM gitversion_internal.execute_internally(format('ALTER TABLE %s %s', p_table, v_disable));
    END IF;
    RETURN format('ALTER TABLE %s ', p_table) || v_enable;
END
$$;
COMMENT ON FUNCTION gitversion_internal.disable_triggers(regclass) IS
    'disables the triggers of users on a table, and returns the statement that enables them as before, or '
    'null; internal';

-- What waits for the end of the transaction is asked for now, while an error can say what to do.
CREATE FUNCTION gitversion_internal.require_parents(p_tables regclass[]) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_now text := (SELECT 'SET CONSTRAINTS ' || string_agg(format('%I.%I', n.nspname, k.conname), ', ') || ' IMMEDIATE'
        FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace
        WHERE k.contype = 'f' AND k.conrelid = ANY (p_tables) AND k.condeferred);
BEGIN
    IF v_now IS NOT NULL THEN
        PERFORM gitversion_internal.execute_internally(v_now),
            gitversion_internal.execute_internally(replace(v_now, ' IMMEDIATE', ' DEFERRED'));
    END IF;
END
$$;
COMMENT ON FUNCTION gitversion_internal.require_parents(regclass[]) IS
    'checks the foreign keys of tables that would be checked later; internal';

CREATE FUNCTION gitversion_internal.refuse_lost_parents(p_table text, p_constraint text, p_detail text)
RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM gitversion_internal.raise('VC034', format('the rows of table "%s" cannot go along', p_table),
        format('Foreign key "%s" leads to rows that do not: %s', p_constraint, p_detail),
        format('Track the rows that it leads to as well, by gitversion.track_rows, or leave those of "%s" alone, '
            'by gitversion.untrack_rows.', p_table));
END
$$;
COMMENT ON FUNCTION gitversion_internal.refuse_lost_parents(text, text, text) IS
    'raises an error where rows of a history refer to rows that stay behind; internal';

CREATE FUNCTION gitversion_internal.copy_histories(p_from text, p_to text) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_tables regclass[] := gitversion_internal.in_order_of_keys(ARRAY(
        SELECT x.target FROM gitversion_internal.histories(p_from, p_to) x));
    v_table text;
    v_constraint text;
    v_detail text;
    h record;
    v_enable text;
BEGIN
    FOR h IN SELECT x.* FROM gitversion_internal.histories(p_from, p_to) x
        ORDER BY array_position(v_tables, x.target)
    LOOP
        v_enable := gitversion_internal.disable_triggers(h.target);
        INSERT INTO gitversion_internal.tracked_tables (relation, kind, tool, base)
        VALUES (h.target, 'history', h.tool, CASE h.keeps
            WHEN 'heads' THEN gitversion_internal.texts_of(h.source, 'version_num') END)
        ON CONFLICT (relation) DO NOTHING;
        PERFORM gitversion_internal.copy_rows(h.source, h.target,
            concat_ws(', ', quote_ident(h.number), h.columns), h.keeps);
        IF v_enable IS NOT NULL THEN
            PERFORM gitversion_internal.execute_internally(v_enable);
        END IF;
    END LOOP;
    PERFORM gitversion_internal.require_parents(v_tables);
EXCEPTION WHEN foreign_key_violation THEN
    GET STACKED DIAGNOSTICS v_table = TABLE_NAME, v_constraint = CONSTRAINT_NAME, v_detail = PG_EXCEPTION_DETAIL;
    PERFORM gitversion_internal.refuse_lost_parents(v_table, v_constraint, v_detail);
END
$$;
COMMENT ON FUNCTION gitversion_internal.copy_histories(text, text) IS
    'gives the clone of a schema the rows of migration histories; internal';

-- What a tool says is the newest migration goes forward like a branch: what the source removed since
-- the base goes, what it added comes.
CREATE FUNCTION gitversion_internal.unite_heads(p_source regclass, p_target regclass) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_base text[] := (SELECT coalesce(s.base, t.base) FROM (VALUES (1)) x
        LEFT JOIN gitversion.tracked_tables s ON s.relation = p_source
        LEFT JOIN gitversion.tracked_tables t ON t.relation = p_target);
    v_source text[] := gitversion_internal.texts_of(p_source, 'version_num');
    v_target text[] := gitversion_internal.texts_of(p_target, 'version_num');
BEGIN
    PERFORM gitversion_internal.execute_for(p_target, format(
            'DELETE FROM %s WHERE version_num = ANY (%L::text[]) AND version_num <> ALL (%L::text[])',
            p_target, v_base, v_source)),
        gitversion_internal.execute_for(p_target, format('INSERT INTO %s (version_num) '
            'SELECT v FROM unnest(%L::text[]) v WHERE v <> ALL (%L::text[])',
            p_target, v_source, v_target || coalesce(v_base, '{}')));
    v_target := gitversion_internal.texts_of(p_target, 'version_num');
    IF cardinality(v_target) > 1 AND cardinality(v_source) <= 1 THEN
        RAISE NOTICE 'table % has the heads % now', p_target, array_to_string(v_target, ', ')
            USING HINT = 'Both branches have migrations of their own: make a merge revision with "alembic merge heads".';
    END IF;
    UPDATE gitversion_internal.tracked_tables t SET base = v_source WHERE t.relation IN (p_source, p_target);
END
$$;
COMMENT ON FUNCTION gitversion_internal.unite_heads(regclass, regclass) IS
    'merges the newest migrations of one branch into those of another; internal';

CREATE FUNCTION gitversion_internal.unite_histories(p_source text, p_target text) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_tables regclass[] := gitversion_internal.in_order_of_keys(ARRAY(
        SELECT x.target FROM gitversion_internal.histories(p_source, p_target) x));
    v_table text;
    v_constraint text;
    v_detail text;
    h record;
    v_enable text;
    v_is_empty boolean;
BEGIN
    FOR h IN SELECT x.* FROM gitversion_internal.histories(p_source, p_target) x
        ORDER BY array_position(v_tables, x.target)
    LOOP
        INSERT INTO gitversion_internal.tracked_tables (relation, kind, tool) VALUES (h.target, 'history', h.tool)
        ON CONFLICT (relation) DO NOTHING;
        v_is_empty := gitversion_internal.ask_for(h.target, format('SELECT NOT EXISTS (SELECT FROM %s)', h.target));
        v_enable := gitversion_internal.disable_triggers(h.target);
        IF h.keeps = 'heads' THEN
            PERFORM gitversion_internal.unite_heads(h.source, h.target);
        ELSIF v_is_empty THEN
            PERFORM gitversion_internal.copy_rows(h.source, h.target,
                concat_ws(', ', quote_ident(h.number), h.columns), h.keeps);
        ELSIF h.keeps = 'rows' AND h.key IS NOT NULL THEN
            PERFORM gitversion_internal.unite_rows(h.source, h.target, h.columns, h.key, h.number);
        END IF;
        IF v_enable IS NOT NULL THEN
            PERFORM gitversion_internal.execute_internally(v_enable);
        END IF;
    END LOOP;
    PERFORM gitversion_internal.require_parents(v_tables);
EXCEPTION WHEN foreign_key_violation THEN
    GET STACKED DIAGNOSTICS v_table = TABLE_NAME, v_constraint = CONSTRAINT_NAME, v_detail = PG_EXCEPTION_DETAIL;
    PERFORM gitversion_internal.refuse_lost_parents(v_table, v_constraint, v_detail);
END
$$;
COMMENT ON FUNCTION gitversion_internal.unite_histories(text, text) IS
    'adds what the migration tools did in one schema to their histories in another one; internal';
