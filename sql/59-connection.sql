-- How clients reach a branch from their first statement on.
CREATE FUNCTION gitversion_internal.url_encoded(p_text text) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT pg_catalog.string_agg(CASE WHEN c.character ~ '^[A-Za-z0-9_.~-]$' THEN c.character
        ELSE pg_catalog.regexp_replace(pg_catalog.upper(pg_catalog.encode(
            pg_catalog.convert_to(c.character, 'UTF8'), 'hex')), '(..)', '%\1', 'g') END, '' ORDER BY c.n)
    FROM pg_catalog.string_to_table(p_text, NULL) WITH ORDINALITY AS c (character, n);
END;
COMMENT ON FUNCTION gitversion_internal.url_encoded(text) IS 'a text as a part of a URL; internal';

CREATE FUNCTION gitversion.connection_options(p_branch_name text DEFAULT NULL)
RETURNS TABLE (client text, place text, value text) LANGUAGE plpgsql STABLE AS $$
DECLARE
    v_name pg_catalog.text := coalesce(p_branch_name, gitversion.current_branch());
    v_id integer := gitversion_internal.branch_id(v_name);
    v_schema pg_catalog.text := (SELECT b.schema_name FROM gitversion.branches b WHERE b.id OPERATOR(pg_catalog.=) v_id);
    v_path pg_catalog.text := gitversion_internal.session_path(v_schema);
    -- The server splits options at spaces, but for those behind a backslash.
    v_options pg_catalog.text := '-c search_path=' OPERATOR(pg_catalog.||) pg_catalog.regexp_replace(v_path, '([\s\\])', '\\\1', 'g');
    v_parameter pg_catalog.text := 'options=' OPERATOR(pg_catalog.||) gitversion_internal.url_encoded(v_options);
BEGIN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_namespace n WHERE n.nspname OPERATOR(pg_catalog.=) v_schema) THEN
        PERFORM gitversion_internal.refuse_schema(v_schema, v_name);
    END IF;
    RETURN QUERY VALUES
        ('psql', 'shell', 'PGOPTIONS=''' OPERATOR(pg_catalog.||) pg_catalog.replace(v_options, '''', '''\''''') OPERATOR(pg_catalog.||) ''' psql'),
        ('libpq', 'environment variable PGOPTIONS', v_options),
        ('libpq', 'connection string', 'options='''
            OPERATOR(pg_catalog.||) pg_catalog.regexp_replace(v_options, '([''\\])', '\\\1', 'g') OPERATOR(pg_catalog.||) ''''),
        ('libpq', 'parameter of a URI', v_parameter),
        ('JDBC', 'parameter of a URL', v_parameter),
        ('JDBC', 'property options', v_options),
        ('node', 'property options', pg_catalog.to_jsonb(v_options)::pg_catalog.text),
        ('node', 'parameter of a connection string', v_parameter);
END
$$;
COMMENT ON FUNCTION gitversion.connection_options(text) IS
    'what makes a connection work on a branch (the session''s when none is named) from its first statement '
    'on, for libpq (psql, Python, Ruby, PHP, …), JDBC and node';
