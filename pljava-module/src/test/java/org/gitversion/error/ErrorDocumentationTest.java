package org.gitversion.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** extension/doc/errors.md has a row for every error, and no other. */
class ErrorDocumentationTest {
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(\\w+)` \\| ([a-z ]+) \\| (\\S[^|]*) \\| (\\S[^|]*) \\|$");

    @Test
    void everyCodeHasItsRow() throws IOException {
        Matcher rows = ROW.matcher(Files.readString(Path.of("../extension/doc/errors.md")));
        List<String> documented = new ArrayList<>();
        while (rows.find()) {
            documented.add(rows.group(1) + " " + rows.group(2));
        }
        List<String> expected = new ArrayList<>();
        for (ErrorCode code : ErrorCode.values()) {
            expected.add(
                    code.sqlState() + " " + code.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
        assertThat(documented).isEqualTo(expected);
    }
}
