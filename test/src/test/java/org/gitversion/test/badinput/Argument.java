package org.gitversion.test.badinput;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an argument of a function means, what of it is bad, and the SQLSTATEs that say so. */
enum Argument {
    /** The name of a branch that has to be there. */
    BRANCH,
    /** The same; NULL means the session's branch, of which there is none. */
    BRANCH_OR_SESSION,
    /** The name for a branch that must not be there. */
    NEW_BRANCH,
    /** The name of a branch that has to be there; NULL means another one. */
    OTHER_BRANCH,
    /** Names of branches that have to be there. */
    BRANCHES,
    /** A revision. */
    REVISION,
    /** The same; NULL means something else. */
    OPTIONAL_REVISION,
    /** A revision, of which HEAD is the branch that the function works on. */
    REVISION_OF_BRANCH,
    /** The name for a tag that must not be there. */
    NEW_TAG,
    /** The name of a tag that has to be there. */
    TAG,
    /** Which parent of a merge counts; NULL for what is no merge. */
    MAINLINE,
    /** A length of time. */
    GRACE,
    /** A relation of schema app. */
    RELATION,
    /** The relkind of table a. */
    RELKIND,
    /** A table of a branch with a primary key. */
    TRACKED_TABLE,
    /** hard or soft. */
    MODE,
    /** Any text; NULL means none. */
    OPTIONAL_TEXT,
    /** The id of a commit. */
    COMMIT,
    /** The id of a commit; NULL means none. */
    OPTIONAL_COMMIT,
    /** The id of a branch. */
    BRANCH_ID,
    /** A schema that is there. */
    SCHEMA,
    /** A schema of another database; NULL means that of the root branch. */
    SCHEMA_ELSEWHERE,
    /** A schema to be made. */
    NEW_SCHEMA,
    /** A schema to adopt; NULL means a new one. */
    ADOPTED_SCHEMA,
    /** A merge strategy. */
    STRATEGY,
    /** A commit message. */
    MESSAGE,
    /** A path in a commit. */
    PATH,
    /** A filter by path; NULL means all, and what is nowhere selects nothing. */
    PATH_FILTER,
    /** A list of paths. */
    PATHS,
    /** The same; NULL means all. */
    OPTIONAL_PATHS,
    /** Names of tables; NULL means all. */
    TABLES,
    /** Yes or no. */
    FLAG,
    /** How many rows; NULL means all. */
    LIMIT,
    /** A pattern of paths. */
    PATTERN,
    /** A pattern of paths that was given before. */
    KNOWN_PATTERN,
    /** Any text. */
    TEXT,
    /** The id of a merge attempt, or of a conflict of one. */
    ATTEMPT,
    /** How long values are kept; NULL means not at all. */
    PARK,
    /** Expressions by path as JSON; NULL means none. */
    USING,
    /** A conflict as JSON. */
    CONFLICT,
    /** A role that has to be there. */
    ROLE,
    /** The same, where those that are gone do no harm. */
    FORMER_ROLE,
    /** Several of them. */
    ROLES,
    /** What compress_content made. */
    COMPRESSED,
    /** The DDL of a table. */
    DEFINITION,
    /** A kind of object that DDL can define. */
    OBJECT_TYPE,
    /** What parse_ddl_to_ast made. */
    AST,
    /** Several revisions. */
    REVISIONS,
    /** What create_bundle made. */
    BUNDLE,
    /** What another database is called. */
    REMOTE;

    private static final String NULL = "NULL";

    /** Names that git's check-ref-format refuses. */
    static final List<String> MALFORMED =
            List.of(
                    "",
                    " ",
                    "-leading",
                    "a..b",
                    "a@{b",
                    "@",
                    ".a",
                    "a/.b",
                    "a.lock",
                    "a/",
                    "/a",
                    "a//b",
                    "a.",
                    "a b",
                    "a~b",
                    "a^b",
                    "a:b",
                    "a?b",
                    "a*b",
                    "a[b",
                    "a\\b",
                    "a\tb",
                    "a\nb",
                    "a\u007fb",
                    "we\"ird; DROP SCHEMA app CASCADE");

    /** Names that are legal and need care. */
    static final List<String> WEIRD =
            List.of(
                    "we\"ird",
                    "it's",
                    "x';DROP(SCHEMA)app;--",
                    "$$;$body$",
                    "SELECT",
                    "UPPER/lower",
                    "ветка/日本",
                    "a-b",
                    "a_b",
                    "%s%I%L",
                    "{json}\"",
                    "m".repeat(63),
                    "n".repeat(64),
                    "ü".repeat(100),
                    "pg_catalog",
                    "gitversion",
                    "public",
                    "0",
                    "1234");

