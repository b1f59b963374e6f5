-- Whether a type holds less than another one: nothing is said of types that cannot be compared.
CREATE FUNCTION gitversion_internal.is_narrower(p_old oid, p_old_modifier integer, p_new oid, p_new_modifier integer)
RETURNS boolean LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_ladders text[] := ARRAY['smallint,integer,bigint,numeric', 'real,double precision',
        'date,timestamp without time zone,timestamp with time zone', 'character,character varying,text'];
    v_ladder text[];
    v_old integer;
    v_new integer;
BEGIN
    FOR i IN 1 .. cardinality(v_ladders) LOOP
        v_ladder := string_to_array(v_ladders[i], ',');
        v_old := array_position(v_ladder, format_type(p_old, NULL));
        v_new := array_position(v_ladder, format_type(p_new, NULL));
        IF v_new < v_old AND i < 4 THEN
            RETURN true;
        ELSIF v_old IS NOT NULL AND v_new IS NOT NULL AND i = 4 THEN
            RETURN p_new_modifier >= 4 AND (p_old_modifier < 4 OR p_new_modifier < p_old_modifier);
        ELSIF p_old = 'numeric'::regtype AND p_new = p_old AND p_new_modifier >= 4 THEN
            -- Precision and scale: digits before the point, and behind it.
            RETURN p_old_modifier < 4 OR ((p_new_modifier - 4) & 2047) < ((p_old_modifier - 4) & 2047)
                OR ((p_new_modifier - 4) >> 16) - ((p_new_modifier - 4) & 2047)
                    < ((p_old_modifier - 4) >> 16) - ((p_old_modifier - 4) & 2047);
        END IF;
    END LOOP;
    RETURN false;
END
$$;
COMMENT ON FUNCTION gitversion_internal.is_narrower(oid, integer, oid, integer) IS
    'whether a type with its modifier holds less than another one; internal';

-- Stored expressions name their functions by number.
CREATE FUNCTION gitversion_internal.has_volatile_default(p_table oid, p_column smallint) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM pg_attribute a
            WHERE a.attrelid = p_table AND a.attnum = p_column AND a.attidentity <> '')
        OR EXISTS (
            SELECT FROM pg_attrdef d
            CROSS JOIN LATERAL regexp_matches(d.adbin::text, ':(?:funcid|opfuncid) (\d+)', 'g') m (found)
            JOIN pg_proc p ON p.oid = m.found[1]::oid AND p.provolatile = 'v'
            WHERE d.adrelid = p_table AND d.adnum = p_column);
END
$$;
COMMENT ON FUNCTION gitversion_internal.has_volatile_default(oid, smallint) IS
    'whether the default of a column gives each row another value; internal';

