package org.gitversion.kind;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One statement of data definition with the facts a person wants to know before it runs. Names in
 * it are unqualified: it is executed on the search path of the branch.
 */
public final class Ddl {
    private static final String CHECKED = "All rows are read.";

    private final String sql;
    private final Lock lock;
    private final Effect effect;
    private final boolean losesData;
    private final @Nullable String reason;
    private final @Nullable String retryOn;
    private final @Nullable Ddl retry;
    private final @Nullable String unless;
    private final @Nullable String refusal;
    private final @Nullable String target;
    private final @Nullable OnlineForm form;

    /** The strongest lock a statement takes on a relation that exists already. */
    public enum Lock {
        /** None that another session could notice. */
        NONE("none"),
        /** As taken by ANALYZE and VALIDATE CONSTRAINT. */
        SHARE_UPDATE_EXCLUSIVE("SHARE UPDATE EXCLUSIVE"),
        /** Blocks writes. */
        SHARE("SHARE"),
        /** Blocks writes, as taken by CREATE TRIGGER and foreign keys. */
        SHARE_ROW_EXCLUSIVE("SHARE ROW EXCLUSIVE"),
        /** Blocks reads and writes. */
        ACCESS_EXCLUSIVE("ACCESS EXCLUSIVE");

        private final String text;

        Lock(String text) {
            this.text = text;
        }

        /**
         * Returns the name PostgreSQL gives the lock mode.
         *
         * @return as in the documentation of PostgreSQL
         */
        public String text() {
            return text;
        }
    }

    private Ddl(
            String sql,
            Lock lock,
            Effect effect,
            boolean losesData,
            @Nullable String why,
            @Nullable String retryOn,
            @Nullable Ddl retry,
            @Nullable String unless,
            @Nullable String refusal,
            @Nullable String target,
            @Nullable OnlineForm form) {
        this.sql = sql;
        this.lock = lock;
        this.effect = effect;
        this.losesData = losesData;
        this.reason = why;
        this.retryOn = retryOn;
        this.retry = retry;
        this.unless = unless;
        this.refusal = refusal;
        this.target = target;
        this.form = form;
    }

    /**
     * A statement that locks nothing others use.
     *
     * @param sql without a final semicolon
     * @return the statement
     */
    public static Ddl of(String sql) {
        return new Ddl(
                sql, Lock.NONE, Effect.NONE, false, null, null, null, null, null, null, null);
    }

    /**
     * A statement that locks a relation.
     *
     * @param sql without a final semicolon
     * @param lock the strongest lock taken
     * @return the statement
     */
    public static Ddl of(String sql, Lock lock) {
        return new Ddl(sql, lock, Effect.NONE, false, null, null, null, null, null, null, null);
    }

    /**
     * A statement that does one thing to a table, which could do others to it as well.
     *
     * @param target what is altered, as the statement begins
     * @param action what is done to it
     * @param lock the strongest lock taken
     * @return the statement
     */
    public static Ddl action(String target, String action, Lock lock) {
        String sql = target + " " + action;
        return new Ddl(sql, lock, Effect.NONE, false, null, null, null, null, null, target, null);
    }

    /**
     * The same statement, marked as reading all rows of a table, to check them or to build an
     * index.
     *
     * @param why one short sentence
     * @return the marked statement
     */
    public Ddl scanning(String why) {
        return with(Effect.SCANS, losesData, why);
    }

    /**
     * The same statement, marked as rewriting its table.
     *
     * @param why one short sentence
     * @return the marked statement
     */
    public Ddl rewriting(String why) {
        return with(Effect.REWRITES, losesData, why);
    }

    /**
     * The same statement, marked as copying the files of a table, view or index as they are.
     *
     * @param why one short sentence
     * @return the marked statement
     */
    public Ddl copying(String why) {
        return with(Effect.COPIES, losesData, why);
    }

    /**
     * The same statement, of which only PostgreSQL knows whether it rewrites or scans its table.
     *
     * @param why one short sentence, which is right where it does
     * @return the marked statement
     */
    public Ddl perhaps(String why) {
        return with(Effect.UNKNOWN, losesData, why);
    }

    /**
     * The same statement with one more thing said of it.
     *
     * @param why one short sentence
     * @return the statement
     */
    public Ddl because(String why) {
        return with(effect, losesData, reason == null ? why : reason + " " + why);
    }

    /**
     * The same statement after PostgreSQL has executed it.
     *
     * @param rewrote whether it has rewritten a table
     * @param scanned whether it has read all rows of one
     * @return the statement with these facts
     */
    public Ddl seen(boolean rewrote, boolean scanned) {
        Effect found = rewrote ? Effect.REWRITES : scanned ? Effect.SCANS : Effect.NONE;
        String why = rewrote || losesData ? reason : scanned ? CHECKED : null;
        return with(found, losesData, why);
    }

    /**
     * One statement that does to a table what several do, with the facts of all of them.
     *
     * @param parts statements of the same {@link #target()}
     * @return the statement, without alternatives and queries
     */
    public static Ddl joined(List<Ddl> parts) {
        String target = String.valueOf(parts.get(0).target);
        StringBuilder sql = new StringBuilder(target);
        Set<String> reasons = new LinkedHashSet<>();
        Lock lock = Lock.NONE;
        Effect effect = Effect.NONE;
        boolean loses = false;
        for (Ddl part : parts) {
            sql.append(part == parts.get(0) ? "" : ",").append("\n    ");
            sql.append(part.sql, target.length() + 1, part.sql.length());
            if (part.reason != null) {
                reasons.add(part.reason);
            }
            lock = part.lock.compareTo(lock) > 0 ? part.lock : lock;
            effect = effect.and(part.effect);
            loses |= part.losesData;
        }
        String why = reasons.isEmpty() ? null : String.join(" ", reasons);
        return new Ddl(
                sql.toString(), lock, effect, loses, why, null, null, null, null, target, null);
    }

