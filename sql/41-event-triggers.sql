-- To set a search path would cost as much as the rest. So these run on that of whoever runs the
-- statement, and everything in them says which schema it is of, operators too; names in the views were
-- looked up when these were made. Each expression costs as well, and each table that a query could read:
-- tags are distinguished by the triggers. Anything more belongs into on_ddl_of_branch; an error that it finds
-- is raised here, so that its CONTEXT names nothing further in. What they have in common is written out, as a
-- call would cost as well. OFFSET 0 keeps the planner from reading all identities for the one that is wanted.
-- The first runs with the rights of whoever runs the statement: who may not call what is behind it has no branch
-- from use_branch, and DDL of his waits when it ends.
CREATE FUNCTION gitversion_internal.on_ddl_command_start() RETURNS event_trigger LANGUAGE plpgsql AS $$
DECLARE
    v_refusal pg_catalog.text[];
BEGIN
    IF pg_catalog.current_setting('gitversion.current_schema', true) OPERATOR(pg_catalog.<>) '' THEN
        IF (pg_catalog.current_setting('gitversion.internal', true) OPERATOR(pg_catalog.=) 'on') IS NOT TRUE
            AND pg_catalog.has_schema_privilege('gitversion_internal', 'USAGE') THEN
            v_refusal := gitversion_internal.wait_for_branch(tg_tag);
            IF v_refusal[4] OPERATOR(pg_catalog.=) '' THEN
                RAISE EXCEPTION USING ERRCODE = v_refusal[1], MESSAGE = v_refusal[2], DETAIL = v_refusal[3];
            ELSIF v_refusal IS NOT NULL THEN
                RAISE EXCEPTION USING ERRCODE = v_refusal[1], MESSAGE = v_refusal[2],
                    DETAIL = v_refusal[3], HINT = v_refusal[4];
            END IF;
        END IF;
    END IF;
END
$$;
COMMENT ON FUNCTION gitversion_internal.on_ddl_command_start() IS
    'event trigger; makes DDL wait for a commit of the branch of its session';

