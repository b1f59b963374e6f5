/**
 * gitversion's in-database code: branches, commits, diffs and merges of PostgreSQL schemas.
 *
 * <p>It is written against ISO SQL/JRT (public static methods and plain JDBC on the default
 * connection), so that it runs on PL/Java and on the embedded host alike.
 */
module gitversion {
    requires transitive java.sql;
    requires static transitive org.jspecify;

    exports org.gitversion.function;
    // For the module that verifies signatures.
    exports org.gitversion.exchange;
}
