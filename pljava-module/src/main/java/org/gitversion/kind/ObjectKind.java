package org.gitversion.kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.jspecify.annotations.Nullable;

/**
 * What has to be written for each kind of object besides its catalog query: its descriptor and the
 * DDL that creates, alters, renames and drops it. Stateless.
 *
 * <p>The catalog query is the resource {@code catalog/<query>.sql}. Comments, privileges and owners
 * are handled here for all kinds.
 */
public abstract class ObjectKind {

    /**
     * Returns the descriptor.
     *
     * @return always the same instance
     */
    public abstract Kind kind();

    /**
     * Returns where objects of this kind stand among objects that do not depend on each other:
     * lower is created earlier and dropped later.
     *
     * @return the rank
     */
    public abstract int rank();

    /**
     * Names an object as DROP, ALTER and COMMENT ON take it.
     *
     * @param node the object
     * @return for example {@code TABLE users} or {@code COLUMN users.email}
     */
    public abstract String target(Node node);

    /**
     * Creates the object with the children that its statement includes. Comment, privileges and
     * owner are added by the caller through {@link #attributes}.
     *
     * @param node the object
     * @param tree the state it belongs to
     * @return the statements
     */
    public abstract List<Ddl> create(Node node, SchemaTree tree);

    /**
     * Creates the object on the way from one state to another.
     *
     * @param node the object
     * @param from the state as it is
     * @param to the state to reach
     * @return the statements; more than those of the other method where nothing is in their way and
     *     they give the object a physical form that CREATE does not give it
     */
    public List<Ddl> create(Node node, SchemaTree from, SchemaTree to) {
        return create(node, to);
    }

    /**
     * Announces the object to objects that need it and that it needs in turn.
     *
     * @param node the object
     * @return for base types and the like the statement that creates a shell, to be filled by
     *     {@link #create}; else null
     */
    public @Nullable Ddl shell(Node node) {
        return null;
    }

    /**
     * Tells whether the object is created by the statement of the node it belongs to (or by that of
     * its kind's own making), so that {@link #create} is not called for it then.
     *
     * @param node the object
     * @param tree the state it belongs to
     * @return true for columns and for constraints that refer to nothing outside of their table
     */
    public boolean createdWithParent(Node node, SchemaTree tree) {
        return kind().isEmbedded();
    }

    /**
     * Ties the object to those it hangs on, once these and its own parts are as they shall be: a
     * partition to its parent, an index of a partition to that of the parent.
     *
     * @param from the object as it is, or null when it is new
     * @param to the object as it shall be
     * @param tree the state to reach
     * @return the statements, often none
     */
    public List<Ddl> attach(@Nullable Node from, Node to, SchemaTree tree) {
        return List.of();
    }

    /**
     * What can be done only after all objects of the state exist (the owner of a sequence, for
     * example). Each statement must be right whether or not it was run before.
     *
     * @param node the object
     * @param tree the state it belongs to
     * @return the statements, often none
     */
    public List<Ddl> finish(Node node, SchemaTree tree) {
        return List.of();
    }

    /**
     * Changes the object in place. Comment, privileges, owner and children are not its business.
     *
     * @param from the object as it is
     * @param to the object as it shall be, at the same path
     * @param changed the names of the slots that differ, comment and privileges not among them;
     *     empty when only the references differ
     * @param tree the state to reach
     * @return the statements, or null when the object must be dropped and created again
     */
    public abstract @Nullable List<Ddl> alter(
            Node from, Node to, Set<String> changed, SchemaTree tree);

    /**
     * Finds properties that change by themselves because another object appears or disappears.
     *
     * @param from the object as it is
     * @param to the object as it shall be, at the same path
     * @param before the state as it is
     * @param after the state to reach
     * @return the names of slots that need no statement
     */
    public Set<String> following(Node from, Node to, SchemaTree before, SchemaTree after) {
        return Set.of();
    }

    /**
     * Gives the object another name.
     *
     * @param node the object as it is
     * @param newName the raw last segment of its new path
     * @return the statements, or null when objects of this kind cannot be renamed
     */
    public @Nullable List<Ddl> rename(Node node, String newName) {
        return List.of(
                Ddl.of(
                        "ALTER " + target(node) + " RENAME TO " + Identifier.quote(newName),
                        lock(node)));
    }

