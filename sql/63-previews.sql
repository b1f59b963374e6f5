-- What reset, revert, cherry_pick and rebase would do.
CREATE FUNCTION gitversion_internal.preview_replay(
    p_verb text, p_branch_name text, p_revision text, p_mainline integer, p_trust boolean, p_using text, p_park text)
RETURNS SETOF text LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'org.gitversion.function.ReplayFunctions.preview(java.lang.String,java.lang.String,java.lang.String,java.lang.Integer,java.lang.Boolean,java.lang.String,java.lang.String)';
COMMENT ON FUNCTION gitversion_internal.preview_replay(text, text, text, integer, boolean, text, text) IS
    'the rows of preview_reset and the like as JSON; internal';

-- They have the columns of preview_merge, and differ in what they take.
DO $previews$
DECLARE
    v record;
BEGIN
    FOR v IN
        SELECT * FROM (VALUES
            ('reset', 'p_branch_name text, p_revision text', 'p_branch_name, p_revision, NULL',
                'what a hard reset would do, as preview_merge: the statements it would execute, after a '
                'warning for each table and column whose rows would be lost'),
            ('revert', 'p_revision text, p_branch_name text DEFAULT NULL, p_mainline integer DEFAULT NULL',
                'coalesce(p_branch_name, gitversion.current_branch()), p_revision, p_mainline',
                'what revert would do, as preview_merge: the statements it would execute, or the conflicts'),
            ('cherry_pick', 'p_revision text, p_branch_name text DEFAULT NULL, p_mainline integer DEFAULT NULL',
                'coalesce(p_branch_name, gitversion.current_branch()), p_revision, p_mainline',
                'what cherry_pick would do, as preview_merge: the statements it would execute, or the conflicts'),
            ('rebase', 'p_branch_name text, p_onto text', 'p_branch_name, p_onto, NULL',
                'what rebase would do, as preview_merge: the statements it would execute, or the conflicts')
            ) x (verb, takes, given, comment)
    LOOP
        EXECUTE pg_catalog.format(
            'CREATE OR REPLACE FUNCTION gitversion.%5$s(%2$s, p_trust boolean DEFAULT false, p_using jsonb DEFAULT NULL, p_move_data boolean DEFAULT false, p_park interval DEFAULT NULL) '
            'RETURNS %3$s LANGUAGE sql BEGIN ATOMIC '
            'SELECT r.* FROM gitversion_internal.preview_replay(%1$L, %4$s, p_trust, gitversion_internal.conversions(p_using, p_move_data), p_park::text) p '
            'CROSS JOIN LATERAL gitversion_internal.preview_row(p.p) r; END',
            v.verb, v.takes, pg_catalog.pg_get_function_result('gitversion.preview_merge'::regproc), v.given,
            'preview_' || v.verb);
        EXECUTE pg_catalog.format('COMMENT ON FUNCTION gitversion.%s IS %L', 'preview_' || v.verb, v.comment);
    END LOOP;
END
$previews$;
