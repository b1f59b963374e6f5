package org.gitversion.cli;

/** Exit statuses. */
final class Exit {
    static final int OK = 0;
    static final int DIFFERENCES = 1;
    static final int CONFLICTS = 2;
    static final int ERROR = 3;

    private Exit() {}
}
