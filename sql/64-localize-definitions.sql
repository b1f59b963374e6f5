-- What localize executes of objects that refer to the root's schema by oid. All of it is printed on a path
-- where the root's names need no schema and the branch's own have theirs, and executed on the branch's.
CREATE FUNCTION gitversion_internal.index_definition(p_index oid) RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (SELECT concat(pg_get_indexdef(i.indexrelid),
            gitversion_internal.properties_of('pg_class'::regclass, c.oid,
                format('INDEX %I.%I', n.nspname, c.relname), ''),
            CASE WHEN i.indisclustered THEN format('; ALTER TABLE %s CLUSTER ON %I', i.indrelid::regclass, c.relname) END,
            CASE WHEN i.indisreplident THEN format('; ALTER TABLE %s REPLICA IDENTITY USING INDEX %I',
                i.indrelid::regclass, c.relname) END,
            (SELECT string_agg(format('; ALTER INDEX %I.%I ALTER COLUMN %s SET STATISTICS %s', n.nspname,
                c.relname, a.attnum, a.attstattarget), '')
             FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attstattarget >= 0))
        FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE i.indexrelid = p_index);
END
$$;
COMMENT ON FUNCTION gitversion_internal.index_definition(oid) IS
    'the statements that create an index with what was said of it; internal';

CREATE FUNCTION gitversion_internal.relation_definition(
    p_objid oid, p_objsubid integer, OUT definition text, OUT statement text)
LANGUAGE plpgsql STABLE AS $$
DECLARE
    c record := (SELECT c FROM pg_class c WHERE c.oid = p_objid);
    v_table text := p_objid::regclass;
    v record;
BEGIN
    IF p_objsubid > 0 AND c.relkind IN ('r', 'p', 'f', 'c') THEN
        SELECT a.attname, a.attinhcount, format_type(a.atttypid, a.atttypmod) AS type,
            (SELECT ' COLLATE ' || o.oid::regcollation FROM pg_collation o JOIN pg_type t ON t.oid = a.atttypid
             WHERE o.oid = a.attcollation AND a.attcollation <> t.typcollation) AS collation, CASE WHEN a.attgenerated = '' THEN
            pg_get_expr(d.adbin, d.adrelid) END AS expression INTO v
        FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE a.attrelid = p_objid AND a.attnum = p_objsubid;
        definition := v.type || coalesce(v.collation, '');
        statement := CASE WHEN v.attinhcount > 0 THEN '' WHEN c.relkind = 'c' THEN format('ALTER TYPE %s ALTER ATTRIBUTE %I TYPE %s', v_table, v.attname, definition)
            WHEN c.relkind = 'f' THEN format('ALTER FOREIGN TABLE %s ALTER %I TYPE %s', v_table, v.attname, definition)
            -- A default is none of the new type.
            ELSE concat('ALTER TABLE ', v_table,
                CASE WHEN v.expression <> '' THEN format(' ALTER %I DROP DEFAULT,', v.attname) END,
                format(' ALTER %1$I TYPE %2$s USING %1$I::text::%3$s', v.attname, definition, v.type),
                CASE WHEN v.expression <> '' THEN format(', ALTER %I SET DEFAULT %s', v.attname, v.expression) END)
            END;
    ELSIF p_objsubid > 0 THEN
        -- Columns of views come with these.
        statement := '';
    ELSIF c.relkind = 'i' THEN
        SELECT k.oid INTO v FROM pg_constraint k WHERE k.conindid = p_objid AND k.contype IN ('p', 'u', 'x');
        IF FOUND THEN
            SELECT d.definition, d.statement INTO definition, statement
            FROM gitversion_internal.redefinition('pg_constraint'::regclass, v.oid, 0, false) d;
        ELSE
            definition := pg_get_indexdef(p_objid);
            statement := CASE WHEN c.relispartition THEN '' ELSE concat('DROP INDEX ', v_table, '; ',
                gitversion_internal.index_definition(p_objid)) END;
        END IF;
    ELSIF c.relkind = 'S' THEN
        SELECT format('%s.%I', a.attrelid::regclass, a.attname) INTO definition
        FROM pg_depend d JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
        WHERE d.classid = 'pg_class'::regclass AND d.objid = p_objid AND d.deptype = 'a'
          AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0;
        statement := format('ALTER SEQUENCE %s OWNED BY %s', v_table, definition);
    END IF;
END
$$;
COMMENT ON FUNCTION gitversion_internal.relation_definition(oid, integer) IS
    'redefinition of a column, an index, or the column that a sequence belongs to; internal';

-- The statement is null where PostgreSQL has none that changes it in place, and empty where it changes with
-- what it is inherited from.
CREATE FUNCTION gitversion_internal.redefinition(p_classid oid, p_objid oid, p_objsubid integer,
    p_has_type boolean, OUT definition text, OUT statement text)
