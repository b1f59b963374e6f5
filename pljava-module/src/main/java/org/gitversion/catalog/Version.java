package org.gitversion.catalog;

/**
 * What the server said about an object, in two numbers: while they stay the same, it prints the
 * object as it did. Immutable.
 */
public final class Version {
    private final long definition;
    private final long privileges;

    Version(long definition, long privileges) {
        this.definition = definition;
        this.privileges = privileges;
    }

    /**
     * Returns the number for all but the privileges of the object itself.
     *
     * @return a hash
     */
    public long definition() {
        return definition;
    }

    /**
     * Returns the number for the privileges.
     *
     * @return a hash; 0 where they are the default
     */
    public long privileges() {
        return privileges;
    }
}