    private Ddl with(Effect effect, boolean losesData, @Nullable String why) {
        return new Ddl(
                sql, lock, effect, losesData, why, retryOn, retry, unless, refusal, target, form);
    }

    /**
     * The same statement, for which others can stand.
     *
     * @param what what it does
     * @return the marked statement
     */
    public Ddl as(OnlineForm what) {
        return new Ddl(
                sql, lock, effect, losesData, reason, retryOn, retry, unless, refusal, target,
                what);
    }

    /**
     * Returns what the statement does, if others can stand for it.
     *
     * @return null where there is nothing else that does the same
     */
    public @Nullable OnlineForm form() {
        return form;
    }

    /**
     * The same statement, marked as one that may lose data.
     *
     * @param why one short sentence
     * @return the marked statement
     */
    public Ddl losing(String why) {
        return with(effect, true, why);
    }

    /**
     * The same statement, which loses nothing because what goes was kept elsewhere.
     *
     * @param why one short sentence
     * @return the marked statement
     */
    public Ddl keeping(String why) {
        return with(effect, false, why);
    }

    /**
     * The same statement with a remark for those who read the plan.
     *
     * @param what one short sentence
     * @return the statement with its remark
     */
    public Ddl noting(String what) {
        return with(effect, losesData, what);
    }

    /**
     * The same statement with another one to run in its place when PostgreSQL refuses it with a
     * given SQLSTATE.
     *
     * @param sqlState the SQLSTATE
     * @param otherSql the other statement
     * @return the statement with its alternative
     */
    public Ddl orElse(String sqlState, String otherSql) {
        return orElse(sqlState, of(otherSql));
    }

    /**
     * The same with an alternative that may have one of its own.
     *
     * @param sqlState the SQLSTATE
     * @param other the other statement, which has the facts of this one besides its own
     * @return the statement with its alternative
     */
    public Ddl orElse(String sqlState, Ddl other) {
        return new Ddl(
                sql, lock, effect, losesData, reason, sqlState, other, unless, refusal, target,
                form);
    }

    /**
     * The same statement, not to be run while a query finds rows: they would be changed.
     *
     * @param query a SELECT, which may fail where it cannot be known how to ask
     * @return the statement with its query
     */
    public Ddl unless(String query) {
        return new Ddl(
                sql, lock, effect, losesData, reason, retryOn, retry, query, null, target, form);
    }

    /**
     * The same statement, which is right only while a query finds no rows.
     *
     * @param query a SELECT
     * @param why what is to be said where it does
     * @return the statement with its query
     */
    public Ddl onlyWithout(String query, String why) {
        return new Ddl(
                sql, lock, effect, losesData, reason, retryOn, retry, query, why, target, form);
    }

    /**
     * Returns what is altered by a statement that can have more actions.
     *
     * @return as the statement begins, or null where it is of one action
     */
    public @Nullable String target() {
        return target;
    }

    /**
     * Returns what is to be said where rows stand in the way.
     *
     * @return null unless {@link #onlyWithout} was called
     */
    public @Nullable String refusal() {
        return refusal;
    }

    /**
     * Returns the query for rows that stand in the way of the statement.
     *
     * @return a SELECT, or null when there is none to ask
     */
    public @Nullable String unless() {
        return unless;
    }

    /**
     * Returns the statement to run when this one fails with a given SQLSTATE.
     *
     * @param sqlState the SQLSTATE of the failure
     * @return the other statement, or null when there is none for it
     */
    public @Nullable String alternative(@Nullable String sqlState) {
        Ddl other = retry;
        return other != null && sqlState != null && sqlState.equals(retryOn) ? other.sql : null;
    }

    /**
     * Returns with which failure the other statement is to run.
     *
     * @return an SQLSTATE, or null when there is no other statement
     */
    public @Nullable String retryOn() {
        return retryOn;
    }

    /**
     * Returns the other statement with the facts of this one.
     *
     * @return the statement given to {@link #orElse}; this one when there is none
     */
    public Ddl alternative() {
        Ddl other = retry;
        return other == null
                ? this
                : new Ddl(
                        other.sql,
                        lock,
                        effect,
                        losesData || other.losesData,
                        other.reason == null ? reason : other.reason,
                        other.retryOn,
                        other.retry,
                        other.unless == null ? unless : other.unless,
                        other.refusal,
                        other.target,
                        form);
    }

    /**
     * Tells whether the statement has an alternative, so that it must be run by itself.
     *
     * @return true when {@link #orElse} was called
     */
    public boolean hasAlternative() {
        return retry != null;
    }

    /**
     * Returns the statement.
     *
     * @return without a final semicolon
     */
    public String sql() {
        return sql;
    }

    /**
     * Returns the strongest lock.
     *
     * @return never null
     */
    public Lock lock() {
        return lock;
    }

    /**
     * Returns what the statement does to the rows of tables that exist already.
     *
     * @return never null
     */
    public Effect effect() {
        return effect;
    }

    /**
     * Tells whether rows or values may be lost.
     *
     * @return true when data may be lost
     */
    public boolean losesData() {
        return losesData;
    }

    /**
     * Returns why the statement rewrites or loses, or what else is to be known of it.
     *
     * @return one short sentence, or null
     */
    public @Nullable String reason() {
        return reason;
    }

    @Override
    public String toString() {
        return sql;
    }
}
