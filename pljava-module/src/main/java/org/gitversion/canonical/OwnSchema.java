package org.gitversion.canonical;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The schema that a text is in: what its name in the text stands for. Members of extensions are in
 * no branch: where the root branch's schema has such members, a name that it qualifies may be one
 * of them, and in other schemas it stands behind the own one in lists of schemas. Immutable.
 */
public final class OwnSchema {
    private final String name;
    private final @Nullable String extensions;
    private final Set<String> members;

    /**
     * Describes a schema.
     *
     * @param name its raw name
     * @param extensions the raw name of the root branch's schema where that is another one and has
     *     members of extensions
     * @param members raw names that in the schema are those of members of extensions alone
     */
    public OwnSchema(String name, @Nullable String extensions, Set<String> members) {
        this.name = name;
        this.extensions = extensions;
        this.members = members;
    }

    /**
     * Describes a schema of a database without extensions.
     *
     * @param name its raw name
     * @return a schema that stands for itself alone
     */
    public static OwnSchema of(String name) {
        return new OwnSchema(name, null, Set.of());
    }

    /**
     * Returns its name.
     *
     * @return unquoted
     */
    public String name() {
        return name;
    }

    /** What stands behind the schema in lists of schemas: an unquoted name, or null. */
    @Nullable String extensions() {
        return extensions;
    }

    /** Whether the word behind the schema and a dot is the name of a member of an extension. */
    boolean isMember(Words words, int index) {
        if (members.isEmpty()) {
            return false;
        }
        String named = words.name(index);
        return members.contains(named == null ? words.text(index) : named);
    }

    /** Whether the schema's name, alone in a list, is followed by that of the extensions. */
    boolean isFollowed(Words words, int index) {
        return extensions != null
                && !words.is(index - 1, "schema")
                && words.is(index + 1, ",")
                && extensions.equals(words.name(index + 2));
    }
}
