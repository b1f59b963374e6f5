package org.gitversion.test.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.gitversion.test.support.SourceTree;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every property of every kind, changed on a branch: the difference tells it, the merge brings it
 * to the target, and a clone has it. A case is a folder: what is there at first, what is changed,
 * and lines that the difference adds, in any order.
 */
class PropertyCasesIT {
    static Stream<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(folder())) {
            return folders.map(path -> path.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void changesAreToldMergedAndCloned(String name) throws SQLException, IOException {
        Path folder = folder().resolve(name);
        try (Lab lab = Lab.of(Files.readString(folder.resolve("base.sql")))) {
            lab.merge(Files.readString(folder.resolve("change.sql")));
            String diff = lab.database().value("SELECT gitversion.diff('main@{1}', 'main')");
            List<String> added =
                    diff.lines()
                            .filter(line -> line.startsWith("+"))
                            .map(line -> line.substring(1).replaceFirst(",$", ""))
                            .toList();
            for (String line : Files.readAllLines(folder.resolve("diff"))) {
                assertThat(added).anyMatch(text -> text.startsWith(line));
            }
            lab.run("SELECT gitversion.create_branch('clone', 'main')");
            assertThat(lab.dump("branch_clone")).isEqualTo(lab.dump());
            assertThat(lab.database().value("SELECT gitversion.compute_tree_hash('branch_clone')"))
                    .isEqualTo(lab.database().value("SELECT gitversion.compute_tree_hash('app')"));
        }
    }

    private static Path folder() {
        return SourceTree.root().resolve("test/src/test/resources/cases/property");
    }
}