    private static final List<String> OF_SESSION = List.of("HEAD", "HEAD~1", "@", "@{0}");

    /** Bad values as SQL literals, each with the SQLSTATEs that may be raised. */
    Map<String, Set<String>> bad() {
        Map<String, Set<String>> bad = new LinkedHashMap<>();
        switch (this) {
            case BRANCH -> {
                bad.put(NULL, Set.of("VC014"));
                unknownBranches(bad);
            }
            case OTHER_BRANCH -> unknownBranches(bad);
            case BRANCHES -> {
                bad.put(NULL, Set.of("VC014"));
                bad.put("ARRAY[NULL]::text[]", Set.of("VC014"));
                bad.put("ARRAY['main', 'nowhere']", Set.of("VC003"));
            }
            case BRANCH_OR_SESSION -> {
                bad.put(NULL, Set.of("VC003", "VC014"));
                unknownBranches(bad);
            }
            case NEW_BRANCH -> {
                bad.put(NULL, Set.of("VC014"));
                MALFORMED.forEach(name -> bad.put(quote(name), Set.of("VC005")));
                bad.put(quote("HEAD"), Set.of("VC005"));
                bad.put(quote("feature"), Set.of("VC004"));
                bad.put(quote("main"), Set.of("VC004"));
            }
            case REVISION -> {
                bad.put(NULL, Set.of("VC014"));
                unknownRevisions(bad);
            }
            case OPTIONAL_REVISION -> unknownRevisions(bad);
            case REVISION_OF_BRANCH -> {
                bad.put(NULL, Set.of("VC014"));
                unknownRevisions(bad);
                OF_SESSION.forEach(revision -> bad.remove(quote(revision)));
            }
            case USING -> {
                List.of("[]", "7", "{\"a.id\": 1}", "{\"a.id\": null}", "{\"\": \"\"}")
                        .forEach(json -> bad.put(quote(json), Set.of("VC085")));
                List.of("1; DROP SCHEMA app", "(1", "1) -- ", "1, 2", "no one", "")
                        .forEach(
                                text ->
                                        bad.put(
                                                "jsonb_build_object('a.id', " + quote(text) + ")",
                                                Set.of("VC085")));
            }
            case NEW_TAG -> {
                bad.put(NULL, Set.of("VC014"));
                MALFORMED.forEach(name -> bad.put(quote(name), Set.of("VC005")));
            }
            case TAG -> {
                bad.put(NULL, Set.of("VC014"));
                WEIRD.forEach(name -> bad.put(quote(name), Set.of("VC027")));
                MALFORMED.forEach(name -> bad.put(quote(name), Set.of("VC027")));
            }
            case MAINLINE ->
                    List.of("-1", "0", "1", "2147483647")
                            .forEach(number -> bad.put(number, Set.of("VC014")));
            case PARK -> {
                bad.put("interval '-1 day'", Set.of("VC014"));
                bad.put("interval '0'", Set.of("VC014"));
            }
            case GRACE -> {
                bad.put(NULL, Set.of("VC014"));
                bad.put("interval '-1 day'", Set.of("VC014"));
            }
            case RELATION -> {
                bad.put(NULL, Set.of("VC014"));
                bad.put(quote(""), Set.of("VC024"));
                WEIRD.forEach(name -> bad.put(quote(name), Set.of("VC024")));
            }
            case RELKIND -> {
                bad.put(NULL, Set.of("VC014"));
                List.of("v", "i", "S").forEach(kind -> bad.put(quote(kind), Set.of("VC024")));
                List.of("", "?", "t").forEach(kind -> bad.put(quote(kind), Set.of("VC014")));
            }
            case TRACKED_TABLE -> {
                bad.put(NULL, Set.of("VC014"));
                List.of("pg_catalog.pg_class", "gitversion.branches", "gitversion.tracked_rows")
                        .forEach(table -> bad.put(quote(table), Set.of("VC034")));
            }
            case MODE -> {
                bad.put(NULL, Set.of("VC014"));
                List.of("", "mixed", "HARD", "soft;")
                        .forEach(name -> bad.put(quote(name), Set.of("VC014")));
            }
            case OPTIONAL_TEXT -> {}
            case REVISIONS -> {
                bad.put(NULL, Set.of("VC014"));
                bad.put("ARRAY[NULL]::text[]", Set.of("VC014"));
                bad.put("ARRAY['main', 'nowhere']", Set.of("VC006"));
            }
            case BUNDLE -> {
                bad.put(NULL, Set.of("VC014"));
                bad.put("''", Set.of("VC100"));
                bad.put("'gitversion bundle 1'", Set.of("VC100"));
            }
            case REMOTE -> {
                bad.put(NULL, Set.of("VC014"));
                MALFORMED.forEach(name -> bad.put(quote(name), Set.of("VC005")));
                bad.put(quote("a/b"), Set.of("VC005"));
            }
            case COMMIT -> {
                bad.put(NULL, Set.of("VC014"));
                ids().forEach(id -> bad.put(id, Set.of("VC006")));
            }
            case OPTIONAL_COMMIT -> ids().forEach(id -> bad.put(id, Set.of("VC006")));
            case BRANCH_ID -> {
                bad.put(NULL, Set.of("VC014"));
                ids().forEach(id -> bad.put(id, Set.of("VC003")));
            }
            case SCHEMA -> {
                bad.put(NULL, Set.of("VC014"));
                bad.put(quote(""), Set.of("VC011", "VC014"));
                bad.put(quote("nowhere"), Set.of("VC011"));
                WEIRD.stream()
                        .filter(
                                name ->
                                        !Set.of("public", "pg_catalog", "gitversion")
                                                .contains(name))
                        .forEach(name -> bad.put(quote(name), Set.of("VC011")));
            }
            case SCHEMA_ELSEWHERE ->
                    List.of("", "pg_catalog", "gitversion", "information_schema")
                            .forEach(name -> bad.put(quote(name), Set.of("VC014")));
            case NEW_SCHEMA -> {
                bad.put(NULL, Set.of("VC014"));
                bad.put(quote(""), Set.of("VC014"));
                bad.put(quote("app"), Set.of("VC023"));
                for (String name :
                        List.of(
                                "gitversion",
                                "gitversion_internal",
                                "pg_catalog",
                                "information_schema",
                                "pg_toast")) {
                    bad.put(quote(name), Set.of("VC014"));
                }
                bad.put(quote("pg_mine"), Set.of("VC014", "VC023"));
                bad.put(quote("n".repeat(64)), Set.of("VC014", "VC023"));
            }
            case ADOPTED_SCHEMA -> bad.put(quote("nowhere"), Set.of("VC011"));
            case STRATEGY -> {
                bad.put(NULL, Set.of("VC014"));
                List.of("", "mine", "RECURSIVE ", "ours;")
                        .forEach(name -> bad.put(quote(name), Set.of("VC014")));
            }
            case MESSAGE -> {
                bad.put(NULL, Set.of("VC014"));
                bad.put(quote(""), Set.of("VC014"));
                bad.put(quote(" \n "), Set.of("VC014"));
            }
            case PATH -> {
                bad.put(NULL, Set.of("VC014"));
                List.of("tables/nowhere", "tables//x", "/", "..", "tables/a/columns/nowhere")
                        .forEach(path -> bad.put(quote(path), Set.of("VC024", "VC014")));
            }
            case PATH_FILTER -> bad.put(quote("/"), Set.of("VC024", "VC014"));
            case PATHS -> {
                bad.put(NULL, Set.of("VC014"));
                bad.put("ARRAY[NULL]::text[]", Set.of("VC014"));
                bad.put("ARRAY['tables/nowhere']", Set.of("VC024"));
            }
            case OPTIONAL_PATHS -> {
                bad.put("ARRAY[NULL]::text[]", Set.of("VC014"));
                bad.put("ARRAY['tables/nowhere']", Set.of("VC024"));
                bad.put("'{}'", Set.of("VC002"));
            }
            case TABLES -> {
                bad.put("ARRAY[NULL]::text[]", Set.of("VC014"));
                bad.put("'{nowhere}'", Set.of("VC014"));
            }
            case FLAG -> bad.put(NULL, Set.of("VC014"));
            case LIMIT -> bad.put("-1", Set.of("VC014"));
            case PATTERN -> {
                bad.put(NULL, Set.of("VC014"));
                List.of("", "/", "!", " ", "!!a", "# a", "tables/a/columns/b", "**/a/constraints/*")
                        .forEach(pattern -> bad.put(quote(pattern), Set.of("VC014")));
            }
            case KNOWN_PATTERN -> {
                bad.put(NULL, Set.of("VC014"));
                List.of("", "tables/tmp_*")
                        .forEach(pattern -> bad.put(quote(pattern), Set.of("VC042")));
            }
            case ROLE -> {
                bad.put(NULL, Set.of("VC014"));
                WEIRD.forEach(name -> bad.put(quote(name), Set.of("VC014")));
            }
            case FORMER_ROLE -> bad.put(NULL, Set.of("VC014"));
            case ROLES -> {
                bad.put(NULL, Set.of("VC014"));
                bad.put("ARRAY[NULL]::name[]", Set.of("VC014"));
                bad.put("ARRAY['postgres', 'nobody of this name']::name[]", Set.of("VC014"));
            }
            case TEXT -> bad.put(NULL, Set.of("VC014"));
            case DEFINITION -> {
                bad.put(NULL, Set.of("VC014"));
                List.of(
                                "",
                                ";;",
                                "-- nothing",
                                "CREATE",
                                "CREATE TABLE",
                                "CREATE TABLE x (id",
                                "DROP TABLE a",
                                "SELECT 1",
                                "DO ' BEGIN END '",
                                "COMMIT",
                                "COPY app.a TO PROGRAM 'true'",
                                "CREATE VIEW x AS SELECT 1",
                                "CREATE TEMP TABLE x (id integer)",
                                "CREATE TABLE x (id integer); CREATE TABLE y (id integer)",
                                "CREATE TABLE x (id integer); DROP SCHEMA app CASCADE",
                                "CREATE TABLE x (id integer); ALTER TABLE app.a ADD y integer",
                                "ALTER TABLE app.a ADD y integer",
                                "CREATE TABLE x (name text DEFAULT 'open)")
                        .forEach(ddl -> bad.put(quote(ddl), Set.of("VC060", "VC061")));
                bad.put(quote("CREATE TABLE x (y nowhere.nothing)"), Set.of("VC061"));
            }
            case OBJECT_TYPE -> {
                bad.put(NULL, Set.of("VC014"));
                List.of("SCHEMA", "ROWS", "PUBLICATION", "SECURITY_LABEL")
                        .forEach(type -> bad.put(quote(type), Set.of("VC014")));
                List.of("VIEW", "COLUMN", "ENUM", "PARTITION")
                        .forEach(type -> bad.put(quote(type), Set.of("VC060")));
            }
            case AST -> {
                bad.put(NULL, Set.of("VC014"));
                List.of("{}", "[]", "1", "null", "\"x\"", "{\"gitversion_ast\": 2}")
                        .forEach(ast -> bad.put(quote(ast), Set.of("VC062")));
            }
            case ATTEMPT -> {
                bad.put(NULL, Set.of("VC014"));
                ids().forEach(id -> bad.put(id, Set.of("VC071")));
            }
            case CONFLICT -> bad.put(NULL, Set.of("VC014"));
            case COMPRESSED -> {
                bad.put(NULL, Set.of("VC014"));
                List.of("", "?", "AAAA", "H4sIAAAA")
                        .forEach(text -> bad.put(quote(text), Set.of("VC014", "VC025")));
            }
        }
        return bad;
    }

