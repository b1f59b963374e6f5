package org.gitversion.plan;

import org.gitversion.db.Database;
import org.gitversion.db.Rows;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.model.Node;
import org.gitversion.model.SchemaTree;

/**
 * Asks, before a long work begins, whether the server's lock table has room for it. All that one
 * transaction creates, changes or drops stays locked until it ends, and a lock table that runs full
 * fails other sessions, too.
 */
public final class LockTable {
    /** Work that takes fewer locks than this is not asked about. */
    private static final long UNASKED = 100;

    /** What the tables of the system and of gitversion itself take besides. */
    private static final long OWN = 60;

    private static final String ROOM =
            "SELECT current_setting('max_locks_per_transaction')::int8,"
                + " current_setting('max_connections')::int8 +"
                + " current_setting('max_prepared_transactions')::int8 +"
                + " current_setting('autovacuum_max_workers')::int8 + 1 +"
                + " current_setting('max_worker_processes')::int8 +"
                + " current_setting('max_wal_senders')::int8, (SELECT count(DISTINCT (l.locktype,"
                + " l.database, l.relation, l.page, l.tuple, l.virtualxid, l.transactionid::text,"
                + " l.classid, l.objid, l.objsubid)) FROM pg_locks l WHERE NOT l.fastpath)";

    /** From PostgreSQL 17 on a materialized view is filled by way of another relation. */
    private static final String REFRESHING =
            "SELECT CASE WHEN current_setting('server_version_num')::int4 >= 170000 THEN 5 ELSE 0"
                    + " END";

    /** What DROP SCHEMA locks; a table has a toast table with an index, a foreign key triggers. */
    private static final String DROPPED =
            "SELECT (SELECT count(*) + 2 * count(nullif(c.reltoastrelid, 0)) FROM pg_class c"
                    + " WHERE c.relnamespace = n.oid)"
                    + " + (SELECT count(*) FROM pg_type t WHERE t.typnamespace = n.oid)"
                    + " + (SELECT count(*) FROM pg_proc p WHERE p.pronamespace = n.oid)"
                    + " + (SELECT count(*) FROM pg_constraint k WHERE k.connamespace = n.oid)"
                    + " + (SELECT count(*) FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid"
                    + " WHERE c.relnamespace = n.oid)"
                    + " + (SELECT count(*) FROM pg_rewrite w JOIN pg_class c ON c.oid = w.ev_class"
                    + " WHERE c.relnamespace = n.oid)"
                    + " + (SELECT count(*) FROM pg_attrdef d JOIN pg_class c ON c.oid = d.adrelid"
                    + " WHERE c.relnamespace = n.oid)"
                    + " + (SELECT count(*) FROM pg_policy y JOIN pg_class c ON c.oid = y.polrelid"
                    + " WHERE c.relnamespace = n.oid)"
                    + " + (SELECT count(*) FROM pg_statistic_ext s WHERE s.stxnamespace = n.oid)"
                    + " FROM pg_namespace n WHERE n.nspname = ?::text";

    private LockTable() {}

    /**
     * Asks for the room that the way from one state to another takes.
     *
     * @param database the gateway
     * @param schema the raw name of the schema that is changed
     * @param from the state as it is
     * @param to the state to reach
     * @throws GitVersionException TOO_FEW_LOCKS when there is not enough
     */
    static void require(Database database, String schema, SchemaTree from, SchemaTree to) {
        long needed = 0;
        long refreshed = 0;
        for (Node node : to.nodes()) {
            Node before = from.get(node.path());
            if (before == null) {
                needed += ObjectKinds.ALL.of(node).locksOfCreate(node, to);
                refreshed += node.kind().folder().equals("materialized_views") ? 1 : 0;
            } else if (!before.equals(node)) {
                needed++;
            }
        }
        for (Node node : from.nodes()) {
            if (to.get(node.path()) == null) {
                needed += ObjectKinds.ALL.of(node).locksOfDrop(node, from);
            }
        }
        if (refreshed > 0) {
            String each = database.value(REFRESHING);
            needed += refreshed * (each == null ? 0 : Long.parseLong(each));
        }
        require(database, schema, needed);
    }

    /**
     * Asks for the room that dropping a whole schema takes.
     *
     * @param database the gateway
     * @param schema the raw name of the schema
     * @throws GitVersionException TOO_FEW_LOCKS when there is not enough
     */
    public static void requireForDrop(Database database, String schema) {
        String count = database.value(DROPPED, schema);
        require(database, schema, count == null ? 0 : Long.parseLong(count));
    }

    private static void require(Database database, String schema, long needed) {
        if (needed < UNASKED) {
            return;
        }
        try (Rows rows = database.query(ROOM)) {
            rows.next();
            long each = rows.bigint(1);
            long backends = rows.bigint(2);
            long used = rows.bigint(3);
            if (needed + OWN > each * backends - used) {
                throw refusal(schema, needed + OWN, each, backends, used);
            }
        }
    }

    private static GitVersionException refusal(
            String schema, long needed, long each, long backends, long used) {
        return new GitVersionException(
                ErrorCode.TOO_FEW_LOCKS,
                "the lock table of the server has no room for the work in schema \""
                        + schema
                        + "\"",
                "About "
                        + needed
                        + " locks are needed in one transaction. With max_locks_per_transaction = "
                        + each
                        + " the table has room for "
                        + each * backends
                        + ", and "
                        + used
                        + " of them are in use.",
                "Set max_locks_per_transaction to at least "
                        + ((needed + used + backends - 1) / backends)
                        + " and restart the server.");
    }
}
