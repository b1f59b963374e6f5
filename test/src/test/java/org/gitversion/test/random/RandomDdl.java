package org.gitversion.test.random;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.gitversion.test.support.Database;

/**
 * Makes up DDL for the schema that comes first on the session's search path, out of what is in the
 * catalogs, and executes it. Statements that PostgreSQL refuses are dropped: what counts is the
 * state they leave. The same seed on the same schema gives the same statements.
 */
final class RandomDdl extends RandomNames {
    private final List<String> executed = new ArrayList<>();
    private final List<Supplier<String>> creations;
    private final List<Supplier<String>> changes;
    private final Definitions definitions;

    RandomDdl(Database database, Random random) {
        super(database, random);
        this.definitions = new Definitions(random, this::pick);
        this.creations =
                List.of(
                        this::createTable,
                        this::createTable,
                        this::createTable,
                        this::createTable,
                        this::createIndex,
                        this::createIndex,
                        this::addConstraint,
                        this::addConstraint,
                        () -> "CREATE SEQUENCE " + name() + definitions.sequenceOptions(),
                        this::createView,
                        this::createView,
                        this::createMaterializedView,
                        () -> definitions.function(name(), column()),
                        () -> definitions.procedure(name()),
                        this::createTrigger,
                        () -> "CREATE TYPE " + name() + " AS ENUM " + definitions.labels(),
                        () ->
                                "CREATE TYPE "
                                        + name()
                                        + " AS (a "
                                        + type()
                                        + ", \"B b\" "
                                        + type()
                                        + ")",
                        () -> "CREATE DOMAIN " + name() + " AS " + definitions.domain(),
                        () -> "CREATE TYPE " + name() + " AS RANGE (SUBTYPE = float8)",
                        () -> onTable(definitions.policy(name())),
                        () -> onTable(definitions.rule(name())),
                        () -> definitions.aggregate(name()),
                        this::createStatistics);
        this.changes =
                List.of(
                        this::addColumn,
                        this::addColumn,
                        this::addColumn,
                        this::dropColumn,
                        this::alterColumn,
                        this::alterColumn,
                        this::alterColumn,
                        this::renameColumn,
                        this::renameRelation,
                        this::alterTable,
                        this::dropOrRenameConstraint,
                        this::comment,
                        this::comment,
                        this::grant,
                        this::alterSequence,
                        this::alterType,
                        this::alterRoutine,
                        this::replaceView,
                        this::dropSomething,
                        this::dropSomething);
    }

    /** The statements that PostgreSQL accepted, in order. */
    List<String> executed() {
        return executed;
    }

    /** Fills a schema. */
    void create(int statements) throws SQLException {
        for (int i = 0; i < statements; i++) {
            execute(any(random.nextInt(4) == 0 ? changes : creations).get());
        }
    }

    /** Changes what is there, and adds some. */
    void change(int statements) throws SQLException {
        for (int i = 0; i < statements; i++) {
            execute(any(random.nextInt(3) == 0 ? creations : changes).get());
        }
    }

    private void execute(String statement) {
        if (statement == null) {
            return;
        }
        try {
            database.execute(statement);
            executed.add(statement);
        } catch (SQLException e) {
            if (e.getSQLState().startsWith("XX") || e.getSQLState().startsWith("VC")) {
                throw new AssertionError(statement, e);
            }
        }
    }

    private String type() {
        return definitions.type();
    }

    private String createTable() {
        StringBuilder sql = new StringBuilder("CREATE TABLE " + name() + " (");
        int columns = 1 + random.nextInt(6);
        for (int i = 0; i < columns; i++) {
            sql.append("c").append(i).append(' ').append(definitions.column()).append(", ");
        }
        sql.append("k integer ").append(any(List.of("PRIMARY KEY", "UNIQUE", "", "NOT NULL")));
        if (random.nextInt(3) == 0) {
            sql.append(", CONSTRAINT ").append(name()).append(" CHECK (k > ");
            sql.append(random.nextInt(100)).append(" OR k IS NULL)");
        }
        return sql.append(")").append(any(List.of("", "", " WITH (fillfactor=70)"))).toString();
    }

