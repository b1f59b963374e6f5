-- Who may change a branch: who may alter its schema, was granted it, or is an admin. In a view, which reads
-- tables with the rights of its owner, current_user is still whoever asks, in a function with the rights of
-- its owner that owner: neither a setting nor a function of somebody else can pretend to be another role.
CREATE VIEW gitversion_internal.changeable AS
    SELECT b.id
    FROM gitversion.branches b
    WHERE pg_catalog.pg_has_role('gitversion_admin', 'USAGE')
        OR EXISTS (SELECT FROM pg_catalog.pg_namespace n
            WHERE n.nspname = b.schema_name AND pg_catalog.pg_has_role(n.nspowner, 'USAGE'))
        OR EXISTS (SELECT FROM gitversion.branch_grants g
            JOIN pg_catalog.pg_roles r ON r.rolname = g.role_name
            WHERE g.branch_id = b.id AND pg_catalog.pg_has_role(r.oid, 'USAGE'))
        -- Else a schema that is gone has no owner.
        OR b.created_by = current_user AND NOT EXISTS (
            SELECT FROM pg_catalog.pg_namespace n WHERE n.nspname = b.schema_name);
COMMENT ON VIEW gitversion_internal.changeable IS 'the branches that the current role may change; internal';

-- Called for each row that is written, on the search path of whoever writes.
CREATE FUNCTION gitversion_internal.may_change(p_branch_id integer) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN pg_catalog.pg_has_role('gitversion_admin', 'USAGE')
        OR EXISTS (SELECT FROM gitversion_internal.changeable c WHERE c.id OPERATOR(pg_catalog.=) p_branch_id);
END
$$;
COMMENT ON FUNCTION gitversion_internal.may_change(integer) IS
    'whether the current role may change a branch; internal';

CREATE FUNCTION gitversion_internal.may_administer(p_branch_id integer) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN pg_catalog.pg_has_role('gitversion_admin', 'USAGE') OR EXISTS (
        SELECT FROM gitversion.branches b
        JOIN pg_catalog.pg_namespace n ON n.nspname OPERATOR(pg_catalog.=) b.schema_name
        WHERE b.id OPERATOR(pg_catalog.=) p_branch_id AND pg_catalog.pg_has_role(n.nspowner, 'USAGE'));
END
$$;
COMMENT ON FUNCTION gitversion_internal.may_administer(integer) IS
    'whether the current role may grant and protect a branch; internal';

CREATE FUNCTION gitversion_internal.is_role(p_role text) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN EXISTS (SELECT FROM pg_catalog.pg_roles r
        WHERE r.rolname OPERATOR(pg_catalog.=) p_role AND pg_catalog.pg_has_role(r.oid, 'USAGE'));
END
$$;
COMMENT ON FUNCTION gitversion_internal.is_role(text) IS
    'whether the current role is another one or has its privileges; internal';

CREATE FUNCTION gitversion_internal.require_change(p_branch_id integer) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_branch gitversion.branches;
BEGIN
    IF gitversion_internal.may_change(p_branch_id) THEN
        RETURN;
    END IF;
    SELECT b.* INTO v_branch FROM gitversion.branches b WHERE b.id = p_branch_id;
    PERFORM gitversion_internal.raise('VC046',
        format('role "%s" may not change branch "%s"', current_user, v_branch.branch_name),
        format('It may not alter schema "%s", and was not granted the branch.', v_branch.schema_name),
        format('The owner of the schema can do that: SELECT gitversion.grant_branch(%L, %L).',
            v_branch.branch_name, current_user));
END
$$;
COMMENT ON FUNCTION gitversion_internal.require_change(integer) IS
    'fails unless the current role may change a branch; internal';

-- Whose table it is decides as well.
CREATE FUNCTION gitversion_internal.require_table(p_table oid) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM gitversion_internal.require_change(b.id)
    FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN gitversion.branches b ON b.is_active AND b.schema_name = n.nspname
    WHERE c.oid = p_table AND NOT pg_has_role(c.relowner, 'USAGE');
END
$$;
COMMENT ON FUNCTION gitversion_internal.require_table(oid) IS
    'fails unless the current role owns a table or may change its branch; internal';

-- What is missing is looked up: messages are in the language of the server.
CREATE FUNCTION gitversion_internal.hint_of_denial(p_message text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN concat_ws(' ',
        CASE WHEN NOT has_schema_privilege(to_regnamespace('sqlj'), 'USAGE')
            THEN 'PL/Java looks for classes with the rights of the caller: GRANT USAGE ON SCHEMA sqlj '
                'TO gitversion_reader, as doc/privileges.md has it.' END,
        CASE WHEN strpos(p_message, current_database()) > 0
                AND NOT has_database_privilege(current_database(), 'CREATE')
            THEN format('To make a schema, as for a branch or to try something, it takes CREATE on the '
                'database: GRANT CREATE ON DATABASE %I TO %I.', current_database(), current_user) END);
END
$$;
COMMENT ON FUNCTION gitversion_internal.hint_of_denial(text) IS
    'what privileges the current role lacks that calls may need; internal';

CREATE FUNCTION gitversion_internal.require_schema(p_schema text) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_owner oid := (SELECT n.nspowner FROM pg_namespace n WHERE n.nspname = p_schema);
BEGIN
    IF NOT pg_has_role(v_owner, 'USAGE') THEN
        PERFORM gitversion_internal.raise('VC046',
            format('role "%s" may not put schema "%s" under version control', current_user, p_schema),
            format('The schema belongs to role "%s".', v_owner::regrole),
            'Let its owner do that, or a superuser.');
    END IF;
END
$$;
COMMENT ON FUNCTION gitversion_internal.require_schema(text) IS
    'fails unless the current role may alter a schema; internal';
