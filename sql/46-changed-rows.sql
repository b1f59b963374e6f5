-- Which objects of a branch have to be read to know what was changed since its head. PostgreSQL's
-- own row versions tell: every catalog row that was written since then is of a transaction at or
-- behind the horizon noted with the head. What was dropped has no row any more; events tell of it.
-- (Whoever writes a default or makes a toast table writes the row of the column or the table too.)
-- Those that were there already are told by transaction, and as that which noted the head may go on
-- writing, by command: a row keeps it until somebody else sets xmax. (Events tell of what it wrote
-- then, too.)
CREATE FUNCTION gitversion_internal.is_written(
    p_xmin xid, p_xmax xid, p_cmin cid, p_age integer, p_own xid[], p_command integer)
RETURNS boolean LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT age(p_xmin) <= p_age AND (p_xmin = ANY (p_own) AND p_xmax = 0
        AND p_cmin::text::integer < p_command) IS NOT TRUE;
END;
COMMENT ON FUNCTION gitversion_internal.is_written(xid, xid, cid, integer, xid[], integer) IS
    'whether a row is not older than so many transactions, but for those of some before a command; '
    'internal';

CREATE FUNCTION gitversion_internal.written_rows(p_age integer, p_own xid[], p_command integer)
RETURNS TABLE (classid oid, objid oid) LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT 'pg_catalog.pg_class'::regclass::oid, c.oid FROM pg_catalog.pg_class c
    WHERE c.relkind <> 't' AND gitversion_internal.is_written(c.xmin, c.xmax, c.cmin, p_age, p_own, p_command)
    UNION SELECT 'pg_catalog.pg_class'::regclass, a.attrelid FROM pg_catalog.pg_attribute a
    WHERE gitversion_internal.is_written(a.xmin, a.xmax, a.cmin, p_age, p_own, p_command)
    UNION SELECT 'pg_catalog.pg_class'::regclass, i.indexrelid FROM pg_catalog.pg_index i
    WHERE gitversion_internal.is_written(i.xmin, i.xmax, i.cmin, p_age, p_own, p_command)
    UNION SELECT 'pg_catalog.pg_class'::regclass, t.tgrelid FROM pg_catalog.pg_trigger t
    WHERE NOT t.tgisinternal AND gitversion_internal.is_written(t.xmin, t.xmax, t.cmin, p_age, p_own, p_command)
    UNION SELECT 'pg_catalog.pg_class'::regclass, p.polrelid FROM pg_catalog.pg_policy p
    WHERE gitversion_internal.is_written(p.xmin, p.xmax, p.cmin, p_age, p_own, p_command)
    UNION SELECT 'pg_catalog.pg_class'::regclass, w.ev_class FROM pg_catalog.pg_rewrite w
    WHERE gitversion_internal.is_written(w.xmin, w.xmax, w.cmin, p_age, p_own, p_command)
    UNION SELECT 'pg_catalog.pg_class'::regclass, s.seqrelid FROM pg_catalog.pg_sequence s
    WHERE gitversion_internal.is_written(s.xmin, s.xmax, s.cmin, p_age, p_own, p_command)
    UNION SELECT 'pg_catalog.pg_class'::regclass, f.ftrelid FROM pg_catalog.pg_foreign_table f
    WHERE gitversion_internal.is_written(f.xmin, f.xmax, f.cmin, p_age, p_own, p_command)
    UNION SELECT 'pg_catalog.pg_constraint'::regclass, k.oid FROM pg_catalog.pg_constraint k
    WHERE gitversion_internal.is_written(k.xmin, k.xmax, k.cmin, p_age, p_own, p_command)
    UNION SELECT 'pg_catalog.pg_type'::regclass, t.oid FROM pg_catalog.pg_type t
    WHERE gitversion_internal.is_written(t.xmin, t.xmax, t.cmin, p_age, p_own, p_command)
    UNION SELECT 'pg_catalog.pg_type'::regclass, e.enumtypid FROM pg_catalog.pg_enum e
    WHERE gitversion_internal.is_written(e.xmin, e.xmax, e.cmin, p_age, p_own, p_command)
    UNION SELECT 'pg_catalog.pg_proc'::regclass, p.oid FROM pg_catalog.pg_proc p
    WHERE gitversion_internal.is_written(p.xmin, p.xmax, p.cmin, p_age, p_own, p_command)
    UNION SELECT 'pg_catalog.pg_proc'::regclass, a.aggfnoid FROM pg_catalog.pg_aggregate a
    WHERE gitversion_internal.is_written(a.xmin, a.xmax, a.cmin, p_age, p_own, p_command)
    UNION SELECT 'pg_catalog.pg_statistic_ext'::regclass, s.oid FROM pg_catalog.pg_statistic_ext s
    WHERE gitversion_internal.is_written(s.xmin, s.xmax, s.cmin, p_age, p_own, p_command)
    UNION SELECT d.classoid, d.objoid FROM pg_catalog.pg_description d
    WHERE gitversion_internal.is_written(d.xmin, d.xmax, d.cmin, p_age, p_own, p_command);
END;
COMMENT ON FUNCTION gitversion_internal.written_rows(integer, xid[], integer) IS
    'the objects of which catalog rows were written since then; internal';