-- Old and new columns of one name. A table counts as one with rows where its files are not empty.
CREATE FUNCTION gitversion_internal.lint_changes(p_schema oid, p_against oid)
RETURNS TABLE (code text, path text, message text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
        WITH pair AS MATERIALIZED (
            SELECT o.relname, o.oid AS old, n.oid AS new
            FROM gitversion_internal.lint_tables(p_against) o
            LEFT JOIN gitversion_internal.lint_tables(p_schema) n ON n.relname = o.relname
            WHERE NOT o.relispartition
              AND EXISTS (SELECT FROM pg_partition_tree(o.oid) t WHERE pg_relation_size(t.relid) > 0
                  UNION ALL SELECT WHERE pg_relation_size(o.oid) > 0)
        ), new AS (
            SELECT p.relname, p.old, a.* FROM pair p JOIN pg_attribute a ON a.attrelid = p.new
            WHERE a.attnum > 0 AND NOT a.attisdropped
        ), old AS (
            SELECT p.relname, p.new, a.* FROM pair p JOIN pg_attribute a ON a.attrelid = p.old
            WHERE a.attnum > 0 AND NOT a.attisdropped
        ), found AS (
            SELECT CASE WHEN o.attname IS NULL THEN
                    CASE WHEN n.attnotnull AND NOT n.atthasdef AND n.attidentity = '' THEN 'not-null-without-default'
                        WHEN gitversion_internal.has_volatile_default(n.attrelid, n.attnum) THEN 'volatile-default' END
                WHEN n.attnotnull AND NOT o.attnotnull THEN 'set-not-null' END AS code, n.relname, n.attname,
                format_type(n.atttypid, n.atttypmod) AS type, NULL::text AS old_type
            FROM new n LEFT JOIN old o ON o.attrelid = n.old AND o.attname = n.attname
            UNION ALL
            SELECT CASE WHEN gitversion_internal.is_narrower(o.atttypid, o.atttypmod, n.atttypid, n.atttypmod)
                    THEN 'type-narrowed' ELSE 'type-changed' END, n.relname, n.attname,
                format_type(n.atttypid, n.atttypmod), format_type(o.atttypid, o.atttypmod)
            FROM new n JOIN old o ON o.attrelid = n.old AND o.attname = n.attname
            JOIN pg_type nt ON nt.oid = n.atttypid JOIN pg_type ot ON ot.oid = o.atttypid
            -- Types of the two branches are the same by name.
            WHERE (nt.typname, n.atttypmod) IS DISTINCT FROM (ot.typname, o.atttypmod)
               OR nt.typnamespace <> ot.typnamespace
                  AND (nt.typnamespace <> p_schema OR ot.typnamespace <> p_against)
            UNION ALL
            SELECT 'rows-dropped', o.relname, o.attname, NULL, NULL
            FROM old o WHERE o.new IS NOT NULL AND NOT EXISTS (
                SELECT FROM new n WHERE n.old = o.attrelid AND n.attname = o.attname)
            UNION ALL
            SELECT 'rows-dropped', p.relname, NULL, NULL, NULL FROM pair p WHERE p.new IS NULL
        )
        SELECT f.code, gitversion_internal.path(CASE WHEN f.attname IS NULL THEN ARRAY['tables', f.relname::text]
                ELSE ARRAY['tables', f.relname, 'columns', f.attname] END),
            CASE f.code WHEN 'rows-dropped' THEN format('%s is gone', CASE WHEN f.attname IS NULL
                    THEN format('table "%s"', f.relname) ELSE format('column "%s" of table "%s"', f.attname, f.relname) END)
                WHEN 'not-null-without-default' THEN
                    format('new column "%s" of table "%s" is NOT NULL without a default', f.attname, f.relname)
                WHEN 'volatile-default' THEN
                    format('new column "%s" of table "%s" has a volatile default', f.attname, f.relname)
                WHEN 'set-not-null' THEN format('column "%s" of table "%s" becomes NOT NULL', f.attname, f.relname)
                ELSE format('column "%s" of table "%s" was %s and is %s', f.attname, f.relname, f.old_type, f.type) END
        FROM found f WHERE f.code IS NOT NULL;
END
$$;
COMMENT ON FUNCTION gitversion_internal.lint_changes(oid, oid) IS
    'what lint finds in the changes of one schema against another one, which has the rows; internal';

CREATE FUNCTION gitversion.lint(p_branch_name text DEFAULT NULL, p_against text DEFAULT NULL)
RETURNS TABLE (code text, severity text, path text, message text, hint text)
LANGUAGE plpgsql STABLE AS $$
DECLARE
    v_id pg_catalog.int4 := gitversion_internal.branch_id(coalesce(p_branch_name, gitversion.current_branch()));
    v_against pg_catalog.int4 := CASE WHEN p_against IS NULL THEN (SELECT o.id FROM gitversion.branches b
            JOIN gitversion.branches o ON o.id OPERATOR(pg_catalog.=) b.parent_branch_id AND o.is_active
            WHERE b.id OPERATOR(pg_catalog.=) v_id)
        ELSE gitversion_internal.branch_id(p_against) END;
BEGIN
    RETURN QUERY SELECT f.* FROM gitversion_internal.lint_findings(v_id, v_against) f;
END
$$;
COMMENT ON FUNCTION gitversion.lint(text, text) IS
    'what the rules of lint_rules find in the live schema of a branch (the session''s when none is named), and in '
    'what it changes against that of another branch, whose rows a merge would meet (its parent when none is named)';

CREATE FUNCTION gitversion_internal.lint_findings(p_branch_id integer, p_against_id integer)
RETURNS TABLE (code text, severity text, path text, message text, hint text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_schemas oid[] := ARRAY[gitversion_internal.schema_of(p_branch_id), gitversion_internal.schema_of(p_against_id)];
BEGIN
    RETURN QUERY
        SELECT r.code, r.severity, f.path, f.message, r.hint
        FROM (SELECT s.* FROM gitversion_internal.lint_shape(v_schemas[1]) s
            UNION ALL SELECT c.* FROM gitversion_internal.lint_changes(v_schemas[1], v_schemas[2]) c) f
        JOIN gitversion.lint_rules r ON r.code = f.code
        WHERE NOT EXISTS (SELECT FROM gitversion.lint_exceptions e WHERE e.branch_id = p_branch_id AND e.code = f.code)
          AND NOT gitversion_internal.is_ignored(f.path)
        ORDER BY array_position('{error,warning,notice}', r.severity), f.path COLLATE "C", r.code;
END
$$;
COMMENT ON FUNCTION gitversion_internal.lint_findings(integer, integer) IS 'the rows of lint; internal';

CREATE FUNCTION gitversion_internal.schema_of(p_branch_id integer) RETURNS oid
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_branch gitversion.branches := (SELECT b FROM gitversion.branches b WHERE b.id = p_branch_id);
    v_schema oid := (SELECT n.oid FROM pg_namespace n WHERE n.nspname = v_branch.schema_name);
BEGIN
    IF v_schema IS NULL AND p_branch_id IS NOT NULL THEN
        PERFORM gitversion_internal.refuse_schema(v_branch.schema_name, v_branch.branch_name);
    END IF;
    RETURN v_schema;
END
$$;
COMMENT ON FUNCTION gitversion_internal.schema_of(integer) IS 'the schema of a branch, or an error; internal';

CREATE FUNCTION gitversion.set_lint_rule(p_branch_name text, p_code text, p_is_on boolean) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_id integer := gitversion_internal.branch_id(p_branch_name);
BEGIN
    IF p_is_on IS NULL OR NOT EXISTS (SELECT FROM gitversion.lint_rules r WHERE r.code = p_code) THEN
        PERFORM gitversion_internal.raise('VC014', CASE WHEN p_is_on IS NULL THEN 'argument p_is_on is NULL'
                WHEN p_code IS NULL THEN 'argument p_code is NULL' ELSE format('lint has no rule "%s"', p_code) END,
            'A rule is on or off for a branch.', 'SELECT code FROM gitversion.lint_rules lists the rules.');
    END IF;
    PERFORM gitversion_internal.writable();
    PERFORM gitversion_internal.require_change(v_id);
    IF p_is_on THEN
        UPDATE gitversion_internal.removable_lint_exceptions e SET is_removed = true WHERE e.branch_id = v_id AND e.code = p_code;
    ELSE
        INSERT INTO gitversion_internal.lint_exceptions (branch_id, code) VALUES (v_id, p_code) ON CONFLICT DO NOTHING;
    END IF;
END
$$;
COMMENT ON FUNCTION gitversion.set_lint_rule(text, text, boolean) IS
    'switches a rule of lint on or off for a branch';
