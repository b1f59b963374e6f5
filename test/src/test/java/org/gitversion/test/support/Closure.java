package org.gitversion.test.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Holds what a commit says of dependencies against the server's own {@code pg_depend}. */
public final class Closure {
    private static final String QUERY = query();

    private Closure() {}

    private static String query() {
        try (InputStream in = Closure.class.getResourceAsStream("closure.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What objects of the current schema need, each with a path and that of what it needs. */
    public static List<List<String>> needs(Database database) throws SQLException {
        return database.rows(QUERY);
    }

    /** What objects of the current schema need but its commit does not say they do. */
    public static List<String> missing(Database database, String commit) throws SQLException {
        Map<String, List<String>> known = new HashMap<>();
        for (List<String> row :
                database.rows(
                        "SELECT object_name, d FROM gitversion.object_snapshots, LATERAL"
                                + " jsonb_array_elements_text(dependencies) d WHERE commit_id ="
                                + " ?::integer",
                        commit)) {
            known.computeIfAbsent(row.get(0), unit -> new ArrayList<>()).add(row.get(1));
        }
        List<String> missing = new ArrayList<>();
        for (List<String> row : needs(database)) {
            String need = row.get(1);
            boolean found = false;
            for (String dependency : known.getOrDefault(row.get(0), List.of())) {
                found |= dependency.equals(need) || dependency.startsWith(need + "/");
            }
            if (!found) {
                missing.add(row.get(0) + " needs " + need);
            }
        }
        return missing;
    }
}
