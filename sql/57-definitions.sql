-- Definitions of single objects, as DDL and as JSON. PostgreSQL reads them: their statements are executed
-- in a schema of their own that never stays. They are looked up as the caller would look them up.
CREATE FUNCTION gitversion_internal.normalize_ddl(
    p_ddl text, p_object_type text, p_session_branch text, p_schemas text[])
RETURNS text LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'java.lang.String=org.gitversion.function.DefinitionFunctions.normalize(java.lang.String,java.lang.String,java.lang.String,java.lang.String[])';
COMMENT ON FUNCTION gitversion_internal.normalize_ddl(text, text, text, text[]) IS
    'normalize_ddl_advanced for a branch of the session and a search path; internal';

CREATE FUNCTION gitversion_internal.parse_ddl(
    p_ddl text, p_object_type text, p_session_branch text, p_schemas text[])
RETURNS jsonb LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'java.lang.String=org.gitversion.function.DefinitionFunctions.parse(java.lang.String,java.lang.String,java.lang.String,java.lang.String[])';
COMMENT ON FUNCTION gitversion_internal.parse_ddl(text, text, text, text[]) IS
    'parse_ddl_to_ast for a branch of the session and a search path; internal';

CREATE FUNCTION gitversion_internal.normalize_ast(p_ast text) RETURNS jsonb LANGUAGE java IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS 'java.lang.String=org.gitversion.function.DefinitionFunctions.normalizeAst(java.lang.String)';
COMMENT ON FUNCTION gitversion_internal.normalize_ast(text) IS 'normalize_ast; internal';

CREATE FUNCTION gitversion_internal.ast_to_ddl(p_ast text, p_session_branch text, p_schemas text[])
RETURNS text LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'java.lang.String=org.gitversion.function.DefinitionFunctions.astToDdl(java.lang.String,java.lang.String,java.lang.String[])';
COMMENT ON FUNCTION gitversion_internal.ast_to_ddl(text, text, text[]) IS
    'ast_to_ddl for a branch of the session and a search path; internal';

-- Without a SET clause, and with every name qualified: these see the caller's search path.
CREATE FUNCTION gitversion.normalize_ddl_advanced(p_ddl text, p_object_type gitversion.object_type)
RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    RETURN gitversion_internal.normalize_ddl(p_ddl, p_object_type::pg_catalog.text,
        gitversion.current_branch(), pg_catalog.current_schemas(false)::pg_catalog.text[]);
END
$$;
COMMENT ON FUNCTION gitversion.normalize_ddl_advanced(text, gitversion.object_type) IS
    'the canonical DDL of an object of which any spelling of its DDL is given: CREATE and what else is '
    'about the same object, or for a part the ALTER that adds it; nothing of it stays';

CREATE FUNCTION gitversion.parse_ddl_to_ast(p_ddl text, p_object_type gitversion.object_type)
RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
    RETURN gitversion_internal.parse_ddl(p_ddl, p_object_type::pg_catalog.text,
        gitversion.current_branch(), pg_catalog.current_schemas(false)::pg_catalog.text[]);
END
$$;
COMMENT ON FUNCTION gitversion.parse_ddl_to_ast(text, gitversion.object_type) IS
    'what normalize_ddl_advanced understands, as JSON: kind, path, slots, references and children of the '
    'object';

CREATE FUNCTION gitversion.normalize_ast(p_ast jsonb) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN gitversion_internal.normalize_ast(p_ast::pg_catalog.text);
END
$$;
COMMENT ON FUNCTION gitversion.normalize_ast(jsonb) IS
    'the one form of all descriptions of an object that mean the same';

CREATE FUNCTION gitversion.ast_to_ddl(p_ast jsonb) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    RETURN gitversion_internal.ast_to_ddl(p_ast::pg_catalog.text,
        gitversion.current_branch(), pg_catalog.current_schemas(false)::pg_catalog.text[]);
END
$$;
COMMENT ON FUNCTION gitversion.ast_to_ddl(jsonb) IS
    'the canonical DDL of an object that parse_ddl_to_ast described; PostgreSQL builds it, and nothing of '
    'it stays';
