-- What merges with p_park kept of tables and columns that they dropped: the values are in tables of schema
-- gitversion_keep_ and the id of the branch. An update that finds the table leaves it alone.
CREATE TABLE IF NOT EXISTS gitversion.parked (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    branch_id integer NOT NULL REFERENCES gitversion.branches (id),
    path text NOT NULL,
    kept_as text,
    key_columns text[] NOT NULL DEFAULT '{}',
    last_value bigint,
    is_called boolean,
    former_commit_id integer REFERENCES gitversion.commits (id),
    commit_id integer REFERENCES gitversion.commits (id),
    keep_until timestamptz NOT NULL,
    parked_by text NOT NULL DEFAULT CURRENT_USER,
    parked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    returned_at timestamptz
);
COMMENT ON TABLE gitversion.parked IS
    'what was kept of dropped tables, columns and sequences, in schema gitversion_keep_ and the id of the branch';
COMMENT ON COLUMN gitversion.parked.path IS 'what was dropped, by its name before';
COMMENT ON COLUMN gitversion.parked.kept_as IS 'the table with the values; null where it is the position of a sequence';
COMMENT ON COLUMN gitversion.parked.key_columns IS 'of a column: by which columns of its table rows are known';
COMMENT ON COLUMN gitversion.parked.last_value IS 'of a sequence';
COMMENT ON COLUMN gitversion.parked.is_called IS 'of a sequence: whether last_value was given';
COMMENT ON COLUMN gitversion.parked.former_commit_id IS 'the head of the branch before';
COMMENT ON COLUMN gitversion.parked.commit_id IS 'the head of the branch after';
COMMENT ON COLUMN gitversion.parked.keep_until IS 'when gc may drop it';
COMMENT ON COLUMN gitversion.parked.returned_at IS 'when revert or reset brought it back';
SELECT pg_catalog.pg_extension_config_dump('gitversion.parked', '');
SELECT pg_catalog.pg_extension_config_dump('gitversion.parked_id_seq', '');

CREATE VIEW gitversion_internal.parked AS
    SELECT k.* FROM gitversion.parked k WHERE gitversion_internal.may_change(k.branch_id)
        -- No row can be about a table that was made for another one.
        AND (k.kept_as IS NULL OR pg_catalog.right(k.kept_as, pg_catalog.length('_' || k.id)) = '_' || k.id)
    WITH CASCADED CHECK OPTION;
COMMENT ON VIEW gitversion_internal.parked IS 'for writing to parked; internal';

CREATE FUNCTION gitversion_internal.keep_schema(p_branch_id integer) RETURNS text LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
    SELECT 'gitversion_keep_' || p_branch_id;
END;
COMMENT ON FUNCTION gitversion_internal.keep_schema(integer) IS
    'the schema with what was kept of a branch, whose name no row says; internal';

-- A kept table stays while the types, domains and collations of the branch change or go.
CREATE FUNCTION gitversion_internal.lasting_type(p_type oid, p_typmod integer) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH RECURSIVE base (oid, typmod) AS (
        SELECT p_type, p_typmod
        UNION ALL
        SELECT t.typbasetype, t.typtypmod FROM base b JOIN pg_type t ON t.oid = b.oid WHERE t.typtype = 'd'
    )
    SELECT CASE WHEN e.typnamespace = 'pg_catalog'::regnamespace OR EXISTS (SELECT FROM pg_depend d
                WHERE d.classid = 'pg_type'::regclass AND d.objid = e.oid AND d.deptype = 'e')
            THEN format_type(b.oid, b.typmod) END
    FROM base b JOIN pg_type t ON t.oid = b.oid
    JOIN pg_type e ON e.oid = CASE WHEN t.typcategory = 'A' AND t.typelem <> 0 THEN t.typelem ELSE t.oid END
    WHERE t.typtype <> 'd';
END;
COMMENT ON FUNCTION gitversion_internal.lasting_type(oid, integer) IS
    'a type of the server or of an extension that has the values of a type; null where there is none; internal';

CREATE FUNCTION gitversion_internal.kept_columns(p_table regclass)
RETURNS TABLE (name text, expression text, depends_on_style boolean)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT a.attname::text,
        CASE WHEN l.type IS NULL
            THEN format('CASE WHEN pg_catalog.num_nonnulls(%1$I) > 0 THEN pg_catalog.format(''%%s'', %1$I) END', a.attname)
            ELSE quote_ident(a.attname) || CASE WHEN t.typtype = 'd' THEN '::' || l.type ELSE '' END
                || CASE WHEN a.attcollation <> 0 THEN ' COLLATE pg_catalog."default"' ELSE '' END END,
        l.type IS NULL AND e.typtype <> 'e'
    FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
    JOIN pg_type e ON e.oid = CASE WHEN t.typcategory = 'A' AND t.typelem <> 0 THEN t.typelem ELSE t.oid END
    CROSS JOIN LATERAL (SELECT gitversion_internal.lasting_type(a.atttypid, a.atttypmod)) l (type)
    WHERE a.attrelid = p_table AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    ORDER BY a.attnum;
END;
COMMENT ON FUNCTION gitversion_internal.kept_columns(regclass) IS
    'the columns of a table, expressions for values that can be kept, and whether these depend on settings such '
    'as DateStyle; internal';

CREATE FUNCTION gitversion_internal.row_keys(p_table regclass) RETURNS TABLE (columns text[])
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT ARRAY(SELECT a.attname::text FROM unnest(i.indkey[:i.indnkeyatts - 1]) WITH ORDINALITY k (number, position)
            JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number ORDER BY k.position)
    FROM pg_index i
    WHERE i.indrelid = p_table AND i.indisunique AND i.indimmediate AND i.indisvalid AND i.indpred IS NULL
      AND NOT EXISTS (SELECT FROM unnest(i.indkey[:i.indnkeyatts - 1]) k (number)
        LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number AND k.number > 0
        WHERE a.attnotnull IS NOT TRUE)
    ORDER BY i.indisprimary DESC, i.indnkeyatts, i.indexrelid;
END;
COMMENT ON FUNCTION gitversion_internal.row_keys(regclass) IS
    'by which columns the rows of a table are known, the primary key first; internal';
