-- Plans for programs and for databases elsewhere.
CREATE FUNCTION gitversion.plan_json(p_from text, p_to text, p_using jsonb DEFAULT NULL) RETURNS jsonb LANGUAGE sql
BEGIN ATOMIC
    SELECT coalesce(pg_catalog.jsonb_agg(pg_catalog.to_jsonb(p) ORDER BY p.step), '[]') FROM gitversion.plan(p_from, p_to, p_using) p;
END;
COMMENT ON FUNCTION gitversion.plan_json(text, text, jsonb) IS
    'plan for programs: an array with an object for each statement, which has the columns of plan; p_using: as of '
    'merge_branches';

CREATE FUNCTION gitversion.plan_script(
    p_from text, p_to text, p_schema name DEFAULT NULL, p_using jsonb DEFAULT NULL)
RETURNS text LANGUAGE sql
BEGIN ATOMIC
    SELECT pg_catalog.concat_ws(E'\n', 'BEGIN;',
        'SET LOCAL search_path = ' || gitversion_internal.path_elsewhere(s.name) || ';', 'SET LOCAL check_function_bodies = off;',
        'SET LOCAL standard_conforming_strings = on;',
        CASE WHEN pg_catalog.strpos(t.steps, 'pg_temp.gitversion_execute_as(') > 0 THEN gitversion_internal.carried(
            'gitversion_internal.execute_as(text, text)'::regprocedure, 'gitversion_execute_as') END, t.steps, 'COMMIT;', '')
    FROM (SELECT gitversion_internal.schema_elsewhere(p_schema)) s (name)
    CROSS JOIN LATERAL (SELECT gitversion_internal.portable_steps(
        gitversion_internal.migration(p_from, p_to, s.name, p_using::text, gitversion.current_branch())
            -> 'steps')) t (steps);
END;
COMMENT ON FUNCTION gitversion.plan_script(text, text, name, jsonb) IS
    'plan as the text of a script of one transaction, which also runs on a database without gitversion, in '
    'a schema of the name that is given, else of the name that the schema of the root branch has; p_using: as of '
    'merge_branches';

CREATE FUNCTION gitversion_internal.title(p_from integer, p_to integer, p_schema text, p_note text) RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT pg_catalog.string_agg('-- ' || pg_catalog.translate(x.line, E'\n\r', '  '), E'\n' ORDER BY x.n) || E'\n'
    FROM (SELECT 1, pg_catalog.format('Brings schema "%s" from one commit of gitversion to another, in one transaction.', p_schema)
        UNION ALL SELECT x.n, pg_catalog.concat(x.what, c.commit_hash, ' ', pg_catalog.split_part(c.message, E'\n', 1))
        FROM (VALUES (2, 'from ', p_from), (3, 'to   ', p_to)) x (n, what, id) JOIN gitversion.commits c ON c.id = x.id
        UNION ALL SELECT 4, p_note WHERE p_note IS NOT NULL) x (n, line);
END;
COMMENT ON FUNCTION gitversion_internal.title(integer, integer, text, text) IS
    'what a migration script says of itself; internal';

CREATE FUNCTION gitversion.migration(
    p_from text, p_to text, p_format text DEFAULT 'sql', p_schema name DEFAULT NULL, p_using jsonb DEFAULT NULL,
    p_using_back jsonb DEFAULT NULL)
RETURNS TABLE (file_name text, content text) LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_schema text := gitversion_internal.schema_elsewhere(p_schema);
    v_session text := gitversion.current_branch();
    v_up jsonb;
    v_down jsonb;
    v_note text;
    v_there text;
    v_back text;
    v_from integer;
    v_to integer;
    v_before jsonb;
    v_after jsonb;
    v_version text;