    /**
     * Returns the object's own name out of the last segment of its path.
     *
     * @param segment the raw segment
     * @return the whole segment, except for routines
     */
    public String bareName(String segment) {
        return segment;
    }

    /**
     * Puts another name into the last segment of a path.
     *
     * @param segment the raw segment
     * @param name the raw new name
     * @return the new segment
     */
    public String withBareName(String segment, String name) {
        return name;
    }

    /**
     * Drops the object.
     *
     * @param node the object
     * @param tree the state it belongs to
     * @return the statements
     */
    public List<Ddl> drop(Node node, SchemaTree tree) {
        return List.of(Ddl.of("DROP " + target(node), lock(node)));
    }

    /** Relations, and what belongs to one, are locked; types, routines and the like are not. */
    private Ddl.Lock lock(Node node) {
        boolean part = node.path().up(2) != null;
        return part || namespaces(node).contains("relation")
                ? Ddl.Lock.ACCESS_EXCLUSIVE
                : Ddl.Lock.NONE;
    }

    /**
     * Names the object whose disappearance takes this one along without a statement of its own.
     *
     * @param node the object
     * @param tree the state it belongs to
     * @return the path of a node, or null; by default the node it is a child of
     */
    public @Nullable Path droppedWith(Node node, SchemaTree tree) {
        return parent(node, tree);
    }

    /**
     * Tells whether the object ties the one it belongs to to others. When both go it is dropped by
     * a statement of its own before, so that they can go in any order.
     *
     * @param node the object
     * @return true for foreign keys
     */
    public boolean ties(Node node) {
        return false;
    }

    /**
     * Tells whether an object of this kind may be dropped and created again to change it, nothing
     * being lost.
     *
     * @param node the object
     * @return false for what holds data
     */
    public boolean rebuildable(Node node) {
        return true;
    }

    /**
     * Tells whether a dependent must be out of the way while this object is altered.
     *
     * @param dependent an object that refers to {@code from} (or to a part of it)
     * @param from this object as it is
     * @param to this object as it shall be
     * @param changed the names of the slots that differ
     * @return true when PostgreSQL would refuse the ALTER because of the dependent
     */
    public boolean blockedBy(Node dependent, Node from, Node to, Set<String> changed) {
        return false;
    }

    /**
     * Names the object as ALTER … DEPENDS ON EXTENSION takes it.
     *
     * @param node the object
     * @return as {@link #target}, except for constraints
     */
    public String extensionTarget(Node node) {
        return target(node);
    }

    /**
     * Names what comes with the object and has no path of its own.
     *
     * @param node the object
     * @param part as in {@link Kind#PART_COMMENTS}
     * @return for example {@code TYPE users[]}
     */
    public String partTarget(Node node, String part) {
        String type = "TYPE " + Identifier.quote(node.name());
        return part.equals("array") ? type + "[]" : type;
    }

    /**
     * Lists what must exist before the object can be created, and be gone only after it is.
     *
     * @param node the object
     * @param tree the state it belongs to
     * @return its references, with those that the catalogs do not tell
     */
    public Set<Path> needs(Node node, SchemaTree tree) {
        return node.references();
    }

    /**
     * Lists objects of which one must be there for the object to be, besides its references.
     *
     * @param node the object
     * @param tree the state it belongs to
     * @return for a foreign key the unique constraints and indexes over the columns it refers to;
     *     else empty
     */
    public Set<Path> oneOf(Node node, SchemaTree tree) {
        return Set.of();
    }

    /**
     * Lists properties of something that the object has not: the sequence of no identity column.
     *
     * @param node the object as merged
     * @return the names of slots, and those of the slots whose absence leaves them without meaning
     */
    public Set<String> orphans(Node node) {
        return Set.of();
    }

    /**
     * Tells whether an object is none, since it is nothing but a set, and that ran empty.
     *
     * @param node the object as merged
     * @return whether it is
     */
    public boolean isNothing(Node node) {
        return false;
    }

