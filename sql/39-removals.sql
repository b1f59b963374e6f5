-- Rows go through views of their own, by UPDATE … SET is_removed = true: who may DELETE from a view may lock the
-- tables behind it. What a view shows is what the current role may remove, as in 33-writable.sql; a trigger
-- with the rights of gitversion_recorder does it. Admins, who may remove more, do so by DELETE.
DO $removals$
DECLARE
    v_table text;
    v_key text;
BEGIN
    FOREACH v_table IN ARRAY '{tags,object_identities,branch_states,ddl_events,merge_conflicts,tracked_tables,
        branch_functions,lint_exceptions,stashes,branch_grants,remote_branches,parked,signatures,remotes}'::text[]
    LOOP
        SELECT string_agg(format('t.%1$I OPERATOR(pg_catalog.=) OLD.%1$I', a.attname), ' AND ') INTO v_key
        FROM pg_catalog.pg_constraint k
        JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)
        WHERE k.contype = 'p' AND k.conrelid = format('gitversion.%I', v_table)::regclass;
        EXECUTE format($view$CREATE OR REPLACE VIEW gitversion_internal.removable_%1$s AS
            SELECT w.*, false AS is_removed FROM gitversion_internal.%1$I w$view$, v_table);
        EXECUTE format('COMMENT ON VIEW gitversion_internal.removable_%1$s IS ''for removing rows of %1$s; internal''',
            v_table);
        EXECUTE format($function$CREATE OR REPLACE FUNCTION gitversion_internal.remove_from_%1$s() RETURNS trigger
            LANGUAGE plpgsql SECURITY DEFINER AS $body$
            BEGIN
                DELETE FROM gitversion.%1$I t WHERE %2$s;
                RETURN CASE WHEN FOUND THEN NEW END;
            END
            $body$ $function$, v_table, v_key);
        EXECUTE format('COMMENT ON FUNCTION gitversion_internal.remove_from_%1$s() IS '
            '''trigger; removes a row of %1$s; internal''', v_table);
        EXECUTE format('ALTER FUNCTION gitversion_internal.remove_from_%1$s() OWNER TO gitversion_recorder', v_table);
        EXECUTE format('GRANT SELECT, DELETE ON gitversion.%I TO gitversion_recorder', v_table);
        EXECUTE format('CREATE OR REPLACE TRIGGER remove INSTEAD OF UPDATE ON gitversion_internal.removable_%1$s '
            'FOR EACH ROW EXECUTE FUNCTION gitversion_internal.remove_from_%1$s()', v_table);
    END LOOP;
END
$removals$;