CREATE FUNCTION gitversion_internal.roots(p_classes oid[], p_objects oid[])
RETURNS TABLE (root oid, schema oid) LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH given AS (
        SELECT DISTINCT g.classid, g.objid FROM unnest(p_classes, p_objects) AS g (classid, objid)
    ), relation AS (
        SELECT g.objid AS oid FROM given g WHERE g.classid = 'pg_catalog.pg_class'::regclass
        UNION SELECT k.conrelid FROM given g JOIN pg_catalog.pg_constraint k ON k.oid = g.objid
        WHERE g.classid = 'pg_catalog.pg_constraint'::regclass
        UNION SELECT t.tgrelid FROM given g JOIN pg_catalog.pg_trigger t ON t.oid = g.objid
        WHERE g.classid = 'pg_catalog.pg_trigger'::regclass
        UNION SELECT p.polrelid FROM given g JOIN pg_catalog.pg_policy p ON p.oid = g.objid
        WHERE g.classid = 'pg_catalog.pg_policy'::regclass
        UNION SELECT w.ev_class FROM given g JOIN pg_catalog.pg_rewrite w ON w.oid = g.objid
        WHERE g.classid = 'pg_catalog.pg_rewrite'::regclass
        UNION SELECT d.adrelid FROM given g JOIN pg_catalog.pg_attrdef d ON d.oid = g.objid
        WHERE g.classid = 'pg_catalog.pg_attrdef'::regclass
    ), type AS (
        SELECT g.objid AS oid FROM given g WHERE g.classid = 'pg_catalog.pg_type'::regclass
        UNION SELECT k.contypid FROM given g JOIN pg_catalog.pg_constraint k ON k.oid = g.objid
        WHERE g.classid = 'pg_catalog.pg_constraint'::regclass
    )
    SELECT CASE WHEN c.relkind IN ('I', 'i') THEN i.indrelid WHEN c.relkind = 'c' THEN c.reltype
            ELSE coalesce(d.refobjid, c.oid) END, c.relnamespace
    FROM relation r JOIN pg_catalog.pg_class c ON c.oid = r.oid AND c.relkind <> 't'
    LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid
    LEFT JOIN pg_catalog.pg_depend d ON c.relkind = 'S' AND d.objid = c.oid AND d.deptype = 'i'
        AND d.classid = 'pg_catalog.pg_class'::regclass
        AND d.refclassid = 'pg_catalog.pg_class'::regclass
    UNION
    SELECT CASE WHEN coalesce(ec.relkind, c.relkind, 'c') <> 'c' THEN coalesce(ec.oid, c.oid)
            ELSE coalesce(e.oid, t.oid) END, t.typnamespace
    FROM type y JOIN pg_catalog.pg_type t ON t.oid = y.oid
    LEFT JOIN pg_catalog.pg_class c ON c.oid = t.typrelid
    LEFT JOIN pg_catalog.pg_type e ON e.oid = t.typelem AND e.typarray = t.oid
    LEFT JOIN pg_catalog.pg_class ec ON ec.oid = e.typrelid
    UNION
    SELECT p.oid, p.pronamespace FROM given g JOIN pg_catalog.pg_proc p ON p.oid = g.objid
    WHERE g.classid = 'pg_catalog.pg_proc'::regclass
    UNION
    SELECT s.oid, s.stxnamespace FROM given g
    JOIN pg_catalog.pg_statistic_ext s ON s.oid = g.objid
    WHERE g.classid = 'pg_catalog.pg_statistic_ext'::regclass;
END;
COMMENT ON FUNCTION gitversion_internal.roots(oid[], oid[]) IS
    'the objects with which the given ones are read, and their schemas; internal';

CREATE FUNCTION gitversion_internal.are_comments_written(
    p_schema oid, p_age integer, p_own xid[], p_command integer)
RETURNS boolean LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT EXISTS (SELECT FROM (
            SELECT array_agg(d.classoid) AS classes, array_agg(d.objoid) AS objects
            FROM pg_catalog.pg_description d
            WHERE gitversion_internal.is_written(d.xmin, d.xmax, d.cmin, p_age, p_own, p_command)) g,
        gitversion_internal.roots(g.classes, g.objects) r
        WHERE r.schema = p_schema);
END;
COMMENT ON FUNCTION gitversion_internal.are_comments_written(oid, integer, xid[], integer) IS
    'whether comments on anything in a schema were written since then; internal';

CREATE FUNCTION gitversion_internal.dependents(p_classes oid[], p_objects oid[])
RETURNS TABLE (root oid, schema oid) LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH given AS (
        SELECT g.classid, g.objid FROM unnest(p_classes, p_objects) AS g (classid, objid)
        UNION
        SELECT d.classid, d.objid FROM unnest(p_classes, p_objects) AS g (classid, objid)
        JOIN pg_catalog.pg_depend d ON d.refclassid = g.classid AND d.refobjid = g.objid
            AND d.deptype = 'i' AND d.classid IN (
                'pg_catalog.pg_type'::regclass, 'pg_catalog.pg_class'::regclass)
    ), inner_type AS (
        SELECT g.classid, g.objid FROM given g
        UNION
        SELECT 'pg_catalog.pg_type'::regclass, t.typarray FROM given g
        JOIN pg_catalog.pg_type t ON t.oid = g.objid AND t.typarray <> 0
        WHERE g.classid = 'pg_catalog.pg_type'::regclass
    ), needs AS (
        SELECT array_agg(d.classid) AS classes, array_agg(d.objid) AS objects
        FROM inner_type g
        JOIN pg_catalog.pg_depend d ON d.refclassid = g.classid AND d.refobjid = g.objid
        WHERE d.deptype IN ('a', 'i', 'n', 'P', 'S')
    )
    SELECT r.root, r.schema FROM needs n, gitversion_internal.roots(n.classes, n.objects) r;
END;
COMMENT ON FUNCTION gitversion_internal.dependents(oid[], oid[]) IS
    'the objects with which direct dependents of the given ones are read, and their schemas; internal';
