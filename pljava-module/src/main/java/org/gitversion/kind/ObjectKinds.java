package org.gitversion.kind;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gitversion.canonical.Documents;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.jspecify.annotations.Nullable;

/** The kinds of objects this version knows, in the order they are read. */
public final class ObjectKinds implements Documents.Kinds {
    /** The one registry. */
    public static final ObjectKinds ALL = new ObjectKinds();

    private final List<ObjectKind> kinds =
            List.of(
                    new EnumKind(),
                    new CompositeKind(),
                    new AttributeKind(),
                    new DomainKind(),
                    new DomainConstraintKind(),
                    new RangeKind(),
                    new FunctionKind(),
                    new ProcedureKind(),
                    new AggregateKind(),
                    new SequenceKind(),
                    new TableKind(),
                    new ColumnKind(),
                    new ConstraintKind(),
                    new IndexKind(),
                    new ViewKind(),
                    new ViewColumnKind(),
                    new MaterializedViewKind(),
                    new MaterializedViewColumnKind(),
                    new StatisticsKind(),
                    new TriggerKind(),
                    new PolicyKind(),
                    new RuleKind());

    private final Map<String, ObjectKind> byName = new HashMap<>();

    private ObjectKinds() {
        for (ObjectKind kind : kinds) {
            byName.put(kind.kind().name(), kind);
        }
    }

    /**
     * Returns all kinds.
     *
     * @return immutable, in reading order
     */
    public List<ObjectKind> list() {
        return kinds;
    }

    /**
     * Finds the implementation of a node's kind.
     *
     * @param node the node
     * @return never null
     */
    public ObjectKind of(Node node) {
        ObjectKind kind = byName.get(node.kind().name());
        if (kind == null) {
            throw new IllegalArgumentException("unknown kind " + node.kind());
        }
        return kind;
    }

    @Override
    public @Nullable Kind byName(String name) {
        ObjectKind kind = byName.get(name);
        return kind == null ? null : kind.kind();
    }
}
