package org.gitversion.merge;

import java.util.Map;
import org.gitversion.canonical.JsonWriter;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.jspecify.annotations.Nullable;

/** What was decided of one conflict. Immutable. */
final class Decision {
    /** By DDL that a person gave. */
    static final String MANUAL = "manual";

    /** By the function of a merge driver. */
    static final String DRIVER = "driver";

    private final String conflict;
    private final Path path;
    private final @Nullable String slot;
    private final String how;
    private final Strategy strategy;
    private final @Nullable Map<Path, @Nullable Node> replacement;
    private final @Nullable String by;
    private final boolean isRemembered;

    private Decision(
            String conflict,
            Path path,
            @Nullable String slot,
            String how,
            Strategy strategy,
            @Nullable Map<Path, @Nullable Node> replacement,
            @Nullable String by,
            boolean isRemembered) {
        this.conflict = conflict;
        this.path = path;
        this.slot = slot;
        this.how = how;
        this.strategy = strategy;
        this.replacement = replacement;
        this.by = by;
        this.isRemembered = isRemembered;
    }

    /** A side, or both sides, decided by who called or by the strategy of the whole merge. */
    static Decision of(Conflict conflict, Strategy strategy, @Nullable String by) {
        return of(
                conflict.type().toString(), conflict.path(), conflict.slot(), strategy, by, false);
    }

    static Decision of(
            String conflict,
            Path path,
            @Nullable String slot,
            Strategy strategy,
            @Nullable String by,
            boolean isRemembered) {
        return new Decision(
                conflict, path, slot, strategy.toString(), strategy, null, by, isRemembered);
    }

    /**
     * Something that neither side has.
     *
     * @param how MANUAL or DRIVER
     * @param replacement what is to be where; null where nothing is
     */
    static Decision replacing(
            String conflict,
            Path path,
            @Nullable String slot,
            String how,
            Map<Path, @Nullable Node> replacement,
            @Nullable String by,
            boolean isRemembered) {
        return new Decision(
                conflict, path, slot, how, Strategy.OURS, replacement, by, isRemembered);
    }

    /** What tells conflicts from each other. */
    static String key(String type, Path path, @Nullable String slot) {
        return type + " " + (slot == null ? "" : slot) + " " + path;
    }

    String key() {
        return key(conflict, path, slot);
    }

    /** The same of another conflict, which follows from the first. */
    Decision on(Conflict echo) {
        return of(echo.type().toString(), echo.path(), echo.slot(), strategy, by, isRemembered);
    }

    /** A strategy, or MANUAL, or DRIVER. */
    String how() {
        return how;
    }

    /** The role that decided, or the function of a driver; null for the strategy of a merge. */
    @Nullable String by() {
        return by;
    }

    boolean isRemembered() {
        return isRemembered;
    }

    Strategy strategy() {
        return strategy;
    }

    /** What is to be where, or null where a side was taken. */
    @Nullable Map<Path, @Nullable Node> replacement() {
        return replacement;
    }

    /** Writes the decision as it is kept in the metadata of a commit. */
    String json() {
        String side = strategy == Strategy.OURS ? "target" : "source";
        if (strategy == Strategy.UNION) {
            side = "both";
        }
        JsonWriter out =
                new JsonWriter()
                        .text("object_name", path.toString())
                        .text("slot", slot)
                        .text("conflict_type", conflict)
                        .text("strategy", how)
                        .text("side", replacement == null ? side : "neither");
        if (by != null) {
            out.text("resolved_by", by);
        }
        if (isRemembered) {
            out.truth("remembered", true);
        }
        return out.toString();
    }
}
