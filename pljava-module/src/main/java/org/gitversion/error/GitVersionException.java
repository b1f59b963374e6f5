package org.gitversion.error;

import org.jspecify.annotations.Nullable;

/**
 * An error meant for the user. The function layer raises it through SQL, so that SQLSTATE, DETAIL
 * and HINT reach the client.
 */
public class GitVersionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final @Nullable String detail;
    private final @Nullable String hint;
    private @Nullable String subject;
    private @Nullable String sqlState;

    /**
     * Makes an error.
     *
     * @param code which error
     * @param message the primary message: lower case, no full stop, names the object
     * @param detail sentences with the facts, or null
     * @param hint sentences saying what to do, or null
     */
    public GitVersionException(
            ErrorCode code, String message, @Nullable String detail, @Nullable String hint) {
        super(message);
        this.code = code;
        this.detail = detail;
        this.hint = hint;
    }

    /**
     * Returns which error this is.
     *
     * @return the code, never null
     */
    public ErrorCode code() {
        return code;
    }

    /**
     * Returns the primary message.
     *
     * @return the message, never null
     */
    public String message() {
        String message = getMessage();
        return message == null ? "" : message;
    }

    /**
     * Returns the DETAIL of the error.
     *
     * @return sentences, or null
     */
    public @Nullable String detail() {
        return detail;
    }

    /**
     * Returns the HINT of the error.
     *
     * @return sentences, or null
     */
    public @Nullable String hint() {
        return hint;
    }

    /**
     * Adds what a refused statement was about, for callers that turn the error into a conflict.
     *
     * @param path the object
     * @param state the SQLSTATE PostgreSQL refused with, or null
     * @return this error
     */
    public GitVersionException about(String path, @Nullable String state) {
        this.subject = path;
        this.sqlState = state;
        return this;
    }

    /**
     * Returns the path of the object a refused statement was about.
     *
     * @return the path, or null
     */
    public @Nullable String subject() {
        return subject;
    }

    /**
     * Returns the SQLSTATE with which PostgreSQL refused a statement.
     *
     * @return the SQLSTATE, or null
     */
    public @Nullable String sqlState() {
        return sqlState;
    }
}
