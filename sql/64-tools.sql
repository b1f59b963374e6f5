-- The tables in which migration tools keep what they did: found by name and columns, copied to new
-- branches, united by merges.
CREATE FUNCTION gitversion_internal.tools()
RETURNS TABLE (tool text, table_name text, columns text[], key text, number text, keeps text)
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
    -- A row is known by its key, not by its running number. What keeps no rows but a state:
    -- heads: which migrations are the newest; lock: who runs the tool.
    VALUES
        -- A repeatable migration has no version, and a row for each of its contents.
        ('Flyway', 'flyway_schema_history', '{installed_rank,version,script,checksum,success}'::text[],
            '%1$s.version, %1$s.script, CASE WHEN %1$s.version IS NULL THEN %1$s.checksum END',
            'installed_rank', 'rows'),
        ('Liquibase', 'databasechangelog', '{id,author,filename,orderexecuted,md5sum}',
            '%1$s.id, %1$s.author, %1$s.filename', 'orderexecuted', 'rows'),
        ('Liquibase', 'databasechangeloglock', '{id,locked,lockgranted,lockedby}', '%1$s.id', NULL, 'lock'),
        ('node-pg-migrate', 'pgmigrations', '{id,name,run_on}', '%1$s.name', 'id', 'rows'),
        ('knex', 'knex_migrations', '{id,name,batch,migration_time}', '%1$s.name', 'id', 'rows'),
        ('knex', 'knex_migrations_lock', '{index,is_locked}', '%1$s.index', NULL, 'lock'),
        ('Sequelize', 'SequelizeMeta', '{name}', '%1$s.name', NULL, 'rows'),
        ('Prisma', '_prisma_migrations', '{id,checksum,migration_name,finished_at}', '%1$s.migration_name', NULL, 'rows'),
        ('Rails', 'schema_migrations', '{version}', '%1$s.version', NULL, 'rows'),
        ('Rails', 'ar_internal_metadata', '{key,value,created_at,updated_at}', '%1$s.key', NULL, 'rows'),
        ('Drizzle', '__drizzle_migrations', '{id,hash,created_at}', '%1$s.hash', 'id', 'rows'),
        ('Alembic', 'alembic_version', '{version_num}', '%1$s.version_num', NULL, 'heads'),
        ('Django', 'django_migrations', '{id,app,name,applied}', '%1$s.app, %1$s.name', 'id', 'rows');
END;
COMMENT ON FUNCTION gitversion_internal.tools() IS
    'the tables of migration tools: their names, columns by which they are recognised, what a row is '
    'known by, its running number, and whether they keep rows, heads or a lock; internal';

CREATE FUNCTION gitversion_internal.tool_of(p_table oid) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT t.tool FROM pg_catalog.pg_class c JOIN gitversion_internal.tools() t ON t.table_name = c.relname
    WHERE c.oid = p_table AND c.relkind = 'r' AND NOT c.relispartition
      AND t.columns <@ ARRAY(SELECT a.attname::text FROM pg_catalog.pg_attribute a
          WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped);
END;
COMMENT ON FUNCTION gitversion_internal.tool_of(oid) IS
    'the migration tool that a table is of, or null; internal';

CREATE FUNCTION gitversion_internal.find_tools(p_schema text) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    t record;
BEGIN
    IF current_setting('gitversion.track_tools', true) IN ('off', 'false', 'no', '0') THEN
        RETURN;
    END IF;
    FOR t IN
        INSERT INTO gitversion_internal.tracked_tables (relation, kind, tool)
        SELECT c.oid, 'history', gitversion_internal.tool_of(c.oid)
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = p_schema AND c.relname IN (SELECT x.table_name FROM gitversion_internal.tools() x)
          AND gitversion_internal.tool_of(c.oid) IS NOT NULL
          AND EXISTS (SELECT FROM gitversion.branches b WHERE b.is_active AND b.schema_name = p_schema
              AND gitversion_internal.may_change(b.id))
        ON CONFLICT (relation) DO NOTHING
        RETURNING relation, tool
    LOOP
        RAISE NOTICE 'table % is the history of %: new branches get its rows, and merges unite them',
            t.relation, t.tool USING HINT = 'gitversion.untrack_rows(table) leaves it alone, '
            'SET gitversion.track_tools = off all such tables.';
    END LOOP;
