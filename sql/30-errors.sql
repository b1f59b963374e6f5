-- What the Java code calls to speak to the client and to run statements.
-- A name that somebody gives may be a text of any length.
CREATE FUNCTION gitversion_internal.raise(p_code text, p_message text, p_detail text, p_hint text)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    v_is_long boolean := pg_catalog.length(p_message) OPERATOR(pg_catalog.>) 2000;
    v_message text := CASE WHEN v_is_long
        THEN pg_catalog.concat(pg_catalog.left(p_message, 1000), ' [...]') ELSE p_message END;
    v_detail text := CASE WHEN v_is_long
        THEN pg_catalog.concat(pg_catalog.left(p_detail, 1000), ' [...]') ELSE p_detail END;
BEGIN
    IF p_detail IS NULL AND p_hint IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = p_code, MESSAGE = v_message;
    ELSIF p_hint IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = p_code, MESSAGE = v_message, DETAIL = v_detail;
    ELSIF p_detail IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = p_code, MESSAGE = v_message, HINT = p_hint;
    END IF;
    RAISE EXCEPTION USING
        ERRCODE = p_code, MESSAGE = v_message, DETAIL = v_detail, HINT = p_hint;
END
$$;
COMMENT ON FUNCTION gitversion_internal.raise(text, text, text, text) IS
    'raises an error with SQLSTATE, message, DETAIL and HINT; internal';

