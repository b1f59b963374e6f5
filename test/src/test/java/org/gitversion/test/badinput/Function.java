package org.gitversion.test.badinput;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gitversion.test.support.Database;

/** A function as the catalog has it: its name and the names of its arguments. */
record Function(String name, List<String> arguments) {
    private static final String ALL =
            """
            SELECT p.proname, nullif(array_to_string(p.proargnames[1:p.pronargs], ','), '')
              FROM pg_proc p
             WHERE p.pronamespace = 'gitversion'::regnamespace
               AND p.prorettype NOT IN ('event_trigger'::regtype, 'trigger'::regtype)
             ORDER BY p.proname, p.oid::regprocedure::text
            """;

    /** What each argument means, by its name; where a function differs, with its name in front. */
    private static final Map<String, Argument> ARGUMENTS =
            Map.ofEntries(
                    Map.entry("p_branch_name", Argument.BRANCH),
                    Map.entry("create_branch.p_branch_name", Argument.NEW_BRANCH),
                    Map.entry("commit.p_branch_name", Argument.BRANCH_OR_SESSION),
                    Map.entry("status.p_branch_name", Argument.BRANCH_OR_SESSION),
                    Map.entry("reflog.p_branch_name", Argument.BRANCH_OR_SESSION),
                    Map.entry("p_tag_name", Argument.NEW_TAG),
                    Map.entry("drop_tag.p_tag_name", Argument.TAG),
                    Map.entry("tag.p_message", Argument.OPTIONAL_TEXT),
                    Map.entry("stash.p_message", Argument.OPTIONAL_TEXT),
                    Map.entry("p_new_name", Argument.NEW_BRANCH),
                    Map.entry("show.p_revision", Argument.OPTIONAL_REVISION),
                    Map.entry("log_graph.p_revision", Argument.OPTIONAL_REVISION),
                    Map.entry("plan.p_to", Argument.REVISION),
                    Map.entry("plan_json.p_to", Argument.REVISION),
                    Map.entry("plan_script.p_to", Argument.REVISION),
                    Map.entry("migration.p_to", Argument.REVISION),
                    Map.entry("plan_script.p_schema", Argument.SCHEMA_ELSEWHERE),
                    Map.entry("migration.p_schema", Argument.SCHEMA_ELSEWHERE),
                    Map.entry("p_format", Argument.MODE),
                    Map.entry("p_onto", Argument.REVISION_OF_BRANCH),
                    Map.entry("p_mainline", Argument.MAINLINE),
                    Map.entry("p_mode", Argument.MODE),
                    Map.entry("p_grace", Argument.GRACE),
                    Map.entry("p_deep", Argument.FLAG),
                    Map.entry("p_trust", Argument.FLAG),
                    Map.entry("p_move_data", Argument.FLAG),
                    Map.entry("p_online", Argument.FLAG),
                    Map.entry("p_exact", Argument.FLAG),
                    Map.entry("p_dry_run", Argument.FLAG),
                    Map.entry("p_script", Argument.TEXT),
                    Map.entry("p_data", Argument.TEXT),
                    Map.entry("lint.p_branch_name", Argument.BRANCH_OR_SESSION),
                    Map.entry("p_against", Argument.OTHER_BRANCH),
                    Map.entry("p_code", Argument.TEXT),
                    Map.entry("p_is_on", Argument.FLAG),
                    Map.entry("p_function", Argument.TEXT),
                    Map.entry("p_event", Argument.TEXT),
                    Map.entry("p_tables", Argument.TABLES),
                    Map.entry("p_query", Argument.TEXT),
                    Map.entry("p_branches", Argument.BRANCHES),
                    Map.entry("p_branch_a", Argument.BRANCH),
                    Map.entry("p_branch_b", Argument.BRANCH),
                    Map.entry("ignore.p_pattern", Argument.PATTERN),
                    Map.entry("unignore.p_pattern", Argument.KNOWN_PATTERN),
                    Map.entry("p_name", Argument.RELATION),
                    Map.entry("p_kind", Argument.RELKIND),
                    Map.entry("track_rows.p_kind", Argument.MODE),
                    Map.entry("track_rows.p_table", Argument.TRACKED_TABLE),
                    Map.entry("p_table", Argument.TEXT),
                    Map.entry("restore.p_path", Argument.PATH),
                    Map.entry("blame.p_path", Argument.PATH),
                    Map.entry("blame.p_revision", Argument.OPTIONAL_REVISION),
                    Map.entry("reset.p_revision", Argument.REVISION_OF_BRANCH),
                    Map.entry("revert.p_revision", Argument.REVISION_OF_BRANCH),
                    Map.entry("cherry_pick.p_revision", Argument.REVISION_OF_BRANCH),
                    Map.entry("restore.p_revision", Argument.REVISION_OF_BRANCH),
                    Map.entry("revert.p_branch_name", Argument.BRANCH_OR_SESSION),
                    Map.entry("cherry_pick.p_branch_name", Argument.BRANCH_OR_SESSION),
                    Map.entry("restore.p_branch_name", Argument.BRANCH_OR_SESSION),
                    Map.entry("stash.p_branch_name", Argument.BRANCH_OR_SESSION),
                    Map.entry("stash_pop.p_branch_name", Argument.BRANCH_OR_SESSION),
                    Map.entry("p_from_branch", Argument.REVISION),
                    Map.entry("p_source_branch", Argument.REVISION),
                    Map.entry("p_target_branch", Argument.BRANCH_OR_SESSION),
                    Map.entry("p_fast_forward", Argument.STRATEGY),
                    Map.entry("p_squash", Argument.FLAG),
                    Map.entry("p_using", Argument.USING),
                    Map.entry("p_using_back", Argument.USING),
                    Map.entry("p_park", Argument.PARK),
                    Map.entry("p_local", Argument.FLAG),
                    Map.entry("p_paths", Argument.OPTIONAL_PATHS),
                    Map.entry("merge_branches.p_message", Argument.OPTIONAL_TEXT),
                    Map.entry("start_merge.p_message", Argument.OPTIONAL_TEXT),
                    Map.entry("start_cherry_pick.p_branch_name", Argument.BRANCH_OR_SESSION),
                    Map.entry("start_cherry_pick.p_revision", Argument.REVISION_OF_BRANCH),
                    Map.entry("start_revert.p_branch_name", Argument.BRANCH_OR_SESSION),
                    Map.entry("start_revert.p_revision", Argument.REVISION_OF_BRANCH),
                    Map.entry("start_stash_pop.p_branch_name", Argument.BRANCH_OR_SESSION),
                    Map.entry("register_merge_driver.p_pattern", Argument.MODE),
                    Map.entry("unregister_merge_driver.p_pattern", Argument.KNOWN_PATTERN),
                    Map.entry("forget_resolutions.p_path", Argument.OPTIONAL_TEXT),
                    Map.entry("p_attempt", Argument.ATTEMPT),
                    Map.entry("p_conflict_id", Argument.ATTEMPT),
                    Map.entry("p_resolved_ddl", Argument.OPTIONAL_TEXT),
                    Map.entry("p_conflict", Argument.CONFLICT),
                    Map.entry("p_base", Argument.COMMIT),
                    Map.entry("p_source", Argument.COMMIT),
                    Map.entry("p_target", Argument.COMMIT),
                    Map.entry("merge_ddl_union.p_source", Argument.TEXT),
                    Map.entry("merge_ddl_union.p_target", Argument.TEXT),
                    Map.entry("amend.p_message", Argument.OPTIONAL_TEXT),
                    Map.entry("amend.p_branch_name", Argument.BRANCH_OR_SESSION),
                    Map.entry("connection_options.p_branch_name", Argument.BRANCH_OR_SESSION),
                    Map.entry("preview_revert.p_branch_name", Argument.BRANCH_OR_SESSION),
                    Map.entry("preview_cherry_pick.p_branch_name", Argument.BRANCH_OR_SESSION),
                    Map.entry("preview_reset.p_revision", Argument.REVISION_OF_BRANCH),
                    Map.entry("preview_revert.p_revision", Argument.REVISION_OF_BRANCH),
                    Map.entry("preview_cherry_pick.p_revision", Argument.REVISION_OF_BRANCH),
                    Map.entry("describe.p_revision", Argument.OPTIONAL_REVISION),
                    Map.entry("export.p_revision", Argument.OPTIONAL_REVISION),
                    Map.entry("show_lines.p_revision", Argument.OPTIONAL_REVISION),
                    Map.entry("find_merge_base.p_target_branch", Argument.REVISION),
                    Map.entry("p_revision", Argument.REVISION),
                    Map.entry("log.p_revision", Argument.OPTIONAL_REVISION),
                    Map.entry("p_from", Argument.REVISION),
                    Map.entry("p_to", Argument.OPTIONAL_REVISION),
                    Map.entry("p_from_commit_id", Argument.COMMIT),
                    Map.entry("p_to_commit_id", Argument.COMMIT),
                    Map.entry("p_commit_id", Argument.COMMIT),
                    Map.entry("p_parent_commit_id", Argument.OPTIONAL_COMMIT),
                    Map.entry("p_branch_id", Argument.BRANCH_ID),
                    Map.entry("p_schema", Argument.SCHEMA),
                    Map.entry("p_from_schema", Argument.SCHEMA),
                    Map.entry("p_to_schema", Argument.NEW_SCHEMA),
                    Map.entry("p_schema_name", Argument.ADOPTED_SCHEMA),
                    Map.entry("p_strategy", Argument.STRATEGY),
                    Map.entry("p_message", Argument.MESSAGE),
                    Map.entry("p_path", Argument.PATH_FILTER),
                    Map.entry("p_node_path", Argument.PATH),
                    Map.entry("p_changed_objects", Argument.PATHS),
                    Map.entry("p_limit", Argument.LIMIT),
                    Map.entry("p_force", Argument.FLAG),
                    Map.entry("p_branch", Argument.BRANCH),
                    Map.entry("p_role", Argument.ROLE),
                    Map.entry("revoke_branch.p_role", Argument.FORMER_ROLE),
                    Map.entry("p_roles", Argument.ROLES),
                    Map.entry("p_content", Argument.TEXT),
                    Map.entry("p_ddl", Argument.DEFINITION),
                    Map.entry("p_object_type", Argument.OBJECT_TYPE),
                    Map.entry("p_ast", Argument.AST),
                    Map.entry("p_compressed", Argument.COMPRESSED),
                    Map.entry("p_revisions", Argument.REVISIONS),
                    Map.entry("p_exclude", Argument.REVISIONS),
                    Map.entry("p_bundle", Argument.BUNDLE),
                    Map.entry("p_adopt", Argument.OPTIONAL_TEXT),
                    Map.entry("p_commit_drift", Argument.FLAG),
                    Map.entry("p_remote_name", Argument.REMOTE),
                    Map.entry("p_server", Argument.TEXT),
                    Map.entry("drop_remote.p_remote", Argument.TEXT),
                    Map.entry("drop_remote.p_branch_name", Argument.OPTIONAL_TEXT),
                    Map.entry("fetch.p_remote", Argument.TEXT),
                    Map.entry("fetch.p_branch", Argument.OPTIONAL_TEXT),
                    Map.entry("push.p_remote", Argument.TEXT),
                    Map.entry("push.p_to", Argument.OPTIONAL_TEXT),
                    Map.entry("p_force_with_lease", Argument.FLAG),
                    Map.entry("p_as", Argument.OPTIONAL_TEXT),
                    Map.entry("p_key_name", Argument.TEXT),
                    Map.entry("p_who", Argument.TEXT),
                    Map.entry("p_public_key", Argument.TEXT),
                    Map.entry("p_signature", Argument.TEXT),
                    Map.entry("p_reason", Argument.OPTIONAL_TEXT),
                    Map.entry("p_signed", Argument.FLAG),
                    Map.entry("trust_key.p_from", Argument.OPTIONAL_TEXT),
                    Map.entry("trust_key.p_to", Argument.OPTIONAL_TEXT),
                    Map.entry("signing_text.p_revision", Argument.OPTIONAL_REVISION),
                    Map.entry("verify_commit.p_revision", Argument.OPTIONAL_REVISION),
                    Map.entry("sign_tag.p_tag_name", Argument.TAG),
                    Map.entry("verify_tag.p_tag_name", Argument.TAG),
                    Map.entry("tag_signing_text.p_tag_name", Argument.TAG),
                    Map.entry("p_remote", Argument.REMOTE));

