package org.gitversion.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gitversion.catalog.SearchPath;
import org.gitversion.db.Database;
import org.gitversion.db.Rows;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.kind.Identifier;
import org.gitversion.model.Path;
import org.gitversion.model.Renames;
import org.gitversion.model.SchemaTree;
import org.jspecify.annotations.Nullable;

/**
 * What a change of a branch keeps of the tables and columns that it drops, and puts back of those
 * that it creates again. The values are in tables of a schema of their own, which belongs to whom
 * the schema of the branch belongs to; each table belongs to the owner of the one it comes from, so
 * that nobody reads what he could not read before.
 */
public final class Parking {
    private static final String FREE =
            "SELECT CASE WHEN k.oid IS NULL THEN 'new' WHEN k.nspowner = b.nspowner THEN 'own' ELSE"
                + " pg_get_userbyid(k.nspowner) END, pg_get_userbyid(b.nspowner) FROM pg_namespace"
                + " b LEFT JOIN pg_namespace k ON k.nspname = ?::text WHERE b.nspname = ?::text";

    private final Database database;
    private final int branchId;
    private final @Nullable String until;
    private final String schema;
    private final List<Integer> parked = new ArrayList<>();
    private final List<Integer> returned = new ArrayList<>();
    private final List<String> guests = new ArrayList<>();
    private List<Parked> offered = List.of();
    private Renames toFormer = Renames.NONE;
    private Renames toHead = Renames.NONE;
    private Renames fromSource = Renames.NONE;
    private boolean isReady;
    private List<String> styles = List.of();

    /**
     * For one change of one branch.
     *
     * @param database the gateway
     * @param branchId the branch
     * @param until how long what is dropped is kept, as {@link #until}; null to keep nothing
     */
    public Parking(Database database, int branchId, @Nullable String until) {
        this.database = database;
        this.branchId = branchId;
        this.until = until;
        String name = database.value("SELECT gitversion_internal.keep_schema(?::int4)", branchId);
        this.schema = name == null ? "" : name;
    }

    /**
     * Reads the argument {@code p_park}.
     *
     * @param database the gateway
     * @param interval an interval, or null
     * @return until when that is, or null
     * @throws GitVersionException INVALID_ARGUMENT when it is not positive
     */
    public static @Nullable String until(Database database, @Nullable String interval) {
        if (interval == null) {
            return null;
        }
        String until =
                database.value(
                        "SELECT to_char(t.at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS\"+00\"')"
                            + " FROM (SELECT now() + ?::text::interval) t (at) WHERE t.at > now()",
                        interval);
        if (until == null) {
            throw new GitVersionException(
                    ErrorCode.INVALID_ARGUMENT,
                    "p_park is not positive",
                    "It says for how long the values of dropped tables and columns are kept.",
                    "Give an interval such as 30 days, or leave the argument out to keep nothing.");
        }
        return until;
    }

    /**
     * Offers what was kept before, to be put back where it is created again.
     *
     * @param kept by the names of the source
     */
    public void offer(List<Parked> kept) {
        offered = kept;
    }

    /**
     * Says how the names of the plan come about.
     *
     * @param former from the names of the plan to those before the change
     * @param source from those of the source to those of the plan
     */
    public void naming(Renames former, Renames source) {
        toFormer = former;
        fromSource = source;
    }

    /**
     * Says what was renamed before the change, and is in no commit yet.
     *
     * @param head from the names before the change to those of the head of the branch
     */
    public void uncommitted(Renames head) {
        toHead = head;
    }

    /**
     * Notes that a commit has what was dropped without one.
     *
     * @param database the gateway
     * @param branchId the branch
     * @param commitId the commit
     * @param tree what it has, or what is known of that
     */
    public static void takeIn(Database database, int branchId, int commitId, SchemaTree tree) {
        List<Integer> gone = new ArrayList<>();
        try (Rows rows =
                database.query(
                        "SELECT k.id, k.path FROM gitversion.parked k WHERE k.branch_id = ?::int4"
                                + " AND k.commit_id IS NULL AND k.former_commit_id IS NOT NULL",
                        branchId)) {
            while (rows.next()) {
                if (tree.get(Path.parse(rows.text(2))) == null) {
                    gone.add(rows.integer(1));
                }
            }
        }
        if (!gone.isEmpty()) {
            database.update(
                    "UPDATE gitversion_internal.parked SET commit_id = ?::int4 WHERE id = ANY"
                            + " (?::int4[])",
                    commitId,
                    gone);
        }
    }

    /** Notes that what was dropped without a commit was given up. */
    public void giveUp() {
        database.update(
                "UPDATE gitversion_internal.parked SET former_commit_id = NULL WHERE branch_id ="
                        + " ?::int4 AND commit_id IS NULL AND returned_at IS NULL",
                branchId);
    }

    /** Forgets what was rolled back. */
    private void begin() {
        parked.clear();
        returned.clear();
        guests.clear();
        isReady = false;
        styles = List.of();
    }

    /** Has values copied before the first of the steps, and put back behind what creates them. */
    List<Step> around(
            SearchPath path, SchemaTree from, SchemaTree to, List<Step> steps, Cage cage) {
        begin();
        List<Step> out = new ArrayList<>();
        if (until != null) {
            out.addAll(new Departure(database, this, path, from, to, cage).before(steps));
        }
        List<Step> all = out.isEmpty() ? steps : out;
        Map<Path, Parked> back = new TreeMap<>();
        for (Parked one : offered) {
            Path now = fromSource.apply(one.path());
            back.putIfAbsent(now, one.at(now));
        }
        return back.isEmpty() ? all : new Comeback(database, this, path, from, to, back).into(all);
    }

