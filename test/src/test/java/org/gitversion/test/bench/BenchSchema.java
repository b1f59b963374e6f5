package org.gitversion.test.bench;

/**
 * DDL of a schema of (at first 300) tables of ten columns, each with sequence, primary key, foreign
 * key, two indexes, check constraint and comments; and views, functions and triggers for every
 * third table.
 */
final class BenchSchema {
    static final int TABLES = 300;

    private static final String TABLE =
            """
            CREATE TABLE t%1$d (
                id serial PRIMARY KEY,
                parent_id integer REFERENCES t%2$d ON DELETE CASCADE,
                code varchar(40) NOT NULL,
                name text DEFAULT 'unnamed'::text,
                amount numeric(12, 2) DEFAULT 0 NOT NULL CHECK (amount >= 0),
                valid_from date DEFAULT CURRENT_DATE,
                active boolean DEFAULT true NOT NULL,
                tags text[],
                extra jsonb DEFAULT '{}'::jsonb,
                created_at timestamp with time zone DEFAULT now() NOT NULL
            );
            CREATE INDEX t%1$d_parent_id_idx ON t%1$d (parent_id);
            CREATE UNIQUE INDEX t%1$d_code_idx ON t%1$d (lower(code), active) WHERE active;
            COMMENT ON TABLE t%1$d IS 'table number %1$d';
            COMMENT ON COLUMN t%1$d.amount IS 'what it costs';
            """;

    private static final String EXTRAS =
            """
            CREATE VIEW v%1$d AS
                SELECT t.id, t.code, p.name AS parent, sum(t.amount) OVER (PARTITION BY t.parent_id) AS s
                  FROM t%1$d t LEFT JOIN t%2$d p ON p.id = t.parent_id
                 WHERE t.active AND t.code IN ('a', 'b', 'c');
            CREATE FUNCTION f%1$d() RETURNS trigger LANGUAGE plpgsql AS $f$
            BEGIN
                NEW.name := coalesce(NEW.name, NEW.code);
                RETURN NEW;
            END
            $f$;
            CREATE TRIGGER touch BEFORE INSERT OR UPDATE ON t%1$d
                FOR EACH ROW EXECUTE FUNCTION f%1$d();
            """;

    private BenchSchema() {}

    /** The script; it creates into the first schema of the search path. */
    static String ddl() {
        return ddl(TABLES);
    }

    /** The script for another number of tables. */
    static String ddl(int tables) {
        return ddl(0, tables);
    }

    /** The script for the tables from one number to before another; those before are there. */
    static String ddl(int first, int end) {
        StringBuilder script = new StringBuilder();
        for (int i = first; i < end; i++) {
            script.append(String.format(TABLE, i, Math.max(0, i - 1)));
        }
        for (int i = (first + 2) / 3 * 3; i < end; i += 3) {
            script.append(String.format(EXTRAS, i, Math.max(0, i - 1)));
        }
        return script.toString();
    }
}
