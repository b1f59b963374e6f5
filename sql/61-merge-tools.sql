-- Parts of a merge as functions of their own.
CREATE FUNCTION gitversion_internal.three_way_merge(
    p_base integer, p_source integer, p_target integer, p_strategy text)
RETURNS SETOF text LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'org.gitversion.function.ConflictFunctions.threeWayMerge(java.lang.Integer,java.lang.Integer,java.lang.Integer,java.lang.String)';
COMMENT ON FUNCTION gitversion_internal.three_way_merge(integer, integer, integer, text) IS
    'the elements of three_way_merge as rows; internal';

CREATE FUNCTION gitversion.three_way_merge(
    p_base integer, p_source integer, p_target integer, p_strategy text DEFAULT 'recursive')
RETURNS jsonb[] LANGUAGE sql
BEGIN ATOMIC
    SELECT ARRAY(SELECT c.c::jsonb
        FROM gitversion_internal.three_way_merge(p_base, p_source, p_target, p_strategy) c);
END;
COMMENT ON FUNCTION gitversion.three_way_merge(integer, integer, integer, text) IS
    'the conflicts between two commits that come from a third, as merge_branches reports them but for those '
    'with rows; no branch is touched';

CREATE FUNCTION gitversion.merge_ddl_union(p_source text, p_target text)
RETURNS text LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'java.lang.String=org.gitversion.function.ConflictFunctions.union(java.lang.String,java.lang.String)';
COMMENT ON FUNCTION gitversion.merge_ddl_union(text, text) IS
    'canonical DDL with what two definitions of the same objects have: parts of both, items of both, lines of '
    'both in bodies; null where they contradict each other. They are executed in an empty schema, which is '
    'rolled back';

CREATE FUNCTION gitversion_internal.auto_resolve(
    p_conflict text, p_kind text, p_slot text, p_base text, p_source text, p_target text, p_strategy text)
RETURNS text LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'java.lang.String=org.gitversion.function.ConflictFunctions.autoResolve(java.lang.String,java.lang.String,java.lang.String,java.lang.String,java.lang.String,java.lang.String,java.lang.String)';
COMMENT ON FUNCTION gitversion_internal.auto_resolve(text, text, text, text, text, text, text) IS
    'auto_resolve_conflict with the members of the conflict; internal';

CREATE FUNCTION gitversion.auto_resolve_conflict(p_conflict jsonb, p_strategy text)
RETURNS text LANGUAGE sql
BEGIN ATOMIC
    SELECT gitversion_internal.auto_resolve(p_conflict::text, pg_catalog.lower(p_conflict ->> 'object_type'),
        p_conflict ->> 'slot', p_conflict ->> 'base_version', p_conflict ->> 'source_version',
        p_conflict ->> 'target_version', p_strategy);
END;
COMMENT ON FUNCTION gitversion.auto_resolve_conflict(jsonb, text) IS
    'what a strategy makes of a conflict as three_way_merge or merge_branches report it: ours the version of '
    'the target, theirs that of the source, union what merge_ddl_union or the lines of both come to; null '
    'where it takes a person, or the side has no such object';