END
$$;
COMMENT ON FUNCTION gitversion_internal.find_tools(text) IS
    'tracks the tables of migration tools in a schema, unless gitversion.track_tools is off; internal';

-- Which table of one schema stands for which of another one.
CREATE FUNCTION gitversion_internal.histories(p_from text, p_to text)
RETURNS TABLE (source regclass, target regclass, tool text, key text, number text, keeps text, columns text)
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT c.oid::regclass, o.oid::regclass, t.tool, coalesce(x.key, (
            SELECT string_agg('%1$s.' || replace(quote_ident(a.attname), '%', '%%'), ', ' ORDER BY u.place)
            FROM pg_catalog.pg_index i
            CROSS JOIN LATERAL unnest(i.indkey::smallint[]) WITH ORDINALITY u (attnum, place)
            JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = u.attnum
            WHERE i.indrelid = c.oid AND i.indisprimary AND u.place <= i.indnkeyatts)),
        x.number, coalesce(x.keeps, 'rows'), (
            SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum)
            FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_attribute b
                ON b.attrelid = o.oid AND b.attname = a.attname AND b.attnum > 0 AND b.attgenerated = ''
            WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
              AND a.attname IS DISTINCT FROM x.number)
    FROM gitversion.tracked_tables t
    JOIN pg_catalog.pg_class c ON c.oid = t.relation AND c.relkind = 'r'
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace AND n.nspname = p_from
    JOIN pg_catalog.pg_class o ON o.relname = c.relname AND o.relkind = 'r'
    JOIN pg_catalog.pg_namespace m ON m.oid = o.relnamespace AND m.nspname = p_to
    LEFT JOIN gitversion_internal.tools() x ON x.table_name = c.relname AND x.tool = t.tool
    WHERE t.kind = 'history'
      AND NOT EXISTS (SELECT FROM gitversion.tracked_tables s WHERE s.relation = o.oid AND s.kind <> 'history')
    ORDER BY c.relname;
END;
COMMENT ON FUNCTION gitversion_internal.histories(text, text) IS
    'the tables of one schema that keep histories, with those of another one; internal';

CREATE FUNCTION gitversion_internal.unite_rows(
    p_source regclass, p_target regclass, p_columns text, p_key text, p_number text)
RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
BEGIN
    PERFORM gitversion_internal.execute_for(p_target, format('INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE SELECT %s FROM %s s '
            'WHERE NOT EXISTS (SELECT FROM %s t WHERE ROW(%s) IS NOT DISTINCT FROM ROW(%s))%s',
        p_target, concat_ws(', ', quote_ident(p_number), p_columns),
        concat_ws(', ', CASE WHEN p_number IS NOT NULL THEN format(
            '(SELECT coalesce(max(t.%I), 0) FROM %s t) + row_number() OVER (ORDER BY s.%I)',
            p_number, p_target, p_number) END, p_columns),
        p_source, p_target, format(p_key, 's'), format(p_key, 't'), ' ORDER BY s.' || quote_ident(p_number)));
    PERFORM gitversion_internal.advance_sequences(p_target);
END
$$;
COMMENT ON FUNCTION gitversion_internal.unite_rows(regclass, regclass, text, text, text) IS
    'adds the rows of one table that another one has not, with running numbers behind its own; internal';

CREATE FUNCTION gitversion_internal.copy_rows(p_source regclass, p_target regclass, p_columns text, p_keeps text)
RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
BEGIN
    PERFORM gitversion_internal.execute_for(p_target, format(
        'INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE SELECT %2$s FROM %3$s', p_target, p_columns, p_source));
    PERFORM gitversion_internal.advance_sequences(p_target);
    IF p_keeps <> 'lock' THEN
        RETURN;
    ELSIF EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = p_target AND a.attname = 'is_locked') THEN
        PERFORM gitversion_internal.execute_for(p_target, format('UPDATE %s SET is_locked = 0', p_target));
    ELSE
        PERFORM gitversion_internal.execute_for(p_target, format(
            'UPDATE %s SET locked = false, lockgranted = NULL, lockedby = NULL', p_target));
    END IF;
END
$$;
COMMENT ON FUNCTION gitversion_internal.copy_rows(regclass, regclass, text, text) IS
    'copies the rows of a table to an empty one; nobody holds the lock that the copy is of; internal';
