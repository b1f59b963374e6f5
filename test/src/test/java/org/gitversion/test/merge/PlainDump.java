package org.gitversion.test.merge;

import java.util.ArrayList;
import java.util.List;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.SchemaDump;

/**
 * What {@code pg_dump -s} says about a schema of a name that occurs nowhere else, with that name
 * replaced. Sorted are the lines of each CREATE TABLE, as PostgreSQL cannot reorder columns, and
 * those of neighbouring GRANTs, and parents, which pg_dump prints in any order. Comments, blank
 * lines and session settings are left out.
 */
public final class PlainDump {
    private PlainDump() {}

    /** The lines of the dump, less what is left out. */
    public static List<String> of(Database database, String schema) {
        String dump =
                SchemaDump.withoutChance(
                                database.pgDump("--schema-only", "--schema=\"" + schema + "\""))
                        .replace("\"" + schema + "\"", "s")
                        .replace(schema, "s");
        List<String> out = new ArrayList<>();
        List<String> block = new ArrayList<>();
        boolean table = false;
        for (String line : dump.lines().toList()) {
            if (!table && (line.isBlank() || line.startsWith("--") || line.startsWith("SET "))) {
                continue;
            }
            if (table ? line.startsWith(")") : !line.startsWith("GRANT ")) {
                block.sort(null);
                out.addAll(block);
                block.clear();
                out.add(line.startsWith("INHERITS (") ? parents(line) : line);
                table = line.matches("CREATE (UNLOGGED )?TABLE .*\\($");
            } else {
                block.add(line.endsWith(",") ? line.substring(0, line.length() - 1) : line);
            }
        }
        block.sort(null);
        out.addAll(block);
        return out;
    }

    private static String parents(String line) {
        List<String> names = new ArrayList<>(List.of(line.split("[(), ;]+")));
        names.sort(null);
        return String.join(" ", names);
    }
}
