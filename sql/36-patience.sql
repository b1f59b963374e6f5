-- DDL locks its table before it can lock the branch, and functions the other way round: one of them has to
-- give way, and that is never the statement of a user. The server looks for a deadlock when somebody has waited
-- for deadlock_timeout, and ends the statement of whoever that is. So a function has it look after a
-- millisecond, which finds a circle that its own wait has closed; and it waits for a part of that time only,
-- so that who closes a circle later does not find it waiting any more. To set this is up to superusers and to
-- gitversion_recorder; a session that may set it has its own value back afterwards.
CREATE FUNCTION gitversion_internal.look_early(p_is_early boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM set_config('deadlock_timeout', CASE WHEN p_is_early THEN '1ms' END, true);
END
$$;
COMMENT ON FUNCTION gitversion_internal.look_early(boolean) IS
    'has the server look for a deadlock as soon as this session waits, or when it does as a rule; internal';

CREATE FUNCTION gitversion_internal.patience(p_attempt integer) RETURNS integer LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_most integer := greatest(5, least(1000,
        extract(epoch FROM current_setting('deadlock_timeout')::interval) * 1000)::integer / 3);
    v_own integer := extract(epoch FROM current_setting('lock_timeout')::interval) * 1000;
BEGIN
    RETURN least(v_most, coalesce(nullif(v_own, 0), 20 << least(p_attempt, 8)));
END
$$;
COMMENT ON FUNCTION gitversion_internal.patience(integer) IS
    'for how many milliseconds an attempt, from 0, waits for a lock; internal';

-- An attempt does all the work again until it has to wait: whoever waits for long makes fewer of them.
CREATE FUNCTION gitversion_internal.pause(p_attempt integer, p_began timestamptz) RETURNS interval
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_waited interval := clock_timestamp() - p_began;
BEGIN
    RETURN greatest(gitversion_internal.patience(p_attempt) * interval '1 ms',
        least(v_waited / 10, interval '3 s')) * (0.5 + random());
END
$$;
COMMENT ON FUNCTION gitversion_internal.pause(integer, timestamptz) IS
    'how long a function waits before it makes another attempt, as long as the one before or a tenth of the time '
    'since it began, and not the same for each; internal';

CREATE FUNCTION gitversion_internal.is_patient() RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (pg_catalog.current_setting('gitversion.patience', true)
        OPERATOR(pg_catalog.=) pg_catalog.current_setting('lock_timeout')) IS TRUE;
END
$$;
COMMENT ON FUNCTION gitversion_internal.is_patient() IS
    'whether lock_timeout is what be_patient set, and not what the session says; internal';

CREATE FUNCTION gitversion_internal.be_patient(p_attempt integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_catalog.set_config('gitversion.patience', pg_catalog.set_config('lock_timeout',
        pg_catalog.concat(gitversion_internal.patience(p_attempt), 'ms'), true), true);
    PERFORM gitversion_internal.look_early(true);
END
$$;
COMMENT ON FUNCTION gitversion_internal.be_patient(integer) IS
    'says how long an attempt waits for a lock, and that this is not what the session says; internal';

CREATE FUNCTION gitversion_internal.wait_as_before(p_lock_timeout text, p_deadlock_timeout text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_catalog.set_config('lock_timeout', p_lock_timeout, true);
    PERFORM gitversion_internal.look_early(false);
    IF pg_catalog.current_setting('deadlock_timeout') OPERATOR(pg_catalog.<>) p_deadlock_timeout
        AND pg_catalog.has_parameter_privilege('deadlock_timeout', 'SET') THEN
        PERFORM pg_catalog.set_config('deadlock_timeout', p_deadlock_timeout, true);
    END IF;
END
$$;
COMMENT ON FUNCTION gitversion_internal.wait_as_before(text, text) IS 'undoes be_patient; internal';

-- Not what is held of gitversion's own tables, for which no DDL of applications waits: lock_alone tells that.
-- Who waits for a row of the catalog that a subtransaction has changed waits for the whole transaction, also when
-- that is undone: GRANT, which locks no table, holds the row meanwhile.
CREATE FUNCTION gitversion_internal.holds_locks() RETURNS boolean LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (current_setting('gitversion.alone', true) = pg_current_xact_id_if_assigned()::text) IS TRUE OR EXISTS (
        SELECT FROM pg_locks l LEFT JOIN pg_class c ON c.oid = l.relation
        WHERE l.locktype = 'transactionid' AND NOT l.granted
          AND l.transactionid = pg_current_xact_id_if_assigned()::xid
          OR l.pid = pg_backend_pid() AND l.granted
          AND l.locktype IN ('relation', 'extend', 'page', 'tuple', 'object', 'userlock', 'advisory')
          AND (l.mode NOT IN ('AccessShareLock', 'RowShareLock') OR c.oid IS NULL AND l.locktype <> 'relation'
            OR c.relnamespace NOT IN ('pg_catalog'::regnamespace, 'pg_toast'::regnamespace,
                'gitversion'::regnamespace, 'gitversion_internal'::regnamespace)));
END
$$;
COMMENT ON FUNCTION gitversion_internal.holds_locks() IS
    'whether the transaction has locks for which others may wait; internal';

-- Who reads a schema does not lock it: what is dropped meanwhile PostgreSQL does not find. It does not
-- translate such messages. And of two who make an object of one name, the one that waits fails in an index
-- of the catalog, where it would have been told that the name is taken. Locks that the transaction had
-- before the call are not given up between two attempts: then a deadlock does not end of itself.
CREATE FUNCTION gitversion_internal.give_way(
    p_code text, p_message text, p_attempt integer, p_failures integer, p_began timestamptz)
RETURNS integer LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_is_race boolean := p_code = 'XX000' AND (starts_with(p_message, 'could not open relation with OID ')
        OR starts_with(p_message, 'cache lookup failed for ') OR starts_with(p_message, 'tuple concurrently '))
        OR p_code = '23505' AND p_message LIKE '%pg\_%\_index%';
    v_timeout interval := current_setting('statement_timeout')::interval;
    v_limit interval := current_setting('lock_timeout')::interval;
    v_failures integer := p_failures;
BEGIN
    -- Of two timeouts at once the server reports one, and forgets the other.
    IF p_code = '55P03' AND v_timeout > interval '0' AND clock_timestamp() > statement_timestamp() + v_timeout THEN
        RAISE EXCEPTION 'canceling statement due to statement timeout' USING ERRCODE = 'query_canceled';
    END IF;
    IF gitversion_internal.is_patient() OR NOT v_is_race AND p_code NOT IN ('40P01', '55P03')
        OR v_limit > interval '0' AND (p_code <> '55P03' OR clock_timestamp() >= p_began + v_limit) THEN
        RETURN NULL;
    ELSIF v_is_race OR p_code = '40P01' AND gitversion_internal.holds_locks() THEN
        v_failures := v_failures + 1;
    END IF;
    PERFORM pg_sleep_for(gitversion_internal.pause(p_attempt, p_began)) WHERE v_failures <= 5;
    RETURN CASE WHEN v_failures <= 5 THEN v_failures END;
END
$$;
COMMENT ON FUNCTION gitversion_internal.give_way(text, text, integer, integer, timestamptz) IS
    'waits a little before something is done again that could not have a lock, or lost a race with what '
    'others did in the catalog, and returns how often it failed but for want of a lock; null where it is not '
    'to be done again; internal';