    /** A value for each argument that is right. */
    private static final Map<String, String> GOOD =
            Map.ofEntries(
                    Map.entry("p_branch_name", "'feature'"),
                    Map.entry("create_branch.p_branch_name", "'fresh'"),
                    Map.entry("p_tag_name", "'v1'"),
                    Map.entry("p_new_name", "'fresh'"),
                    Map.entry("p_onto", "'main'"),
                    Map.entry("p_mainline", "NULL"),
                    Map.entry("p_mode", "'hard'"),
                    Map.entry("p_grace", "interval '1 day'"),
                    Map.entry("p_deep", "true"),
                    Map.entry("p_trust", "false"),
                    Map.entry("p_exact", "true"),
                    Map.entry("p_dry_run", "true"),
                    Map.entry("p_script", "'SELECT 1'"),
                    Map.entry("p_data", "'all'"),
                    Map.entry("p_against", "'main'"),
                    Map.entry("p_code", "'char-type'"),
                    Map.entry("p_is_on", "false"),
                    Map.entry("p_function", "'app.hook'"),
                    Map.entry("p_event", "'pre_merge'"),
                    Map.entry("p_tables", "'{a}'"),
                    Map.entry("p_query", "'SELECT 1'"),
                    Map.entry("p_branches", "'{main, feature}'"),
                    Map.entry("p_branch_a", "'main'"),
                    Map.entry("p_branch_b", "'feature'"),
                    Map.entry("p_pattern", "'tables/tmp_*'"),
                    Map.entry("p_name", "'a'"),
                    Map.entry("p_kind", "'r'"),
                    Map.entry("track_rows.p_kind", "'reference'"),
                    Map.entry("p_table", "'app.a'"),
                    Map.entry("p_from_branch", "'main'"),
                    Map.entry("p_source_branch", "'feature'"),
                    Map.entry("p_target_branch", "'main'"),
                    Map.entry("p_revision", "'main'"),
                    Map.entry("p_from", "'main'"),
                    Map.entry("p_to", "'feature'"),
                    Map.entry("p_from_commit_id", "1"),
                    Map.entry("p_to_commit_id", "2"),
                    Map.entry("p_commit_id", "1"),
                    Map.entry("p_parent_commit_id", "1"),
                    Map.entry("p_branch_id", "1"),
                    Map.entry("p_schema", "'app'"),
                    Map.entry("p_format", "'sql'"),
                    Map.entry("p_from_schema", "'app'"),
                    Map.entry("p_to_schema", "'copy'"),
                    Map.entry("p_schema_name", "'app'"),
                    Map.entry("p_strategy", "'recursive'"),
                    Map.entry("resolve_conflict.p_strategy", "'ours'"),
                    Map.entry("register_merge_driver.p_function", "'app.no'"),
                    Map.entry("p_attempt", "1"),
                    Map.entry("p_conflict_id", "1"),
                    Map.entry("p_resolved_ddl", "NULL"),
                    Map.entry("p_conflict", "'{}'"),
                    Map.entry("p_base", "1"),
                    Map.entry("p_source", "1"),
                    Map.entry("p_target", "1"),
                    Map.entry("merge_ddl_union.p_source", "'CREATE TABLE x ()'"),
                    Map.entry("merge_ddl_union.p_target", "'CREATE TABLE x ()'"),
                    Map.entry("start_merge.p_message", "NULL"),
                    Map.entry("p_message", "'message'"),
                    Map.entry("p_path", "'tables/a'"),
                    Map.entry("p_node_path", "'tables/a'"),
                    Map.entry("p_changed_objects", "ARRAY['tables/a']"),
                    Map.entry("p_limit", "1"),
                    Map.entry("p_force", "false"),
                    Map.entry("p_branch", "'feature'"),
                    Map.entry("p_role", "'gitversion_author'"),
                    Map.entry("p_roles", "'{gitversion_author}'"),
                    Map.entry("p_fast_forward", "'auto'"),
                    Map.entry("p_squash", "false"),
                    Map.entry("p_using", "NULL"),
                    Map.entry("p_using_back", "NULL"),
                    Map.entry("p_park", "NULL"),
                    Map.entry("p_move_data", "false"),
                    Map.entry("p_online", "false"),
                    Map.entry("plan_script.p_online", "true"),
                    Map.entry("p_local", "false"),
                    Map.entry("p_paths", "NULL"),
                    Map.entry("merge_branches.p_message", "NULL"),
                    Map.entry("p_content", "'content'"),
                    Map.entry("p_ddl", "'CREATE TABLE app.x (id integer)'"),
                    Map.entry("p_object_type", "'TABLE'"),
                    Map.entry(
                            "p_ast",
                            "'{\"gitversion_ast\": 1, \"kind\": \"sequence\","
                                    + " \"path\": \"sequences/x\"}'"),
                    Map.entry("p_compressed", "gitversion.compress_content('x')"),
                    Map.entry("p_revisions", "'{main}'"),
                    Map.entry("p_exclude", "'{}'"),
                    Map.entry("p_bundle", "gitversion.create_bundle('{main}')"),
                    Map.entry("p_adopt", "NULL"),
                    Map.entry("p_commit_drift", "false"),
                    Map.entry("p_remote_name", "'origin'"),
                    Map.entry("p_server", "'nowhere'"),
                    Map.entry("p_force_with_lease", "false"),
                    Map.entry("p_as", "NULL"),
                    Map.entry("push.p_to", "NULL"),
                    Map.entry("p_key_name", "'ada'"),
                    Map.entry("p_who", "'Ada'"),
                    Map.entry("p_public_key", "'ssh-ed25519 AAAA'"),
                    Map.entry("p_signature", "'-----BEGIN SSH SIGNATURE-----'"),
                    Map.entry("p_reason", "NULL"),
                    Map.entry("p_signed", "false"),
                    Map.entry("trust_key.p_from", "NULL"),
                    Map.entry("trust_key.p_to", "NULL"),
                    Map.entry("p_remote", "'origin'"));

    static List<Function> all(Database database) throws SQLException {
        List<Function> functions = new ArrayList<>();
        for (List<String> row : database.rows(ALL)) {
            functions.add(
                    new Function(
                            row.get(0),
                            row.get(1) == null ? List.of() : List.of(row.get(1).split(","))));
        }
        return functions;
    }

    /** What an argument means. */
    Argument meaning(String argument) {
        return lookUp(ARGUMENTS, argument);
    }

    /** A call in which all arguments are right, but for one. */
    String call(String except, String value) {
        List<String> values = new ArrayList<>();
        for (String argument : arguments) {
            values.add(argument.equals(except) ? value : lookUp(GOOD, argument));
        }
        return "SELECT * FROM gitversion." + name + "(" + String.join(", ", values) + ")";
    }

    private <T> T lookUp(Map<String, T> table, String argument) {
        T own = table.get(name + "." + argument);
        T found = own == null ? table.get(argument) : own;
        if (found == null) {
            throw new AssertionError(
                    "argument " + argument + " of " + name + " has no row in Function.java");
        }
        return found;
    }
}