CREATE FUNCTION gitversion_internal.wait_for_branch(p_tag text) RETURNS text[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN gitversion_internal.on_ddl_of_branch('ddl_command_start', p_tag, '');
END
$$;
COMMENT ON FUNCTION gitversion_internal.wait_for_branch(text) IS
    'waits until nobody has the branch of the session to himself, and returns the error where it cannot; internal';

CREATE FUNCTION gitversion_internal.on_ddl_command_end() RETURNS event_trigger
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    v_refusal pg_catalog.text[];
BEGIN
    PERFORM FROM pg_catalog.pg_event_trigger_ddl_commands() c
    WHERE (c.schema_name OPERATOR(pg_catalog.<>) ALL (ARRAY(
            SELECT b.schema_name FROM gitversion.branches b WHERE b.is_active))) IS NOT TRUE;
    IF FOUND THEN
        PERFORM FROM gitversion_internal.commands_of_branches;
        IF FOUND THEN
            v_refusal := gitversion_internal.on_ddl_of_branch(tg_event, tg_tag,
                pg_catalog.current_setting('search_path'));
            IF v_refusal[4] OPERATOR(pg_catalog.=) '' THEN
                RAISE EXCEPTION USING ERRCODE = v_refusal[1], MESSAGE = v_refusal[2], DETAIL = v_refusal[3];
            ELSIF v_refusal IS NOT NULL THEN
                RAISE EXCEPTION USING ERRCODE = v_refusal[1], MESSAGE = v_refusal[2],
                    DETAIL = v_refusal[3], HINT = v_refusal[4];
            END IF;
        END IF;
    END IF;
END
$$;
COMMENT ON FUNCTION gitversion_internal.on_ddl_command_end() IS
    'event trigger; records DDL in branches';

CREATE FUNCTION gitversion_internal.on_ddl_command_end_of_alter() RETURNS event_trigger
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    v_refusal pg_catalog.text[];
BEGIN
    PERFORM FROM pg_catalog.pg_event_trigger_ddl_commands() c
    WHERE (c.schema_name OPERATOR(pg_catalog.<>) ALL (ARRAY(
            SELECT b.schema_name FROM gitversion.branches b WHERE b.is_active))) IS NOT TRUE
        OR EXISTS (SELECT FROM gitversion.object_identities i WHERE i.objid OPERATOR(pg_catalog.=) c.objid
            AND i.classid OPERATOR(pg_catalog.=) c.classid OFFSET 0)
        OR EXISTS (SELECT FROM gitversion.branches b WHERE b.is_protected AND b.is_active)
            AND gitversion_internal.is_tied(c.classid, c.objid);
    IF FOUND THEN
        PERFORM FROM gitversion_internal.alterations_of_branches;
        IF FOUND THEN
            v_refusal := gitversion_internal.on_ddl_of_branch(tg_event, tg_tag,
                pg_catalog.current_setting('search_path'));
            IF v_refusal[4] OPERATOR(pg_catalog.=) '' THEN
                RAISE EXCEPTION USING ERRCODE = v_refusal[1], MESSAGE = v_refusal[2], DETAIL = v_refusal[3];
            ELSIF v_refusal IS NOT NULL THEN
                RAISE EXCEPTION USING ERRCODE = v_refusal[1], MESSAGE = v_refusal[2],
                    DETAIL = v_refusal[3], HINT = v_refusal[4];
            END IF;
        END IF;
    END IF;
END
$$;
COMMENT ON FUNCTION gitversion_internal.on_ddl_command_end_of_alter() IS
    'event trigger; records ALTER in branches, and of what was in one';

CREATE FUNCTION gitversion_internal.on_sql_drop() RETURNS event_trigger
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    v_refusal pg_catalog.text[];
BEGIN
    PERFORM FROM pg_catalog.pg_event_trigger_dropped_objects() o, gitversion.branches b
    WHERE b.is_active AND (o.schema_name OPERATOR(pg_catalog.=) b.schema_name OR o.schema_name IS NULL);
    IF FOUND THEN
        PERFORM FROM gitversion_internal.drops_of_branches;
        IF FOUND THEN
            v_refusal := gitversion_internal.on_ddl_of_branch(tg_event, tg_tag,
                pg_catalog.current_setting('search_path'));
            IF v_refusal[4] OPERATOR(pg_catalog.=) '' THEN
                RAISE EXCEPTION USING ERRCODE = v_refusal[1], MESSAGE = v_refusal[2], DETAIL = v_refusal[3];
            ELSIF v_refusal IS NOT NULL THEN
                RAISE EXCEPTION USING ERRCODE = v_refusal[1], MESSAGE = v_refusal[2],
                    DETAIL = v_refusal[3], HINT = v_refusal[4];
            END IF;
        END IF;
    END IF;
END
$$;
COMMENT ON FUNCTION gitversion_internal.on_sql_drop() IS
    'event trigger; records what is dropped in branches';

ALTER FUNCTION gitversion_internal.wait_for_branch(text) OWNER TO gitversion_recorder;
ALTER FUNCTION gitversion_internal.on_ddl_command_start() OWNER TO gitversion_recorder;
ALTER FUNCTION gitversion_internal.on_ddl_command_end() OWNER TO gitversion_recorder;
ALTER FUNCTION gitversion_internal.on_ddl_command_end_of_alter() OWNER TO gitversion_recorder;
ALTER FUNCTION gitversion_internal.on_sql_drop() OWNER TO gitversion_recorder;
GRANT USAGE ON SCHEMA gitversion, gitversion_internal TO gitversion_recorder;
GRANT SELECT ON gitversion.branches, gitversion.object_identities, gitversion.ddl_events,
    gitversion_internal.commands_of_branches, gitversion_internal.alterations_of_branches,
    gitversion_internal.drops_of_branches TO gitversion_recorder;
GRANT INSERT ON gitversion.ddl_events TO gitversion_recorder;
-- To lock a row takes the right to change one of its columns.
GRANT SELECT, UPDATE (is_queue) ON gitversion.branch_locks TO gitversion_recorder;
GRANT SELECT, UPDATE (created_at) ON gitversion.object_storage TO gitversion_recorder;
GRANT SET ON PARAMETER deadlock_timeout TO gitversion_recorder;
ALTER FUNCTION gitversion_internal.look_early(boolean) OWNER TO gitversion_recorder;
ALTER FUNCTION gitversion_internal.share_store() OWNER TO gitversion_recorder;
ALTER FUNCTION gitversion_internal.keep_documents(text[]) OWNER TO gitversion_recorder;
REVOKE EXECUTE ON FUNCTION gitversion_internal.share_store(), gitversion_internal.keep_documents(text[]) FROM PUBLIC;

-- A statement that locks what is there already has to wait for a commit before it does so. What it will
-- touch is not known yet: the session's branch is locked. All tags of objects that are in schemas are here,
-- but for those that only make something new, and DROP INDEX, which may not lock rows before it begins
-- (CONCURRENTLY). What is about privileges has triggers of its own.
CREATE EVENT TRIGGER gitversion_ddl_command_start ON ddl_command_start
    WHEN TAG IN ('ALTER AGGREGATE', 'ALTER COLLATION', 'ALTER CONVERSION', 'ALTER DOMAIN',
        'ALTER FOREIGN TABLE', 'ALTER FUNCTION', 'ALTER INDEX', 'ALTER MATERIALIZED VIEW',
        'ALTER OPERATOR', 'ALTER OPERATOR CLASS', 'ALTER OPERATOR FAMILY', 'ALTER POLICY',
        'ALTER PROCEDURE', 'ALTER ROUTINE', 'ALTER RULE', 'ALTER SEQUENCE',
        'ALTER STATISTICS', 'ALTER TABLE', 'ALTER TEXT SEARCH CONFIGURATION',
        'ALTER TEXT SEARCH DICTIONARY', 'ALTER TEXT SEARCH PARSER', 'ALTER TEXT SEARCH TEMPLATE',
        'ALTER TRIGGER', 'ALTER TYPE', 'ALTER VIEW', 'COMMENT', 'CREATE AGGREGATE', 'CREATE FOREIGN TABLE',
        'CREATE FUNCTION', 'CREATE INDEX', 'CREATE MATERIALIZED VIEW', 'CREATE POLICY', 'CREATE PROCEDURE',
        'CREATE RULE', 'CREATE STATISTICS', 'CREATE TABLE', 'CREATE TABLE AS', 'CREATE TRIGGER',
        'CREATE VIEW', 'DROP AGGREGATE', 'DROP COLLATION', 'DROP CONVERSION', 'DROP DOMAIN',
        'DROP FOREIGN TABLE', 'DROP FUNCTION', 'DROP MATERIALIZED VIEW', 'DROP OPERATOR',
        'DROP OPERATOR CLASS', 'DROP OPERATOR FAMILY', 'DROP POLICY', 'DROP PROCEDURE',
        'DROP ROUTINE', 'DROP RULE', 'DROP SCHEMA', 'DROP SEQUENCE', 'DROP STATISTICS', 'DROP TABLE',
        'DROP TEXT SEARCH CONFIGURATION', 'DROP TEXT SEARCH DICTIONARY', 'DROP TEXT SEARCH PARSER',
        'DROP TEXT SEARCH TEMPLATE', 'DROP TRIGGER', 'DROP TYPE', 'DROP VIEW',
        'IMPORT FOREIGN SCHEMA', 'REFRESH MATERIALIZED VIEW', 'SECURITY LABEL', 'SELECT INTO')
    EXECUTE FUNCTION gitversion_internal.on_ddl_command_start();
COMMENT ON EVENT TRIGGER gitversion_ddl_command_start IS 'makes DDL wait for a commit of its branch';
-- All tags that there are, without those of DROP: what is dropped comes with the event sql_drop. Tables and
-- privileges have triggers of their own.
CREATE EVENT TRIGGER gitversion_ddl_command_end ON ddl_command_end
    WHEN TAG IN ('COMMENT', 'CREATE ACCESS METHOD', 'CREATE AGGREGATE', 'CREATE CAST',
        'CREATE COLLATION', 'CREATE CONSTRAINT', 'CREATE CONVERSION', 'CREATE DOMAIN',
        'CREATE EXTENSION', 'CREATE FOREIGN DATA WRAPPER', 'CREATE FUNCTION', 'CREATE LANGUAGE',
        'CREATE MATERIALIZED VIEW', 'CREATE OPERATOR',
        'CREATE OPERATOR CLASS', 'CREATE OPERATOR FAMILY', 'CREATE POLICY', 'CREATE PROCEDURE',
        'CREATE PUBLICATION', 'CREATE ROUTINE', 'CREATE RULE', 'CREATE SEQUENCE',
        'CREATE SERVER', 'CREATE STATISTICS', 'CREATE SUBSCRIPTION', 'CREATE TABLE AS',
        'CREATE TEXT SEARCH CONFIGURATION', 'CREATE TEXT SEARCH DICTIONARY',
        'CREATE TEXT SEARCH PARSER', 'CREATE TEXT SEARCH TEMPLATE', 'CREATE TRANSFORM',
        'CREATE TRIGGER', 'CREATE TYPE', 'CREATE USER MAPPING', 'CREATE VIEW',
        'IMPORT FOREIGN SCHEMA', 'REFRESH MATERIALIZED VIEW', 'SECURITY LABEL', 'SELECT INTO')
    EXECUTE FUNCTION gitversion_internal.on_ddl_command_end();
COMMENT ON EVENT TRIGGER gitversion_ddl_command_end IS 'records DDL in branches';
CREATE EVENT TRIGGER gitversion_ddl_command_end_of_alter ON ddl_command_end
    WHEN TAG IN ('ALTER ACCESS METHOD', 'ALTER AGGREGATE', 'ALTER CAST', 'ALTER COLLATION',
        'ALTER CONSTRAINT', 'ALTER CONVERSION', 'ALTER DOMAIN',
        'ALTER EXTENSION', 'ALTER FOREIGN DATA WRAPPER', 'ALTER FOREIGN TABLE', 'ALTER FUNCTION',
        'ALTER INDEX', 'ALTER LANGUAGE', 'ALTER LARGE OBJECT', 'ALTER MATERIALIZED VIEW',
        'ALTER OPERATOR', 'ALTER OPERATOR CLASS', 'ALTER OPERATOR FAMILY', 'ALTER POLICY',
        'ALTER PROCEDURE', 'ALTER PUBLICATION', 'ALTER ROUTINE', 'ALTER RULE', 'ALTER SCHEMA',
        'ALTER SEQUENCE', 'ALTER SERVER', 'ALTER STATISTICS', 'ALTER SUBSCRIPTION', 'ALTER TABLE',
        'ALTER TEXT SEARCH CONFIGURATION', 'ALTER TEXT SEARCH DICTIONARY', 'ALTER TEXT SEARCH PARSER',
        'ALTER TEXT SEARCH TEMPLATE', 'ALTER TRANSFORM', 'ALTER TRIGGER', 'ALTER TYPE',
        'ALTER USER MAPPING', 'ALTER VIEW')
    EXECUTE FUNCTION gitversion_internal.on_ddl_command_end_of_alter();
COMMENT ON EVENT TRIGGER gitversion_ddl_command_end_of_alter IS 'records ALTER in branches';
CREATE EVENT TRIGGER gitversion_sql_drop ON sql_drop
    EXECUTE FUNCTION gitversion_internal.on_sql_drop();
COMMENT ON EVENT TRIGGER gitversion_sql_drop IS 'records what is dropped in branches';