    /** Lets values be printed in a way that is read alike under all settings. */
    void style() {
        try (Rows rows =
                database.query(
                        "SELECT current_setting('DateStyle'), current_setting('IntervalStyle'),"
                                + " current_setting('extra_float_digits')")) {
            rows.next();
            styles = List.of(rows.text(1), rows.text(2), rows.text(3));
        }
        setStyles("ISO", "postgres", "1");
    }

    private void setStyles(String dates, String intervals, String digits) {
        database.value(
                "SELECT set_config('DateStyle', ?::text, true), set_config('IntervalStyle',"
                        + " ?::text, true), set_config('extra_float_digits', ?::text, true)",
                dates,
                intervals,
                digits);
    }

    /** Ends what {@link #style} began. */
    void unstyle() {
        if (!styles.isEmpty()) {
            setStyles(styles.get(0), styles.get(1), styles.get(2));
            styles = List.of();
        }
    }

    /** Until when what is dropped is kept. */
    String until() {
        return until == null ? "" : until;
    }

    /** The schema with what is kept. */
    String schema() {
        return schema;
    }

    /**
     * Notes what is kept.
     *
     * @return its number
     */
    int park(Path path, List<String> key, @Nullable String lastValue, boolean isCalled) {
        Integer id =
                database.number(
                        "INSERT INTO gitversion_internal.parked (branch_id, path, key_columns,"
                                + " last_value, is_called, keep_until) VALUES (?::int4, ?::text,"
                                + " ?::text[], ?::text::int8, ?::bool, ?::text::timestamptz)"
                                + " RETURNING id",
                        branchId,
                        toHead.apply(toFormer.apply(path)).toString(),
                        key,
                        lastValue,
                        lastValue == null ? null : isCalled,
                        until);
        int number = id == null ? 0 : id;
        parked.add(number);
        return number;
    }

    /** Names the table with the values. */
    void named(int id, String table) {
        database.update(
                "UPDATE gitversion_internal.parked SET kept_as = ?::text WHERE id = ?::int4",
                table,
                id);
    }

    /** Notes that something was put back. */
    void back(Parked one) {
        returned.add(one.id());
    }

    /** Lets a role put tables into the schema, which is made when it is not there. */
    void admit(String owner, String branchSchema) {
        if (!isReady) {
            prepare(branchSchema);
            isReady = true;
        }
        if (!guests.contains(owner)) {
            guests.add(owner);
            database.executeInternally(
                    "GRANT USAGE, CREATE ON SCHEMA "
                            + Identifier.quote(schema)
                            + " TO "
                            + Identifier.quote(owner));
        }
    }

    private void prepare(String branchSchema) {
        String state;
        String owner;
        try (Rows rows = database.query(FREE, schema, branchSchema)) {
            rows.next();
            state = rows.text(1);
            owner = rows.text(2);
        }
        if (state.equals("new")) {
            database.executeInternally(
                    "CREATE SCHEMA "
                            + Identifier.quote(schema)
                            + " AUTHORIZATION "
                            + Identifier.quote(owner));
            closeTo("pg_namespace", "nspname", "nspacl", "nspowner", "SCHEMA");
        } else if (!state.equals("own")) {
            throw new GitVersionException(
                    ErrorCode.NOT_PARKED,
                    "schema \"" + schema + "\" belongs to role \"" + state + "\"",
                    "What is dropped from schema \""
                            + branchSchema
                            + "\" would be kept there, which belongs to role \""
                            + owner
                            + "\".",
                    "Give the schema that owner, or another name.");
        }
    }

    /** Nobody but owners has privileges, whatever default privileges say. */
    private void closeTo(String catalog, String name, String acl, String owner, String what) {
        String revoke =
                database.value(
                        "SELECT string_agg(DISTINCT format('REVOKE ALL ON %s %s FROM %s',"
                                + " ?::text, "
                                + (what.equals("TABLE")
                                        ? "c.oid::regclass"
                                        : "quote_ident(c." + name + ")")
                                + ", CASE x.grantee WHEN 0 THEN 'PUBLIC' ELSE"
                                + " quote_ident(pg_get_userbyid(x.grantee)) END), '; ') FROM "
                                + catalog
                                + " c, aclexplode(c."
                                + acl
                                + ") x WHERE x.grantee <> c."
                                + owner
                                + (what.equals("TABLE")
                                        ? " AND c.relnamespace ="
                                                + " to_regnamespace(quote_ident(?::text))"
                                        : " AND c.nspname = ?::text"),
                        what,
                        schema);
        if (revoke != null) {
            database.executeInternally(revoke);
        }
    }

    /** Ends what {@link #admit} began, once all is in place. */
    void close() {
        if (!isReady) {
            return;
        }
        closeTo("pg_class", "relname", "relacl", "relowner", "TABLE");
        for (String guest : guests) {
            database.executeInternally(
                    "REVOKE CREATE ON SCHEMA "
                            + Identifier.quote(schema)
                            + " FROM "
                            + Identifier.quote(guest));
        }
    }

    /**
     * Says by which move of the head it came about.
     *
     * @param formerCommitId the head before
     * @param commitId the head after; null where it stays, until a commit takes the change in
     */
    public void record(int formerCommitId, @Nullable Integer commitId) {
        if (!parked.isEmpty()) {
            database.update(
                    "UPDATE gitversion_internal.parked SET former_commit_id = ?::int4, commit_id ="
                            + " ?::int4 WHERE id = ANY (?::int4[])",
                    formerCommitId,
                    commitId,
                    parked);
        }
        if (!returned.isEmpty()) {
            database.update(
                    "UPDATE gitversion_internal.parked SET returned_at = clock_timestamp() WHERE"
                            + " id = ANY (?::int4[])",
                    returned);
        }
        begin();
    }
}