    private String createIndex() {
        String table = relation("'r', 'm'");
        if (table == null) {
            return null;
        }
        String column = column(table);
        String key =
                switch (random.nextInt(5)) {
                    case 0 -> "(" + column + "::text || 'x')";
                    case 1 -> column + " DESC NULLS LAST";
                    case 2 -> column + ", " + column(table);
                    case 3 -> "lower(" + column + "::text) text_pattern_ops";
                    default -> column;
                };
        return "CREATE "
                + any(List.of("", "", "UNIQUE "))
                + "INDEX "
                + name()
                + " ON "
                + table
                + any(List.of("", " USING hash", ""))
                + " ("
                + key
                + ")"
                + any(List.of("", "", " WHERE " + column + " IS NOT NULL", " INCLUDE (k)"));
    }

    private String addConstraint() {
        String table = relation("'r'");
        String other = relation("'r'");
        if (table == null) {
            return null;
        }
        String column = column(table);
        String constraint =
                switch (random.nextInt(5)) {
                    case 0 -> "CHECK (" + column + " IS NOT NULL)";
                    case 1 -> "CHECK (" + column + "::text <> 'no') NOT VALID";
                    case 2 -> "UNIQUE (" + column + ", " + column(table) + ")";
                    case 3 -> "FOREIGN KEY (k) REFERENCES " + other + " (k) ON DELETE CASCADE";
                    default -> "FOREIGN KEY (k) REFERENCES " + other + " (k) DEFERRABLE";
                };
        return "ALTER TABLE " + table + " ADD CONSTRAINT " + name() + " " + constraint;
    }

    /** Fills a statement about a table: %1$s stands for the table, %2$s for a column of it. */
    private String onTable(String format) {
        String table = relation("'r'");
        return table == null ? null : String.format(format, table, column(table));
    }

    private String createStatistics() {
        return onTable(
                "CREATE STATISTICS "
                        + name()
                        + any(List.of("", " (ndistinct)", " (mcv, dependencies)"))
                        + " ON k, %2$s FROM %1$s");
    }

    private String createView() {
        String[] from = column();
        return from == null ? null : "CREATE VIEW " + name() + " AS " + definitions.query(from);
    }

    private String createMaterializedView() {
        String[] from = column();
        return from == null
                ? null
                : "CREATE MATERIALIZED VIEW " + name() + " AS " + definitions.query(from);
    }

    private String replaceView() {
        String view = relation("'v'");
        if (view == null) {
            return null;
        }
        return random.nextBoolean()
                ? "ALTER VIEW " + view + " SET (security_barrier = " + random.nextBoolean() + ")"
                : "CREATE OR REPLACE VIEW " + view + " AS SELECT *, 1 AS " + name() + from(view);
    }

    /** What a view is over, without what would make it be over itself. */
    private String from(String view) {
        return " FROM ("
                + pick(
                        "SELECT rtrim(pg_get_viewdef('"
                                + view.replace("'", "''")
                                + "'::regclass), ';')")
                + ") q";
    }

    private String createTrigger() {
        String table = relation("'r'");
        String function =
                pick(
                        "SELECT quote_ident(proname) FROM pg_proc"
                                + " WHERE pronamespace = current_schema()::regnamespace"
                                + " AND prorettype = 'trigger'::regtype ORDER BY 1");
        if (function == null) {
            return "CREATE FUNCTION "
                    + name()
                    + "() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'";
        }
        if (table == null) {
            return null;
        }
        return "CREATE TRIGGER "
                + name()
                + any(
                        List.of(
                                " BEFORE INSERT",
                                " AFTER UPDATE OF " + column(table),
                                " AFTER DELETE"))
                + " ON "
                + table
                + any(List.of(" FOR EACH ROW", " FOR EACH STATEMENT"))
                + any(List.of("", "", " WHEN (pg_trigger_depth() = 0)"))
                + " EXECUTE FUNCTION "
                + function
                + any(List.of("()", "('a', 'b''c')"));
    }

    private String addColumn() {
        String table = relation("'r'");
        return table == null
                ? null
                : "ALTER TABLE " + table + " ADD COLUMN " + name() + " " + definitions.column();
    }

    private String dropColumn() {
        String table = relation("'r'");
        return table == null
                ? null
                : "ALTER TABLE "
                        + table
                        + " DROP COLUMN "
                        + column(table)
                        + any(List.of("", " CASCADE"));
    }

    private String alterColumn() {
        String table = relation("'r'");
        return table == null
                ? null
                : "ALTER TABLE "
                        + table
                        + " ALTER COLUMN "
                        + column(table)
                        + definitions.columnChange();
    }

