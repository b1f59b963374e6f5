package org.gitversion.test.merge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.gitversion.test.support.SourceTree;

/**
 * Two states, and rows in the first. A file has cases: {@code === name}, {@code --- a} what the
 * first state is made by, {@code --- rows} what is in it, {@code --- b} what leads to the second
 * state; the way back of {@code _forced} ones loses values.
 *
 * @param name the file and the case
 * @param first a script that makes the first state
 * @param rows a script that fills it
 * @param change a script that leads to the second
 */
public record Pair(String name, String first, String rows, String change) {

    /** Those of all files, in the order of the names. */
    public static List<Pair> all() throws IOException {
        Path folder = SourceTree.root().resolve("test/src/test/resources/cases/evolve");
        List<Pair> out = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String kind = file.getFileName().toString().replace(".case", "");
                String[] cases = Files.readString(file).split("(?m)^=== ");
                for (int i = 1; i < cases.length; i++) {
                    String name = kind + "/" + cases[i].lines().findFirst().orElseThrow();
                    String rows = section(cases[i], "rows");
                    out.add(new Pair(name, section(cases[i], "a"), rows, section(cases[i], "b")));
                }
            }
        }
        return out;
    }

    private static String section(String text, String name) {
        for (String section : text.split("(?m)^--- ")) {
            if (section.startsWith(name + "\n")) {
                return section.substring(name.length());
            }
        }
        return "";
    }

    /** A name for schemas that no other pair has. */
    public String id() {
        return "z" + Integer.toHexString(name.hashCode());
    }

    @Override
    public String toString() {
        return name;
    }
}
