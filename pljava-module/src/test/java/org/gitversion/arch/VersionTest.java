package org.gitversion.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.gitversion.db.Database;
import org.junit.jupiter.api.Test;

/** Everything that names the version names the same one. */
class VersionTest {
    private static final String VERSION = first("pom.xml", "<version>([^<]+)</version>");

    @Test
    void theExtensionHasTheVersionOfTheBuild() {
        assertThat(first("extension/gitversion.control", "default_version = '([^']+)'"))
                .isEqualTo(VERSION);
    }

    @Test
    void theDistributionHasTheVersionOfTheBuild() {
        List<String> found = all("extension/META.json", "\"version\": \"([^\"]+)\"");
        // The distribution's, that of what it provides, and that of the specification.
        assertThat(found).containsExactly(VERSION, VERSION, "1.0.0");
    }

    @Test
    void theCodeHasTheVersionOfTheBuild() {
        assertThat(Database.VERSION).isEqualTo(VERSION);
    }

    private static String first(String file, String pattern) {
        return all(file, pattern).get(0);
    }

    private static List<String> all(String file, String pattern) {
        return Pattern.compile(pattern)
                .matcher(Sources.text(Sources.ROOT.resolve(file)))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
