package org.gitversion.kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.jspecify.annotations.Nullable;

/**
 * Privileges as a set of differences from the default of a kind of object: {@code +SELECT TO bob},
 * {@code +SELECT TO bob WITH GRANT OPTION}, {@code -EXECUTE TO PUBLIC}, {@code -UPDATE TO OWNER}.
 * One that another role than the owner granted has its name at the end: {@code +SELECT TO eve BY
 * bob}.
 */
final class Privileges {
    private static final String TO = " TO ";
    private static final String GRANT_OPTION = " WITH GRANT OPTION";
    private static final String BY = " BY ";
    private static final String OWNER = "OWNER";

    private final String item;
    private final String privilege;
    private final String grantee;
    private final boolean option;
    private final @Nullable String grantor;

    private Privileges(String item) {
        this.item = item;
        int to = item.indexOf(TO);
        int end = endOfRole(item, to + TO.length());
        this.privilege = item.substring(1, to);
        this.grantee = item.substring(to + TO.length(), end);
        this.option = item.startsWith(GRANT_OPTION, end);
        int by = end + (option ? GRANT_OPTION.length() : 0);
        this.grantor = item.startsWith(BY, by) ? item.substring(by + BY.length()) : null;
    }

    private static int endOfRole(String item, int start) {
        boolean quoted = false;
        int at = start;
        while (at < item.length() && (quoted || item.charAt(at) != ' ')) {
            quoted ^= item.charAt(at) == '"';
            at++;
        }
        return at;
    }

    /** Appends the statements that turn the privileges of one node into those of the other. */
    static void change(
            List<Ddl> out,
            Node from,
            Node to,
            String slot,
            String target,
            @Nullable String columns) {
        List<String> before = TableKind.items(from, slot);
        List<String> after = TableKind.items(to, slot);
        if (!before.equals(after)) {
            List<String> granted = asGranted(after, to.layout().get(slot));
            change(out, to, before, granted, target, columns);
        }
    }

    /** Appends the statements for parts without a path of their own. */
    static void changeParts(List<Ddl> out, Node from, Node to, ObjectKind kind) {
        List<String> before = TableKind.items(from, Kind.PART_PRIVILEGES);
        List<String> after =
                asGranted(
                        TableKind.items(to, Kind.PART_PRIVILEGES),
                        to.layout().get(Kind.PART_PRIVILEGES));
        Set<String> parts = new TreeSet<>();
        for (String item : before) {
            parts.add(part(item));
        }
        for (String item : after) {
            parts.add(part(item));
        }
        for (String part : parts) {
            String target = kind.partTarget(to, part);
            change(out, to, ofPart(part, before), ofPart(part, after), target, null);
        }
    }

    private static String part(String item) {
        return item.substring(0, item.indexOf(' '));
    }

    private static List<String> ofPart(String part, List<String> items) {
        List<String> out = new ArrayList<>();
        for (String item : items) {
            if (part(item).equals(part)) {
                out.add(item.substring(part.length() + 1));
            }
        }
        return out;
    }

    private static void change(
            List<Ddl> out,
            Node to,
            List<String> before,
            List<String> after,
            String target,
            @Nullable String columns) {
        List<Privileges> gone = inOrder(before);
        for (int i = gone.size() - 1; i >= 0; i--) {
            Privileges old = gone.get(i);
            if (old.grantor != null && !after.contains(old.item)) {
                out.add(old.statement(old.item.charAt(0) == '-', to, target, columns));
            }
        }
        for (Privileges old : gone) {
            if (old.grantor == null && !after.contains(old.item)) {
                out.add(old.statement(old.item.charAt(0) == '-', to, target, columns));
            }
        }
        for (Privileges now : inOrder(after)) {
            if (!before.contains(now.item)) {
                out.add(now.statement(now.item.charAt(0) == '+', to, target, columns));
            }
        }
    }

    /** The order in which the server keeps privileges is the one in which they were granted. */
    private static List<String> asGranted(List<String> items, @Nullable String order) {
        List<String> out = new ArrayList<>(items.size());
        for (String number : order == null ? new String[0] : order.split(",")) {
            int at = Integer.parseInt(number);
            if (at < items.size()) {
                out.add(items.get(at));
            }
        }
        for (String item : items) {
            if (!out.contains(item)) {
                out.add(item);
            }
        }
        return out;
    }

    /** As given, but that whoever grants has been granted to before. */
    private static List<Privileges> inOrder(List<String> items) {
        List<Privileges> ordered = new ArrayList<>(items.size());
        List<Privileges> open = new ArrayList<>();
        for (String item : items) {
            open.add(new Privileges(item));
            for (int i = 0; i < open.size(); i++) {
                if (open.get(i).mayBeGrantedAfter(ordered)) {
                    ordered.add(open.remove(i));
                    i = -1;
                }
            }
        }
        ordered.addAll(open);
        return ordered;
    }

    private boolean mayBeGrantedAfter(List<Privileges> granted) {
        if (grantor == null) {
            return true;
        }
        for (Privileges one : granted) {
            if (one.option && one.privilege.equals(privilege) && one.grantee.equals(grantor)) {
                return true;
            }
        }
        return false;
    }

    private Ddl statement(boolean grant, Node node, String target, @Nullable String columns) {
        String what = privilege + (columns == null ? "" : " " + columns) + " ON " + target;
        String role = grantee;
        if (role.equals(OWNER)) {
            String owner = node.layout().get(Node.OWNER);
            role = owner == null ? "CURRENT_USER" : Identifier.quote(owner);
        }
        String sql =
                grant
                        ? "GRANT " + what + TO + role + (option ? GRANT_OPTION : "")
                        : "REVOKE " + what + " FROM " + role;
        return Ddl.of(
                grantor == null
                        ? sql
                        : "SELECT gitversion_internal.execute_as("
                                + Identifier.literal(grantor)
                                + ", "
                                + Identifier.literal(sql)
                                + ")");
    }
}
