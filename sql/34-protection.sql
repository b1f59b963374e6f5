-- A protected branch is changed by merges alone, but for the roles that protect_branch was given.
CREATE FUNCTION gitversion_internal.protection_error(p_branch_id integer) RETURNS text[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_name text := (SELECT b.branch_name FROM gitversion.branches b WHERE b.id = p_branch_id);
BEGIN
    RETURN ARRAY['VC017', format('branch "%s" is protected', v_name),
        'Only merges change it, but for the roles that protect_branch was given.',
        format('Merge another branch into it; its owner or an admin can call gitversion.unprotect_branch(%L).',
            v_name)];
END
$$;
COMMENT ON FUNCTION gitversion_internal.protection_error(integer) IS
    'the error (SQLSTATE, message, DETAIL, HINT) for a protected branch; internal';

CREATE FUNCTION gitversion_internal.refuse_protected(p_branch_id integer) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_error text[] := gitversion_internal.protection_error(p_branch_id);
BEGIN
    PERFORM gitversion_internal.raise(v_error[1], v_error[2], v_error[3], v_error[4]);
END
$$;
COMMENT ON FUNCTION gitversion_internal.refuse_protected(integer) IS
    'raises the error for a protected branch; internal';

CREATE FUNCTION gitversion_internal.is_exempt(p_roles name[]) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN EXISTS (SELECT FROM pg_catalog.pg_roles r
        WHERE r.rolname OPERATOR(pg_catalog.=) ANY (p_roles) AND pg_catalog.pg_has_role(r.oid, 'USAGE'));
END
$$;
COMMENT ON FUNCTION gitversion_internal.is_exempt(name[]) IS
    'whether the current role has the privileges of one of these roles; internal';

CREATE FUNCTION gitversion_internal.require_unprotected(p_branch_id integer) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM gitversion.branches b WHERE b.id = p_branch_id AND b.is_protected
        AND NOT gitversion_internal.is_exempt(b.allowed_roles)) THEN
        PERFORM gitversion_internal.refuse_protected(p_branch_id);
    END IF;
END
$$;
COMMENT ON FUNCTION gitversion_internal.require_unprotected(integer) IS
    'fails where a branch is protected from the current role; internal';

-- In an event trigger, whose owner is the current role: it is about the role that the session has.
CREATE FUNCTION gitversion_internal.guard_protected(p_branch_ids integer[]) RETURNS text[]
LANGUAGE plpgsql STABLE AS $$
DECLARE
    v_role name := coalesce(nullif(current_setting('role', true), 'none'), session_user);
    v_id integer;
BEGIN
    v_id := (SELECT b.id FROM gitversion.branches b WHERE b.id = ANY (p_branch_ids) AND b.is_protected
        AND NOT EXISTS (SELECT FROM pg_roles r
            WHERE r.rolname = ANY (b.allowed_roles) AND pg_has_role(v_role, r.oid, 'USAGE'))
        LIMIT 1);
    RETURN CASE WHEN v_id IS NOT NULL THEN gitversion_internal.protection_error(v_id) END;
END
$$;
COMMENT ON FUNCTION gitversion_internal.guard_protected(integer[]) IS
    'the error (SQLSTATE, message, DETAIL, HINT) for the current event in a protected branch, or null; internal';

-- What a view cannot check: the row before beside the row after. It runs as who writes the row.
CREATE FUNCTION gitversion_internal.check_branch() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF (NEW.is_protected, NEW.allowed_roles, NEW.requires_signatures)
            IS DISTINCT FROM (OLD.is_protected, OLD.allowed_roles, OLD.requires_signatures)
        AND NOT gitversion_internal.may_administer(NEW.id) THEN
        PERFORM gitversion_internal.refuse_administration(NEW.id);
    ELSIF OLD.is_protected AND NOT gitversion_internal.is_exempt(OLD.allowed_roles)
        AND (NEW.branch_name <> OLD.branch_name OR NEW.is_active <> OLD.is_active
            OR NEW.head_commit_id IS DISTINCT FROM OLD.head_commit_id AND NOT EXISTS (
                -- A merge, or what a merge forwards to.
                SELECT FROM gitversion.commits c WHERE c.id = NEW.head_commit_id
                AND (c.branch_id IS DISTINCT FROM NEW.id OR c.metadata ? 'squash' OR EXISTS (
                    SELECT FROM gitversion.commit_parents p WHERE p.commit_id = c.id AND p.position = 2)))) THEN
        PERFORM gitversion_internal.refuse_protected(NEW.id);
    END IF;
    IF OLD.requires_signatures AND NEW.is_active AND NEW.head_commit_id IS DISTINCT FROM OLD.head_commit_id THEN
        PERFORM gitversion_internal.require_signed(NEW, OLD.head_commit_id);
    END IF;
    IF OLD.is_protected AND NEW.head_commit_id IS DISTINCT FROM OLD.head_commit_id
        AND NOT gitversion_internal.is_exempt(OLD.allowed_roles) THEN
        -- Whoever merges can call what merge_branches calls: it is not up to him whether checks are asked.
        PERFORM gitversion_internal.run_hooks('check', NEW.branch_name,
            jsonb_build_object('operation', 'merge', 'commit_id', NEW.head_commit_id));
    END IF;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION gitversion_internal.check_branch() IS
    'trigger; refuses what may not be done to a protected branch, or what its checks do not agree with; internal';

CREATE OR REPLACE TRIGGER check_branch BEFORE UPDATE ON gitversion.branches
    FOR EACH ROW EXECUTE FUNCTION gitversion_internal.check_branch();

CREATE FUNCTION gitversion_internal.refuse_administration(p_branch_id integer) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_branch gitversion.branches;
BEGIN
    SELECT b.* INTO v_branch FROM gitversion.branches b WHERE b.id = p_branch_id;
    PERFORM gitversion_internal.raise('VC046',
        format('role "%s" may not grant or protect branch "%s"', current_user, v_branch.branch_name),
        format('That is for who may alter schema "%s", and for admins.', v_branch.schema_name),
        'Let the owner of the schema do it, or a member of gitversion_admin.');
END
$$;
COMMENT ON FUNCTION gitversion_internal.refuse_administration(integer) IS
    'raises the error for who may not grant or protect a branch; internal';
