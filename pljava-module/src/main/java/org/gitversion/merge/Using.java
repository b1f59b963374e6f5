package org.gitversion.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gitversion.canonical.Fragment;
import org.gitversion.canonical.JsonReader;
import org.gitversion.canonical.JsonWriter;
import org.gitversion.db.Database;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.history.FullPath;
import org.gitversion.model.Path;
import org.gitversion.model.Renames;
import org.gitversion.model.SchemaTree;
import org.gitversion.plan.Parking;
import org.jspecify.annotations.Nullable;

/**
 * What the caller says of values. By what expressions those of columns are converted that get
 * another type: the argument {@code p_using}. Each is one expression and nothing else, and each
 * must be of use. And how long those are kept that are dropped: {@code p_park}.
 */
public final class Using {
    private static final String HINT =
            "Give an object such as {\"orders.created\": \"to_timestamp(created)\"}: the path of a"
                    + " column that gets another type, and what stands after USING in ALTER TABLE"
                    + " for it.";

    /** Beside the paths: true where p_move_data is. */
    private static final String MOVE = "p_move_data";

    private final Map<String, String> expressions;
    private final Set<String> used = new TreeSet<>();
    private final boolean movesRows;
    private @Nullable String interval;
    private @Nullable String until;

    private Using(Map<String, String> expressions, boolean movesRows) {
        this.expressions = expressions;
        this.movesRows = movesRows;
    }

    /**
     * Says nothing of any column.
     *
     * @return no expressions
     */
    public static Using none() {
        return new Using(Map.of(), false);
    }

    /**
     * Reads the argument.
     *
     * @param database the gateway
     * @param json what PostgreSQL printed of it, or null
     * @return the expressions by path
     * @throws GitVersionException UNFIT_CONVERSION when it is no object of paths and expressions
     */
    public static Using of(Database database, @Nullable String json) {
        if (json == null) {
            return none();
        }
        Object value = JsonReader.read(json);
        if (!(value instanceof Map)) {
            throw unfit("p_using is no JSON object", "It is " + json + ".");
        }
        Map<String, String> expressions = new TreeMap<>();
        boolean movesRows = false;
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
            String path = String.valueOf(entry.getKey());
            Object text = entry.getValue();
            if (path.equals(MOVE)) {
                movesRows = isTrue(text);
                continue;
            }
            String fault =
                    text instanceof String
                            ? Fragment.fault((String) text, Fragment.Form.EXPRESSION)
                            : "is no text";
            if (text instanceof String && fault == null) {
                expressions.put(path, (String) text);
                fault = isExpression(database, (String) text) ? null : "is no single expression";
            }
            if (fault != null) {
                throw unfit(
                        "what p_using has for \"" + path + "\" is no expression",
                        "\"" + text + "\" " + fault + ".");
            }
        }
        return new Using(expressions, movesRows);
    }

    private static boolean isTrue(@Nullable Object value) {
        if (!Boolean.TRUE.equals(value)) {
            throw new GitVersionException(
                    ErrorCode.INVALID_ARGUMENT,
                    "argument p_move_data is " + (value == null ? "NULL" : value),
                    "It says whether rows may be moved to tables that are made again.",
                    "Give true or false.");
        }
        return true;
    }

    /**
     * Says besides how long values are kept that are dropped: the argument {@code p_park}.
     *
     * @param database the gateway
     * @param interval an interval, or null to keep none
     * @return the same
     * @throws GitVersionException INVALID_ARGUMENT when it is not positive
     */
    public Using parking(Database database, @Nullable String interval) {
        this.interval = interval;
        until = Parking.until(database, interval);
        return this;
    }

    /** As it was given; null for none. */
    @Nullable String interval() {
        return interval;
    }

    /** Until when values are kept that are dropped, or null. */
    @Nullable String until() {
        return until;
    }

    /** What PostgreSQL's own grammar says; no name in it is looked up. */
    private static boolean isExpression(Database database, String text) {
        return database.number("SELECT gitversion_internal.malformed(?::text[])", List.of(text))
                == null;
    }

    /** The expressions of columns of a state, which may be named as they were in the base. */
    Map<Path, String> in(Database database, SchemaTree merged, SchemaTree live, Renames names) {
        Map<Path, String> out = new TreeMap<>();
        for (Map.Entry<String, String> entry : expressions.entrySet()) {
            Path path = FullPath.of(database, entry.getKey(), List.of(merged, live));
            Path now = merged.get(path) == null ? names.apply(path) : path;
            out.put(now, entry.getValue());
        }
        return out;
    }

    /** Whether rows may be moved to tables that are made again. */
    boolean movesRows() {
        return movesRows;
    }

    /** Notes that an expression was of use. */
    void use(String expression) {
        used.add(expression);
    }

    /**
     * Refuses what was of no use, once all is done: nobody may think that it was.
     *
     * @throws GitVersionException UNFIT_CONVERSION naming the paths
     */
    public void requireUsed() {
        List<String> left = new ArrayList<>();
        for (Map.Entry<String, String> entry : expressions.entrySet()) {
            if (!used.contains(entry.getValue())) {
                left.add(entry.getKey());
            }
        }
        if (!left.isEmpty()) {
            throw unfit(
                    "p_using names \"" + left.get(0) + "\", whose type stays as it is",
                    "No column that gets another type is at " + String.join(", ", left) + ".");
        }
    }

    /** As it was given; null for no expressions. */
    @Nullable String json() {
        if (expressions.isEmpty() && !movesRows) {
            return null;
        }
        JsonWriter out = new JsonWriter();
        if (movesRows) {
            out.truth(MOVE, true);
        }
        for (Map.Entry<String, String> entry : expressions.entrySet()) {
            out.text(entry.getKey(), entry.getValue());
        }
        return out.toString();
    }

    private static GitVersionException unfit(String message, String detail) {
        return new GitVersionException(ErrorCode.UNFIT_CONVERSION, message, detail, HINT);
    }
}
