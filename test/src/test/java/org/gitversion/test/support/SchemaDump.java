package org.gitversion.test.support;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code pg_dump -s} says about one schema, in a form that two schemas can be compared by.
 *
 * <p>The dump is loaded once into a scratch database and dumped again, because PostgreSQL prints an
 * expression alike only from the second round on; there the schema is renamed to {@code s}, and
 * extensions are moved out of the way to {@code ext}. PostgreSQL does the renaming, so nothing is
 * replaced in the text. Left out are the schema's own entry, comment and privileges: those of
 * {@code public} are special.
 */
public final class SchemaDump {
    private static final AtomicInteger SCRATCH = new AtomicInteger();
    private static final Pattern ENTRY = Pattern.compile("(?m)^--\\n(?=-- Name: )");
    private static final Pattern HEADER = Pattern.compile("(?m)^-- Name: .*$");
    private static final Pattern OF_THE_SCHEMA =
            Pattern.compile("-- Name: (s\\d*; Type: SCHEMA|SCHEMA s\\d*; Type: (COMMENT|ACL));");

    /** Tests often look at a schema that nothing was changed in since. */
    private static final Map<Source, Dump> KNOWN =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Source, Dump> eldest) {
                    return size() > 16;
                }
            };

    private SchemaDump() {}

    /**
     * A dump as it is after it was loaded and dumped again.
     *
     * @param text the dump
     * @param lost the headers of what PostgreSQL could not load from it
     */
    public record Dump(String text, Set<String> lost) {
        /**
         * What is in only one of two dumps, entry by entry, but for what the other one could not be
         * loaded with.
         */
        public static String difference(Dump left, Dump right) {
            return SchemaDump.difference(without(left, right.lost), without(right, left.lost));
        }

        private static String without(Dump dump, Set<String> lost) {
            StringBuilder text = new StringBuilder();
            for (String entry : ENTRY.split(dump.text)) {
                Matcher header = HEADER.matcher(entry);
                if (!header.find() || !lost.contains(header.group())) {
                    text.append(text.isEmpty() ? "" : "--\n").append(entry);
                }
            }
            return text.toString();
        }
    }

    /** The dump of a schema of that database. */
    public static String of(Database database, String schema) throws SQLException {
        return of(database, List.of(schema), List.of("s"), true).text;
    }

    /**
     * The dump of some schemas of that database, renamed to {@code s0}, {@code s1} and so on. What
     * PostgreSQL cannot load from its own dump is left out.
     */
    public static Dump of(Database database, List<String> schemas) throws SQLException {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < schemas.size(); i++) {
            names.add("s" + i);
        }
        return of(database, schemas, names, false);
    }

    private static Dump of(
            Database database, List<String> schemas, List<String> names, boolean strict)
            throws SQLException {
        Source source =
                new Source(
                        database.cluster(),
                        withoutChance(dump(database, schemas)),
                        extensions(database),
                        servers(database),
                        schemas,
                        names,
                        strict);
        Dump dump;
        synchronized (KNOWN) {
            dump = KNOWN.get(source);
        }
        if (dump == null) {
            dump = source.dumpAgain();
            synchronized (KNOWN) {
                KNOWN.put(source, dump);
            }
        }
        return dump;
    }

    /** The first dump, and all that it depends on how the second one looks. */
    private record Source(
            Cluster cluster,
            String first,
            List<String> extensions,
            List<String> servers,
            List<String> schemas,
            List<String> names,
            boolean strict) {
        Dump dumpAgain() throws SQLException {
            String script = first;
            if (schemas.contains("public")) {
                script = script.replaceFirst("(?m)^CREATE SCHEMA public;$", "");
            }
            List<String> statements = new ArrayList<>(List.of("CREATE SCHEMA ext"));
            for (String extension : extensions) {
                statements.add("CREATE EXTENSION " + extension);
            }
            String name = "scratch_" + SCRATCH.incrementAndGet();
            try (Database scratch = cluster.createDatabase(name, statements)) {
                for (String server : servers) {
                    scratch.execute(server);
                }
                scratch.psql(script, "-q", "-v", "ON_ERROR_STOP=" + strict).expectSuccess();
                for (String extension : extensions) {
                    scratch.execute("ALTER EXTENSION " + extension + " SET SCHEMA ext");
                }
                for (int i = 0; i < schemas.size(); i++) {
                    scratch.execute(
                            "ALTER SCHEMA " + quote(schemas.get(i)) + " RENAME TO " + names.get(i));
                }
                String again = withoutSchema(withoutChance(dump(scratch, names)));
                Set<String> lost = headers(withoutSchema(script), schemas, names);
                lost.removeAll(headers(again, names, names));
                return new Dump(again, lost);
            } finally {
                cluster.dropDatabase(name);
            }
        }
    }

    private static Set<String> headers(String dump, List<String> schemas, List<String> names) {
        Set<String> headers = new HashSet<>();
        Matcher matcher = HEADER.matcher(dump);
        while (matcher.find()) {
            String header = matcher.group();
            for (int i = 0; i < schemas.size(); i++) {
                String end = "; Schema: %s; Owner: ";
                header =
                        header.replace(
                                String.format(end, schemas.get(i)),
                                String.format(end, names.get(i)));
            }
            headers.add(header);
        }
        return headers;
    }

    /** What is in only one of two dumps, entry by entry; empty where they are equal. */
    public static String difference(String left, String right) {
        List<String> onlyLeft = new ArrayList<>(List.of(ENTRY.split(left)));
        List<String> onlyRight = new ArrayList<>(List.of(ENTRY.split(right)));
        onlyLeft.removeAll(List.of(ENTRY.split(right)));
        onlyRight.removeAll(List.of(ENTRY.split(left)));
        if (onlyLeft.isEmpty() && onlyRight.isEmpty() && !left.equals(right)) {
            return "the same entries in another order or number:\n" + left + "\n===\n" + right;
        }
        StringBuilder text = new StringBuilder();
        onlyLeft.forEach(entry -> text.append("< ").append(entry.strip()).append('\n'));
        onlyRight.forEach(entry -> text.append("> ").append(entry.strip()).append('\n'));
        return text.toString();
    }

    private static String dump(Database database, List<String> schemas) {
        List<String> arguments = new ArrayList<>(List.of("--schema-only"));
        for (String schema : schemas) {
            arguments.add("--schema=" + quote(schema));
        }
        return database.pgDump(arguments.toArray(new String[0]));
    }

    /** Extensions with members in public, where branches look for them. */
    private static List<String> extensions(Database database) throws SQLException {
        return database.column(
                "SELECT quote_ident(extname) FROM pg_extension"
                        + " WHERE extnamespace = 'public'::regnamespace ORDER BY oid");
    }

    /** Foreign servers stand outside of schemas. */
    private static List<String> servers(Database database) throws SQLException {
        List<String> statements =
                database.column(
                        "SELECT format('CREATE FOREIGN DATA WRAPPER %I', fdwname)"
                                + " FROM pg_foreign_data_wrapper");
        statements.addAll(
                database.column(
                        "SELECT format('CREATE SERVER %I FOREIGN DATA WRAPPER %I', srvname,"
                            + " fdwname) FROM pg_foreign_server JOIN pg_foreign_data_wrapper w ON"
                            + " w.oid = srvfdw"));
        return statements;
    }

    /**
     * Newer releases of pg_dump put a random key into each dump. From PostgreSQL 18 on NOT NULL has
     * a name, which tells under what name the table and the column once came.
     */
    public static String withoutChance(String dump) {
        return dump.replaceAll("(?m)^\\\\(un)?restrict .*$", "")
                .replaceAll(
                        "CONSTRAINT (\"([^\"]|\"\")*_not_null\\d*\"|\\w*_not_null\\d*) NOT NULL",
                        "NOT NULL");
    }

    private static String withoutSchema(String dump) {
        List<String> kept = new ArrayList<>();
        for (String entry : ENTRY.split(dump)) {
            if (!OF_THE_SCHEMA.matcher(entry).lookingAt()) {
                kept.add(entry);
            }
        }
        return String.join("--\n", kept);
    }

    private static String quote(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
