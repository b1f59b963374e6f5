-- Which label of an enum is which. A label is no object of its own; its identity is kept with its type.
CREATE FUNCTION gitversion_internal.label_names(p_branch_id integer, p_paths text[])
RETURNS TABLE (path text, "position" integer, label text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT i.path, l.n::integer, e.enumlabel::text
    FROM gitversion.object_identities i
    CROSS JOIN LATERAL unnest(i.labels) WITH ORDINALITY l (oid, n)
    JOIN pg_enum e ON e.oid = l.oid AND e.enumtypid = i.objid
    WHERE i.branch_id = p_branch_id AND i.path = ANY (p_paths) AND i.classid = 'pg_type'::regclass
      AND i.cluster_id = (SELECT c.system_identifier FROM pg_control_system() c);
END;
COMMENT ON FUNCTION gitversion_internal.label_names(integer, text[]) IS
    'what the labels of enums are called now, by their positions at the head of a branch; internal';

CREATE FUNCTION gitversion_internal.write_labels(
    p_branch_id integer, p_paths text[], p_positions integer[], p_labels text[])
RETURNS void LANGUAGE sql SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    UPDATE gitversion_internal.object_identities i SET labels = n.labels
    FROM (SELECT h.path, array_agg(coalesce(e.oid, 0) ORDER BY h.n) AS labels
        FROM unnest(p_paths, p_positions, p_labels) h (path, n, label)
        JOIN gitversion.object_identities t ON t.branch_id = p_branch_id AND t.path = h.path
        LEFT JOIN pg_enum e ON e.enumtypid = t.objid AND e.enumlabel = h.label::name
            AND t.classid = 'pg_type'::regclass
        GROUP BY h.path) n
    WHERE i.branch_id = p_branch_id AND i.path = n.path AND i.labels IS DISTINCT FROM n.labels;
END;
COMMENT ON FUNCTION gitversion_internal.write_labels(integer, text[], integer[], text[]) IS
    'remembers which labels the enums of the head of a branch have, given what they are called now; internal';

CREATE FUNCTION gitversion_internal.copy_labels(p_origin integer, p_branch_id integer)
RETURNS void LANGUAGE sql SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    UPDATE gitversion_internal.object_identities i SET labels = n.labels
    FROM (SELECT o.path, array_agg(coalesce(e.oid, 0) ORDER BY l.n) AS labels
        FROM gitversion.object_identities o
        JOIN gitversion.object_identities t ON t.branch_id = p_branch_id AND t.path = o.path
        CROSS JOIN LATERAL unnest(o.labels) WITH ORDINALITY l (oid, n)
        LEFT JOIN pg_enum b ON b.oid = l.oid
        LEFT JOIN pg_enum e ON e.enumtypid = t.objid AND e.enumlabel = b.enumlabel
        WHERE o.branch_id = p_origin AND o.labels IS NOT NULL
        GROUP BY o.path) n
    WHERE i.branch_id = p_branch_id AND i.path = n.path;
END;
COMMENT ON FUNCTION gitversion_internal.copy_labels(integer, integer) IS
    'remembers which labels the enums of a clone have that its origin knows; internal';
