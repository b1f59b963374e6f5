package org.gitversion.ast;

import java.util.ArrayList;
import java.util.List;
import org.gitversion.model.Node;
import org.gitversion.model.SchemaTree;
import org.gitversion.plan.Renderer;

/** One object as PostgreSQL understood its definition. Immutable. */
public final class ParsedObject {
    private final List<Node> nodes;
    private final SchemaTree tree;

    ParsedObject(Node object, SchemaTree tree) {
        this.nodes = new ArrayList<>();
        nodes.add(object);
        nodes.addAll(tree.below(object.path()));
        this.tree = tree;
    }

    /**
     * Returns the object and its parts.
     *
     * @return the object first, the others in path order
     */
    public List<Node> nodes() {
        return nodes;
    }

    /**
     * Writes the object.
     *
     * @return canonical DDL
     */
    public String ddl() {
        return Renderer.ddl(nodes, tree);
    }

    /**
     * Writes the object as JSON.
     *
     * @return an AST in its normal form
     */
    public String json() {
        return Ast.write(nodes);
    }
}
