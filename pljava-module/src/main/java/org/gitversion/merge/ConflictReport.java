package org.gitversion.merge;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.gitversion.canonical.JsonWriter;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.model.Kind;
import org.gitversion.model.Path;
import org.jspecify.annotations.Nullable;

/** Writes conflicts for people and programs. */
public final class ConflictReport {
    private static final String ROWS =
            "Nothing was changed. Change or remove the rows that stand in the way.";
    private static final String CHANGE =
            "Nothing was changed. Change one of the two states so that it can be reached.";

    private ConflictReport() {}

    /**
     * Writes one conflict as a JSON object with the columns of {@code merge_conflicts}.
     *
     * @param conflict the conflict
     * @return JSON
     */
    public static String json(Conflict conflict) {
        Kind kind = conflict.kind();
        JsonWriter out =
                new JsonWriter()
                        .text("conflict_type", conflict.type().toString())
                        .text(
                                "object_type",
                                kind == null ? null : kind.name().toUpperCase(Locale.ROOT))
                        .text("object_name", conflict.path().toString())
                        .text("slot", conflict.slot())
                        .text("base_version", conflict.base())
                        .text("source_version", conflict.source())
                        .text("target_version", conflict.target())
                        .text("detail", conflict.detail());
        if (!conflict.others().isEmpty()) {
            List<String> paths = new ArrayList<>();
            for (Path path : conflict.others()) {
                paths.add(path.toString());
            }
            out.texts("other_paths", paths);
        }
        if (conflict.rowCount() != null) {
            out.number("row_count", conflict.rowCount()).text("row_query", conflict.rowQuery());
        }
        return out.toString();
    }

    /**
     * Writes all conflicts as a JSON array.
     *
     * @param conflicts the conflicts
     * @return JSON
     */
    public static String json(List<Conflict> conflicts) {
        List<String> documents = new ArrayList<>(conflicts.size());
        for (Conflict conflict : conflicts) {
            documents.add(json(conflict));
        }
        return JsonWriter.array(documents);
    }

    /**
     * Makes the error that a merge with conflicts ends in.
     *
     * @param source what was merged, such as branch "feature"
     * @param target name of the target branch
     * @param merger what has at least one conflict
     * @return the error, all conflicts as JSON in its DETAIL
     */
    static GitVersionException error(String source, String target, TreeMerger merger) {
        return failed(
                "merging " + source + " into \"" + target + "\"",
                "Nothing was changed. Look at gitversion.preview_merge, change one of the branches,"
                    + " merge with strategy ours, theirs or union, or resolve the conflicts one by"
                    + " one: gitversion.start_merge.",
                merger);
    }

    /**
     * Makes the error that a change with conflicts ends in.
     *
     * @param what what was tried
     * @param hint what can be done about it
     * @param merger what has at least one conflict
     * @return the error, all conflicts as JSON in its DETAIL
     */
    static GitVersionException failed(String what, String hint, TreeMerger merger) {
        return failed(null, what, hint, merger);
    }

    /**
     * Makes the error of a way to a state that nobody else changed meanwhile: where conversions are
     * not known, and where there is no way for another reason.
     *
     * @param what what was tried
     * @param merger what has at least one conflict
     * @return the error, with what stands in the way as sentences in its DETAIL
     */
    static GitVersionException noWay(String what, TreeMerger merger) {
        GitVersionException unknown = unconverted(what, merger);
        return unknown == null ? noWay(null, what, merger) : unknown;
    }

    private static GitVersionException noWay(
            @Nullable Integer commitId, String what, TreeMerger merger) {
        Set<String> details = new LinkedHashSet<>();
        Set<String> hints = new LinkedHashSet<>();
        for (Conflict conflict : merger.conflicts()) {
            details.add(conflict.type() + ", " + conflict.path() + ": " + conflict.detail());
            String remedy = conflict.remedy();
            if (conflict.isUnconverted()) {
                remedy =
                        "Nothing was changed. Name the column in p_using, with an expression to"
                                + " convert it by.";
            } else if (remedy == null) {
                remedy = conflict.isOfRows() ? ROWS : CHANGE;
            }
            hints.add(remedy);
        }
        int more = merger.conflicts().size() - 1;
        return new ConflictException(
                ErrorCode.NO_WAY,
                what
                        + ": "
                        + merger.conflicts().get(0).path()
                        + (more == 0 ? "" : " and " + more + " more")
                        + " cannot be turned into what is there",
                String.join("\n", details),
                String.join(" ", hints),
                merger.conflicts(),
                commitId,
                merger.proposal());
    }

    private static boolean hasNoSecondSide(TreeMerger merger) {
        boolean ofRows = false;
        for (Conflict conflict : merger.conflicts()) {
            ofRows |= conflict.isOfRows() || conflict.isUnconverted();
        }
        return merger.isOneSided() && !ofRows;
    }

    /** Null where something else than missing conversions stands in the way. */
    private static @Nullable GitVersionException unconverted(String what, TreeMerger merger) {
        List<String> paths = new ArrayList<>();
        for (Conflict conflict : merger.conflicts()) {
            if (!conflict.isUnconverted()) {
                return null;
            }
            paths.add(conflict.path().toString());
        }
        return new ConflictException(
                ErrorCode.NO_CONVERSION,
                what + ": it is not known how to convert the values of " + String.join(", ", paths),
                json(merger.conflicts()),
                "Nothing was changed. Call with p_using, which names each column with an expression"
                        + " for it.",
                merger.conflicts(),
                null,
                merger.proposal());
    }

    /** The same of one of several commits that are replayed. */
    static GitVersionException failed(
            @Nullable Integer commitId, String what, String hint, TreeMerger merger) {
        List<Conflict> conflicts = merger.conflicts();
        if (hasNoSecondSide(merger)) {
            return noWay(commitId, what, merger);
        }
        Conflict first = conflicts.get(0);
        return new ConflictException(
                ErrorCode.MERGE_CONFLICT,
                what
                        + " conflicts in "
                        + first.path()
                        + (conflicts.size() == 1
                                ? ""
                                : " and " + (conflicts.size() - 1) + " more places"),
                json(conflicts),
                hint,
                conflicts,
                commitId,
                merger.proposal());
    }
}
