-- History is written through these views alone, which have the names of its tables: nobody but their owner
-- writes to the tables. A view checks the row as it is before and after, with the role that writes, and the
-- privileges on it say which columns can be given at all. What a view cannot check is left out of them.
CREATE VIEW gitversion_internal.branches AS
    SELECT b.* FROM gitversion.branches b WHERE gitversion_internal.may_change(b.id)
    WITH CASCADED CHECK OPTION;
COMMENT ON VIEW gitversion_internal.branches IS 'for writing to branches; internal';

-- The row of a new branch is not there yet when it is checked.
CREATE VIEW gitversion_internal.new_branches AS
    SELECT b.* FROM gitversion.branches b
    WHERE EXISTS (SELECT FROM pg_catalog.pg_namespace n
        WHERE n.nspname = b.schema_name AND pg_catalog.pg_has_role(n.nspowner, 'USAGE'))
    WITH CASCADED CHECK OPTION;
COMMENT ON VIEW gitversion_internal.new_branches IS 'for new rows of branches; internal';

-- For locking rows, which takes the right to change them: row_at is what is granted, and no column of the table.
CREATE VIEW gitversion_internal.branch_locks AS
    SELECT l.branch_id, l.is_queue, l.ctid AS row_at FROM gitversion.branch_locks l
    WHERE gitversion_internal.may_change(l.branch_id);
COMMENT ON VIEW gitversion_internal.branch_locks IS 'for locking rows of branch_locks; internal';

CREATE VIEW gitversion_internal.new_branch_locks AS
    SELECT l.* FROM gitversion.branch_locks l WHERE gitversion_internal.may_change(l.branch_id)
    WITH CASCADED CHECK OPTION;
COMMENT ON VIEW gitversion_internal.new_branch_locks IS 'for new rows of branch_locks; internal';

-- Who is named as the author is who commits, or the author of the commit that this one says to do again; then
-- it says who committed, too.
CREATE VIEW gitversion_internal.new_commits AS
    SELECT c.* FROM gitversion.commits c
    WHERE gitversion_internal.may_change(c.branch_id)
        AND (c.author = current_user OR c.metadata ->> 'committer' = current_user AND EXISTS (
            SELECT FROM gitversion.commits o WHERE o.author = c.author
                AND o.id::text IN (c.metadata ->> 'picked_from', c.metadata ->> 'amends')))
    WITH CASCADED CHECK OPTION;
COMMENT ON VIEW gitversion_internal.new_commits IS 'for new rows of commits; internal';

CREATE VIEW gitversion_internal.commits AS
    SELECT c.* FROM gitversion.commits c WHERE gitversion_internal.may_change(c.branch_id)
    WITH CASCADED CHECK OPTION;
COMMENT ON VIEW gitversion_internal.commits IS 'for writing to commits; internal';

CREATE VIEW gitversion_internal.commit_parents AS
    SELECT p.* FROM gitversion.commit_parents p
    WHERE EXISTS (SELECT FROM gitversion.commits c
        WHERE c.id = p.commit_id AND gitversion_internal.may_change(c.branch_id))
    WITH CASCADED CHECK OPTION;
COMMENT ON VIEW gitversion_internal.commit_parents IS 'for writing to commit_parents; internal';

CREATE VIEW gitversion_internal.object_references AS
    SELECT r.* FROM gitversion.object_references r
    WHERE EXISTS (SELECT FROM gitversion.commits c
        WHERE c.id = r.commit_id AND gitversion_internal.may_change(c.branch_id))
    WITH CASCADED CHECK OPTION;
COMMENT ON VIEW gitversion_internal.object_references IS 'for writing to object_references; internal';

-- A document is what its name says. Functions that are made later are called by their names.
CREATE FUNCTION gitversion_internal.is_document(p_hash text, p_content text, p_type text, p_base text)
RETURNS boolean LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN p_hash = encode(sha256(convert_to(CASE
        WHEN p_type = 'delta'
        THEN gitversion_internal.undelta(p_content, gitversion_internal.base(p_base))
        ELSE gitversion_internal.do_decompress_content(p_content) END, 'UTF8')), 'hex');
END
$$;
COMMENT ON FUNCTION gitversion_internal.is_document(text, text, text, text) IS
    'whether what is stored compressed or as a delta is the document of a hash; internal';

CREATE VIEW gitversion_internal.object_storage AS
    SELECT o.* FROM gitversion.object_storage o
    WHERE CASE WHEN o.compression_type IS NULL THEN o.content_hash = pg_catalog.encode(
            pg_catalog.sha256(pg_catalog.convert_to(o.content, 'UTF8')), 'hex')
        ELSE gitversion_internal.is_document(o.content_hash, o.content, o.compression_type, o.base_hash) END
    WITH CASCADED CHECK OPTION;
COMMENT ON VIEW gitversion_internal.object_storage IS 'for writing to object_storage; internal';

CREATE VIEW gitversion_internal.stored_objects AS
    SELECT o.*, o.ctid AS row_at FROM gitversion.object_storage o;
COMMENT ON VIEW gitversion_internal.stored_objects IS 'for gc, which removes from object_storage; internal';

CREATE VIEW gitversion_internal.tags AS
    SELECT t.* FROM gitversion.tags t
    WHERE t.tagged_by = current_user OR gitversion_internal.is_role(t.tagged_by)
        OR pg_catalog.pg_has_role('gitversion_admin', 'USAGE')
    WITH CASCADED CHECK OPTION;
COMMENT ON VIEW gitversion_internal.tags IS 'for writing to tags; internal';

