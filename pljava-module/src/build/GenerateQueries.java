import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns the catalog queries into a class: the sandbox of PL/Java lets no code read resources, and
 * one class is faster to load than many files. Arguments: the folder of the {@code .sql} files, and
 * the folder for generated sources. Comment lines at the top of a file are left out.
 */
public final class GenerateQueries {
    private GenerateQueries() {}

    /** Writes {@code org/gitversion/catalog/CatalogQueries.java}. */
    public static void main(String[] args) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(Path.of(args[0]), "*.sql")) {
            found.forEach(files::add);
        }
        files.sort(null);
        StringBuilder out = new StringBuilder();
        out.append("package org.gitversion.catalog;\n\n");
        out.append("/** The catalog queries, generated from the files of the same names. */\n");
        out.append("final class CatalogQueries {\n    private CatalogQueries() {}\n\n");
        out.append("    static String text(String name) {\n        switch (name) {\n");
        for (Path file : files) {
            String name = file.getFileName().toString().replace(".sql", "");
            out.append("            case \"").append(name).append("\":\n                return ");
            out.append(literal(Files.readString(file))).append(";\n");
        }
        out.append("            default:\n");
        out.append("                throw new IllegalArgumentException(\"no query \" + name);\n");
        out.append("        }\n    }\n}\n");
        Path target = Path.of(args[1], "org", "gitversion", "catalog", "CatalogQueries.java");
        Files.createDirectories(target.getParent());
        Files.writeString(target, out);
    }

    private static String literal(String text) {
        StringBuilder out = new StringBuilder("\"");
        boolean top = true;
        for (String line : text.lines().toList()) {
            top &= line.startsWith("--");
            if (!top) {
                if (line.contains("--") || line.indexOf('\\') >= 0) {
                    throw new IllegalArgumentException("comment or backslash inside: " + line);
                }
                out.append(line.strip().replace("\"", "\\\"")).append(' ');
            }
        }
        return out.append('"').toString();
    }
}
