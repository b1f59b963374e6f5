package org.gitversion.ast;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gitversion.canonical.Definition;
import org.gitversion.catalog.CatalogReader;
import org.gitversion.catalog.SearchPath;
import org.gitversion.db.Database;
import org.gitversion.db.Rows;
import org.gitversion.db.SqlFailure;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.kind.Ddl;
import org.gitversion.kind.Identifier;
import org.gitversion.kind.MaterializedViewKind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.plan.Applier;
import org.gitversion.plan.Planner;
import org.gitversion.plan.Step;
import org.jspecify.annotations.Nullable;

/** A schema in which one definition is executed and read back. Whoever runs this rolls it back. */
final class Scratchpad implements Database.Work<ParsedObject> {
    private static final int SHOWN = 10;
    private static int count;

    private final Database database;
    private final Definition definition;
    private final ObjectType type;
    private final Surroundings surroundings;
    private final int variant;
    private final String schema;
    private @Nullable String around;
    private List<String> meant = List.of();
    private List<String> others = List.of();
    private SchemaTree last = SchemaTree.EMPTY;

    Scratchpad(
            Database database,
            Definition definition,
            ObjectType type,
            Surroundings surroundings,
            int variant) {
        this.database = database;
        this.definition = definition;
        this.type = type;
        this.surroundings = surroundings;
        this.variant = variant;
        count++;
        this.schema =
                "gitversion_definition_"
                        + database.value("SELECT pg_backend_pid()::text")
                        + "_"
                        + count;
    }

    /**
     * Says where names are looked up.
     *
     * @param looked the schema whose objects were copied, or null
     * @param names the schemas in whose place this one stands
     * @param schemas those on the caller's search path
     */
    Scratchpad lookingUp(@Nullable String looked, List<String> names, List<String> schemas) {
        around = looked;
        meant = names;
        others = schemas;
        return this;
    }

    @Override
    public ParsedObject run() {
        database.executeInternally("CREATE SCHEMA " + Identifier.quote(schema));
        prepareSession();
        SearchPath path = SearchPath.of(database, schema);
        SchemaTree copies = surroundings.pick(variant);
        Node old = surroundings.old();
        SchemaTree later = old == null ? SchemaTree.EMPTY : surroundings.needing(copies, old);
        Ddl shell = old == null ? null : ObjectType.kindOf(old).shell(old);
        if (shell != null) {
            execute(path.toString(), shell.sql());
            later = SchemaTree.EMPTY;
        }
        SchemaTree sooner = without(copies, later);
        copy(path, SchemaTree.EMPTY, sooner, Set.of());
        Set<String> shells = shells(path, later);
        SchemaTree before = sooner.size() == 0 ? sooner : read(path);
        if (old != null && shell != null) {
            before = before.with(Collections.singletonMap(old.path(), null));
        }
        List<String> statements = definition.movedTo(meant, schema, kept());
        for (int i = 0; i < statements.size(); i++) {
            execute(lookupPath(path), statements.get(i));
            if (i == 0 && later.size() > 0) {
                copy(path, sooner, copies, shells);
                before = union(before, read(path), later);
            }
        }
        return new ParsedObject(filled(made(before, read(path))), last);
    }

    /** Whether a materialized view is to be filled is no property, but stands in its DDL. */
    private Node filled(Node object) {
        if (!object.kind().name().equals("materialized_view") || !definition.fills()) {
            return object;
        }
        Map<String, String> layout = new TreeMap<>(object.layout());
        layout.put(MaterializedViewKind.POPULATED, "yes");
        return object.withLayout(layout);
    }

    private void prepareSession() {
        database.value(
                "SELECT set_config('gitversion.internal', 'on', true),"
                        + " set_config('client_min_messages', 'error', true),"
                        + " set_config('standard_conforming_strings', 'on', true)");
    }

    private SchemaTree read(SearchPath path) {
        last = CatalogReader.read(database, path).tree();
        prepareSession();
        return last;
    }

    private static SchemaTree without(SchemaTree all, SchemaTree part) {
        List<Node> nodes = new ArrayList<>();
        for (Node node : all.nodes()) {
            if (part.get(node.path()) == null) {
                nodes.add(node);
            }
        }
        return SchemaTree.of(nodes);
    }

    private static SchemaTree union(SchemaTree before, SchemaTree now, SchemaTree part) {
        List<Node> nodes = new ArrayList<>(before.nodes());
        for (Node node : now.nodes()) {
            if (part.get(node.path()) != null) {
                nodes.add(node);
            }
        }
        return SchemaTree.of(nodes);
    }

    /** What a type is made of is defined while there is no more of the type than its name. */
    private Set<String> shells(SearchPath path, SchemaTree later) {
        Set<String> made = new HashSet<>();
        for (Node node : later.nodes()) {
            Ddl shell = ObjectType.kindOf(node).shell(node);
            if (shell != null) {
                execute(path.toString(), shell.sql());
                made.add(shell.sql());
            }
        }
        return made;
    }

