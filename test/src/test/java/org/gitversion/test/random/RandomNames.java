package org.gitversion.test.random;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.gitversion.test.support.Database;

/** Chooses at random: among values, among what is in the current schema, and new names. */
class RandomNames {
    final Database database;
    final Random random;
    int names;

    RandomNames(Database database, Random random) {
        this.database = database;
        this.random = random;
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

    String relation(String kinds) {
        return pick(
                "SELECT quote_ident(relname) FROM pg_class"
                        + " WHERE relnamespace = current_schema()::regnamespace AND relkind IN ("
                        + kinds
                        + ") ORDER BY relname COLLATE \"C\"");
    }

    String column(String table) {
        return pick(
                "SELECT quote_ident(attname) FROM pg_attribute WHERE attrelid = '"
                        + table.replace("'", "''")
                        + "'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum");
    }

    String[] column() {
        String table = relation("'r', 'v', 'm'");
        return table == null ? null : new String[] {table, column(table)};
    }

    String name() {
        String name = "o" + random.nextInt(1000) + "_" + names++;
        return switch (random.nextInt(8)) {
            case 0 -> "\"" + name.toUpperCase(Locale.ROOT) + "\"";
            case 1 -> "\"" + name + " ü'\"\"x\"";
            default -> name;
        };
    }
}
