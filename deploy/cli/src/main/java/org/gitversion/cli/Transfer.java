package org.gitversion.cli;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Brings commits from one database to another, in parts. Neither side holds them all at once, and
 * what arrived before an interruption is not sent again.
 */
final class Transfer {
    static final String BRANCHES =
            "SELECT branch_name FROM gitversion.branches WHERE is_active ORDER BY 1";
    private static final String HEADS =
            "SELECT c.commit_hash FROM gitversion.commits c WHERE c.id IN ("
                    + "SELECT head_commit_id FROM gitversion.branches WHERE is_active"
                    + " UNION SELECT commit_id FROM gitversion.tags"
                    + " UNION SELECT commit_id FROM gitversion.remote_branches)";
    private static final String PRESENT =
            "SELECT commit_hash FROM gitversion.commits WHERE commit_hash = ANY (?)";
    private static final String LACKING = "SELECT l FROM gitversion_internal.lacking(?, ?) l";
    private static final String NEW_NAMES =
            "SELECT n FROM unnest(?::text[]) n"
                    + " WHERE n NOT IN (SELECT tag_name FROM gitversion.tags)"
                    + " AND n NOT IN (SELECT branch_name FROM gitversion.branches)";

    private final Session from;
    private final Session to;
    private final String name;
    private final int size;

    /**
     * Prepares.
     *
     * @param name what the database that they come from is called where they go to
     * @param size how many commits go at once
     */
    Transfer(Session from, Session to, String name, int size) {
        this.from = from;
        this.to = to;
        this.name = name;
        this.size = size;
    }

    String name() {
        return name;
    }

    /** The hash of what a revision leads to. */
    static String hash(Session session, String revision) throws SQLException {
        return session.value(
                        "SELECT commit_hash FROM gitversion.commits"
                                + " WHERE id = gitversion.rev_parse(?)",
                        revision)
                .toString();
    }

    /** The tags on what a branch comes from. */
    List<String> tags(String branch) throws SQLException {
        return from.lines(
                "SELECT t.name FROM gitversion_internal.tags_of(?) t", hash(from, branch));
    }

    /** The same, those whose names are not in use there. */
    List<String> newTags(List<String> branches) throws SQLException {
        Set<String> all = new LinkedHashSet<>();
        for (String branch : branches) {
            all.addAll(tags(branch));
        }
        return to.lines(NEW_NAMES, new ArrayList<>(all));
    }

    /** Brings branches and tags with their history; returns where they are there. */
    List<Map<String, Object>> bring(List<String> names) throws SQLException {
        List<String> known = from.lines(PRESENT, to.lines(HEADS));
        Set<String> lacking = new LinkedHashSet<>();
        for (String wanted : names) {
            lacking.addAll(from.lines(LACKING, hash(from, wanted), known));
        }
        to.lines(PRESENT, new ArrayList<>(lacking)).forEach(lacking::remove);
        List<String> hashes = new ArrayList<>(lacking);
        try (Bar bar = new Bar(from, "commits", hashes.size())) {
            for (int start = 0; start < hashes.size(); start += size) {
                int end = Math.min(hashes.size(), start + size);
                apply(
                        from.value(
                                "SELECT gitversion_internal.create_part(?)",
                                hashes.subList(start, end)));
                bar.show(end);
            }
        }
        return apply(from.value("SELECT gitversion.create_bundle(?, ?)", names, names));
    }

    private List<Map<String, Object>> apply(Object bundle) throws SQLException {
        return to.rows("SELECT * FROM gitversion.apply_bundle(?, ?)", bundle, name);
    }
}
