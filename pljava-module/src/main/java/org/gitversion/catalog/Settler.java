package org.gitversion.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.gitversion.canonical.ArrayCasts;
import org.gitversion.canonical.Mentions;
import org.gitversion.db.Database;
import org.gitversion.db.Rows;
import org.gitversion.db.SqlFailure;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.kind.Identifier;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Value;
import org.jspecify.annotations.Nullable;

/**
 * Finds the final form of texts that PostgreSQL prints differently after its own text was read
 * again: where the names of columns do not matter an untyped NULL is printed as {@code
 * NULL::integer}, and that, executed, gets a column name; so does every other value with a cast
 * that was not written. A bare list of values becomes a subquery. A function's columns are named
 * one by one, those that its row type got later too, when it is read again. PostgreSQL itself is
 * asked: temporary views, policies, rules and routines are made of the texts, printed, and undone.
 *
 * <p>From PostgreSQL 16 on, a view over one relation is printed without the name of that in front
 * of its columns, but with it in a rule, as earlier versions do in views. So there each query is
 * made a rule, and has one form everywhere.
 */
final class Settler {
    /** Behind the first word of a query as printed. */
    private static final int FIRST_SELECT = 2;

    private static final String BARE_COLUMNS =
            "SELECT 1 WHERE current_setting('server_version_num')::int4 >= 160000";

    private static final String PRINT =
            "WITH branch AS MATERIALIZED (SELECT set_config('search_path', ?::text, true) AS path)"
                + " SELECT CASE x.kind WHEN 'view' THEN"
                + " rtrim(gitversion_internal.safely_deparsed(x.oid, false, (SELECT"
                + " gitversion_internal.shadowing(current_schemas(false)))), ';') WHEN 'policy'"
                + " THEN pg_get_expr(p.polqual, p.polrelid) WHEN 'rule' THEN rtrim(substr(r.text,"
                + " strpos(r.text, r.name) + length(r.name)), ';') WHEN 'query' THEN"
                + " rtrim(substr(r.text, strpos(r.text, r.name || ' DO INSTEAD ') + length(r.name"
                + " || ' DO INSTEAD ')), ';') ELSE pg_get_function_sqlbody(x.oid) END FROM branch"
                + " JOIN (SELECT 'view' AS kind, c.oid, substr(c.relname, 18)::int4 AS number FROM"
                + " pg_class c WHERE c.relnamespace = pg_my_temp_schema() AND"
                + " starts_with(c.relname, 'gitversion_probe_') UNION ALL SELECT 'policy', y.oid,"
                + " substr(y.polname, 18)::int4 FROM pg_policy y JOIN pg_class c ON c.oid ="
                + " y.polrelid WHERE c.relnamespace = pg_my_temp_schema() AND"
                + " starts_with(y.polname, 'gitversion_probe_') UNION ALL SELECT CASE WHEN"
                + " starts_with(w.rulename, 'gitversion_probe_') THEN 'rule' ELSE 'query' END,"
                + " w.oid, substr(w.rulename, 18)::int4 FROM pg_rewrite w JOIN pg_class c ON c.oid"
                + " = w.ev_class WHERE c.relnamespace = pg_my_temp_schema() AND substr(w.rulename,"
                + " 1, 17) IN ('gitversion_probe_', 'gitversion_query_') UNION ALL SELECT"
                + " 'routine', f.oid, substr(s, 35)::int4 FROM pg_proc f CROSS JOIN"
                + " unnest(f.proconfig) s WHERE f.pronamespace = pg_my_temp_schema() AND"
                + " starts_with(s, 'application_name=gitversion_probe_')) x ON branch.path IS NOT"
                + " NULL LEFT JOIN pg_policy p ON x.kind = 'policy' AND p.oid = x.oid LEFT JOIN"
                + " LATERAL (SELECT gitversion_internal.safely_deparsed(w.oid, true, (SELECT"
                + " gitversion_internal.shadowing(current_schemas(false)))) AS text, '.' ||"
                + " quote_ident(c.relname) AS name FROM pg_rewrite w JOIN pg_class c ON c.oid ="
                + " w.ev_class WHERE x.kind IN ('rule', 'query') AND w.oid = x.oid) r ON true ORDER"
                + " BY x.number";

    private static final String SUPERUSER =
            "SELECT 1 FROM pg_roles WHERE rolsuper AND rolname = ?::text";

