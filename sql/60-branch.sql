-- Branches: schemas that share a history.
CREATE FUNCTION gitversion.create_branch(p_branch_name text, p_from_branch text DEFAULT 'main')
RETURNS integer LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'java.lang.Integer=org.gitversion.function.BranchFunctions.createBranch(java.lang.String,java.lang.String)';
COMMENT ON FUNCTION gitversion.create_branch(text, text) IS
    'creates a branch: of another branch a clone of its live schema, of any other revision that '
    'commit''s state rebuilt; returns the id of the branch';

CREATE FUNCTION gitversion.drop_branch(p_branch_name text, p_force boolean DEFAULT false)
RETURNS void LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'org.gitversion.function.BranchFunctions.dropBranch(java.lang.String,java.lang.Boolean)';
COMMENT ON FUNCTION gitversion.drop_branch(text, boolean) IS
    'drops a branch with its schema; refuses to lose uncommitted changes or unmerged commits unless '
    'forced; the commits stay';

CREATE FUNCTION gitversion.clone_schema_objects(p_from_schema text, p_to_schema text)
RETURNS void LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'org.gitversion.function.BranchFunctions.cloneSchemaObjects(java.lang.String,java.lang.String)';
COMMENT ON FUNCTION gitversion.clone_schema_objects(text, text) IS
    'builds all objects of one schema in another, which is created or must be empty, and verifies '
    'the result by reading it back';
