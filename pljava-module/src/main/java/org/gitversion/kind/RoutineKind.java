package org.gitversion.kind;

import java.util.List;
import java.util.Set;
import org.gitversion.canonical.SchemaMarker;
import org.gitversion.model.Node;
import org.gitversion.model.SchemaTree;
import org.jspecify.annotations.Nullable;

/** What functions and procedures have in common. */
abstract class RoutineKind extends ObjectKind {
    private static final String DEFAULTS = "defaults";

    /** Returns FUNCTION or PROCEDURE. */
    abstract String keyword();

    /** Appends the clauses between the language and the settings. */
    abstract void appendProperties(StringBuilder sql, Node node);

    /** Tells whether CREATE OR REPLACE can do more than change defaults and body. */
    abstract boolean isReplaceable(Node from, Node to);

    @Override
    public String target(Node node) {
        Signature signature = Signature.of(node.name());
        return keyword() + " " + Identifier.quote(signature.name()) + "(" + signature.types() + ")";
    }

    @Override
    public String grantTarget(Node node) {
        return target(node);
    }

    @Override
    public boolean hasOwner(Node node) {
        return true;
    }

    @Override
    public int locksOfCreate(Node node, SchemaTree tree) {
        return 0;
    }

    @Override
    public List<Ddl> create(Node node, SchemaTree tree) {
        return List.of(Ddl.of(definition("CREATE ", node)));
    }

    @Override
    public @Nullable List<Ddl> alter(Node from, Node to, Set<String> changed, SchemaTree tree) {
        boolean sameArguments =
                !changed.contains("arguments")
                        && TableKind.items(from, DEFAULTS).size()
                                <= TableKind.items(to, DEFAULTS).size();
        return sameArguments && isReplaceable(from, to)
                ? List.of(Ddl.of(definition("CREATE OR REPLACE ", to)))
                : null;
    }

    @Override
    public String bareName(String segment) {
        return Signature.of(segment).name();
    }

    @Override
    public String withBareName(String segment, String name) {
        return name + "(" + Signature.of(segment).types() + ")";
    }

    @Override
    public @Nullable List<Ddl> rename(Node node, String newName) {
        return List.of(
                Ddl.of(
                        "ALTER "
                                + target(node)
                                + " RENAME TO "
                                + Identifier.quote(bareName(newName))));
    }

    @Override
    public List<Ddl> drop(Node node, SchemaTree tree) {
        return List.of(Ddl.of("DROP " + target(node)));
    }

    private String definition(String create, Node node) {
        StringBuilder sql = new StringBuilder(400).append(create).append(keyword()).append(' ');
        sql.append(Identifier.quote(Signature.of(node.name()).name())).append('(');
        appendArguments(sql, node);
        sql.append(")\n");
        if (node.has("result")) {
            sql.append(" RETURNS ").append(node.required("result")).append('\n');
        }
        sql.append(" LANGUAGE ").append(Identifier.quote(node.required("language"))).append('\n');
        List<String> transforms = TableKind.items(node, "transforms");
        if (!transforms.isEmpty()) {
            sql.append(" TRANSFORM FOR TYPE ");
            sql.append(String.join(", FOR TYPE ", transforms)).append('\n');
        }
        int start = sql.length();
        appendProperties(sql, node);
        sql.append(sql.length() > start ? "\n" : "");
        for (String setting : Settings.inOrder(node)) {
            sql.append(' ').append(Settings.clause(setting)).append('\n');
        }
        appendBody(sql, node);
        return sql.toString();
    }

    /** The defaults belong to the last of the input arguments. */
    private static void appendArguments(StringBuilder sql, Node node) {
        List<String> arguments = TableKind.items(node, "arguments");
        List<String> defaults = TableKind.items(node, DEFAULTS);
        int inputs = 0;
        for (String argument : arguments) {
            inputs += isInput(argument) ? 1 : 0;
        }
        int next = defaults.size() - inputs;
        String separator = "";
        for (String argument : arguments) {
            sql.append(separator).append(argument);
            separator = ", ";
            if (isInput(argument)) {
                if (next >= 0) {
                    sql.append(" DEFAULT ").append(defaults.get(next));
                }
                next++;
            }
        }
    }

    /** An argument's own name would be quoted if it were in upper case. */
    private static boolean isInput(String argument) {
        return !argument.startsWith("OUT ");
    }

    private static void appendBody(StringBuilder sql, Node node) {
        if (node.has("sql_body")) {
            sql.append(node.required("sql_body"));
        } else if (node.has("body")) {
            sql.append("AS ").append(SchemaMarker.dollarQuote(node.required("body")));
        } else if (node.has("source")) {
            sql.append("AS ").append(SchemaMarker.dollarQuote(node.required("source")));
        } else {
            sql.append("AS ");
            if (node.has("binary")) {
                sql.append(Identifier.literal(node.required("binary"))).append(", ");
            }
            sql.append(Identifier.literal(node.required("symbol")));
        }
    }

    static void appendIf(StringBuilder sql, Node node, String slot, String clause) {
        if (node.has(slot)) {
            sql.append(' ').append(clause);
        }
    }

    static void appendValue(StringBuilder sql, Node node, String slot, String clause) {
        if (node.has(slot)) {
            sql.append(' ').append(clause).append(node.required(slot));
        }
    }
}