    private final Database database;
    private final SearchPath path;
    private final Map<String, StringBuilder> probesOf = new TreeMap<>();
    private final Set<String> tables = new HashSet<>();
    private final String queries = "gitversion_queries_" + System.nanoTime();
    private @Nullable String foreign;
    private StringBuilder probes = new StringBuilder(0);
    private String role = "";
    private final List<String> printed = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private final List<String> slots = new ArrayList<>();
    private final List<String> paths = new ArrayList<>();
    private final Map<String, @Nullable String> settled = new HashMap<>();
    private int count;
    private @Nullable Boolean hasBareColumns;

    Settler(Database database, SearchPath path) {
        this.database = database;
        this.path = path;
    }

    private String foreign() {
        String known = foreign;
        if (known == null) {
            String owner =
                    database.value(
                            "SELECT gitversion_internal.foreign_owner(?::text)", path.schema());
            known = owner == null ? "" : owner;
            foreign = known;
        }
        return known;
    }

    /**
     * To parse a constant can run what checks values of its type. Where not all is the caller's or
     * a superuser's, what a superuser probes runs with the rights of its owner, or with none.
     */
    private void useRole(Node node) {
        String owner = node.layout().get(Node.OWNER);
        String others = foreign();
        boolean isKnown = !others.isEmpty() && owner != null;
        role =
                isKnown && database.number(SUPERUSER, owner) == null && owner != null
                        ? owner
                        : others;
        StringBuilder own = probesOf.get(role);
        probes = own == null ? new StringBuilder(1000) : own;
        probesOf.put(role, probes);
    }

    /** The slots of a kind that may hold such texts. */
    static List<String> slots(String folder) {
        switch (folder) {
            case "views":
            case "materialized_views":
            case "rules":
                return List.of("definition");
            case "functions":
            case "procedures":
                return List.of("sql_body");
            case "policies":
                return List.of("using", "check");
            default:
                return List.of();
        }
    }

    /**
     * Tells whether the final form of a text may be another one.
     *
     * @param folder of the kind of its object
     * @param text as printed by the server
     * @param references what its object refers to
     * @return false when it is known to be final
     */
    boolean mayChange(String folder, String text, Set<Path> references) {
        return (isQuery(folder) && hasBareColumns())
                || text.indexOf("(VALUES ") >= 0
                || (text.indexOf("::") >= 0 && text.indexOf("SELECT ", FIRST_SELECT) >= 0)
                || (namesColumns(text) && refersToFunction(references));
    }

    private static boolean refersToFunction(Set<Path> references) {
        for (Path path : references) {
            if (path.toString().startsWith("functions/")) {
                return true;
            }
        }
        return false;
    }

