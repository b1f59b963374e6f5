package org.gitversion.plan;

import java.util.Objects;
import org.gitversion.db.Database;
import org.gitversion.db.Rows;
import org.gitversion.kind.Ddl;
import org.gitversion.model.Path;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what PostgreSQL does to the tables that a statement is about: whether they have other
 * files afterwards, and whether they were read in full. It depends on casts, volatility of
 * functions, what CHECK constraints prove and so on, which only PostgreSQL knows.
 */
final class Effects {
    /** The table and what inherits from it; of what is no table, all that it could be about. */
    private static final String LOOK =
            "WITH RECURSIVE t (oid) AS (SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid ="
                + " c.relnamespace WHERE n.nspname = ?::text AND c.relkind IN ('r', 'p', 'm') AND"
                + " c.relname = coalesce(?::text, c.relname) UNION SELECT i.inhrelid FROM"
                + " pg_inherits i JOIN t ON t.oid = i.inhparent) SELECT"
                + " string_agg(c.relfilenode::text, ' ' ORDER BY c.oid),"
                + " coalesce(sum(pg_stat_get_xact_numscans(c.oid)), 0)::int8,"
                + " coalesce(bool_and(current_setting('track_counts')::bool), true) FROM pg_class c"
                + " JOIN t ON t.oid = c.oid";

    private final @Nullable String files;
    private final long scans;
    private final boolean counted;

    private Effects(@Nullable String files, long scans, boolean counted) {
        this.files = files;
        this.scans = scans;
        this.counted = counted;
    }

    static Effects look(Database database, String schema, Step step) {
        Path object = step.path();
        // What refers to rows of a partition is looked for elsewhere.
        boolean table =
                object.segment(0).equals("tables") && !step.ddl().sql().contains(" DETACH ");
        try (Rows rows = database.query(LOOK, schema, table ? object.segment(1) : null)) {
            rows.next();
            return new Effects(rows.textOrNull(1), rows.bigint(2), rows.truth(3));
        }
    }

    /** The statement with what it did between two looks. */
    static Ddl between(Effects before, Effects after, Ddl ddl) {
        boolean rewritten = !Objects.equals(before.files, after.files);
        return ddl.seen(rewritten, rewritten || !after.counted || after.scans > before.scans);
    }
}
