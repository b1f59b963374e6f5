-- Functions behind those that are not for everybody. They are created again by an update, and so is this.
GRANT USAGE ON SCHEMA gitversion_internal TO PUBLIC;
REVOKE EXECUTE ON FUNCTION
    gitversion_internal.commit(text, text, text[]),
    gitversion_internal.amend(text, text, boolean),
    gitversion_internal.merge_branches(text, text, text, text, text, boolean, boolean, text),
    gitversion_internal.start_merge(text, text, text, text, text, boolean, text),
    gitversion_internal.start_replay(text, text, text, integer),
    gitversion_internal.start_stash_pop(text),
    gitversion_internal.tag(text, text, text, text),
    gitversion_internal.rename_branch(text, text), gitversion_internal.revert(text, text, integer, boolean),
    gitversion_internal.finish_merge(integer), gitversion_internal.create_branch(text, text, boolean),
    gitversion_internal.drop_branch(text, boolean),
    gitversion_internal.cherry_pick(text, text, integer, boolean),
    gitversion_internal.restore(text, text, text, boolean), gitversion_internal.stash(text, text),
    gitversion_internal.stash_pop(text, boolean), gitversion_internal.remove_commits(integer[]),
    gitversion_internal.store_live(text)
    FROM PUBLIC;
-- The same for those for users that came with an update.
REVOKE EXECUTE ON FUNCTION gitversion.repair(), gitversion.ignore(text), gitversion.unignore(text),
    gitversion.localize(text, boolean), gitversion.run_on_branch(text, text),
    gitversion.require_check(text, text), gitversion.drop_check(text, text),
    gitversion.add_hook(text, text, text), gitversion.drop_hook(text, text, text),
    gitversion.set_lint_rule(text, text, boolean),
    gitversion.start_merge(text, text, text, text, text, boolean),
    gitversion.start_cherry_pick(text, text, integer), gitversion.start_revert(text, text, integer),
    gitversion.start_rebase(text, text), gitversion.start_stash_pop(text),
    gitversion.resolve_conflict(integer, text, text), gitversion.finish_merge(integer),
    gitversion.abort_merge(integer), gitversion.restart_merge(integer),
    gitversion.register_merge_driver(text, text), gitversion.unregister_merge_driver(text),
    gitversion.forget_resolutions(text) FROM PUBLIC;
GRANT SELECT ON gitversion.ignored_paths, gitversion.branch_functions, gitversion.required_checks, gitversion.hooks,
    gitversion.lint_rules, gitversion.lint_exceptions, gitversion.open_conflicts TO PUBLIC;
DO $privileges$
DECLARE
    v_inner regprocedure;
BEGIN
    FOR v_inner IN
        SELECT i.oid FROM pg_catalog.pg_proc i
        JOIN pg_catalog.pg_proc p ON i.proname = 'do_' || p.proname AND i.proargtypes = p.proargtypes
        WHERE i.pronamespace = 'gitversion_internal'::regnamespace
          AND p.pronamespace = 'gitversion'::regnamespace
          AND NOT EXISTS (SELECT FROM pg_catalog.aclexplode(coalesce(
              p.proacl, pg_catalog.acldefault('f', p.proowner))) a WHERE a.grantee = 0)
    LOOP
        EXECUTE pg_catalog.format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', v_inner);
    END LOOP;
END
$privileges$;