LANGUAGE plpgsql STABLE AS $$
DECLARE
    v record;
BEGIN
    IF p_classid = 'pg_class'::regclass THEN
        SELECT d.definition, d.statement INTO definition, statement
        FROM gitversion_internal.relation_definition(p_objid, p_objsubid) d;
    ELSIF p_classid = 'pg_rewrite'::regclass THEN
        SELECT w.rulename, c.oid, c.relkind, c.reloptions, c.oid::regclass::text AS name, c.relispopulated,
            a.amname, s.spcname,
            -- What would be lost with it stays in the way.
            EXISTS (SELECT FROM pg_attribute x JOIN pg_type t ON t.oid = x.atttypid WHERE x.attrelid = c.oid
                AND t.typnamespace <> 'pg_catalog'::regnamespace AND pg_type_is_visible(t.oid))
              AND NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid)
              AND NOT EXISTS (SELECT FROM pg_attrdef d WHERE d.adrelid = c.oid)
              AND NOT EXISTS (SELECT FROM pg_rewrite o WHERE o.ev_class = c.oid AND o.oid <> w.oid) AS has_type,
            (SELECT coalesce(string_agg(format('; COMMENT ON COLUMN %s.%I IS %L', c.oid::regclass, x.attname,
                col_description(c.oid, x.attnum)), ''), '') FROM pg_attribute x
             WHERE x.attrelid = c.oid AND col_description(c.oid, x.attnum) <> '') AS comments INTO v
        FROM pg_rewrite w JOIN pg_class c ON c.oid = w.ev_class LEFT JOIN pg_am a ON a.oid = c.relam
        LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace WHERE w.oid = p_objid;
        definition := CASE v.rulename WHEN '_RETURN' THEN pg_get_viewdef(v.oid) ELSE pg_get_ruledef(p_objid) END;
        statement := CASE
            WHEN v.rulename <> '_RETURN' THEN overlay(definition PLACING 'CREATE OR REPLACE RULE' FROM 1 FOR 11)
            -- With columns of other types it is another one.
            WHEN v.relkind = 'v' THEN format(
                CASE WHEN v.has_type THEN 'DROP VIEW %1$s; CREATE VIEW %1$s%2$s AS %3$s%4$s'
                    ELSE 'CREATE OR REPLACE VIEW %s%s AS %s' END, v.name,
                ' WITH (' || array_to_string(v.reloptions, ', ') || ')', rtrim(definition, ';'),
                v.comments || gitversion_internal.properties_of('pg_class'::regclass, v.oid, 'VIEW ' || v.name, v.name))
            ELSE concat(
                format('DROP MATERIALIZED VIEW %1$s; CREATE MATERIALIZED VIEW %1$s USING %2$I', v.name, v.amname),
                ' WITH (' || array_to_string(v.reloptions, ', ') || ')',
                ' TABLESPACE ' || quote_ident(v.spcname), ' AS ', rtrim(definition, ';'),
                CASE WHEN NOT v.relispopulated THEN ' WITH NO DATA' END,
                (SELECT string_agg('; ' || gitversion_internal.index_definition(i.indexrelid), ''
                    ORDER BY i.indexrelid) FROM pg_index i WHERE i.indrelid = v.oid),
                v.comments, gitversion_internal.properties_of('pg_class'::regclass, v.oid, 'MATERIALIZED VIEW ' || v.name, v.name))
            END;
    ELSIF p_classid = 'pg_attrdef'::regclass THEN
        SELECT pg_get_expr(d.adbin, d.adrelid), format('ALTER TABLE %s ALTER COLUMN %I SET DEFAULT %s',
            a.attrelid::regclass, a.attname, pg_get_expr(d.adbin, d.adrelid)) INTO definition, statement
        FROM pg_attrdef d JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
        WHERE d.oid = p_objid AND a.attgenerated = '';
    ELSIF p_classid = 'pg_constraint'::regclass THEN
        SELECT pg_get_constraintdef(k.oid), CASE WHEN k.coninhcount > 0 THEN '' ELSE concat(
            format('ALTER %1$s DROP CONSTRAINT %2$I; ALTER %1$s ADD CONSTRAINT %2$I %3$s', o.owner, k.conname,
                pg_get_constraintdef(k.oid)),
            gitversion_internal.properties_of('pg_constraint'::regclass, k.oid,
                format('CONSTRAINT %I ON %s', k.conname, replace(o.owner, 'TABLE ', '')), '')) END
            INTO definition, statement
        FROM pg_constraint k, concat(CASE k.conrelid WHEN 0 THEN 'DOMAIN ' || k.contypid::regtype
            ELSE 'TABLE ' || k.conrelid::regclass END) AS o (owner)
        WHERE k.oid = p_objid AND k.contype IN ('c', 'f', 'p', 'u', 'x');
    ELSIF p_classid = 'pg_proc'::regclass THEN
        SELECT pg_get_functiondef(p.oid) AS definition, CASE p.prokind WHEN 'p' THEN 'PROCEDURE ' ELSE 'FUNCTION ' END
            || p.oid::regprocedure AS name, (pg_identify_object(p_classid, p.oid, 0)).identity INTO v
        FROM pg_proc p WHERE p.oid = p_objid AND p.prokind <> 'a';
        IF NOT FOUND THEN
            RETURN;
        END IF;
        definition := v.definition;
        -- With other types in its arguments it is another one.
        statement := CASE WHEN p_has_type THEN concat('DROP ROUTINE ', v.identity, '; ', v.definition,
            gitversion_internal.properties_of(p_classid, p_objid, v.name, v.name)) ELSE v.definition END;
    ELSIF p_classid = 'pg_trigger'::regclass THEN
        SELECT pg_get_triggerdef(t.oid, true), CASE WHEN t.tgparentid <> 0 THEN '' ELSE concat(
            format('DROP TRIGGER %I ON %s; %s', t.tgname, t.tgrelid::regclass, pg_get_triggerdef(t.oid, true)),
            gitversion_internal.properties_of('pg_trigger'::regclass, t.oid,
                format('TRIGGER %I ON %s', t.tgname, t.tgrelid::regclass), ''),
            format('; ALTER TABLE %s %s TRIGGER %I', t.tgrelid::regclass, CASE t.tgenabled WHEN 'D' THEN 'DISABLE'
                WHEN 'R' THEN 'ENABLE REPLICA' WHEN 'A' THEN 'ENABLE ALWAYS' ELSE 'ENABLE' END, t.tgname)) END
            INTO definition, statement
        FROM pg_trigger t WHERE t.oid = p_objid;
    ELSIF p_classid = 'pg_policy'::regclass THEN
        SELECT x.text, format('ALTER POLICY %I ON %s %s', y.polname, y.polrelid::regclass, x.text)
            INTO definition, statement
        FROM pg_policy y, concat_ws(' ', 'USING (' || pg_get_expr(y.polqual, y.polrelid) || ')',
            'WITH CHECK (' || pg_get_expr(y.polwithcheck, y.polrelid) || ')') AS x (text)
        WHERE y.oid = p_objid;
    ELSIF p_classid = 'pg_type'::regclass THEN
        SELECT pg_get_expr(t.typdefaultbin, 0), format('ALTER DOMAIN %s SET DEFAULT %s', t.oid::regtype,
            pg_get_expr(t.typdefaultbin, 0)) INTO definition, statement
        FROM pg_type t WHERE t.oid = p_objid AND t.typtype = 'd' AND NOT p_has_type;
    ELSIF p_classid = 'pg_statistic_ext'::regclass THEN
        SELECT pg_get_statisticsobjdef(s.oid), concat(
            format('DROP STATISTICS %1$s; %2$s', o.name, pg_get_statisticsobjdef(s.oid)),
            gitversion_internal.properties_of(p_classid, s.oid, 'STATISTICS ' || o.name, ''),
            CASE WHEN s.stxstattarget >= 0 THEN format('; ALTER STATISTICS %s SET STATISTICS %s', o.name,
                s.stxstattarget) END) INTO definition, statement
        FROM pg_statistic_ext s, format('%I.%I', s.stxnamespace::regnamespace, s.stxname) AS o (name)
        WHERE s.oid = p_objid;
    END IF;
END
$$;
COMMENT ON FUNCTION gitversion_internal.redefinition(oid, oid, integer, boolean) IS
    'what an object is defined by, as printed on the search path in force, and the statements that give it '
    'that definition; internal';

CREATE FUNCTION gitversion_internal.redefinition_on(p_schema text, p_classid oid, p_objid oid,
    p_objsubid integer, p_has_type boolean, OUT definition text, OUT statement text)
LANGUAGE plpgsql AS $$
DECLARE
    v_before pg_catalog.text := pg_catalog.current_setting('search_path');
BEGIN
    -- pg_catalog comes first where it is not named: nobody's operators run while views are printed.
    PERFORM pg_catalog.set_config('search_path', pg_catalog.concat(pg_catalog.quote_ident(p_schema), ', pg_temp'), true);
    SELECT d.definition, d.statement INTO definition, statement
    FROM gitversion_internal.redefinition(p_classid, p_objid, p_objsubid, p_has_type) d;
    PERFORM pg_catalog.set_config('search_path', v_before, true);
END
$$;
COMMENT ON FUNCTION gitversion_internal.redefinition_on(text, oid, oid, integer, boolean) IS
    'redefinition as printed for a schema; internal';
