package org.gitversion.kind;

/** What a statement does to the rows of tables that exist already. */
public enum Effect {
    /** Its time does not grow with the rows. */
    NONE(false, false),
    /** Reads all rows. */
    SCANS(false, true),
    /** Copies files. */
    COPIES(true, false),
    /** Writes all rows again. */
    REWRITES(true, true),
    /** One of these, or none; it is known when it was executed. */
    UNKNOWN(true, true);

    private final boolean rewrites;
    private final boolean scans;

    Effect(boolean rewrites, boolean scans) {
        this.rewrites = rewrites;
        this.scans = scans;
    }

    Effect and(Effect other) {
        if (this == UNKNOWN || other == UNKNOWN) {
            return UNKNOWN;
        }
        boolean written = rewrites || other.rewrites;
        boolean read = scans || other.scans;
        return written && read ? REWRITES : written ? COPIES : read ? SCANS : NONE;
    }

    /**
     * Tells whether the files of a table are written again.
     *
     * @return true when there are new files
     */
    public boolean rewrites() {
        return rewrites;
    }

    /**
     * Tells whether all rows of a table are read.
     *
     * @return true when the time grows with the rows, but for copies
     */
    public boolean scans() {
        return scans;
    }
}