CREATE VIEW gitversion_internal.reflog AS
    SELECT r.* FROM gitversion.reflog r WHERE gitversion_internal.may_change(r.branch_id)
    WITH CASCADED CHECK OPTION;
COMMENT ON VIEW gitversion_internal.reflog IS 'for writing to reflog; internal';

CREATE VIEW gitversion_internal.object_identities AS
    SELECT i.* FROM gitversion.object_identities i WHERE gitversion_internal.may_change(i.branch_id)
    WITH CASCADED CHECK OPTION;
COMMENT ON VIEW gitversion_internal.object_identities IS 'for writing to object_identities; internal';

CREATE VIEW gitversion_internal.branch_states AS
    SELECT s.*, s.cmin::text::integer AS written_by FROM gitversion.branch_states s
    WHERE gitversion_internal.may_change(s.branch_id)
    WITH CASCADED CHECK OPTION;
COMMENT ON VIEW gitversion_internal.branch_states IS 'for writing to branch_states; internal';

CREATE VIEW gitversion_internal.ignore_patterns AS
    SELECT p.* FROM gitversion.ignore_patterns p;
COMMENT ON VIEW gitversion_internal.ignore_patterns IS 'for writing to ignore_patterns; internal';

-- What a commit has taken in stays, and who did what before one has nobody can remove by hand. No check of the
-- row after: what can be given is which commit that is.
CREATE VIEW gitversion_internal.ddl_events AS
    SELECT e.* FROM gitversion.ddl_events e
    WHERE gitversion_internal.may_change(e.branch_id)
        AND (e.commit_id IS NULL AND (SELECT gitversion_internal.own_work()) = 'gitversion'
            OR pg_catalog.pg_has_role('gitversion_admin', 'USAGE'));
COMMENT ON VIEW gitversion_internal.ddl_events IS 'for changing and removing rows of ddl_events; internal';

-- What is written here is what the current role did, or what is recorded already, of another commit.
CREATE VIEW gitversion_internal.new_ddl_events AS
    SELECT e.* FROM gitversion.ddl_events e
    WHERE gitversion_internal.may_change(e.branch_id)
        AND (e.executed_by = current_user AND e.session_role = session_user
            OR (e.executed_by, e.session_role, e.occurred_at, coalesce(e.statement, '')) IN (
                SELECT o.executed_by, o.session_role, o.occurred_at, coalesce(o.statement, '')
                FROM gitversion.ddl_events o))
    WITH CASCADED CHECK OPTION;
COMMENT ON VIEW gitversion_internal.new_ddl_events IS 'for new rows of ddl_events; internal';

CREATE VIEW gitversion_internal.merge_attempts AS
    SELECT m.* FROM gitversion.merge_attempts m WHERE gitversion_internal.may_change(m.target_branch_id)
    WITH CASCADED CHECK OPTION;
COMMENT ON VIEW gitversion_internal.merge_attempts IS 'for writing to merge_attempts; internal';

CREATE VIEW gitversion_internal.merge_conflicts AS
    SELECT c.* FROM gitversion.merge_conflicts c
    WHERE EXISTS (SELECT FROM gitversion.merge_attempts m
        WHERE m.id = c.merge_attempt_id AND gitversion_internal.may_change(m.target_branch_id))
    WITH CASCADED CHECK OPTION;
COMMENT ON VIEW gitversion_internal.merge_conflicts IS 'for writing to merge_conflicts; internal';

CREATE VIEW gitversion_internal.stashes AS
    SELECT s.* FROM gitversion.stashes s WHERE gitversion_internal.may_change(s.branch_id)
    WITH CASCADED CHECK OPTION;
COMMENT ON VIEW gitversion_internal.stashes IS 'for writing to stashes; internal';

CREATE VIEW gitversion_internal.settled_texts AS SELECT t.* FROM gitversion.settled_texts t;
COMMENT ON VIEW gitversion_internal.settled_texts IS 'for writing to settled_texts; internal';

-- A row of a table that is gone may be removed by everybody who may write here. Not in the view itself: who
-- may delete from a view may lock all that it reads, and that would be the server's catalogs.
CREATE FUNCTION gitversion_internal.may_track(p_table oid) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN NOT EXISTS (SELECT FROM pg_catalog.pg_class c
            WHERE c.oid OPERATOR(pg_catalog.=) p_table AND NOT pg_catalog.pg_has_role(c.relowner, 'USAGE'))
        OR EXISTS (SELECT FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
            JOIN gitversion.branches b ON b.is_active AND b.schema_name OPERATOR(pg_catalog.=) n.nspname
            WHERE c.oid OPERATOR(pg_catalog.=) p_table AND gitversion_internal.may_change(b.id));
END
$$;
COMMENT ON FUNCTION gitversion_internal.may_track(oid) IS
    'whether the current role may say of a table that its rows are tracked; internal';

CREATE VIEW gitversion_internal.tracked_tables AS
    SELECT t.* FROM gitversion.tracked_tables t WHERE gitversion_internal.may_track(t.relation)
    WITH CASCADED CHECK OPTION;
COMMENT ON VIEW gitversion_internal.tracked_tables IS 'for writing to tracked_tables; internal';

CREATE VIEW gitversion_internal.branch_grants AS
    SELECT g.* FROM gitversion.branch_grants g WHERE gitversion_internal.may_administer(g.branch_id)
    WITH CASCADED CHECK OPTION;
COMMENT ON VIEW gitversion_internal.branch_grants IS 'for writing to branch_grants; internal';
