package org.gitversion.test.support;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Whether what gitversion keeps fits together and fits the live schemas. */
public final class Integrity {
    private static final List<String> PROBLEMS =
            List.of(
                    """
                    SELECT format('branch %s is not at its head', b.branch_name)
                      FROM gitversion.branches b
                      JOIN gitversion.commits c ON c.id = b.head_commit_id
                     WHERE b.is_active
                       AND gitversion.compute_tree_hash(b.schema_name) <> c.tree_hash
                    """,
                    """
                    SELECT format('branch %s has no head or no schema', b.branch_name)
                      FROM gitversion.branches b
                     WHERE b.is_active
                       AND (NOT EXISTS (SELECT FROM gitversion.commits c
                                         WHERE c.id = b.head_commit_id)
                            OR NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = schema_name))
                    """,
                    """
                    SELECT format('content of %s hashes to another name', content_hash)
                      FROM gitversion.object_storage o
                     WHERE encode(sha256(convert_to(
                         CASE compression_type
                             WHEN 'gzip' THEN gitversion.decompress_content(content)
                             WHEN 'delta' THEN gitversion_internal.undelta(content,
                                 (SELECT b.content FROM gitversion.object_storage b
                                   WHERE b.content_hash = o.base_hash
                                     AND b.compression_type IS NULL LIMIT 1))
                             ELSE content END, 'UTF8')), 'hex')
                           IS DISTINCT FROM content_hash
                    """,
                    """
                    SELECT format('commit %s has no tree or no document', c.id)
                      FROM gitversion.commits c
                     WHERE NOT EXISTS (SELECT FROM gitversion.object_storage
                                        WHERE content_hash = c.tree_hash)
                        OR NOT EXISTS (SELECT FROM gitversion.object_storage
                                        WHERE content_hash = c.commit_hash)
                    """,
                    """
                    SELECT format('commit %s and its parents disagree', c.id)
                      FROM gitversion.commits c
                     WHERE c.parent_commit_id IS DISTINCT FROM (
                         SELECT parent_id FROM gitversion.commit_parents
                          WHERE commit_id = c.id AND position = 1)
                    """,
                    """
                    SELECT format('commit %s cannot be read', c.id)
                      FROM gitversion.commits c
                     WHERE EXISTS (SELECT FROM gitversion.object_snapshots s
                                    WHERE s.commit_id = c.id AND s.ddl_content IS NULL)
                    """);

    private Integrity() {}

    /** What is wrong; empty when all is well. */
    public static List<String> problems(Database database) throws SQLException {
        List<String> problems = new ArrayList<>();
        for (String query : PROBLEMS) {
            problems.addAll(database.column(query));
        }
        for (String branch :
                database.column("SELECT branch_name FROM gitversion.branches WHERE is_active")) {
            for (String path : database.column("SELECT path FROM gitversion.status(?)", branch)) {
                problems.add("branch " + branch + " has uncommitted " + path);
            }
        }
        return problems;
    }
}
