package org.gitversion.kind;

/** Statements for which others can stand that do not keep readers and writers waiting. */
public enum OnlineForm {
    /** Creates a table. */
    TABLE,
    /** Builds an index. */
    INDEX,
    /** Drops an index. */
    INDEX_DROP,
    /** Adds a key, with its index. */
    KEY,
    /** Adds a CHECK or foreign key, which all rows are held against. */
    CHECK,
    /** Holds all rows against a CHECK or foreign key. */
    VALIDATION,
    /** Sets a column NOT NULL. */
    NOT_NULL,
    /** Makes a table a partition. */
    ATTACHMENT,
    /** Makes a partition a table of its own. */
    DETACHMENT,
    /** Takes a lock. */
    LOCK
}