    private static void unknownBranches(Map<String, Set<String>> bad) {
        WEIRD.forEach(name -> bad.put(quote(name), Set.of("VC003")));
        MALFORMED.forEach(name -> bad.put(quote(name), Set.of("VC003", "VC005")));
        bad.put(quote("MAIN"), Set.of("VC003"));
        bad.put(quote("dropped"), Set.of("VC003"));
    }

    private static void unknownRevisions(Map<String, Set<String>> bad) {
        List.of(
                        "main~99",
                        "main^9",
                        "main@{99}",
                        "main~x",
                        "main@{",
                        "main@{-1}",
                        "main~~~~~~",
                        "main~99999999999999999999",
                        "~1",
                        "^",
                        "0000000",
                        "deadbeef",
                        "f".repeat(64),
                        "f".repeat(65),
                        "dropped",
                        "MAIN")
                .forEach(revision -> bad.put(quote(revision), Set.of("VC006")));
        WEIRD.forEach(name -> bad.put(quote(name), Set.of("VC006")));
        MALFORMED.forEach(name -> bad.put(quote(name), Set.of("VC006")));
        // These mean the session's branch, of which there is none.
        OF_SESSION.forEach(revision -> bad.put(quote(revision), Set.of("VC014")));
    }

    private static List<String> ids() {
        return List.of("0", "-1", "999999", "2147483647");
    }

    static String quote(String text) {
        return "E'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
