package org.gitversion.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.gitversion.canonical.Fragment;
import org.gitversion.db.Database;
import org.gitversion.kind.Ddl;
import org.gitversion.kind.Fragments;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;

/**
 * Looks, before the first statement is executed, whether what statements are made of is what it
 * claims to be. A state can come out of documents that somebody else stored, or be merged of such.
 */
public final class Vetting {
    private Vetting() {}

    /**
     * Refuses a state that holds more than objects.
     *
     * @param database the gateway
     * @param from the schema as it is
     * @param to the state to reach
     * @throws org.gitversion.error.GitVersionException FORGED_DOCUMENT
     */
    static void require(Database database, SchemaTree from, SchemaTree to) {
        List<Node> changed = new ArrayList<>();
        for (Node node : to.nodes()) {
            // Where an equal one must make way and come back, its statements are looked at.
            if (!node.equals(from.get(node.path()))) {
                changed.add(node);
            }
        }
        require(database, changed);
        for (Node node : from.nodes()) {
            if (to.get(node.path()) == null) {
                Fragments.check(node);
            }
        }
    }

    /**
     * Refuses objects that no commit of a live schema can have stored.
     *
     * @param database the gateway
     * @param nodes the objects
     * @throws org.gitversion.error.GitVersionException FORGED_DOCUMENT
     */
    public static void require(Database database, Collection<Node> nodes) {
        List<String> texts = new ArrayList<>();
        List<Path> paths = new ArrayList<>();
        for (Node node : nodes) {
            for (String expression : Fragments.check(node)) {
                texts.add(expression);
                paths.add(node.path());
            }
        }
        if (texts.isEmpty()) {
            return;
        }
        Integer malformed =
                database.number("SELECT gitversion_internal.malformed(?::text[])", texts);
        if (malformed != null) {
            String text = texts.get(malformed - 1);
            throw Fragments.forged(
                    paths.get(malformed - 1), "text " + text, "is no single expression");
        }
    }

    /**
     * Refuses what is more than one statement.
     *
     * @param steps what is to be executed
     * @throws org.gitversion.error.GitVersionException FORGED_DOCUMENT
     */
    static void require(List<Step> steps) {
        for (Step step : steps) {
            Ddl ddl = step.ddl();
            boolean isOne = Fragment.isStatement(ddl.sql());
            while (isOne && ddl.hasAlternative()) {
                ddl = ddl.alternative();
                isOne = Fragment.isStatement(ddl.sql());
            }
            if (!isOne) {
                throw Fragments.forged(step.path(), "statement", "is more than one");
            }
        }
    }
}
