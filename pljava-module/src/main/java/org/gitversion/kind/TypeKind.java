package org.gitversion.kind;

import org.gitversion.model.Node;

/** What the types that are made by CREATE TYPE have in common. */
abstract class TypeKind extends ObjectKind {
    /** The folder of all types, domains among them. */
    static final String FOLDER = "types";

    @Override
    public String target(Node node) {
        return "TYPE " + Identifier.quote(node.name());
    }

    @Override
    public String grantTarget(Node node) {
        return target(node);
    }

    @Override
    public boolean hasOwner(Node node) {
        return true;
    }
}
