package org.gitversion.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gitversion.db.Database;
import org.gitversion.db.Rows;
import org.jspecify.annotations.Nullable;

/** The history of a commit as a graph of characters. */
public final class HistoryGraph {
    private static final String LABELS =
            "SELECT c.id, left(c.commit_hash, 12) || coalesce(' (' || (SELECT string_agg(r.name, ',"
                + " ' ORDER BY r.rank, r.name) FROM (SELECT CASE WHEN branch_name = ?::text THEN"
                + " 'HEAD -> ' ELSE '' END || branch_name, CASE WHEN branch_name = ?::text THEN 1"
                + " ELSE 3 END FROM gitversion.branches WHERE is_active AND head_commit_id = c.id"
                + " UNION ALL SELECT 'tag: ' || tag_name, 2 FROM gitversion.tags WHERE commit_id ="
                + " c.id UNION ALL SELECT remote || '/' || branch_name, 4 FROM"
                + " gitversion.remote_branches WHERE commit_id = c.id) AS r(name, rank)) || ')',"
                + " '') || ' ' || split_part(c.message, chr(10), 1) FROM gitversion.commits c WHERE"
                + " c.id = ANY (?::int4[])";

    private HistoryGraph() {}

    /**
     * Draws the history of a commit.
     *
     * @param database the gateway
     * @param tip the commit
     * @param limit how many commits at most, or null for all
     * @param session the branch of the session, or null
     * @return the rows, the newest first
     */
    public static List<String> rows(
            Database database, int tip, @Nullable Integer limit, @Nullable String session) {
        Map<Integer, List<Integer>> parents = Ancestry.parents(database, List.of(tip));
        List<Integer> order = order(parents, tip);
        if (limit != null && limit < order.size()) {
            order = order.subList(0, limit);
        }
        Map<Integer, String> labels = new HashMap<>();
        try (Rows rows = database.query(LABELS, session, session, order)) {
            while (rows.next()) {
                labels.put(rows.integer(1), rows.text(2));
            }
        }
        return draw(parents, order, labels);
    }

    /**
     * Draws commits.
     *
     * @param parents the parents of every commit that has any
     * @param order the commits, children before parents
     * @param labels what to write beside each
     * @return the rows
     */
    static List<String> draw(
            Map<Integer, List<Integer>> parents, List<Integer> order, Map<Integer, String> labels) {
        GraphRows graph = new GraphRows();
        List<String> rows = new ArrayList<>(order.size());
        for (Integer id : order) {
            graph.draw(id, parents.getOrDefault(id, List.of()), labels.getOrDefault(id, ""), rows);
        }
        return rows;
    }

    /**
     * Orders a commit and its ancestors so that children come before parents and lines of history
     * stay together.
     *
     * @param parents the parents of every ancestor that has any
     * @param tip the commit
     * @return the order
     */
    static List<Integer> order(Map<Integer, List<Integer>> parents, int tip) {
        Map<Integer, Integer> children = new HashMap<>();
        for (List<Integer> some : parents.values()) {
            for (Integer parent : some) {
                children.put(parent, children.getOrDefault(parent, 0) + 1);
            }
        }
        List<Integer> order = new ArrayList<>();
        List<Integer> open = new ArrayList<>();
        open.add(tip);
        while (!open.isEmpty()) {
            Integer next = open.remove(open.size() - 1);
            order.add(next);
            for (Integer parent : parents.getOrDefault(next, List.of())) {
                int left = children.getOrDefault(parent, 0) - 1;
                children.put(parent, left);
                if (left == 0) {
                    open.add(parent);
                }
            }
        }
        return order;
    }
}