    private String renameColumn() {
        String table = relation("'r', 'v', 'c'");
        return table == null
                ? null
                : "ALTER TABLE " + table + " RENAME COLUMN " + column(table) + " TO " + name();
    }

    private String renameRelation() {
        String table = relation("'r', 'v', 'S', 'i', 'm'");
        return table == null ? null : "ALTER TABLE " + table + " RENAME TO " + name();
    }

    private String alterTable() {
        String table = relation("'r'");
        String trigger =
                pick(
                        "SELECT quote_ident(tgname) FROM pg_trigger WHERE NOT tgisinternal"
                                + " ORDER BY tgname COLLATE \"C\"");
        return table == null
                ? null
                : "ALTER TABLE "
                        + table
                        + any(
                                List.of(
                                        " SET (fillfactor=" + (50 + random.nextInt(50)) + ")",
                                        " RESET (fillfactor)",
                                        " SET UNLOGGED",
                                        " SET LOGGED",
                                        " REPLICA IDENTITY FULL",
                                        " ENABLE ROW LEVEL SECURITY",
                                        " FORCE ROW LEVEL SECURITY",
                                        " DISABLE ROW LEVEL SECURITY",
                                        " REPLICA IDENTITY DEFAULT",
                                        " DISABLE TRIGGER " + trigger,
                                        " ENABLE ALWAYS TRIGGER " + trigger));
    }

    private String dropOrRenameConstraint() {
        String constraint =
                pick(
                        "SELECT format('%s#%I', conrelid::regclass, conname) FROM pg_constraint"
                                + " WHERE connamespace = current_schema()::regnamespace"
                                + " AND conrelid <> 0 AND contype <> 't' ORDER BY 1");
        if (constraint == null) {
            return null;
        }
        String table = constraint.substring(0, constraint.indexOf('#'));
        String own = constraint.substring(constraint.indexOf('#') + 1);
        return "ALTER TABLE "
                + table
                + any(
                        List.of(
                                " DROP CONSTRAINT " + own,
                                " DROP CONSTRAINT " + own + " CASCADE",
                                " VALIDATE CONSTRAINT " + own,
                                " RENAME CONSTRAINT " + own + " TO " + name()));
    }

    private String comment() {
        String[] column = column();
        String object = pick(Definitions.COMMENTED);
        String text = any(List.of("NULL", "'it''s'", "'two\nlines'", "'ünï'"));
        if (random.nextBoolean() && column != null) {
            return "COMMENT ON COLUMN " + column[0] + "." + column[1] + " IS " + text;
        }
        return object == null ? null : "COMMENT ON " + object + " IS " + text;
    }

    private String grant() {
        String object = pick(Definitions.GRANTABLE);
        return object == null
                ? null
                : any(
                                List.of(
                                        "GRANT ALL ON " + object + " TO ",
                                        "REVOKE ALL ON " + object + " FROM "))
                        + any(List.of("random_role", "PUBLIC"));
    }

    private String alterSequence() {
        String sequence = relation("'S'");
        return sequence == null
                ? null
                : "ALTER SEQUENCE "
                        + sequence
                        // The type of an identity column's sequence is the column's.
                        + definitions.sequenceOptions().replace(" AS bigint", " NO CYCLE");
    }

    private String alterType() {
        String type = pick(Definitions.TYPES);
        if (type == null) {
            return null;
        }
        String name = type.substring(2);
        return switch (type.charAt(0)) {
            case 'e' -> definitions.enumChange(name);
            case 'd' -> definitions.domainChange(name, name());
            default ->
                    "ALTER TYPE "
                            + name
                            + any(
                                    List.of(
                                            " ADD ATTRIBUTE n" + names++ + " " + type(),
                                            " DROP ATTRIBUTE a",
                                            " ALTER ATTRIBUTE a TYPE " + type()));
        };
    }

    private String alterRoutine() {
        String routine = pick(Definitions.ROUTINES);
        return routine == null
                ? null
                : "ALTER ROUTINE "
                        + routine
                        + any(
                                List.of(
                                        " RENAME TO " + name(),
                                        " SET work_mem = '8MB'",
                                        " SET search_path = pg_catalog",
                                        " RESET ALL",
                                        " SECURITY DEFINER",
                                        " IMMUTABLE",
                                        " COST 7"));
    }

    private String dropSomething() {
        String object = pick(Definitions.COMMENTED);
        return object == null ? null : "DROP " + object + any(List.of("", "", " CASCADE"));
    }
}
