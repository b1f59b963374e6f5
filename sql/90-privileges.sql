-- Everybody may look at branches and history; whoever shall make some is granted more, see
-- doc/privileges.md. Nothing here runs with the rights of its owner but the event trigger.
GRANT USAGE ON SCHEMA gitversion TO PUBLIC;
GRANT SELECT ON gitversion.branches, gitversion.commits, gitversion.commit_parents,
    gitversion.tags, gitversion.reflog, gitversion.object_storage, gitversion.object_references,
    gitversion.object_identities, gitversion.object_snapshots, gitversion.merkle_nodes,
    gitversion.merge_attempts, gitversion.merge_conflicts TO PUBLIC;
REVOKE EXECUTE ON FUNCTION
    gitversion.init(text, name), gitversion._commit(text, text), gitversion.commit(text, text),
    gitversion.store_object_cow(text, integer),
    gitversion.update_merkle_tree_incremental(integer, text[]),
    gitversion.create_branch(text, text), gitversion.drop_branch(text, boolean),
    gitversion.clone_schema_objects(text, text), gitversion.merge_branches(text, text, text)
    FROM PUBLIC;
