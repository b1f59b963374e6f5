package org.gitversion.javahost;

/** What a thread is stopped with when a cancelled statement keeps computing in Java. */
final class Stop extends Error {
    private static final long serialVersionUID = 1L;

    Stop() {
        super("the statement was cancelled", null, false, false);
    }
}
