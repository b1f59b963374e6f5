package org.gitversion.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.SourceTree;
import org.junit.jupiter.api.Test;

/** The worked example does what deploy/example.out and the README say it does. */
class ExampleIT {
    private static final Path SCRIPT = SourceTree.root().resolve("deploy/example.sql");
    private static final Path EXPECTED = SourceTree.root().resolve("deploy/example.out");
    private static final Path README = SourceTree.root().resolve("README.md");

    @Test
    void outputIsAsRecorded() throws IOException {
        try (Database database = Cluster.shared().createDatabase("example")) {
            String output = database.psql(Files.readString(SCRIPT), "-q", "-a").expectSuccess();
            Files.writeString(SourceTree.root().resolve("test/target/example.out"), output);
            assertThat(withoutChance(output)).isEqualTo(withoutChance(Files.readString(EXPECTED)));
        }
    }

    @Test
    void theReadmeQuotesIt() throws IOException {
        List<String> quotes =
                Pattern.compile("```console\n(.*?)```", Pattern.DOTALL)
                        .matcher(Files.readString(README))
                        .results()
                        .map((MatchResult match) -> match.group(1))
                        .toList();
        assertThat(quotes).isNotEmpty();
        assertThat(quotes)
                .allSatisfy(quote -> assertThat(Files.readString(EXPECTED)).contains(quote));
    }

    /** Hashes and times differ from run to run. */
    private static String withoutChance(String output) {
        return output.replaceAll("\\b[0-9a-f]{64}\\b", "<hash>")
                .replaceAll("\\b(?=[0-9a-f]*[0-9])[0-9a-f]{7,12}\\b", "<abbrev>")
                .replaceAll(
                        "\\d{4}-\\d\\d-\\d\\d["
                                + " T]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?([+-]\\d\\d(:?\\d\\d)?)?",
                        "<time>");
    }
}
