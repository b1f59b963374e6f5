package org.gitversion.kind;

import java.util.List;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.Slot;

/** Procedures. */
public final class ProcedureKind extends RoutineKind {
    private static final Kind KIND =
            Kind.of(
                    "procedure",
                    "procedures",
                    Slot.wholeList("arguments"),
                    Slot.wholeList("defaults").worded(),
                    Slot.atomic("language"),
                    Slot.lines("body").namingSchema(),
                    Slot.lines("source"),
                    Slot.lines("sql_body").worded(),
                    Slot.atomic("symbol"),
                    Slot.atomic("binary"),
                    Slot.atomic("security_definer"),
                    Slot.set("settings").namingSchema(),
                    Slot.set("transforms"));

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public int rank() {
        return 31;
    }

    @Override
    String keyword() {
        return "PROCEDURE";
    }

    /** Says that the types are those of input arguments, or output arguments could be meant too. */
    @Override
    public String target(Node node) {
        Signature signature = Signature.of(node.name());
        StringBuilder out = new StringBuilder("PROCEDURE ");
        out.append(Identifier.quote(signature.name())).append('(');
        List<String> types = signature.typeList();
        for (int i = 0; i < types.size(); i++) {
            out.append(i == 0 ? "IN " : ", IN ").append(types.get(i));
        }
        return out.append(')').toString();
    }

    @Override
    boolean isReplaceable(Node from, Node to) {
        return true;
    }

    @Override
    void appendProperties(StringBuilder sql, Node node) {
        appendIf(sql, node, "security_definer", "SECURITY DEFINER");
    }
}
