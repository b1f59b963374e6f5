-- Everybody may look at branches and history; whoever shall make some is granted more, see
-- doc/privileges.md. Nothing here runs with the rights of its owner but the event triggers.
GRANT USAGE ON SCHEMA gitversion TO PUBLIC;
GRANT SELECT ON gitversion.branches, gitversion.commits, gitversion.commit_parents,
    gitversion.tags, gitversion.reflog, gitversion.object_storage, gitversion.object_references,
    gitversion.object_identities, gitversion.object_snapshots, gitversion.merkle_nodes,
    gitversion.merge_attempts, gitversion.merge_conflicts, gitversion.resolutions,
    gitversion.merge_drivers, gitversion.settled_texts,
    gitversion.branch_states, gitversion.branch_list, gitversion.ignore_patterns,
    gitversion.tracked_tables TO PUBLIC;
REVOKE EXECUTE ON FUNCTION
    gitversion.init(text, name), gitversion.commit(text, text, text[]),
    gitversion.amend(text, text, boolean),
    gitversion.store_object_cow(text, integer),
    gitversion.update_merkle_tree_incremental(integer, text[]),
    gitversion.create_branch(text, text, text, text[], boolean), gitversion.drop_branch(text, boolean),
    gitversion.clone_schema_objects(text, text),
    gitversion.merge_branches(text, text, text, text, text, boolean, boolean),
    gitversion.tag(text, text, text), gitversion.drop_tag(text),
    gitversion.rename_branch(text, text), gitversion.reset(text, text, text, boolean, boolean),
    gitversion.rebase(text, text, boolean), gitversion.revert(text, text, integer, boolean),
    gitversion.cherry_pick(text, text, integer, boolean), gitversion.restore(text, text, text, boolean),
    gitversion.stash(text, text), gitversion.stash_pop(text, boolean), gitversion.gc(interval)
    FROM PUBLIC;
