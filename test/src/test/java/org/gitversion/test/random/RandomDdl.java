package org.gitversion.test.random;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.gitversion.test.support.Database;

/**
 * Makes up DDL for the schema that comes first on the session's search path, out of what is in the
 * catalogs, and executes it. Statements that PostgreSQL refuses are dropped: what counts is the
 * state they leave. The same seed on the same schema gives the same statements.
 */
final class RandomDdl {
    private static final List<String> FAMILIES = List.copyOf(new TreeMap<>(Family.ALL).keySet());

    /** What the statements of any family are about. */
    private static final List<String> BASICS = List.of("tables", "tables", "constraints");

    /**
     * Constraints that are inherited from nowhere: PostgreSQL drops the parent's with a column of
     * it and leaves them behind in a heir that has the column itself, and pg_dump does not write
     * them.
     */
    private static final String ORPHANS =
            "SELECT c.oid FROM pg_constraint c WHERE c.connamespace ="
                + " current_schema()::regnamespace AND c.contype = 'c' AND c.coninhcount > 0 AND"
                + " NOT EXISTS (SELECT FROM pg_inherits i JOIN pg_constraint p ON p.conrelid ="
                + " i.inhparent AND p.conname = c.conname WHERE i.inhrelid = c.conrelid)";

    private static final String CURRENT_SCHEMA = "SELECT quote_ident(current_schema())";

    private final Database database;
    private final Choice choice;
    private final UnaryOperator<String> filler;
    private final List<String> families;
    private final List<String> executed = new ArrayList<>();

    RandomDdl(Database database, Random random) {
        this.database = database;
        this.choice = new Choice(database, random);
        this.filler = Template.filler(choice, Words.lists(), Words.queries());
        this.families = new ArrayList<>(BASICS);
        for (int i = 0; i < 6; i++) {
            families.add(choice.any(FAMILIES));
        }
    }

    /** The statements that PostgreSQL accepted, in order. */
    List<String> executed() {
        return executed;
    }

    /** Fills a schema. */
    void create(int statements) throws SQLException {
        for (int i = 0; i < statements; i++) {
            Family family = Family.ALL.get(choice.any(families));
            execute(choice.any(choice.below(4) == 0 ? family.changes() : family.creations()));
        }
    }

    /** Changes what is there, and adds some. */
    void change(int statements) throws SQLException {
        for (int i = 0; i < statements; i++) {
            Family family = Family.ALL.get(choice.any(families));
            execute(choice.any(choice.below(3) == 0 ? family.creations() : family.changes()));
        }
    }

    private void execute(String template) throws SQLException {
        for (int attempt = 0; attempt < 4; attempt++) {
            try {
                String statement = filler.apply(template);
                if (execute(database, statement)) {
                    executed.add(statement);
                }
                return;
            } catch (Template.Nothing e) {
                String maker = Words.MAKERS.get(e.getMessage());
                if (maker == null) {
                    return;
                }
                execute(maker);
            }
        }
    }

    /** Executes a statement if PostgreSQL accepts it, and does not forget what it depends on. */
    static boolean execute(Database database, String statement) throws SQLException {
        try {
            database.execute(
                    "BEGIN",
                    statement.replace(Words.SCHEMA, database.value(CURRENT_SCHEMA)),
                    "RESET ROLE");
            boolean isWhole = database.column(ORPHANS).isEmpty();
            database.execute(isWhole ? "COMMIT" : "ROLLBACK");
            return isWhole;
        } catch (SQLException e) {
            database.execute("ROLLBACK");
            // The context is part of the message, and tells whether the event trigger raised it.
            if (e.getMessage().contains("gitversion.")) {
                throw new AssertionError(statement, e);
            }
            return false;
        }
    }
}