BEGIN
    IF p_format IS NULL OR p_format NOT IN ('sql', 'flyway', 'liquibase') THEN
        PERFORM gitversion_internal.raise('VC014', format('"%s" is no format of migrations', p_format),
            'A format says which tool runs the files.', 'Take sql (psql), flyway or liquibase.');
    END IF;
    v_up := gitversion_internal.migration(p_from, p_to, v_schema, p_using::text, v_session);
    v_from := gitversion.rev_parse(p_from);
    v_to := gitversion.rev_parse(p_to);
    v_before := jsonb_build_array(v_up -> 'before');
    v_after := jsonb_build_array(v_up -> 'after');
    BEGIN
        v_down := gitversion_internal.migration(p_to, p_from, v_schema, p_using_back::text, v_session);
        -- A schema has either hash: as its state is built, or as the way there leaves it.
        v_before := v_before || jsonb_build_array(v_down -> 'after');
        v_after := v_after || jsonb_build_array(v_down -> 'before');
        v_back := gitversion_internal.script(v_down, v_schema,
            gitversion_internal.title(v_to, v_from, v_schema, NULL), v_after, v_before);
    EXCEPTION WHEN OTHERS THEN
        IF NOT starts_with(SQLSTATE, 'VC') OR p_using_back IS NOT NULL THEN
            RAISE;
        END IF;
        v_note := 'There is no way back in place: ' || SQLERRM;
    END;
    v_there := gitversion_internal.script(v_up, v_schema,
        gitversion_internal.title(v_from, v_to, v_schema, v_note), v_before, v_after);
    IF p_format = 'flyway' THEN
        SELECT concat(to_char(c.committed_at AT TIME ZONE 'UTC', 'YYYYMMDDHH24MISS'), '__', coalesce(nullif(btrim(left(
            regexp_replace(lower(split_part(c.message, E'\n', 1)), '[^a-z0-9]+', '_', 'g'), 60), '_'), ''), 'migration'), '.sql')
        INTO v_version FROM gitversion.commits c WHERE c.id = v_to;
    END IF;
    RETURN QUERY SELECT x.name, CASE WHEN p_format = 'sql'
            THEN concat(E'\\set ON_ERROR_STOP on\nBEGIN;\n', x.script, E'COMMIT;\n') ELSE x.script END
        FROM (VALUES (CASE p_format WHEN 'flyway' THEN 'V' || v_version ELSE 'up.sql' END, v_there),
            (CASE p_format WHEN 'flyway' THEN 'U' || v_version ELSE 'down.sql' END, v_back)) x (name, script)
        WHERE x.script IS NOT NULL
        -- What looks like a placeholder is none.
        UNION ALL SELECT 'V' || v_version || '.conf', E'executeInTransaction=true\nplaceholderReplacement=false\n'
        WHERE p_format = 'flyway'
        UNION ALL SELECT 'changelog.xml', format($xml$<?xml version="1.0" encoding="UTF-8"?>
<databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
    <changeSet id="%s" author="gitversion">
        <sqlFile path="up.sql" relativeToChangelogFile="true" splitStatements="false" stripComments="false"/>%s
    </changeSet>
</databaseChangeLog>
$xml$, (SELECT concat(left(a.commit_hash, 12), '-', left(b.commit_hash, 12)) FROM gitversion.commits a, gitversion.commits b
                WHERE a.id = v_from AND b.id = v_to),
            CASE WHEN v_back IS NOT NULL THEN $xml$
        <rollback>
            <sqlFile path="down.sql" relativeToChangelogFile="true" splitStatements="false" stripComments="false"/>
        </rollback>$xml$ END)
        WHERE p_format = 'liquibase';
END
$$;
COMMENT ON FUNCTION gitversion.migration(text, text, text, name, jsonb, jsonb) IS
    'files that bring a schema of another database, without gitversion, from one revision to another and back, for '
    'psql (sql), flyway or liquibase: they refuse on a schema in another state, and prove the one they reach; '
    'p_using, and p_using_back for the way back: as of merge_branches';