    /** Whether a name with a list stands behind a call, as in {@code f() x(a, b)}. */
    private static boolean namesColumns(String text) {
        for (int at = text.indexOf(") "); at >= 0; at = text.indexOf(") ", at + 2)) {
            int end = at + 2;
            boolean quoted = false;
            while (end < text.length() && (quoted || isOfName(text.charAt(end)))) {
                quoted ^= text.charAt(end) == '"';
                end++;
            }
            if (end > at + 2 && end < text.length() && text.charAt(end) == '(') {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfName(char c) {
        return c == '"' || c == '$' || Character.isUnicodeIdentifierPart(c);
    }

    /**
     * Adds a text to those that {@link #settle} prints.
     *
     * @param node the object it is of
     * @param slot the slot that holds it
     */
    void add(Node node, String slot) {
        String text = node.required(slot);
        printed.add(text);
        keys.add(SettledTexts.key(slot, text));
        slots.add(slot);
        paths.add(node.path().toString());
        useRole(node);
        if (node.kind().folder().equals("rules")) {
            addRule(node, text);
        } else if (slot.equals("definition") && hasBareColumns() && !mentionsOld(text)) {
            addQuery(text);
        } else if (slot.equals("definition")) {
            probes.append("CREATE TEMPORARY VIEW gitversion_probe_").append(count);
            probes.append(" AS ").append(text);
        } else if (slot.equals("sql_body")) {
            addRoutine(node);
        } else {
            addPolicy(Identifier.quote(node.path().segment(1)), text);
        }
        probes.append(";\n");
        count++;
    }

    private static boolean isQuery(String folder) {
        return folder.equals("views") || folder.equals("materialized_views");
    }

    private boolean hasBareColumns() {
        Boolean known = hasBareColumns;
        if (known == null) {
            known = database.number(BARE_COLUMNS) != null;
            hasBareColumns = known;
        }
        return known;
    }

    /** Rules have relations of these names already. */
    private static boolean mentionsOld(String text) {
        if (text.indexOf("old") < 0 && text.indexOf("new") < 0) {
            return false;
        }
        Mentions mentions = Mentions.of(text);
        return mentions.hasName("old") || mentions.hasName("new");
    }

    /** Nobody can have a table of this name: it is another one each time. */
    private void addQuery(String text) {
        if (tables.add(role)) {
            probes.append("CREATE TEMPORARY TABLE ").append(queries).append(" ();\n");
        }
        probes.append("CREATE RULE gitversion_query_")
                .append(count)
                .append(" AS ON UPDATE TO pg_temp.");
        probes.append(queries).append(" DO INSTEAD ").append(text);
    }

    /**
     * Bodies name their routine in front of its arguments, so the temporary one has its name. A
     * setting tells it; of those that anybody may set there is one that takes any text.
     */
    private void addRoutine(Node node) {
        Node probe =
                node.with(
                                "settings",
                                Value.items(List.of("application_name=gitversion_probe_" + count)))
                        .with("transforms", null);
        String create = ObjectKinds.ALL.of(node).create(probe, SchemaTree.EMPTY).get(0).sql();
        int name = create.indexOf(' ', "CREATE ".length()) + 1;
        probes.append("CREATE OR REPLACE ").append(create, "CREATE ".length(), name);
        probes.append("pg_temp.").append(create, name, create.length());
    }

    /** Conditions name their table in front of its columns, so the temporary one has its name. */
    private void addPolicy(String table, String text) {
        addTable(table);
        probes.append("CREATE POLICY gitversion_probe_").append(count).append(" ON pg_temp.");
        probes.append(table).append(" USING (").append(text).append(')');
    }

    private void addRule(Node node, String text) {
        String table = Identifier.quote(node.path().segment(1));
        addTable(table);
        probes.append("CREATE RULE gitversion_probe_").append(count).append(" AS ON ");
        probes.append(node.required("event")).append(" TO pg_temp.").append(table).append(text);
    }

    private void addTable(String name) {
        if (tables.add(role + " " + name)) {
            probes.append("DROP TABLE IF EXISTS pg_temp.").append(name).append(" CASCADE;\n");
            probes.append("CREATE TEMPORARY TABLE ").append(name);
            probes.append(" (LIKE ").append(name).append(");\n");
        }
    }

    /**
     * Prints the texts after the server has read them again.
     *
     * @return the final form of each, in the order in which they were added
     */
    List<String> settle() {
        if (count == 0) {
            return List.of();
        }
        boolean asks =
                "off".equals(database.value("SELECT current_setting('transaction_read_only')"));
        List<String> texts = asks ? database.undone(new Probe()) : known();
        for (int i = 0; i < count; i++) {
            String text = texts.get(i);
            settled.put(keys.get(i), text.equals(printed.get(i)) ? null : text);
            settled.putIfAbsent(SettledTexts.key(slots.get(i), text), null);
        }
        return texts;
    }

    /** What was settled, for {@link SettledTexts}. */
    Map<String, @Nullable String> settled() {
        return settled;
    }

    private List<String> known() {
        Map<String, @Nullable String> known = SettledTexts.read(database, keys);
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String text = known.get(keys.get(i));
            if (!known.containsKey(keys.get(i))) {
                throw new GitVersionException(
                        ErrorCode.READ_ONLY,
                        paths.get(i) + " cannot be read in a read-only transaction",
                        "Its final wording is found by a transaction that may write, and kept by"
                                + " the next commit.",
                        "Commit it, or ask the primary server, in a transaction that is READ"
                                + " WRITE.");
            }
            texts.add(text == null ? printed.get(i) : text);
        }
        return texts;
    }

    private final class Probe implements Database.Work<List<String>> {
        @Override
        public List<String> run() {
            database.searchPath(Database.OWN_PATH);
            database.value("SELECT set_config('client_min_messages', 'warning', true)");
            for (Map.Entry<String, StringBuilder> entry : probesOf.entrySet()) {
                database.searchPath(path.toString());
                execute(entry.getKey(), entry.getValue().toString());
                database.searchPath(Database.OWN_PATH);
            }
            return print();
        }

        private void execute(String as, String sql) {
            if (as.isEmpty()) {
                database.execute(sql);
                return;
            }
            database.executeInternally(
                    "GRANT USAGE ON SCHEMA "
                            + Identifier.quote(path.schema())
                            + " TO "
                            + Identifier.quote(as));
            SqlFailure failure = database.attempt(sql, as);
            if (failure != null) {
                throw failure;
            }
        }

        private List<String> print() {
            List<String> out = new ArrayList<>(count);
            try (Rows rows = database.query(PRINT, path.toString())) {
                while (rows.next()) {
                    out.add(ArrayCasts.normalize(rows.text(1)));
                }
            }
            return out;
        }
    }
}
