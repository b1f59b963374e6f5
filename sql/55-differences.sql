-- What is not committed, by comparing what the server prints with what it printed of the head.
CREATE FUNCTION gitversion_internal.above(p_path text) RETURNS SETOF text LANGUAGE sql IMMUTABLE ROWS 3
BEGIN ATOMIC
    SELECT array_to_string(s.segments[1:n.last], '/')
    FROM string_to_array(p_path, '/') s (segments), generate_series(1, cardinality(s.segments) - 1) n (last);
END;
COMMENT ON FUNCTION gitversion_internal.above(text) IS
    'the paths of what something at a path is a part of, but for its own; internal';

-- The planner knows nothing of how many rows arrays and the results of joins with them have: it may hash
-- only.
CREATE FUNCTION gitversion_internal.differences(
    p_live gitversion_internal.live_object[], p_known gitversion_internal.live_object[])
RETURNS SETOF gitversion_internal.change LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp SET enable_nestloop = off SET enable_hashjoin = on SET jit = off
BEGIN ATOMIC
    WITH live AS MATERIALIZED (
        SELECT * FROM unnest(p_live) l
    ), known AS MATERIALIZED (
        SELECT * FROM unnest(p_known) k
    ), same AS MATERIALIZED (
        SELECT l.path, k.path AS old_path, k.definition, k.privileges, k.is_other
        FROM live l JOIN known k ON k.objid = l.objid AND k.classid = l.classid
            AND k.objsubid = l.objsubid AND k.kind = l.kind
    ), renamed AS MATERIALIZED (
        SELECT s.path, s.old_path FROM same s WHERE s.path <> s.old_path
    ), missing AS MATERIALIZED (
        SELECT k.* FROM known k WHERE NOT EXISTS (SELECT FROM same s WHERE s.old_path = k.path)
    ), moved AS (
        -- Where it would be now: what is above it may have been renamed.
        SELECT DISTINCT ON (m.path) m.path, r.path || substr(m.path, length(r.old_path) + 1) AS now
        FROM missing m CROSS JOIN LATERAL gitversion_internal.above(m.path) a (path)
        JOIN renamed r ON r.old_path = a.path
        ORDER BY m.path, length(r.old_path) DESC
    ), gone AS (
        SELECT m.*, coalesce(v.now, m.path) AS now FROM missing m LEFT JOIN moved v ON v.path = m.path
    ), come AS (
        SELECT l.* FROM live l WHERE NOT EXISTS (SELECT FROM same s WHERE s.path = l.path)
    ), both_sides AS (
        SELECT s.path, s.old_path, s.definition, s.privileges, s.is_other FROM same s
        UNION ALL
        SELECT c.path, g.path, g.definition, g.privileges, g.is_other
        FROM come c JOIN gone g ON g.now = c.path AND g.kind = c.kind
    ), created AS (
        SELECT c.* FROM come c
        WHERE NOT EXISTS (SELECT FROM gone g WHERE g.now = c.path AND g.kind = c.kind)
    ), dropped AS (
        SELECT g.* FROM gone g
        WHERE NOT EXISTS (SELECT FROM come c WHERE c.path = g.now AND c.kind = g.kind)
    ), new_unit AS (
        SELECT c.path FROM created c WHERE NOT EXISTS (SELECT FROM gone g WHERE g.now = c.path)
    ), old_unit AS (
        SELECT d.path FROM dropped d WHERE NOT EXISTS (SELECT FROM come c WHERE c.path = d.now)
    ), part AS (
        SELECT c.path, true AS is_new
        FROM created c CROSS JOIN LATERAL gitversion_internal.above(c.path) a (path)
        JOIN new_unit u ON u.path = a.path
        UNION
        SELECT d.path, false
        FROM dropped d CROSS JOIN LATERAL gitversion_internal.above(d.path) a (path)
        JOIN old_unit u ON u.path = a.path
    ), found AS (
        SELECT b.path, CASE WHEN b.path = b.old_path THEN 'ALTER' ELSE 'RENAME' END AS change,
            nullif(b.old_path, b.path) AS old_path, l.classid, l.objid, l.objsubid,
            l.definition = b.definition AND l.privileges <> b.privileges AS privileges,
            NOT b.is_other OR l.definition IN (b.definition, ~b.definition)
                AND l.privileges IN (b.privileges, ~b.privileges) AS is_certain
        FROM both_sides b JOIN live l ON l.path = b.path
        WHERE l.definition <> b.definition OR l.privileges <> b.privileges
           -- What only moved with what it is a part of did not change.
           OR b.path <> b.old_path AND split_part(b.path, '/', -1) <> split_part(b.old_path, '/', -1)
        UNION ALL
        -- What came or went with what it is a part of is not listed.
        SELECT c.path, 'CREATE', NULL, c.classid, c.objid, c.objsubid, false, true
        FROM created c
        WHERE NOT EXISTS (SELECT FROM part p WHERE p.path = c.path AND p.is_new)
        UNION ALL
        SELECT d.path, 'DROP', NULL, d.classid, d.objid, d.objsubid, false, true
        FROM dropped d
        WHERE NOT EXISTS (SELECT FROM part p WHERE p.path = d.path AND NOT p.is_new)
    )
    SELECT f.path, f.change::gitversion.change_type, f.old_path, f.classid, f.objid, f.objsubid,
        f.privileges, f.is_certain, NULL::text
    FROM found f
    ORDER BY f.change = 'DROP', translate(f.path, '/', chr(1)) COLLATE "C";
END;
COMMENT ON FUNCTION gitversion_internal.differences(gitversion_internal.live_object[], gitversion_internal.live_object[]) IS
    'the changes between the objects of a head and those of a schema; internal';
