-- Branches: schemas that share a history.
CREATE FUNCTION gitversion_internal.create_branch(p_branch_name text, p_from_branch text, p_trust boolean)
RETURNS integer LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'java.lang.Integer=org.gitversion.function.BranchFunctions.createBranch(java.lang.String,java.lang.String,java.lang.Boolean)';
COMMENT ON FUNCTION gitversion_internal.create_branch(text, text, boolean) IS
    'create_branch without rows; internal';

CREATE FUNCTION gitversion.create_branch(p_branch_name text, p_from_branch text DEFAULT 'main',
    p_data text DEFAULT 'none', p_tables text[] DEFAULT NULL, p_trust boolean DEFAULT false)
RETURNS integer LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_share numeric := gitversion_internal.share_of_rows(p_data);
    v_from text := (SELECT b.schema_name FROM gitversion.branches b
        WHERE b.branch_name = p_from_branch AND b.is_active);
    v_id integer;
BEGIN
    IF v_share = 0 AND p_tables IS NOT NULL THEN
        PERFORM gitversion_internal.raise('VC014', 'p_tables names tables, but p_data is ''none''',
            'p_tables says whose rows are copied.', 'Give p_data => ''all'' or a share such as ''10%'', too.');
    END IF;
    v_id := gitversion_internal.create_branch(p_branch_name, p_from_branch, p_trust);
    IF v_share > 0 AND v_from IS NULL THEN
        PERFORM gitversion_internal.raise('VC014', format('revision "%s" has no rows to copy', p_from_branch),
            'Rows are those of a live schema; a commit has none.', 'Name a branch, or leave p_data out.');
    ELSIF v_share > 0 THEN
        PERFORM gitversion_internal.copy_branch_rows(v_from, b.schema_name, v_share, p_tables)
        FROM gitversion.branches b WHERE b.id = v_id;
    END IF;
    RETURN v_id;
END
$$;
COMMENT ON FUNCTION gitversion.create_branch(text, text, text, text[], boolean) IS
    'creates a branch: of another branch a clone of its live schema, of any other revision that '
    'commit''s state rebuilt; returns the id of the branch; p_data: the rows it gets of the branch it is made '
    'of, none, all or a share such as 10%, of all tables or of p_tables, with the rows that these refer to; '
    'p_trust: what others own may run as the caller';

CREATE FUNCTION gitversion_internal.drop_branch(p_branch_name text, p_force boolean)
RETURNS void LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'org.gitversion.function.BranchFunctions.dropBranch(java.lang.String,java.lang.Boolean)';
COMMENT ON FUNCTION gitversion_internal.drop_branch(text, boolean) IS
    'drops a branch, whichever that of the session is; internal';

CREATE FUNCTION gitversion.drop_branch(p_branch_name text, p_force boolean DEFAULT false)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM gitversion_internal.drop_branch(p_branch_name, p_force);
    IF pg_catalog.current_setting('gitversion.current_branch', true) OPERATOR(pg_catalog.=) p_branch_name THEN
        PERFORM pg_catalog.set_config('gitversion.current_branch', '', false),
            pg_catalog.set_config('gitversion.current_schema', '', false);
        RESET search_path;
    END IF;
END
$$;
COMMENT ON FUNCTION gitversion.drop_branch(text, boolean) IS
    'drops a branch with its schema; refuses to lose uncommitted changes or unmerged commits unless '
    'forced; the commits stay';

CREATE FUNCTION gitversion.clone_schema_objects(
    p_from_schema text, p_to_schema text, p_trust boolean DEFAULT false)
RETURNS void LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'org.gitversion.function.BranchFunctions.cloneSchemaObjects(java.lang.String,java.lang.String,java.lang.Boolean)';
COMMENT ON FUNCTION gitversion.clone_schema_objects(text, text, boolean) IS
    'builds all objects of one schema in another, which is created or must be empty, and verifies '
    'the result by reading it back; '
    'p_trust: what others own may run as the caller';

-- A base type goes with CASCADE, as its functions need it and it needs them: nothing else may go.
CREATE FUNCTION gitversion_internal.refuse_dependents(p_type regtype) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_found text;
BEGIN
    WITH own AS (
        SELECT t.oid FROM pg_type t LEFT JOIN pg_range r ON r.rngtypid = p_type
        JOIN pg_type e ON e.oid IN (p_type, r.rngmultitypid) AND t.oid IN (e.oid, e.typarray)
    ), part AS (
        SELECT 'pg_type'::regclass::oid AS classid, own.oid AS objid FROM own
        UNION
        SELECT d.classid, d.objid FROM pg_depend d
        JOIN pg_depend f ON f.classid = 'pg_type'::regclass AND f.objid = p_type
            AND f.refclassid = d.classid AND f.refobjid = d.objid
        WHERE d.classid = 'pg_proc'::regclass AND d.refclassid = 'pg_type'::regclass
            AND d.refobjid IN (SELECT own.oid FROM own)
        UNION
        SELECT d.classid, d.objid FROM pg_depend d WHERE d.refclassid = 'pg_type'::regclass
            AND d.refobjid IN (SELECT own.oid FROM own) AND d.deptype = 'i'
    )
    SELECT string_agg(pg_describe_object(d.classid, d.objid, d.objsubid), ', ') INTO v_found
    FROM part JOIN pg_depend d ON d.refclassid = part.classid AND d.refobjid = part.objid
    WHERE d.deptype IN ('n', 'a') AND (d.classid, d.objid) NOT IN (
        SELECT x.classid, x.objid FROM part x);
    IF v_found IS NOT NULL THEN
        RAISE dependent_objects_still_exist USING DETAIL = v_found, MESSAGE = format(
            'cannot drop type %s because other objects depend on it: %s', p_type, v_found);
    END IF;
END
$$;
COMMENT ON FUNCTION gitversion_internal.refuse_dependents(regtype) IS
    'fails when anything but its own functions depends on a type; internal';
