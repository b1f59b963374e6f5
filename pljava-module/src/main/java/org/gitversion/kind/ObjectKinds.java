package org.gitversion.kind;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gitversion.canonical.Documents;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.Slot;
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
                    new ForeignTableKind(),
                    new ColumnKind(),
                    new RowsKind(),
                    new ConstraintKind(),
                    new IndexKind(),
                    new ViewKind(),
                    new ViewColumnKind(),
                    new MaterializedViewKind(),
                    new MaterializedViewColumnKind(),
                    new StatisticsKind(),
                    new TriggerKind(),
                    new PolicyKind(),
                    new RuleKind(),
                    new BaseTypeKind(),
                    new DefinitionKind(
                            Kind.of(
                                    "collation",
                                    "collations",
                                    Slot.atomic("provider").core(),
                                    Slot.atomic("locale").bound(),
                                    Slot.atomic("lc_collate").bound(),
                                    Slot.atomic("lc_ctype").bound(),
                                    Slot.atomic("deterministic"),
                                    Slot.atomic("rules").bound()),
                            "COLLATION",
                            5,
                            true),
                    new ConversionKind(),
                    new OperatorKind(),
                    new OperatorFamilyKind(),
                    new OperatorClassKind(),
                    new CastKind(),
                    new DefinitionKind(
                            Kind.of(
                                    "text_search_parser",
                                    "text_search_parsers",
                                    Slot.atomic("start").core(),
                                    Slot.atomic("gettoken").core(),
                                    Slot.atomic("end").core(),
                                    Slot.atomic("headline").bound(),
                                    Slot.atomic("lextypes").bound()),
                            "TEXT SEARCH PARSER",
                            36,
                            false),
                    new DefinitionKind(
                            Kind.of(
                                    "text_search_template",
                                    "text_search_templates",
                                    Slot.atomic("init").core(),
                                    Slot.atomic("lexize").core()),
                            "TEXT SEARCH TEMPLATE",
                            36,
                            false),
                    new DictionaryKind(),
                    new ConfigurationKind(),
                    new DefaultPrivilegesKind());

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
