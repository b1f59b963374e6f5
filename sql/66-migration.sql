-- Plans for programs and for databases elsewhere.
CREATE FUNCTION gitversion.plan_json(
    p_from text, p_to text, p_using jsonb DEFAULT NULL, p_move_data boolean DEFAULT false, p_online boolean DEFAULT false)
RETURNS jsonb LANGUAGE sql
BEGIN ATOMIC
    SELECT coalesce(pg_catalog.jsonb_agg(pg_catalog.to_jsonb(p) ORDER BY p.step), '[]') FROM gitversion.plan(p_from, p_to, p_using, p_move_data, p_online) p;
END;
COMMENT ON FUNCTION gitversion.plan_json(text, text, jsonb, boolean, boolean) IS
    'plan for programs: an array with an object for each statement, which has the columns of plan; p_using and '
    'p_move_data: as of merge_branches; p_online: as of plan';

CREATE FUNCTION gitversion.plan_script(
    p_from text, p_to text, p_schema name DEFAULT NULL, p_using jsonb DEFAULT NULL, p_move_data boolean DEFAULT false,
    p_online boolean DEFAULT false)
RETURNS text LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_schema text := gitversion_internal.schema_elsewhere(p_schema);
    v_steps jsonb := gitversion_internal.migration(p_from, p_to, v_schema, gitversion_internal.conversions(p_using, p_move_data),
        gitversion.current_branch(), p_online) -> 'steps';
    v_text text := gitversion_internal.portable_steps(v_steps);
BEGIN
    IF p_online THEN
        RETURN gitversion_internal.online_script(v_steps, v_schema, gitversion_internal.online_title(NULL),
            gitversion_internal.carried_roles(v_text), NULL);
    END IF;
    RETURN concat_ws(E'\n', 'BEGIN;', 'SET LOCAL search_path = ' || gitversion_internal.path_elsewhere(v_schema) || ';',
        'SET LOCAL check_function_bodies = off;', 'SET LOCAL standard_conforming_strings = on;',
        gitversion_internal.carried_roles(v_text), v_text, 'COMMIT;', '');
END
$$;
COMMENT ON FUNCTION gitversion.plan_script(text, text, name, jsonb, boolean, boolean) IS
    'plan as the text of a script of one transaction, which also runs on a database without gitversion, in '
    'a schema of the name that is given, else of the name that the schema of the root branch has; p_using '
    'and p_move_data: as of merge_branches; p_online: a script for psql that runs beside applications';

CREATE FUNCTION gitversion_internal.title(p_from integer, p_to integer, p_schema text, p_note text, p_online boolean) RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT pg_catalog.string_agg('-- ' || pg_catalog.translate(x.line, E'\n\r', '  '), E'\n' ORDER BY x.n) || E'\n'
    FROM (SELECT 1, pg_catalog.format('Brings schema "%s" from one commit of gitversion to another%s.', p_schema,
            CASE WHEN NOT p_online THEN ', in one transaction' END)
        UNION ALL SELECT x.n, pg_catalog.concat(x.what, c.commit_hash, ' ', pg_catalog.split_part(c.message, E'\n', 1))
        FROM (VALUES (2, 'from ', p_from), (3, 'to   ', p_to)) x (n, what, id) JOIN gitversion.commits c ON c.id = x.id
        UNION ALL SELECT 4, p_note WHERE p_note IS NOT NULL) x (n, line);
END;
COMMENT ON FUNCTION gitversion_internal.title(integer, integer, text, text, boolean) IS
    'what a migration script says of itself; internal';

CREATE FUNCTION gitversion_internal.migration_files(
    p_format text, p_version text, p_name text, p_id text, p_there text, p_back text)
RETURNS TABLE (file_name text, content text) LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT x.name, CASE WHEN p_format = 'sql'
            THEN pg_catalog.concat(E'\\set ON_ERROR_STOP on\nBEGIN;\n', x.script, E'COMMIT;\n') ELSE x.script END
        FROM (SELECT pg_catalog.concat(p_version, '__', p_name, '.sql')) v (name) CROSS JOIN LATERAL (VALUES
            (CASE p_format WHEN 'flyway' THEN 'V' || v.name ELSE 'up.sql' END, p_there),
            (CASE p_format WHEN 'flyway' THEN 'U' || v.name ELSE 'down.sql' END, p_back)) x (name, script)
        WHERE x.script IS NOT NULL
        -- What looks like a placeholder is none.
        UNION ALL SELECT pg_catalog.concat('V', p_version, '__', p_name, '.sql.conf'),
            E'executeInTransaction=true\nplaceholderReplacement=false\n'
        WHERE p_format = 'flyway'
        UNION ALL SELECT 'changelog.xml', pg_catalog.format($xml$<?xml version="1.0" encoding="UTF-8"?>
<databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
    <changeSet id="%s" author="gitversion">
        <sqlFile path="up.sql" relativeToChangelogFile="true" splitStatements="false" stripComments="false"/>%s
    </changeSet>
</databaseChangeLog>
$xml$, p_id,
            CASE WHEN p_back IS NOT NULL THEN $xml$
        <rollback>
            <sqlFile path="down.sql" relativeToChangelogFile="true" splitStatements="false" stripComments="false"/>
        </rollback>$xml$ END)
        WHERE p_format = 'liquibase';
END;
COMMENT ON FUNCTION gitversion_internal.migration_files(text, text, text, text, text, text) IS
    'the scripts of a migration that is one transaction as files; internal';

CREATE FUNCTION gitversion_internal.whole_online_script(
    p_steps jsonb, p_schema text, p_title text, p_before jsonb, p_after jsonb)
RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT gitversion_internal.online_script(p_steps, p_schema, pg_catalog.concat(gitversion_internal.online_title(p_title),
        gitversion_internal.carried('gitversion_internal.schema_hash(text, text, text[], text[], boolean)'::regprocedure,
            'gitversion_schema_hash'), E'\n', gitversion_internal.carried_roles(gitversion_internal.portable_steps(p_steps))),
        gitversion_internal.hash_check(p_schema, p_before, p_after, false),
        gitversion_internal.hash_check(p_schema, p_before, p_after, true));
END;
COMMENT ON FUNCTION gitversion_internal.whole_online_script(jsonb, text, text, jsonb, jsonb) IS
    'a plan that is not one transaction as a script for psql, which looks at the schema before and after; internal';

CREATE FUNCTION gitversion.migration(
    p_from text, p_to text, p_format text DEFAULT 'sql', p_schema name DEFAULT NULL, p_using jsonb DEFAULT NULL,
    p_using_back jsonb DEFAULT NULL, p_move_data boolean DEFAULT false, p_online boolean DEFAULT false)
RETURNS TABLE (file_name text, content text) LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_schema text := gitversion_internal.schema_elsewhere(p_schema);
    v_session text := gitversion.current_branch();
    v_up jsonb;
    v_down jsonb;
    v_note text;
    v_title text;
    v_title_back text;
    v_from integer;
    v_to integer;
    v_before jsonb;
    v_after jsonb;
    v_version text;
    v_name text;
    v_id text;
BEGIN
    IF p_format IS NULL OR p_format NOT IN ('sql', 'flyway', 'liquibase') THEN
        PERFORM gitversion_internal.raise('VC014', format('"%s" is no format of migrations', p_format),
            'A format says which tool runs the files.', 'Take sql (psql), flyway or liquibase.');
    END IF;
    v_up := gitversion_internal.migration(
        p_from, p_to, v_schema, gitversion_internal.conversions(p_using, p_move_data), v_session, p_online);
    v_from := gitversion.rev_parse(p_from);
    v_to := gitversion.rev_parse(p_to);
    v_before := jsonb_build_array(v_up -> 'before');
    v_after := jsonb_build_array(v_up -> 'after');
    BEGIN
        v_down := gitversion_internal.migration(p_to, p_from, v_schema,
            gitversion_internal.conversions(p_using_back, p_move_data), v_session, p_online);
        -- A schema has either hash: as its state is built, or as the way there leaves it.
        v_before := v_before || jsonb_build_array(v_down -> 'after');
        v_after := v_after || jsonb_build_array(v_down -> 'before');
        PERFORM gitversion_internal.portable_steps(v_down -> 'steps');
    EXCEPTION WHEN OTHERS THEN
        IF NOT starts_with(SQLSTATE, 'VC') OR p_using_back IS NOT NULL THEN
            RAISE;
        END IF;
        v_down := NULL;
        v_note := 'There is no way back in place: ' || SQLERRM;
    END;
    v_title := gitversion_internal.title(v_from, v_to, v_schema, v_note, p_online);
    v_title_back := gitversion_internal.title(v_to, v_from, v_schema, NULL, p_online);
    SELECT to_char(c.committed_at AT TIME ZONE 'UTC', 'YYYYMMDDHH24MISS'), coalesce(nullif(btrim(left(
            regexp_replace(lower(split_part(c.message, E'\n', 1)), '[^a-z0-9]+', '_', 'g'), 60), '_'), ''), 'migration'),
        concat(left(f.commit_hash, 12), '-', left(c.commit_hash, 12))
    INTO v_version, v_name, v_id FROM gitversion.commits c, gitversion.commits f WHERE c.id = v_to AND f.id = v_from;
    IF NOT p_online THEN
        RETURN QUERY SELECT f.* FROM gitversion_internal.migration_files(p_format, v_version, v_name, v_id,
            gitversion_internal.script(v_up, v_schema, v_title, v_before, v_after), CASE WHEN v_down IS NOT NULL
                THEN gitversion_internal.script(v_down, v_schema, v_title_back, v_after, v_before) END) f;
    ELSIF p_format = 'sql' THEN
        RETURN QUERY SELECT x.* FROM (VALUES ('up.sql', gitversion_internal.whole_online_script(
                v_up -> 'steps', v_schema, v_title, v_before, v_after)),
            ('down.sql', CASE WHEN v_down IS NOT NULL THEN gitversion_internal.whole_online_script(
                v_down -> 'steps', v_schema, v_title_back, v_after, v_before) END)) x (name, script)
        WHERE x.script IS NOT NULL;
    ELSE
        RETURN QUERY SELECT f.* FROM gitversion_internal.online_files(p_format, (SELECT jsonb_agg(to_jsonb(p) ORDER BY p.part)
            FROM gitversion_internal.online_parts(v_up -> 'steps', v_schema, concat_ws(E'\n',
                gitversion_internal.carried('gitversion_internal.schema_hash'::regproc::oid::regprocedure, 'gitversion_schema_hash'),
                gitversion_internal.carried_roles(gitversion_internal.portable_steps(v_up -> 'steps')),
                gitversion_internal.hash_check(v_schema, v_before, v_after, false)),
                gitversion_internal.hash_check(v_schema, v_before, v_after, true)) p), v_title, v_version, v_name, v_id) f;
    END IF;
END
$$;
COMMENT ON FUNCTION gitversion.migration(text, text, text, name, jsonb, jsonb, boolean, boolean) IS
    'files that bring a schema of another database, without gitversion, from one revision to another and back, for '
    'psql (sql), flyway or liquibase: they refuse on a schema in another state, and prove the one they reach; '
    'p_using (p_using_back for the way back) and p_move_data: as of merge_branches; p_online: scripts that run beside '
    'applications, for flyway and liquibase without the way back';
