package org.gitversion.test.random;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.gitversion.test.support.Database;

/** Chooses at random: among values, among what is in the current schema, and new names. */
final class Choice {
    private static final List<String> HOSTILE =
            List.of(
                    "select",
                    "User",
                    "a.b",
                    "50% /of",
                    "it's",
                    "say \"x\"",
                    "back\\slash",
                    "$1$",
                    "{brace}",
                    "two\nlines",
                    "-- no comment",
                    "/* none */",
                    "ünï çødé",
                    " blank ",
                    "pg_catalog.int4",
                    "?",
                    "a name as long as one can be, so that made up ones are cut of");

    private final Database database;
    private final Random random;
    private int names;

    Choice(Database database, Random random) {
        this.database = database;
        this.random = random;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** A random value of a query's first column; null where there is none. */
    String pick(String sql) {
        try {
            List<String> found = database.column(sql);
            return found.isEmpty() ? null : any(found);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** A relation of one of these kinds, each a letter of relkind. */
    String relation(String kinds) {
        return pick(
                "SELECT quote_ident(relname) FROM pg_class"
                        + " WHERE relnamespace = current_schema()::regnamespace"
                        + " AND strpos('"
                        + kinds
                        + "', relkind::text) > 0 ORDER BY relname COLLATE \"C\"");
    }

    /** A column of a relation. */
    String column(String relation) {
        return pick(
                "SELECT quote_ident(attname) FROM pg_attribute WHERE attrelid = '"
                        + relation.replace("'", "''")
                        + "'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum");
    }

    /** A new name, quoted where it has to be. */
    String name() {
        String name = "o" + random.nextInt(1000) + "_" + names++;
        return switch (random.nextInt(10)) {
            case 0 -> "\"" + name.toUpperCase(Locale.ROOT) + "\"";
            case 1, 2 -> hostile(name);
            default -> name;
        };
    }

    private String hostile(String name) {
        String odd = any(HOSTILE);
        String whole = random.nextInt(3) == 0 ? odd : odd.length() > 40 ? odd : odd + name;
        return "\"" + whole.replace("\"", "\"\"") + "\"";
    }
}
