-- Rights on branches, and what keeps these from changes.
CREATE FUNCTION gitversion_internal.check_role(p_role name, p_argument text) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_role IS NULL THEN
        PERFORM gitversion_internal.raise('VC014', format('argument %s is NULL', p_argument),
            'It says which role.', 'Name a role.');
    ELSIF NOT EXISTS (SELECT FROM pg_roles r WHERE r.rolname = p_role) THEN
        PERFORM gitversion_internal.raise('VC014', format('role "%s" does not exist', p_role),
            format('Argument %s names roles that are there.', p_argument), 'Name a role of pg_roles.');
    END IF;
END
$$;
COMMENT ON FUNCTION gitversion_internal.check_role(name, text) IS 'fails unless a role exists; internal';

CREATE FUNCTION gitversion_internal.administered(p_branch_name text) RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_id integer := gitversion_internal.branch_id(p_branch_name);
    v_schema text := (SELECT b.schema_name FROM gitversion.branches b WHERE b.id = v_id);
BEGIN
    PERFORM gitversion_internal.writable();
    IF NOT EXISTS (SELECT FROM pg_namespace n WHERE n.nspname = v_schema) THEN
        PERFORM gitversion_internal.refuse_schema(v_schema, p_branch_name);
    ELSIF NOT gitversion_internal.may_administer(v_id) THEN
        PERFORM gitversion_internal.refuse_administration(v_id);
    END IF;
    RETURN v_id;
END
$$;
COMMENT ON FUNCTION gitversion_internal.administered(text) IS
    'the id of a branch that the current role may grant and protect, or an error; internal';

CREATE FUNCTION gitversion.grant_branch(p_branch text, p_role name) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_id integer := gitversion_internal.administered(p_branch);
BEGIN
    PERFORM gitversion_internal.check_role(p_role, 'p_role');
    INSERT INTO gitversion_internal.branch_grants (branch_id, role_name) VALUES (v_id, p_role)
    ON CONFLICT DO NOTHING;
END
$$;
COMMENT ON FUNCTION gitversion.grant_branch(text, name) IS
    'lets a role change a branch (commit, merge, reset, drop and the like) though it may not alter the schema';

CREATE FUNCTION gitversion.revoke_branch(p_branch text, p_role name) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_id integer := gitversion_internal.administered(p_branch);
BEGIN
    IF p_role IS NULL THEN
        PERFORM gitversion_internal.check_role(p_role, 'p_role');
    END IF;
    UPDATE gitversion_internal.removable_branch_grants g SET is_removed = true WHERE g.branch_id = v_id AND g.role_name = p_role;
END
$$;
COMMENT ON FUNCTION gitversion.revoke_branch(text, name) IS 'takes back what grant_branch gave';

CREATE FUNCTION gitversion.protect_branch(
    p_branch text, p_roles name[] DEFAULT '{}', p_signed boolean DEFAULT false) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_id integer := gitversion_internal.administered(p_branch);
    v_role name;
BEGIN
    IF p_roles IS NULL THEN
        PERFORM gitversion_internal.raise('VC014', 'argument p_roles is NULL',
            'It says which roles may change the branch directly.', 'Give an array of roles, which may be empty.');
    ELSIF p_signed IS NULL THEN
        PERFORM gitversion_internal.raise('VC014', 'argument p_signed is NULL',
            'It says whether what the branch comes to must be signed.', 'Give true or false.');
    END IF;
    FOREACH v_role IN ARRAY p_roles LOOP
        PERFORM gitversion_internal.check_role(v_role, 'p_roles');
    END LOOP;
    UPDATE gitversion_internal.branches b SET is_protected = true, allowed_roles = p_roles, requires_signatures = p_signed
    WHERE b.id = v_id;
END
$$;
COMMENT ON FUNCTION gitversion.protect_branch(text, name[], boolean) IS
    'lets only merges change a branch: DDL in it, commit, amend, revert, cherry_pick, reset, restore, rebase, '
    'stash, rename_branch and drop_branch fail but for the given roles; p_signed: and what it comes to, or what is '
    'merged, must be signed by a trusted key, whoever does it';

CREATE FUNCTION gitversion.unprotect_branch(p_branch text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_id integer := gitversion_internal.administered(p_branch);
BEGIN
    UPDATE gitversion_internal.branches b SET is_protected = false, allowed_roles = '{}',
        requires_signatures = false WHERE b.id = v_id;
END
$$;
COMMENT ON FUNCTION gitversion.unprotect_branch(text) IS 'lets a branch be changed as before protect_branch';
