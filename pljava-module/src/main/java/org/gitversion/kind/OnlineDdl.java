package org.gitversion.kind;

import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.jspecify.annotations.Nullable;

/**
 * Statements that together do what one statement does, but do not keep those waiting who read and
 * write the table while all its rows are read.
 */
public final class OnlineDdl {
    private static final Ddl.Lock SHARE_UPDATE = Ddl.Lock.SHARE_UPDATE_EXCLUSIVE;
    private static final Ddl.Lock EXCLUSIVE = Ddl.Lock.ACCESS_EXCLUSIVE;

    private OnlineDdl() {}

    /**
     * Drops an index that could not be built to its end.
     *
     * @param name the index
     * @return a block, which does nothing where there is none
     */
    public static Ddl dropInvalid(String name) {
        String index = Identifier.quote(name);
        String body =
                "BEGIN\n"
                    + "    IF EXISTS (SELECT FROM pg_catalog.pg_index i WHERE NOT i.indisvalid\n"
                    + "        AND i.indexrelid = pg_catalog.to_regclass("
                        + Identifier.literal(index)
                        + ")) THEN\n"
                        + "        SET LOCAL lock_timeout = '2s';\n"
                        + "        DROP INDEX "
                        + index
                        + ";\n    END IF;\nEND";
        return block(body).noting("Drops what a run that failed left; else it does nothing.");
    }

    private static Ddl block(String body) {
        boolean plain = body.indexOf('$') < 0;
        return Ddl.of("DO " + (plain ? "$$" + body + "$$" : Identifier.literal(body)));
    }

    /**
     * Builds an index under a name.
     *
     * @param node the index
     * @param name how it is called for now
     * @param concurrently false where it is only tried
     * @return the statement
     */
    public static Ddl index(Node node, String name, boolean concurrently) {
        return built(IndexKind.create(node, words(name, concurrently)), concurrently);
    }

    private static String words(String name, boolean concurrently) {
        return "INDEX "
                + (concurrently ? "CONCURRENTLY " : "")
                + "IF NOT EXISTS "
                + Identifier.quote(name)
                + " ON ";
    }

    private static Ddl built(String sql, boolean concurrently) {
        return Ddl.of(sql, concurrently ? SHARE_UPDATE : Ddl.Lock.SHARE)
                .scanning("The index is built while others read and write.");
    }

    /**
     * Gives an index the name that it is to have.
     *
     * @param name how it is called
     * @param newName how it shall be called
     * @return the statement
     */
    public static Ddl rename(String name, String newName) {
        String sql = "ALTER INDEX " + Identifier.quote(name) + " RENAME TO ";
        return Ddl.of(sql + Identifier.quote(newName), SHARE_UPDATE);
    }

    /**
     * Drops an index.
     *
     * @param node the index
     * @param concurrently false where it is only tried
     * @return the statement
     */
    public static Ddl dropIndex(Node node, boolean concurrently) {
        String sql = "DROP INDEX " + (concurrently ? "CONCURRENTLY " : "") + "IF EXISTS ";
        return Ddl.of(sql + Identifier.quote(node.name()), concurrently ? SHARE_UPDATE : EXCLUSIVE);
    }

    /**
     * Tells whether a key can be made of an index.
     *
     * @param node a constraint
     * @return true for primary keys and UNIQUE without periods
     */
    public static boolean isOfIndex(Node node) {
        String type = node.text("type");
        return !node.has("period") && ("UNIQUE".equals(type) || "PRIMARY KEY".equals(type));
    }

    /**
     * Builds the index of a key.
     *
     * @param node the key
     * @param name how the index is called for now
     * @param concurrently false where it is only tried
     * @return the statement
     */
    public static Ddl keyIndex(Node node, String name, boolean concurrently) {
        StringBuilder sql = new StringBuilder(100).append("CREATE UNIQUE ");
        sql.append(words(name, concurrently)).append(table(node)).append(' ');
        sql.append(ConstraintKind.columns(node, "columns"));
        if (node.has("include")) {
            sql.append(" INCLUDE ").append(ConstraintKind.columns(node, "include"));
        }
        sql.append(node.has("nulls_not_distinct") ? " NULLS NOT DISTINCT" : "");
        if (node.has("options")) {
            sql.append(" WITH (");
            sql.append(String.join(", ", Options.assignments(Options.inOrder(node, "options"))));
            sql.append(')');
        }
        if (node.has("tablespace")) {
            sql.append(" TABLESPACE ").append(Identifier.quote(node.required("tablespace")));
        }
        return built(sql.toString(), concurrently);
    }

    /**
     * Makes a key of the index that has its name.
     *
     * @param node the key
     * @return the statement
     */
    public static Ddl key(Node node) {
        String name = Identifier.quote(node.name());
        String timing = node.text("deferrable");
        return alter(
                node.path().up(2),
                "ADD CONSTRAINT "
                        + name
                        + " "
                        + node.required("type")
                        + " USING INDEX "
                        + name
                        + (timing == null ? "" : " " + timing));
    }