    private void copy(SearchPath path, SchemaTree from, SchemaTree to, Set<String> done) {
        String user = database.value("SELECT current_user::text");
        List<Step> steps = new ArrayList<>();
        for (Step step : Planner.plan(from, to, user == null ? "" : user)) {
            if (!done.contains(step.ddl().sql())) {
                steps.add(step);
            }
        }
        Applier.execute(database, path, steps);
        prepareSession();
    }

    private Set<String> kept() {
        if (around == null) {
            return Set.of();
        }
        try (Rows rows =
                database.query("SELECT gitversion_internal.member_names(?::text)", around)) {
            rows.next();
            return new HashSet<>(rows.texts(1));
        }
    }

    /** The path of the schema, with what else is on the caller's before what is PostgreSQL's. */
    private String lookupPath(SearchPath path) {
        StringBuilder out = new StringBuilder(Identifier.quote(schema));
        String rest = path.toString().substring(out.length());
        int end = rest.lastIndexOf(", pg_catalog, pg_temp");
        out.append(rest, 0, end);
        for (String other : others) {
            if (!other.equals(around) && !other.startsWith("pg_")) {
                out.append(", ").append(Identifier.quote(other));
            }
        }
        return out.append(rest, end, rest.length()).toString();
    }

    private void execute(String path, String statement) {
        database.searchPath(path);
        SqlFailure failure = database.attempt(statement);
        database.ownPath();
        if (failure != null) {
            SQLException cause = failure.failure();
            throw refusal(String.valueOf(cause.getSQLState()), String.valueOf(cause.getMessage()));
        }
    }

    private GitVersionException refusal(String state, String message) {
        String shown = message.replace(schema + ".", "").replace(schema, "the schema");
        boolean isMissing =
                state.equals("42P01")
                        || state.equals("42704")
                        || state.equals("42883")
                        || state.equals("42703")
                        || state.equals("3F000");
        if (!isMissing) {
            return Definition.refusal(
                    type.label(), "PostgreSQL refuses it (" + state + "): " + shown + ".");
        }
        return new GitVersionException(
                ErrorCode.UNRESOLVED_REFERENCE,
                "the definition refers to something that is not there: " + shown,
                around == null
                        ? "It was looked up on the search path alone: no schema is meant."
                        : "It was looked up in schema \"" + around + "\" and on the search path.",
                "Choose the branch with gitversion.use_branch(name), or name the schema in front of"
                        + " the object; create what is missing, or mend the name.");
    }

    /** Finds the one object that came into being, and sees to it that nothing else changed. */
    private Node made(SchemaTree before, SchemaTree after) {
        List<Node> found = new ArrayList<>();
        SortedSet<Path> changed = new TreeSet<>();
        for (Node node : after.nodes()) {
            Node was = before.get(node.path());
            if (!node.equals(was)) {
                changed.add(node.path());
                boolean isWhole = was == null && after.unitOf(node.path()).equals(node.path());
                if (type.has(node) && (isWhole || type.isPart())) {
                    found.add(node);
                }
            }
        }
        for (Path path : before.byPath().keySet()) {
            if (after.get(path) == null) {
                changed.add(path);
            }
        }
        if (found.isEmpty()) {
            throw Definition.refusal(
                    type.label(),
                    changed.isEmpty()
                            ? "It defines nothing that is in the schema."
                            : "It defines " + shown(changed) + ".");
        }
        Node object = found.get(0);
        for (Path path : changed) {
            Node node = after.get(path);
            if (node == null || !belongs(node, object)) {
                throw Definition.refusal(
                        type.label(), "It is about more than one object: " + shown(changed) + ".");
            }
        }
        return object;
    }

    /**
     * Parts, the sequences of its columns, the family that comes with an operator class, and a
     * composite type that has the attribute in its list.
     */
    private static boolean belongs(Node node, Node object) {
        String owner = node.text("owned_by");
        Path path = owner == null ? node.path() : Path.parse(owner);
        boolean isFamily =
                node.kind().name().equals("operator_family")
                        && object.kind().name().equals("operator_class")
                        && node.name().equals(object.name());
        boolean isList =
                node.kind().name().equals("composite") && object.path().isBelow(node.path());
        return node.path().equals(object.path())
                || path.isBelow(object.path())
                || isFamily
                || isList;
    }

    private static String shown(SortedSet<Path> paths) {
        List<String> names = new ArrayList<>();
        for (Path path : paths) {
            if (names.size() < SHOWN) {
                names.add(path.toString());
            }
        }
        return String.join(", ", names)
                + (paths.size() > SHOWN ? " and " + (paths.size() - SHOWN) + " more" : "");
    }
}
