package org.gitversion.kind;

import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Slot;
import org.jspecify.annotations.Nullable;

/** Functions, window functions among them. */
public final class FunctionKind extends RoutineKind {
    private static final Kind KIND =
            Kind.of(
                    "function",
                    "functions",
                    Slot.wholeList("arguments"),
                    Slot.wholeList("defaults").worded(),
                    Slot.atomic("result"),
                    Slot.atomic("language"),
                    Slot.lines("body").namingSchema(),
                    Slot.lines("source"),
                    Slot.lines("sql_body").worded(),
                    Slot.atomic("symbol"),
                    Slot.atomic("binary"),
                    Slot.atomic("window"),
                    Slot.atomic("volatility"),
                    Slot.atomic("strict"),
                    Slot.atomic("security_definer"),
                    Slot.atomic("leakproof"),
                    Slot.atomic("parallel"),
                    Slot.atomic("cost"),
                    Slot.atomic("rows"),
                    Slot.atomic("support"),
                    Slot.set("settings").namingSchema(),
                    Slot.set("transforms"));

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public int rank() {
        return 30;
    }

    @Override
    String keyword() {
        return "FUNCTION";
    }

    @Override
    public @Nullable Path droppedWith(Node node, SchemaTree tree) {
        return BaseTypeKind.madeOf(node, tree);
    }

    @Override
    boolean isReplaceable(Node from, Node to) {
        return from.required("result").equals(to.required("result"))
                && from.has("window") == to.has("window");
    }

    @Override
    void appendProperties(StringBuilder sql, Node node) {
        appendIf(sql, node, "window", "WINDOW");
        appendValue(sql, node, "volatility", "");
        appendIf(sql, node, "strict", "STRICT");
        appendIf(sql, node, "security_definer", "SECURITY DEFINER");
        appendIf(sql, node, "leakproof", "LEAKPROOF");
        appendValue(sql, node, "parallel", "PARALLEL ");
        appendValue(sql, node, "cost", "COST ");
        appendValue(sql, node, "rows", "ROWS ");
        appendValue(sql, node, "support", "SUPPORT ");
    }
}
