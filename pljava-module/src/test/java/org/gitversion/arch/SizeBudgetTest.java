package org.gitversion.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A file that outgrows its budget has two jobs. */
class SizeBudgetTest {
    private static final int CODE_LINES = 450;
    private static final int SQL_LINES = 200;

    @Test
    void javaAndC() {
        List<Path> files = new ArrayList<>();
        for (String directory : List.of("pljava-module", "test", "extension")) {
            files.addAll(
                    Sources.files(
                            Sources.ROOT.resolve(directory),
                            name ->
                                    name.endsWith(".java")
                                            || name.endsWith(".c")
                                            || name.endsWith(".h")));
        }
        assertThat(files).isNotEmpty();
        assertThat(tooLong(files, CODE_LINES)).isEmpty();
    }

    @Test
    void sql() {
        List<Path> files = new ArrayList<>();
        for (String directory : List.of("sql", "pljava-module/src/main/resources", "deploy")) {
            files.addAll(
                    Sources.files(
                            Sources.ROOT.resolve(directory),
                            // The step from one version to the next has to be one file.
                            name -> name.endsWith(".sql") && !name.matches(".*--[0-9.]+\\.sql")));
        }
        assertThat(files).isNotEmpty();
        assertThat(tooLong(files, SQL_LINES)).isEmpty();
    }

    private static List<String> tooLong(List<Path> files, int budget) {
        List<String> found = new ArrayList<>();
        for (Path file : files) {
            long lines = Sources.text(file).lines().count();
            if (lines > budget) {
                found.add(Sources.ROOT.relativize(file) + ": " + lines + " lines");
            }
        }
        return found;
    }
}
