package org.gitversion.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.SourceTree;
import org.junit.jupiter.api.Test;

/** extension/doc/gitversion.md says what the catalog says: the same objects, the same words. */
@GitVersionTest
class DocumentationIT {
    private static final String FUNCTIONS =
            """
            SELECT format('| `%s(%s)` | `%s` | %s |', proname,
                          regexp_replace(pg_get_function_arguments(p.oid),
                                         '::(timestamp with time zone|[a-z]+)(\\[\\])?', '', 'g'),
                          pg_get_function_result(p.oid), obj_description(p.oid, 'pg_proc'))
              FROM pg_proc p
             WHERE pronamespace = 'gitversion'::regnamespace
               AND prorettype NOT IN ('event_trigger'::regtype, 'trigger'::regtype)
             ORDER BY 1
            """;

    private static final String RELATIONS =
            """
            SELECT format('| `%s` | %s |', relname, obj_description(c.oid, 'pg_class'))
              FROM pg_class c
             WHERE relnamespace = 'gitversion'::regnamespace AND relkind IN ('r', 'v')
             ORDER BY 1
            """;

    private static final String WITHOUT_COMMENT =
            """
            SELECT pg_describe_object(classid, objid, 0)
              FROM pg_depend d
             WHERE refobjid = (SELECT oid FROM pg_extension WHERE extname = 'gitversion')
               AND refclassid = 'pg_extension'::regclass AND deptype = 'e'
               AND classid IN ('pg_proc'::regclass, 'pg_class'::regclass, 'pg_type'::regclass)
               AND objid NOT IN (SELECT oid FROM pg_class WHERE relkind NOT IN ('r', 'v'))
               AND objid NOT IN (SELECT oid FROM pg_type WHERE typrelid <> 0 OR typelem <> 0)
               AND obj_description(objid, classid::regclass::name) IS NULL
             ORDER BY 1
            """;

    private static final String NAMES =
            """
            SELECT proname FROM pg_proc WHERE pronamespace = 'gitversion'::regnamespace
            UNION SELECT relname FROM pg_class WHERE relnamespace = 'gitversion'::regnamespace
            UNION SELECT typname FROM pg_type WHERE typnamespace = 'gitversion'::regnamespace
            UNION VALUES ('current_branch'), ('current_schema'), ('internal'),
                ('last_event'), ('last_command'), ('guard'), ('rows_limit'), ('track_tools'), ('stale_bodies'),
                 ('patience'), ('alone'), ('shared'), ('rerere'), ('verify'), ('at_work'),
                ('record_statements')
            """;

    @Test
    void functions(Database database) throws Exception {
        assertThat(rows("### Functions")).isEqualTo(database.column(FUNCTIONS));
    }

    @Test
    void relations(Database database) throws Exception {
        assertThat(rows("### Relations")).isEqualTo(database.column(RELATIONS));
    }

    @Test
    void everyObjectHasAComment(Database database) throws SQLException {
        assertThat(database.column(WITHOUT_COMMENT)).isEmpty();
    }

    /** A hint that names a function which does not exist helps nobody. */
    @Test
    void messagesNameWhatExists(Database database) throws Exception {
        Set<String> named = new TreeSet<>();
        for (String directory :
                List.of("pljava-module/src/main", "sql", "deploy", "extension/doc")) {
            try (Stream<Path> files = Files.walk(SourceTree.root().resolve(directory))) {
                // The steps of an update name what they drop.
                for (Path file :
                        files.filter(Files::isRegularFile)
                                .filter(file -> !file.getParent().endsWith("sql/upgrade"))
                                .filter(file -> !file.toString().contains("/target/"))
                                .toList()) {
                    Pattern.compile("(?<![\\w.])gitversion\\.([a-z_]+)\\b(?!\\.)")
                            .matcher(Files.readString(file))
                            .results()
                            .map((MatchResult match) -> match.group(1))
                            .forEach(named::add);
                }
            }
        }
        // Files of these names, in the installer.
        named.removeAll(Set.of("jar", "built", "conf", "control", "md"));
        named.removeAll(database.column(NAMES));
        assertThat(named).isEmpty();
    }

    /** The examples of a chapter, each statement in psql as it stands, without an error. */
    @Test
    void theExamplesRun(Database database) throws Exception {
        database.execute("CREATE TABLE public.customers (id integer PRIMARY KEY, email text)");
        database.execute("SELECT gitversion.init('main', 'public')");
        String text = Files.readString(SourceTree.root().resolve("extension/doc/gitversion.md"));
        String chapter = text.substring(text.indexOf("## Everyday"), text.indexOf("## Reference"));
        String script =
                Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL)
                        .matcher(chapter)
                        .results()
                        .map((MatchResult match) -> match.group(1))
                        .collect(Collectors.joining());
        String output = database.psql(script, "-a").expectSuccess();
        assertThat(output)
                .contains("Squash branch 'feature/city'", "v1-1-g", "tables/customers.sql");
    }

    /** The rows of all tables of a section, sorted as the catalog's are; headings are left out. */
    private static List<String> rows(String heading) throws IOException {
        String text = Files.readString(SourceTree.root().resolve("extension/doc/gitversion.md"));
        int start = text.indexOf(heading + "\n");
        assertThat(start).as(heading).isNotNegative();
        int end = text.indexOf("\n### ", start + 1);
        String section = end < 0 ? text.substring(start) : text.substring(start, end);
        return Pattern.compile("(?m)^\\| `.*\\|$")
                .matcher(section)
                .results()
                .map(MatchResult::group)
                .sorted()
                .toList();
    }
}
