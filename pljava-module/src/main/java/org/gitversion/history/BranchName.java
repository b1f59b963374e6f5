package org.gitversion.history;

import org.gitversion.canonical.Hash;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.jspecify.annotations.Nullable;

/** The names of branches and tags: git's check-ref-format; and the names of their schemas. */
public final class BranchName {
    /** The longest name PostgreSQL keeps, in bytes; these names are ASCII. */
    private static final int SCHEMA_BYTES = 63;

    private static final int HASH_DIGITS = 8;

    /** Longer ones do not fit into an index. */
    private static final int LONGEST = 500;

    private BranchName() {}

    /**
     * Checks the name of a branch.
     *
     * @param name the name
     * @throws GitVersionException INVALID_BRANCH_NAME when it breaks a rule
     */
    public static void check(String name) {
        check("branch", name);
    }

    /**
     * Checks the name of a tag.
     *
     * @param name the name
     * @throws GitVersionException INVALID_BRANCH_NAME when it breaks a rule
     */
    public static void checkTag(String name) {
        check("tag", name);
    }

    /**
     * Checks what another database is called here.
     *
     * @param name the name; remote branches have it in front, and a slash
     * @throws GitVersionException INVALID_BRANCH_NAME when it breaks a rule or has a slash
     */
    public static void checkRemote(String name) {
        check("remote", name);
    }

    private static void check(String what, String name) {
        String reason = fault(name);
        if (reason == null && what.equals("remote") && name.indexOf('/') >= 0) {
            reason = "contains a slash, which ends it in the names of remote branches";
        }
        if (reason != null) {
            throw new GitVersionException(
                    ErrorCode.INVALID_BRANCH_NAME,
                    "invalid " + what + " name \"" + name + "\"",
                    "The name " + reason + ".",
                    "Names follow the rules of git check-ref-format: words of letters, digits and"
                            + " signs such as - and _, which may be joined by slashes.");
        }
    }

    /** What is wrong with a name, as the end of a sentence; null when nothing is. */
    static @Nullable String fault(String name) {
        if (name.isEmpty()) {
            return "is empty";
        }
        if (name.length() > LONGEST) {
            return "has more than " + LONGEST + " characters";
        }
        if (name.equals("HEAD") || name.equals("@")) {
            return "means the branch of the session";
        }
        if (name.startsWith("-")) {
            return "begins with a hyphen";
        }
        if (name.endsWith(".")) {
            return "ends with a dot";
        }
        if (name.contains("..") || name.contains("@{")) {
            return "contains \"" + (name.contains("..") ? ".." : "@{") + "\"";
        }
        String character = faultyCharacter(name);
        return character != null ? character : faultyPart(name);
    }

    private static @Nullable String faultyCharacter(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < ' ' || c == 0x7f) {
                return "contains a control character";
            }
            if (" ~^:?*[\\".indexOf(c) >= 0) {
                return c == ' ' ? "contains a blank" : "contains \"" + c + "\"";
            }
        }
        return null;
    }

    private static @Nullable String faultyPart(String name) {
        int start = 0;
        while (start <= name.length()) {
            int slash = name.indexOf('/', start);
            String part = name.substring(start, slash < 0 ? name.length() : slash);
            if (part.isEmpty()) {
                return "has an empty part beside a slash";
            }
            if (part.startsWith(".")) {
                return "has a part that begins with a dot";
            }
            if (part.endsWith(".lock")) {
                return "has a part that ends with \".lock\"";
            }
            start = slash < 0 ? name.length() + 1 : slash + 1;
        }
        return null;
    }

    /**
     * Derives the name of a branch's schema: {@code branch_} and the name, in which everything but
     * ASCII letters, digits and underscores is an underscore.
     *
     * @param name the name of the branch
     * @return the schema name, at most 63 bytes; it ends in a part of the name's hash when it had
     *     to be cut off
     */
    public static String schema(String name) {
        String plain = plainSchema(name);
        return plain.length() > SCHEMA_BYTES ? uniqueSchema(name) : plain;
    }

    /**
     * Derives another name for a branch's schema, for the case that {@link #schema} is taken.
     *
     * @param name the name of the branch
     * @return the schema name, at most 63 bytes, ending in a part of the name's hash
     */
    public static String uniqueSchema(String name) {
        String plain = plainSchema(name);
        int room = SCHEMA_BYTES - HASH_DIGITS - 1;
        String cut = plain.length() > room ? plain.substring(0, room) : plain;
        return cut + '_' + Hash.of(name).substring(0, HASH_DIGITS);
    }

    private static String plainSchema(String name) {
        StringBuilder out = new StringBuilder("branch_");
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!Character.isLowSurrogate(c)) {
                out.append(c < 0x80 && Character.isLetterOrDigit(c) ? c : '_');
            }
        }
        return out.toString();
    }
}
