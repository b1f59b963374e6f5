package org.gitversion.ast;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gitversion.canonical.Definition;
import org.gitversion.catalog.CatalogReader;
import org.gitversion.catalog.SearchPath;
import org.gitversion.db.Database;
import org.gitversion.error.GitVersionException;
import org.gitversion.model.Node;
import org.gitversion.model.SchemaTree;
import org.gitversion.plan.Renderer;
import org.jspecify.annotations.Nullable;

/**
 * Lets PostgreSQL read the definition of one object. The statements are executed in a schema of
 * their own, inside a subtransaction that is always rolled back, beside copies of what they mention
 * in the schema they are looked up in; what they made is read from the catalogs.
 */
public final class DefinitionReader {
    private final Database database;
    private final List<String> others;
    private final @Nullable String session;

    /**
     * Prepares.
     *
     * @param database the gateway
     * @param branch the branch of the session, or null
     * @param schemas the raw names of the schemas on the caller's search path
     */
    public DefinitionReader(Database database, @Nullable String branch, List<String> schemas) {
        this.database = database;
        this.others = new ArrayList<>(schemas);
        String schema =
                branch == null
                        ? null
                        : database.value(
                                "SELECT b.schema_name FROM gitversion.branches b WHERE b.is_active"
                                        + " AND b.branch_name = ?::text",
                                branch);
        this.session = schema != null || schemas.isEmpty() ? schema : schemas.get(0);
    }

    /**
     * Reads a definition.
     *
     * @param ddl the statements
     * @param label a label of {@code gitversion.object_type}
     * @return the object
     * @throws GitVersionException INVALID_DEFINITION, UNRESOLVED_REFERENCE, INVALID_ARGUMENT, and
     *     what reading a schema can throw
     */
    public ParsedObject read(String ddl, String label) {
        ObjectType type = ObjectType.of(label);
        return read(Definition.read(ddl, type.label(), type.created(), type.first()), type);
    }

    /**
     * Builds an object from its description, and writes it.
     *
     * @param json an AST
     * @return canonical DDL
     * @throws GitVersionException INVALID_AST, and what {@link #read} can throw
     */
    public String build(String json) {
        List<Node> nodes = Ast.read(json);
        SchemaTree around = session == null ? SchemaTree.EMPTY : tree(session);
        SchemaTree tree = Ast.put(around, nodes);
        ParsedObject parsed =
                read(Renderer.ddl(nodes, tree), ObjectType.of(nodes.get(0).kind()).label());
        Ast.requireSame(nodes, parsed.nodes());
        return parsed.ddl();
    }

    private SchemaTree tree(String schema) {
        return CatalogReader.readLenient(database, SearchPath.of(database, schema)).tree();
    }

    private ParsedObject read(Definition definition, ObjectType type) {
        String named = definition.schema();
        String schema = named != null && exists(named) ? named : session;
        SchemaTree around = schema == null ? SchemaTree.EMPTY : tree(schema);
        Surroundings surroundings = new Surroundings(around, definition, type);
        Set<String> meant = new HashSet<>();
        if (named != null) {
            meant.add(named);
        }
        if (schema != null) {
            meant.add(schema);
        }
        GitVersionException first = null;
        for (int i = 0; i < surroundings.variants(); i++) {
            Scratchpad pad =
                    new Scratchpad(database, definition, type, surroundings, i)
                            .lookingUp(schema, new ArrayList<>(meant), others);
            try {
                return database.undone(pad);
            } catch (GitVersionException failure) {
                first = first == null ? failure : first;
            }
        }
        throw first == null ? new IllegalStateException("nothing was tried") : first;
    }

    private boolean exists(String schema) {
        return database.number("SELECT 1 FROM pg_namespace WHERE nspname = ?::text", schema)
                != null;
    }
}
