-- Plans that are not one transaction, for tools that note themselves what was executed.
CREATE FUNCTION gitversion_internal.online_parts(p_steps jsonb, p_schema text, p_before text, p_after text)
RETURNS TABLE (part integer, statements text[]) LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT 1, ARRAY[p_before]
    UNION ALL SELECT 1 + s.stage, ARRAY[
            'DO $path$BEGIN PERFORM set_config(''gitversion_script.search_path'', current_setting(''search_path''), false); END$path$;',
            gitversion_internal.session_of_script(p_schema), CASE WHEN s.alone IS NOT NULL THEN 'SET lock_timeout = 0;' END]
        || ARRAY(SELECT gitversion_internal.portable_step(e.step) FROM pg_catalog.jsonb_array_elements(s.alone)
            WITH ORDINALITY e (step, n) ORDER BY e.n)
        || CASE WHEN s.is_last THEN gitversion_internal.carried(
            'gitversion_internal.schema_hash(text, text, text[], text[], boolean)'::regprocedure, 'gitversion_schema_hash') END
        || gitversion_internal.patient_transaction(pg_catalog.concat_ws(E'\n', gitversion_internal.together(s.together),
            CASE WHEN s.is_last THEN p_after END))
        || E'RESET lock_timeout;\nRESET check_function_bodies;\nRESET standard_conforming_strings;'::text
        || 'DO $path$BEGIN PERFORM set_config(''search_path'', current_setting(''gitversion_script.search_path''), false); END$path$;'::text
    FROM (SELECT x.*, pg_catalog.lead(x.stage) OVER (ORDER BY x.stage) IS NULL AS is_last
        FROM gitversion_internal.stages(p_steps) x) s;
END;
COMMENT ON FUNCTION gitversion_internal.online_parts(jsonb, text, text, text) IS
    'a plan that is not one transaction, in parts of which each can be executed again until it has come to its end; internal';

CREATE FUNCTION gitversion_internal.online_files(
    p_format text, p_parts jsonb, p_title text, p_version text, p_name text, p_id text)
RETURNS TABLE (file_name text, content text) LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT x.name, x.text FROM pg_catalog.jsonb_array_elements(p_parts) e (part)
    CROSS JOIN LATERAL (SELECT pg_catalog.concat('V', p_version, '.', e.part ->> 'part', '__', p_name, '.sql') AS file,
        (SELECT pg_catalog.string_agg(t.text, E'\n' ORDER BY t.n)
            FROM pg_catalog.jsonb_array_elements_text(e.part -> 'statements') WITH ORDINALITY t (text, n)) AS script) s
    CROSS JOIN LATERAL (VALUES (s.file, pg_catalog.concat(p_title, s.script, E'\n')),
        -- What looks like a placeholder is none.
        (s.file || '.conf', E'executeInTransaction=false\nplaceholderReplacement=false\n')) x (name, text)
    WHERE p_format = 'flyway'
    UNION ALL SELECT 'changelog.xml', pg_catalog.format($xml$<?xml version="1.0" encoding="UTF-8"?>
<databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
%s
</databaseChangeLog>
$xml$, pg_catalog.string_agg(pg_catalog.format(E'    <changeSet id="%s-%s" author="gitversion" runInTransaction="false">\n%s\n    </changeSet>',
            p_id, e.part ->> 'part', (SELECT pg_catalog.string_agg(pg_catalog.format(
                '        <sql splitStatements="false" stripComments="false"><![CDATA[%s]]></sql>',
                pg_catalog.replace(t.text, ']]>', ']]]]><![CDATA[>')), E'\n' ORDER BY t.n)
            FROM pg_catalog.jsonb_array_elements_text(e.part -> 'statements') WITH ORDINALITY t (text, n) WHERE t.text IS NOT NULL)),
            E'\n' ORDER BY (e.part ->> 'part')::integer))
    FROM pg_catalog.jsonb_array_elements(p_parts) e (part)
    WHERE p_format = 'liquibase' HAVING pg_catalog.count(*) > 0;
END;
COMMENT ON FUNCTION gitversion_internal.online_files(text, jsonb, text, text, text, text) IS
    'the parts of a plan that is not one transaction as files for flyway or liquibase; internal';
