package org.gitversion.catalog;

import java.util.ArrayList;
import java.util.List;
import org.gitversion.canonical.ArrayCasts;
import org.gitversion.db.Database;
import org.gitversion.db.Rows;

/**
 * Finds the final form of queries that PostgreSQL prints differently after its own text was read
 * again: where the names of columns do not matter an untyped NULL is printed as {@code
 * NULL::integer}, and that, executed, gets a column name; so does every other value with a cast
 * that was not written. A bare list of values becomes a subquery. PostgreSQL itself is asked:
 * temporary views are made of the queries, printed, and undone.
 */
final class ViewSettler {
    /** Behind the first word of a query as printed. */
    private static final int FIRST_SELECT = 2;

    private final Database database;
    private final SearchPath path;

    ViewSettler(Database database, SearchPath path) {
        this.database = database;
        this.path = path;
    }

    /**
     * Tells whether a query may be printed differently the next time.
     *
     * @param query as printed by the server
     * @return false when it is known to be final
     */
    static boolean mayChange(String query) {
        return query.indexOf("(VALUES ") >= 0
                || (query.indexOf("::") >= 0 && query.indexOf("SELECT ", FIRST_SELECT) >= 0);
    }

    /**
     * Prints queries after the server has read them again.
     *
     * @param queries as printed by the server, in their schema's naming
     * @return the final form of each
     */
    List<String> settle(List<String> queries) {
        return database.undone(new Probe(queries));
    }

    private final class Probe implements Database.Work<List<String>> {
        private final List<String> queries;

        Probe(List<String> queries) {
            this.queries = queries;
        }

        @Override
        public List<String> run() {
            database.searchPath(Database.OWN_PATH);
            database.value("SELECT set_config('gitversion.internal', 'on', true)");
            StringBuilder sql = new StringBuilder(1000);
            for (int i = 0; i < queries.size(); i++) {
                sql.append("CREATE TEMPORARY VIEW gitversion_probe_").append(i).append(" AS ");
                sql.append(queries.get(i)).append(";\n");
            }
            database.searchPath(path.toString());
            database.execute(sql.toString());
            database.searchPath(Database.OWN_PATH);
            return print();
        }

        private List<String> print() {
            List<String> out = new ArrayList<>(queries.size());
            try (Rows rows =
                    database.query(
                            "WITH branch AS MATERIALIZED ("
                                    + "SELECT set_config('search_path', ?::text, true) AS path)"
                                    + " SELECT rtrim(pg_get_viewdef(c.oid), ';')"
                                    + " FROM branch JOIN pg_class c ON branch.path IS NOT NULL"
                                    + " WHERE c.relnamespace = pg_my_temp_schema()"
                                    + " AND starts_with(c.relname, 'gitversion_probe_')"
                                    + " ORDER BY substr(c.relname, 18)::integer",
                            path.toString())) {
                while (rows.next()) {
                    out.add(ArrayCasts.settle(rows.text(1)));
                }
            }
            return out;
        }
    }
}
