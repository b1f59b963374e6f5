package org.gitversion.test.bench;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Parser;

/** The statements of a script. */
final class Statements {
    private static final List<String> SESSION =
            List.of(
                    "SET ",
                    "BEGIN",
                    "COMMIT",
                    "START TRANSACTION",
                    "RESET ",
                    "SELECT pg_catalog.set_config(");

    private Statements() {}

    /** Those that are not about the session or the transaction. */
    static List<String> of(String script) throws SQLException {
        List<String> out = new ArrayList<>();
        for (NativeQuery query : Parser.parseJdbcSql(script, true, false, true, false, false)) {
            String text = withoutComments(query.nativeSql);
            if (!text.isEmpty() && SESSION.stream().noneMatch(text::startsWith)) {
                out.add(text);
            }
        }
        return out;
    }

    private static String withoutComments(String text) {
        String rest = text.strip();
        while (rest.startsWith("--")) {
            int end = rest.indexOf('\n');
            rest = end < 0 ? "" : rest.substring(end).strip();
        }
        return rest;
    }
}
