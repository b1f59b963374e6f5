package org.gitversion.kind;

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

/** Every kind of object is a label of gitversion.object_type. */
class ObjectTypeTest {
    @Test
    void everyKindIsAnObjectType() throws IOException {
        String sql = Files.readString(Path.of("../sql/10-types.sql"));
        Matcher labels =
                Pattern.compile("'([A-Z_]+)'").matcher(sql.substring(0, sql.indexOf(");")));
        List<String> types = new ArrayList<>();
        while (labels.find()) {
            types.add(labels.group(1));
        }
        assertThat(types).doesNotHaveDuplicates();
        for (ObjectKind kind : ObjectKinds.ALL.list()) {
            assertThat(types).contains(kind.kind().name().toUpperCase(Locale.ROOT));
        }
    }
}
