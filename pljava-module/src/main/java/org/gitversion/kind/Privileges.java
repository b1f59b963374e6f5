package org.gitversion.kind;

import java.util.List;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.Value;
import org.jspecify.annotations.Nullable;

/**
 * Privileges as a set of differences from the default of a kind of object: {@code +SELECT TO bob},
 * {@code +SELECT TO bob WITH GRANT OPTION}, {@code -EXECUTE TO PUBLIC}, {@code -UPDATE TO OWNER}.
 */
final class Privileges {
    private static final String TO = " TO ";
    private static final String GRANT_OPTION = " WITH GRANT OPTION";
    private static final String OWNER = "OWNER";

    private Privileges() {}

    /** Appends the statements that turn the privileges of one node into those of the other. */
    static void change(List<Ddl> out, Node from, Node to, String target, @Nullable String columns) {
        List<String> before = items(from);
        List<String> after = items(to);
        if (before.equals(after)) {
            return;
        }
        for (String item : before) {
            if (!after.contains(item)) {
                out.add(Ddl.of(statement(item, item.charAt(0) == '-', to, target, columns)));
            }
        }
        for (String item : after) {
            if (!before.contains(item)) {
                out.add(Ddl.of(statement(item, item.charAt(0) == '+', to, target, columns)));
            }
        }
    }

    private static List<String> items(Node node) {
        Value value = node.value(Kind.PRIVILEGES);
        return value == null ? List.of() : value.items();
    }

    private static String statement(
            String item, boolean grant, Node node, String target, @Nullable String columns) {
        int to = item.indexOf(TO);
        String privilege = item.substring(1, to) + (columns == null ? "" : " " + columns);
        String grantee = item.substring(to + TO.length());
        boolean option = grantee.endsWith(GRANT_OPTION);
        if (option) {
            grantee = grantee.substring(0, grantee.length() - GRANT_OPTION.length());
        }
        if (grantee.equals(OWNER)) {
            String owner = node.layout().get(Node.OWNER);
            grantee = owner == null ? "CURRENT_USER" : Identifier.quote(owner);
        }
        if (grant) {
            return "GRANT "
                    + privilege
                    + " ON "
                    + target
                    + TO
                    + grantee
                    + (option ? GRANT_OPTION : "");
        }
        return "REVOKE " + privilege + " ON " + target + " FROM " + grantee;
    }
}
