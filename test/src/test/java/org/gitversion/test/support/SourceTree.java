package org.gitversion.test.support;

import java.nio.file.Path;

/** Where the sources and the build are. */
public final class SourceTree {
    private SourceTree() {}

    /** The top directory. */
    public static Path root() {
        String root = System.getProperty("gitversion.root");
        return root == null ? Path.of("..").toAbsolutePath().normalize() : Path.of(root);
    }

    /** The jar as the build made it. */
    public static Path jar() {
        return root().resolve("pljava-module/target/gitversion.jar");
    }
}