    /**
     * Names the namespaces of the schema in which the object's name must be its own.
     *
     * @param node the object
     * @return {@code relation}, {@code type}, both or none; routines and parts of objects are told
     *     apart by their paths
     */
    public Set<String> namespaces(Node node) {
        return Set.of();
    }

    /**
     * Returns the names that the object takes from others while it exists: in its namespaces, of
     * what comes with it, and that of a routine, as a call could mean either of two.
     *
     * @param node the object
     * @return names with their namespace in front
     */
    public List<String> names(Node node) {
        List<String> names = new ArrayList<>(2);
        String bare = bareName(node.name());
        for (String space : namespaces(node)) {
            names.add(space + " " + bare);
        }
        if (!bare.equals(node.name())) {
            names.add("routine " + bare);
        }
        return names;
    }

    /**
     * Writes a query for the rows that do not suit the object as it shall be. It may fail where it
     * cannot be known how to ask.
     *
     * @param node the object as it shall be
     * @param tree the state to reach
     * @return a SELECT that finds at least one row if PostgreSQL refuses the object for its rows,
     *     or null when there is no such query
     */
    public @Nullable String offendingRows(Node node, SchemaTree tree) {
        return null;
    }

    /**
     * Estimates how many entries of the server's lock table it takes to create the object.
     *
     * @param node the object
     * @param tree the state it belongs to
     * @return by default one
     */
    public int locksOfCreate(Node node, SchemaTree tree) {
        return kind().isEmbedded() ? 0 : 1;
    }

    /**
     * Estimates how many entries of the server's lock table it takes to drop the object.
     *
     * @param node the object
     * @param tree the state it belongs to
     * @return by default one
     */
    public int locksOfDrop(Node node, SchemaTree tree) {
        return kind().isEmbedded() ? 0 : 1;
    }

    /**
     * Loosens a reference of this object to another one that is about to be dropped and created
     * again, where the object itself must stay.
     *
     * @param node the object that stays
     * @return the same object without what refers, or null when that is not possible
     */
    public @Nullable Node detached(Node node) {
        return null;
    }

    /**
     * Names the object after {@code ON} of GRANT.
     *
     * @param node the object
     * @return for example {@code TABLE users}, or null when the kind has no privileges
     */
    public @Nullable String grantTarget(Node node) {
        return null;
    }

    /**
     * Names the column list a privilege is restricted to.
     *
     * @param node the object
     * @return for example {@code (email)}, or null when the object is no column
     */
    public @Nullable String grantColumns(Node node) {
        return null;
    }

    /**
     * Tells whether objects of this kind have an owner of their own.
     *
     * @param node the object
     * @return false for columns, constraints, triggers, indexes and the like
     */
    public boolean hasOwner(Node node) {
        return false;
    }

    /**
     * Brings owner and common slots from one state to another.
     *
     * @param from the object as it is; for a new object a copy of {@code to} without common slots,
     *     and owned by the current user
     * @param to the object as it shall be
     * @return the statements
     */
    public final List<Ddl> attributes(Node from, Node to) {
        List<Ddl> out = new ArrayList<>(2);
        String owner = to.layout().get(Node.OWNER);
        if (owner != null && hasOwner(to) && !owner.equals(from.layout().get(Node.OWNER))) {
            String sql = "ALTER " + target(to) + " OWNER TO " + Identifier.quote(owner);
            out.add(Ddl.of(sql, lock(to)));
        }
        String comment = to.text(Kind.COMMENT);
        if (comment == null ? from.has(Kind.COMMENT) : !comment.equals(from.text(Kind.COMMENT))) {
            out.add(Attributes.comment(target(to), comment));
        }
        String grantTarget = grantTarget(to);
        if (grantTarget != null) {
            Privileges.change(out, from, to, Kind.PRIVILEGES, grantTarget, grantColumns(to));
        }
        Attributes.change(out, from, to, this);
        return out;
    }

    /**
     * Finds the node that another one is a child of.
     *
     * @param node the child
     * @param tree the state it belongs to
     * @return the path two segments up when a node is there, else null
     */
    protected static @Nullable Path parent(Node node, SchemaTree tree) {
        Path up = node.path().up(2);
        return up == null || tree.get(up) == null ? null : up;
    }
}
