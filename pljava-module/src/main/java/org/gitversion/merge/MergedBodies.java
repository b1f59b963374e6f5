package org.gitversion.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.gitversion.canonical.Lexer;
import org.gitversion.canonical.Mentions;
import org.gitversion.canonical.Token;
import org.gitversion.catalog.Address;
import org.gitversion.catalog.LiveSchema;
import org.gitversion.db.Database;
import org.gitversion.db.SqlFailure;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Value;
import org.jspecify.annotations.Nullable;

/**
 * Has routines looked at by the validators of their languages that neither side wrote as they are
 * now: lines of both in one body, the arguments of one side with the body of the other; and those
 * of one side that name what the other side gave another type.
 */
final class MergedBodies {
    private static final List<String> PARTS =
            List.of("arguments", "result", "language", "body", "source", "sql_body");

    private static final List<String> BODIES = List.of("body", "source", "sql_body");

    private static final Set<String> MODES = Set.of("in", "out", "inout", "variadic");

    private MergedBodies() {}

    /**
     * Validates.
     *
     * @param database the gateway
     * @param base what both sides come from
     * @param source the one side
     * @param target the other side
     * @param merged the merged schema
     * @return a conflict for each that does not hold together
     */
    static List<Conflict> check(
            Database database,
            SchemaTree base,
            SchemaTree source,
            SchemaTree target,
            LiveSchema merged) {
        List<Conflict> out = new ArrayList<>();
        RetypedNames bySource = null;
        RetypedNames byTarget = null;
        for (Node node : merged.tree().nodes()) {
            Node b = base.get(node.path());
            Node s = source.get(node.path());
            Node t = target.get(node.path());
            if (slot(node) == null) {
                continue;
            }
            if (s != null && t != null && !isOf(node, s) && !isOf(node, t)) {
                String lost = lostArgument(b, node);
                String failure = lost == null ? failure(database, merged, node) : lost;
                add(
                        out,
                        node,
                        b,
                        s,
                        t,
                        "The changes of both sides to %s do not fit together",
                        failure);
                continue;
            }
            boolean ofSource = isChanged(b, s);
            if (ofSource != isChanged(b, t)) {
                bySource = bySource == null ? new RetypedNames(base, source) : bySource;
                byTarget = byTarget == null ? new RetypedNames(base, target) : byTarget;
                Path retyped = (ofSource ? byTarget : bySource).in(body(node));
                String what =
                        (ofSource ? "The target" : "The source")
                                + " gave "
                                + retyped
                                + " another type, which %s of the "
                                + (ofSource ? "source" : "target")
                                + " names";
                add(
                        out,
                        node,
                        b,
                        s,
                        t,
                        what,
                        retyped == null ? null : failure(database, merged, node));
            }
        }
        return out;
    }

    private static void add(
            List<Conflict> out,
            Node node,
            @Nullable Node b,
            @Nullable Node s,
            @Nullable Node t,
            String what,
            @Nullable String failure) {
        if (failure != null) {
            String slot = slot(node);
            out.add(
                    Conflict.slot(
                            node,
                            slot == null ? BODIES.get(0) : slot,
                            text(b, slot),
                            text(s, slot),
                            text(t, slot),
                            what.replace("%s", node.path().toString()) + ": " + failure + "."));
        }
    }

    private static @Nullable String text(@Nullable Node node, @Nullable String slot) {
        return node == null || slot == null ? null : node.text(slot);
    }

    /** Where the text of a routine is; null where that is no SQL and nothing that mentions any. */
    private static @Nullable String slot(Node node) {
        for (String slot : BODIES) {
            if (node.has(slot)) {
                return slot;
            }
        }
        return null;
    }

    private static String body(Node node) {
        String body = text(node, slot(node));
        return body == null ? "" : body;
    }

    /** Whether a side wrote a routine, or a part of it that the validator looks at. */
    private static boolean isChanged(@Nullable Node base, @Nullable Node side) {
        return side != null && (base == null || !isOf(side, base));
    }

    private static boolean isOf(Node node, Node side) {
        for (String slot : PARTS) {
            if (!Objects.equals(node.value(slot), side.value(slot))) {
                return false;
            }
        }
        return true;
    }

    /** An argument that one side renamed, and the other side's body still names. */
    private static @Nullable String lostArgument(@Nullable Node base, Node node) {
        if (base == null || Objects.equals(base.value("arguments"), node.value("arguments"))) {
            return null;
        }
        Mentions mentions = Mentions.of(body(node));
        List<String> now = arguments(node);
        for (String name : arguments(base)) {
            if (!now.contains(name) && mentions.hasName(name)) {
                return "the body names argument " + name + ", which is no more";
            }
        }
        return null;
    }

    private static List<String> arguments(Node node) {
        Value value = node.value("arguments");
        List<String> out = new ArrayList<>();
        for (String argument : value == null ? List.<String>of() : value.items()) {
            List<String> words = new ArrayList<>();
            for (Token token : Lexer.tokens(argument)) {
                if (!token.isTrivia()) {
                    words.add(token.text(argument));
                }
            }
            int first = MODES.contains(words.get(0).toLowerCase(Locale.ROOT)) ? 1 : 0;
            if (words.size() > first + 1) {
                out.add(words.get(first).replace("\"", ""));
            }
        }
        return out;
    }

    private static @Nullable String failure(Database database, LiveSchema merged, Node node) {
        Address address = merged.address(node.path());
        if (address == null) {
            return null;
        }
        String validator =
                database.value(
                        "SELECT pg_catalog.quote_ident(n.nspname) || '.'"
                                + " || pg_catalog.quote_ident(v.proname)"
                                + " FROM pg_catalog.pg_proc p"
                                + " JOIN pg_catalog.pg_language l ON l.oid = p.prolang"
                                + " JOIN pg_catalog.pg_proc v ON v.oid = l.lanvalidator"
                                + " JOIN pg_catalog.pg_namespace n ON n.oid = v.pronamespace"
                                + " WHERE p.oid = "
                                + address.objectId());
        if (validator == null) {
            return null;
        }
        String owner =
                database.trusts()
                        ? null
                        : database.value(
                                "SELECT gitversion_internal.foreign_owner_of('pg_proc'::regclass, "
                                        + address.objectId()
                                        + "::oid)");
        database.searchPath(merged.searchPath().toString());
        SqlFailure failure =
                database.attempt(
                        "SET LOCAL check_function_bodies = on; SELECT "
                                + validator
                                + "("
                                + address.objectId()
                                + "); SET LOCAL check_function_bodies = off",
                        owner);
        database.searchPath(Database.OWN_PATH);
        return failure == null ? null : failure.failure().getMessage();
    }
}
