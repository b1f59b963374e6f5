package org.gitversion.test.support;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * All there is in a database to be changed: the rows of gitversion's tables, the schemas, and which
 * versions of which rows are visible in the catalogs and in the tables of the users. A transaction
 * that was rolled back leaves the very same row versions behind.
 */
public final class RepositoryState {
    private static final List<String> CATALOGS =
            List.of(
                    "pg_attrdef",
                    "pg_attribute",
                    "pg_class",
                    "pg_constraint",
                    "pg_depend",
                    "pg_description",
                    "pg_enum",
                    "pg_extension",
                    "pg_index",
                    "pg_namespace",
                    "pg_policy",
                    "pg_proc",
                    "pg_rewrite",
                    "pg_sequence",
                    "pg_trigger",
                    "pg_type");

    private static final String OWN_TABLES =
            """
            SELECT oid::regclass::text FROM pg_class
             WHERE relnamespace = 'gitversion'::regnamespace AND relkind = 'r' ORDER BY relname
            """;

    private static final String OTHER_TABLES =
            """
            SELECT format('%I.%I', n.nspname, c.relname)
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind = 'r' AND n.nspname NOT IN ('gitversion', 'information_schema')
               AND n.nspname !~ '^pg_' ORDER BY 1
            """;

    private RepositoryState() {}

    /** Reads it; equal maps are equal states, and a difference names the table. */
    public static Map<String, List<String>> of(Database database) throws SQLException {
        Map<String, List<String>> state = new LinkedHashMap<>();
        state.put("schemas", database.column("SELECT nspname FROM pg_namespace ORDER BY 1"));
        for (String table : database.column(OWN_TABLES)) {
            state.put(table, database.column("SELECT t::text FROM " + table + " t ORDER BY 1"));
        }
        for (String table : database.column(OTHER_TABLES)) {
            state.put(table, versions(database, table));
        }
        for (String catalog : CATALOGS) {
            state.put(catalog, versions(database, "pg_catalog." + catalog));
        }
        return state;
    }

    /** What is not as it was: the names of tables, with the rows that came and went. */
    public static List<String> changes(
            Map<String, List<String>> before, Map<String, List<String>> after) {
        List<String> changes = new ArrayList<>();
        Set<String> tables = new TreeSet<>(before.keySet());
        tables.addAll(after.keySet());
        for (String table : tables) {
            List<String> gone = new ArrayList<>(before.getOrDefault(table, List.of()));
            List<String> come = new ArrayList<>(after.getOrDefault(table, List.of()));
            gone.removeAll(after.getOrDefault(table, List.of()));
            come.removeAll(before.getOrDefault(table, List.of()));
            boolean same = before.containsKey(table) && after.containsKey(table);
            if (!same || !gone.isEmpty() || !come.isEmpty()) {
                changes.add(table + ": -" + gone + " +" + come);
            }
        }
        return changes;
    }

    private static List<String> versions(Database database, String table) throws SQLException {
        return database.column(
                "SELECT count(*) || ' ' || coalesce("
                        + "md5(string_agg(ctid::text || xmin::text, ' ' ORDER BY ctid)), '') FROM "
                        + table);
    }
}
