package org.gitversion.ast;

import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.Value;

/**
 * Routines with nothing in them. What is defined needs their signatures only, and so nobody's code
 * runs while PostgreSQL reads the definition.
 */
final class Stub {
    private Stub() {}

    /**
     * Empties a routine.
     *
     * @param node an object
     * @return a routine of the same signature that does nothing; any other object, and what is
     *     written in C, as it is
     */
    static Node of(Node node) {
        String kind = node.kind().name();
        boolean isRoutine = kind.equals("function") || kind.equals("procedure");
        if (!isRoutine || node.has("symbol")) {
            return node;
        }
        TreeMap<String, Value> slots = new TreeMap<>();
        for (String kept :
                new String[] {
                    "arguments", "defaults", "result", "volatility", "strict", "parallel"
                }) {
            Value value = node.value(kept);
            if (value != null) {
                slots.put(kept, value);
            }
        }
        StringBuilder signature = new StringBuilder(node.name());
        for (Value value : slots.values()) {
            signature.append(' ').append(value);
        }
        slots.put("language", Value.text("plpgsql"));
        slots.put("body", Value.text(body(node, signature.toString())));
        SortedSet<Path> references = new TreeSet<>();
        for (Path reference : node.references()) {
            if (signature.indexOf(bare(reference)) >= 0) {
                references.add(reference);
            }
        }
        return node.withSlots(slots).at(node.path(), references);
    }

    private static String bare(Path reference) {
        String name = reference.name();
        int arguments = name.indexOf('(');
        return arguments > 0 ? name.substring(0, arguments) : name;
    }

    private static String body(Node node, String signature) {
        String result = node.text("result");
        boolean isEmpty =
                result == null
                        || result.equals("void")
                        || result.startsWith("SETOF ")
                        || result.startsWith("TABLE(")
                        || signature.contains("OUT ");
        return isEmpty ? "BEGIN RETURN; END" : "BEGIN RETURN NULL; END";
    }
}
