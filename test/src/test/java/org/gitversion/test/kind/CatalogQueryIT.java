package org.gitversion.test.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gitversion.kind.ObjectKind;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.model.Kind;
import org.gitversion.model.Slot;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.SourceTree;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The query of each kind gives a column for each slot, of the type the slot needs. */
@GitVersionTest
class CatalogQueryIT {
    private static final Path QUERIES =
            SourceTree.root().resolve("pljava-module/src/main/resources/org/gitversion/catalog");

    private final Database database;

    CatalogQueryIT(Database database) {
        this.database = database;
    }

    static Stream<String> kinds() {
        return ObjectKinds.ALL.list().stream().map(kind -> kind.kind().name());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void fillsTheSlots(String name) throws SQLException, IOException {
        ObjectKind kind =
                ObjectKinds.ALL.list().stream()
                        .filter(k -> k.kind().name().equals(name))
                        .findFirst()
                        .orElseThrow();
        List<String> expected = new ArrayList<>(List.of("int8", "int8", "int4", "_text", "_text"));
        List<Slot> slots = kind.kind().slots();
        for (Slot slot : slots.subList(0, slots.size() - Kind.COMMON.size())) {
            expected.add(slot.holdsItems() ? "_text" : "text");
        }
        assertThat(columns(query("prelude") + query(name))).isEqualTo(expected);
    }

    /** The query as it is for a whole schema. */
    private static String query(String name) throws IOException {
        String text =
                Files.readAllLines(QUERIES.resolve(name + ".sql")).stream()
                        .filter(line -> !line.startsWith("--"))
                        .collect(Collectors.joining("\n", "", "\n"));
        return text.replace("{scope}", "").replaceAll(" AND \\{[^}]*}", "");
    }

    /** The types of the columns, what PL/Java and pgjdbc alike read as text being text. */
    private List<String> columns(String query) throws SQLException {
        try (PreparedStatement statement = database.session().prepareStatement(query)) {
            ResultSetMetaData metadata = statement.getMetaData();
            List<String> types = new ArrayList<>();
            for (int i = 1; i <= metadata.getColumnCount(); i++) {
                String type = metadata.getColumnTypeName(i);
                types.add(type.matches("_?name") ? type.replace("name", "text") : type);
            }
            return types;
        }
    }
}