-- What a schema may not hold is found on the search path of that schema.
CREATE FUNCTION gitversion_internal.refuse_unsupported(p_schema text, p_found text[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_more integer := cardinality(p_found) - 1;
BEGIN
    PERFORM gitversion_internal.raise('VC010', format('schema "%s" holds what gitversion cannot reproduce: %s',
            p_schema, p_found[1] || CASE WHEN v_more > 0 THEN format(' and %s more', v_more) ELSE '' END),
        format('Not supported: %s.', array_to_string(p_found, '; ')),
        'Move these objects to another schema or remove the property.');
END
$$;
COMMENT ON FUNCTION gitversion_internal.refuse_unsupported(text, text[]) IS
    'raises the error for objects that cannot be represented; internal';

CREATE FUNCTION gitversion_internal.refuse_unattached(
    p_schema text, p_classid oid, p_objid oid, p_objsubid integer) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM gitversion_internal.raise('VC010', format(
            'schema "%s" holds a comment, label or privileges that gitversion cannot keep, on %s',
            p_schema, coalesce(pg_describe_object(p_classid, p_objid, p_objsubid), p_objid::text)),
        'The object is not tracked by itself.', 'Remove what is said of it, or move it elsewhere.');
END
$$;
COMMENT ON FUNCTION gitversion_internal.refuse_unattached(text, oid, oid, integer) IS
    'raises the error for what is said of an object that is not tracked; internal';

CREATE FUNCTION gitversion_internal.refuse_other_branch(p_schema text, p_path text, p_other text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_all text := (SELECT string_agg(DISTINCT f.path, '; ') FROM gitversion_internal.foreign_references(
        quote_ident(p_schema)::regnamespace, quote_ident(p_other)::regnamespace) f);
BEGIN
    PERFORM gitversion_internal.raise('VC018', format(
            '%s in schema "%s" refers to schema "%s" of another branch', p_path, p_schema, p_other),
        'A branch may refer to schemas outside of gitversion, but not to other branches.'
            || coalesce(' These do: ' || v_all || '.', ''),
        'Refer to the object of the branch''s own schema instead: gitversion.localize(branch) does that.');
END
$$;
COMMENT ON FUNCTION gitversion_internal.refuse_other_branch(text, text, text) IS
    'raises the error for an object that refers to another branch; internal';

CREATE FUNCTION gitversion_internal.notice(p_message text, p_detail text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF p_detail IS NULL THEN
        RAISE NOTICE USING MESSAGE = p_message;
    ELSE
        RAISE NOTICE USING MESSAGE = p_message, DETAIL = p_detail;
    END IF;
END
$$;
COMMENT ON FUNCTION gitversion_internal.notice(text, text) IS 'sends a notice to the client; internal';

CREATE FUNCTION gitversion_internal.debug(p_message text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE DEBUG USING MESSAGE = p_message;
END
$$;
COMMENT ON FUNCTION gitversion_internal.debug(text) IS 'sends a debug message to the client; internal';

CREATE FUNCTION gitversion_internal.warning(p_message text, p_detail text, p_hint text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    RAISE WARNING USING MESSAGE = p_message, DETAIL = p_detail, HINT = p_hint;
END
$$;
COMMENT ON FUNCTION gitversion_internal.warning(text, text, text) IS
    'sends a warning to the client; internal';

CREATE FUNCTION gitversion_internal.writable() RETURNS void LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF pg_catalog.current_setting('transaction_read_only') OPERATOR(pg_catalog.=) 'off' THEN
        RETURN;
    ELSIF pg_catalog.pg_is_in_recovery() THEN
        PERFORM gitversion_internal.raise('VC030', 'nothing can be carried out on a standby',
            'This server follows another one and changes nothing by itself.',
            'Connect to the primary server.');
    END IF;
    PERFORM gitversion_internal.raise('VC030', 'nothing can be carried out in a read-only transaction',
        'Even what is only tried and rolled back takes a transaction that may write.',
        'Call it in a transaction that is READ WRITE.');
END
$$;
COMMENT ON FUNCTION gitversion_internal.writable() IS 'fails in a transaction that is read-only; internal';

-- No SET clause: the statements run on the search path that is in force.
CREATE FUNCTION gitversion_internal.execute(p_sql text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE p_sql;
END
$$;
COMMENT ON FUNCTION gitversion_internal.execute(text) IS
    'executes statements with the rights and on the search path of the caller; internal';

CREATE FUNCTION gitversion_internal.execute_internally(p_sql text) RETURNS void LANGUAGE plpgsql
SET gitversion.internal = 'on' SET client_min_messages = error AS $$
BEGIN
    EXECUTE p_sql;
END
$$;
COMMENT ON FUNCTION gitversion_internal.execute_internally(text) IS
    'executes statements of gitversion itself: they are not recorded, and the client gets no notices of '
    'them; internal';

CREATE FUNCTION gitversion_internal.is_of_the_moment(p_sqlstate text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT p_sqlstate IN ('55P03', 'VC031') OR left(p_sqlstate, 2) IN ('40', '53', '57', '58');
END;
COMMENT ON FUNCTION gitversion_internal.is_of_the_moment(text) IS
    'whether an error is about the transaction or the server, not about the statement: a lock not '
    'available, a deadlock, a lost serialization, a cancel, lack of resources; internal';

-- The error comes back as a value: on its way through Java it could be covered by another one. Names
-- are qualified here and below: the branch stands first on the search path.
-- Statements may read the rows of users, for which other plans are good than for gitversion's own.
CREATE FUNCTION gitversion_internal.attempt(p_sql text) RETURNS text[] LANGUAGE plpgsql
SET check_function_bodies = off SET enable_seqscan = on SET enable_material = on SET enable_mergejoin = on
SET plan_cache_mode = auto SET standard_conforming_strings = on AS $$
BEGIN
    EXECUTE p_sql;
    RETURN NULL;
EXCEPTION WHEN OTHERS THEN
    IF gitversion_internal.is_of_the_moment(SQLSTATE) OR pg_catalog.starts_with(SQLSTATE, 'XX') THEN
        RAISE;
    END IF;
    RETURN ARRAY[SQLSTATE, SQLERRM];
END
$$;
COMMENT ON FUNCTION gitversion_internal.attempt(text) IS
    'executes statements like execute, all or none; returns SQLSTATE and message of a refusal that '
    'is about them; internal';

-- No SET clause: what the work sets stays set as it would without this function in between.
CREATE FUNCTION gitversion_internal.subtransaction() RETURNS void LANGUAGE java
AS 'org.gitversion.function.EventFunctions.subtransaction()';
COMMENT ON FUNCTION gitversion_internal.subtransaction() IS
    'runs the subtransaction that Java code of this session waits for, if any; internal';

-- To grant in the name of another role takes membership in that role, and that it may use the schema:
-- it could not have granted there without, and a dump of the grant could not be restored.
CREATE FUNCTION gitversion_internal.execute_as(p_role text, p_sql text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    v_role pg_catalog.name := (pg_catalog.parse_ident(p_role))[1];
    v_before pg_catalog.text := pg_catalog.current_setting('role');
    v_schema pg_catalog.name := pg_catalog.current_schema();
BEGIN
    IF NOT pg_catalog.has_schema_privilege(v_role, v_schema::pg_catalog.text, 'USAGE') THEN
        EXECUTE pg_catalog.format('GRANT USAGE ON SCHEMA %I TO %I', v_schema, v_role);
    END IF;
    PERFORM pg_catalog.set_config('role', v_role, true);
    EXECUTE p_sql;
    PERFORM pg_catalog.set_config('role', v_before, true);
END
$$;
COMMENT ON FUNCTION gitversion_internal.execute_as(text, text) IS
    'executes a statement as a role (a quoted name) that the session may take, and lets that role use '
    'the current schema; internal';
