package org.gitversion.test.support;

import java.util.List;

/** What runs the extension's Java inside the server. */
public enum Host {
    /** The host that comes with gitversion. */
    EMBEDDED(List.of("CREATE EXTENSION gitversion_java_host"), List.of()),
    /** PL/Java, as installed on this machine. */
    PLJAVA(
            List.of("CREATE EXTENSION pljava"),
            List.of(
                    "REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA sqlj FROM PUBLIC",
                    "GRANT USAGE ON SCHEMA sqlj TO gitversion_reader"));

    private final List<String> languageStatements;
    private final List<String> rightsStatements;

    Host(List<String> languageStatements, List<String> rightsStatements) {
        this.languageStatements = languageStatements;
        this.rightsStatements = rightsStatements;
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

    /** The statements of the manual that let the roles of gitversion run Java. */
    public List<String> rightsStatements() {
        return rightsStatements;
    }

    /** The statements that create language {@code java} in a database. */
    public List<String> languageStatements() {
        return languageStatements;
    }
}
