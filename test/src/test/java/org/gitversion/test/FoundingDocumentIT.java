package org.gitversion.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.junit.jupiter.api.Test;

/**
 * Every type, relation and function of the founding document is there, with its labels, columns and
 * signature: {@code founding-document.txt}, where … stands for arguments that came later.
 */
@GitVersionTest
class FoundingDocumentIT {
    @Test
    void everythingIsThere(Database database) throws Exception {
        Set<String> missing = new TreeSet<>();
        List<String> lines = lines();
        assertThat(lines).hasSizeGreaterThan(30);
        for (String line : lines) {
            String problem = problem(database, line);
            if (!problem.isEmpty()) {
                missing.add(line.split("[ (]")[0] + " " + line.split("[ (]")[1]);
                System.out.println("FoundingDocumentIT: " + line + ": " + problem);
            }
        }
        assertThat(missing).isEmpty();
    }

    private static List<String> lines() throws IOException {
        try (InputStream stream =
                FoundingDocumentIT.class.getResourceAsStream("founding-document.txt")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static String problem(Database database, String line) throws SQLException {
        List<String> words = List.of(line.split(" "));
        List<String> wanted = words.subList(2, words.size());
        switch (words.get(0)) {
            case "type":
                return lacking(
                        wanted,
                        database.column(
                                "SELECT e.enumlabel FROM pg_type t JOIN pg_enum e ON e.enumtypid ="
                                        + " t.oid WHERE t.typnamespace = 'gitversion'::regnamespace"
                                        + " AND t.typname = ?",
                                words.get(1)));
            case "relation":
                return lacking(
                        wanted,
                        database.column(
                                "SELECT a.attname FROM pg_attribute a JOIN pg_class c ON c.oid ="
                                        + " a.attrelid WHERE c.relnamespace ="
                                        + " 'gitversion'::regnamespace AND a.attnum > 0 AND"
                                        + " c.relname = ?",
                                words.get(1)));
            default:
                return function(database, line.substring("function ".length()));
        }
    }

    private static String lacking(List<String> wanted, List<String> found) {
        List<String> lacking = new ArrayList<>(wanted);
        lacking.removeAll(found);
        return found.isEmpty() ? "is missing" : lacking.isEmpty() ? "" : "lacks " + lacking;
    }

    private static String function(Database database, String signature) throws SQLException {
        List<String> found =
                database.column(
                        "SELECT p.proname || '(' || pg_get_function_arguments(p.oid) || ') ' ||"
                                + " pg_get_function_result(p.oid) FROM pg_proc p WHERE"
                                + " p.pronamespace = 'gitversion'::regnamespace AND p.proname = ?",
                        signature.substring(0, signature.indexOf('(')));
        int open = signature.indexOf('…');
        for (String one : found) {
            if (open < 0 && one.equals(signature)) {
                return "";
            }
            String start = open < 0 ? "" : signature.substring(0, open).replaceAll(", $", "");
            if (open >= 0 && one.startsWith(start) && one.endsWith(signature.substring(open + 1))) {
                return "";
            }
        }
        return found.isEmpty() ? "is missing" : "is " + found;
    }
}
