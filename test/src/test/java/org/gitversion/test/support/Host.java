package org.gitversion.test.support;

import java.util.List;

/** What runs the extension's Java inside the server. */
public enum Host {
    /** The host that comes with gitversion. */
    EMBEDDED(List.of("CREATE EXTENSION gitversion_java_host")),
    /** PL/Java, as installed on this machine. */
    PLJAVA(List.of("CREATE EXTENSION pljava", "GRANT USAGE ON SCHEMA sqlj TO PUBLIC"));

    private final List<String> languageStatements;

    Host(List<String> languageStatements) {
        this.languageStatements = languageStatements;
    }

    /** The host chosen by {@code -Dgitversion.host}; embedded where nothing is said. */
    public static Host chosen() {
        String name = System.getProperty("gitversion.host", "embedded");
        return switch (name) {
            case "embedded" -> EMBEDDED;
            case "pljava" -> PLJAVA;
            default ->
                    throw new IllegalArgumentException(
                            "gitversion.host: embedded or pljava, not " + name);
        };
    }

    /** The name by which scripts know it. */
    public String label() {
        return this == EMBEDDED ? "embedded" : "pljava";
    }

    /** The statements that create language {@code java} in a database. */
    public List<String> languageStatements() {
        return languageStatements;
    }
}