    /**
     * Adds a CHECK or foreign key that rows which are there already are not held against.
     *
     * @param node the constraint
     * @return the statement
     */
    public static Ddl unchecked(Node node) {
        boolean foreign = node.has("references");
        String sql = "ALTER TABLE " + table(node) + " ADD " + ConstraintKind.definition(node);
        return Ddl.of(sql + " NOT VALID", foreign ? Ddl.Lock.SHARE_ROW_EXCLUSIVE : EXCLUSIVE)
                .noting("Rows that are there already are not checked yet.");
    }

    /**
     * Holds all rows against a constraint.
     *
     * @param table the table
     * @param name the constraint
     * @return the statement
     */
    public static Ddl validate(Path table, String name) {
        String sql = "VALIDATE CONSTRAINT " + Identifier.quote(name);
        return Ddl.of(alter(table, sql).sql(), SHARE_UPDATE)
                .scanning("All rows are checked while others read and write.")
                .as(OnlineForm.VALIDATION);
    }

    /**
     * Adds a CHECK for a while.
     *
     * @param table the table
     * @param name the constraint
     * @param expression what is true of all rows
     * @return the statement
     */
    public static Ddl check(Path table, String name, String expression) {
        String sql = "ADD CONSTRAINT " + Identifier.quote(name) + " CHECK (" + expression + ")";
        return alter(table, sql + " NOT VALID")
                .noting("For a while: it proves what would be looked for under the lock.");
    }

    /**
     * Says that a column has a value.
     *
     * @param column its name
     * @return an expression
     */
    public static String notNull(String column) {
        return Identifier.quote(column) + " IS NOT NULL";
    }

    /**
     * Drops a CHECK that was there for a while.
     *
     * @param table the table
     * @param name the constraint
     * @return the statement
     */
    public static Ddl dropCheck(Path table, String name) {
        return alter(table, "DROP CONSTRAINT " + Identifier.quote(name));
    }

    /**
     * Makes a partition a table of its own.
     *
     * @param parent the partitioned table
     * @param child the partition
     * @return the statement
     */
    public static Ddl detach(Path parent, Path child) {
        String name = Identifier.quote(child.name());
        return alter(parent, "DETACH PARTITION " + name + " CONCURRENTLY")
                .as(OnlineForm.DETACHMENT)
                .noting("The lock is on the partition, when nobody uses the whole table any more.");
    }

    /**
     * Asks whether a partition is still to be detached.
     *
     * @param child the partition
     * @return a SELECT that finds a row if it is
     */
    public static String isAttached(Path child) {
        return "SELECT FROM pg_catalog.pg_inherits i WHERE NOT i.inhdetachpending AND i.inhrelid ="
                + " pg_catalog.to_regclass("
                + Identifier.literal(Identifier.quote(child.name()))
                + ")";
    }

    /**
     * Ends a detachment that was interrupted, and drops the CHECK that one leaves.
     *
     * @param parent the partitioned table
     * @param child the former partition
     * @param checks the names of its own CHECK constraints
     * @return a block
     */
    public static Ddl detached(Path parent, Path child, Iterable<String> checks) {
        String table = Identifier.quote(child.name());
        String name = Identifier.literal(table);
        StringBuilder own = new StringBuilder();
        for (String check : checks) {
            own.append(own.length() == 0 ? "" : ", ").append(Identifier.literal(check));
        }
        String detach = alter(parent, "DETACH PARTITION " + table + " FINALIZE").sql();
        String body =
                "DECLARE\n    v_name pg_catalog.name;\nBEGIN\n"
                        + "    IF EXISTS (SELECT FROM pg_catalog.pg_inherits i WHERE"
                        + " i.inhdetachpending\n        AND i.inhrelid = "
                        + name
                        + "::pg_catalog.regclass) THEN\n        "
                        + detach
                        + ";\n    END IF;\n"
                        + "    FOR v_name IN SELECT c.conname FROM pg_catalog.pg_constraint c"
                        + " WHERE c.contype = 'c'\n        AND c.conrelid = "
                        + name
                        + "::pg_catalog.regclass AND c.conname <> ALL (ARRAY["
                        + own
                        + "]::pg_catalog.name[]) LOOP\n"
                        + "        EXECUTE pg_catalog.format('ALTER TABLE %s DROP CONSTRAINT %I', "
                        + name
                        + ", v_name);\n    END LOOP;\nEND";
        return Ddl.of(block(body).sql(), EXCLUSIVE)
                .noting("Drops the CHECK that the detachment leaves.");
    }

    /**
     * Takes the lock that statements of a transaction need.
     *
     * @param table the table
     * @param lock the strongest of them
     * @return the statement
     */
    public static Ddl lock(String table, Ddl.Lock lock) {
        return Ddl.of(
                        "LOCK TABLE " + Identifier.quote(table) + " IN " + lock.text() + " MODE",
                        lock)
                .as(OnlineForm.LOCK)
                .noting("All locks are taken before anything is done.");
    }

    private static Ddl alter(@Nullable Path table, String action) {
        String name = table == null ? "" : Identifier.quote(table.segment(1));
        return Ddl.of("ALTER TABLE " + name + " " + action, EXCLUSIVE);
    }

    private static String table(Node constraint) {
        return Identifier.quote(constraint.path().segment(1));
    }
}
