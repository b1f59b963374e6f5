-- What is not committed, by comparing what the server prints with what it printed of the head.
CREATE FUNCTION gitversion_internal.differences(
    p_live gitversion_internal.live_object[], p_known gitversion_internal.live_object[])
RETURNS SETOF gitversion_internal.change LANGUAGE sql STABLE
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
    ), gone AS (
        -- Where it would be now: what is above it may have been renamed.
        SELECT k.*, coalesce((SELECT r.path || substr(k.path, length(r.old_path) + 1) FROM renamed r
            WHERE starts_with(k.path, r.old_path || '/') ORDER BY length(r.old_path) DESC LIMIT 1),
            k.path) AS now
        FROM known k WHERE NOT EXISTS (SELECT FROM same s WHERE s.old_path = k.path)
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
        WHERE NOT EXISTS (SELECT FROM created u WHERE starts_with(c.path, u.path || '/')
            AND NOT EXISTS (SELECT FROM gone g WHERE g.now = u.path))
        UNION ALL
        SELECT d.path, 'DROP', NULL, d.classid, d.objid, d.objsubid, false, true
        FROM dropped d
        WHERE NOT EXISTS (SELECT FROM dropped u WHERE starts_with(d.path, u.path || '/')
            AND NOT EXISTS (SELECT FROM come c WHERE c.path = u.now))
    )
    SELECT f.path, f.change::gitversion.change_type, f.old_path, f.classid, f.objid, f.objsubid,
        f.privileges, f.is_certain
    FROM found f
    ORDER BY f.change = 'DROP', translate(f.path, '/', chr(1)) COLLATE "C";
END;
COMMENT ON FUNCTION gitversion_internal.differences(gitversion_internal.live_object[], gitversion_internal.live_object[]) IS
    'the changes between the objects of a head and those of a schema; internal';
