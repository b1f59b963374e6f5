package org.gitversion.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** An error or a notice, as psql prints it: with SQLSTATE, DETAIL and HINT. */
final class Trouble {
    private final String severity;
    private final String code;
    private final String message;
    private final String detail;
    private final String hint;

    private Trouble(String severity, String code, String message, String detail, String hint) {
        this.severity = severity;
        this.code = code;
        this.message = message;
        this.detail = detail;
        this.hint = hint;
    }

    Trouble(ServerErrorMessage from) {
        this(
                from.getSeverity(),
                from.getSQLState(),
                from.getMessage(),
                from.getDetail(),
                from.getHint());
    }

    static Trouble of(Exception e) {
        if (e instanceof PSQLException p && p.getServerErrorMessage() != null) {
            return new Trouble(p.getServerErrorMessage());
        }
        if (e instanceof Gv.Failure failure) {
            return new Trouble("ERROR", null, e.getMessage(), null, failure.hint);
        }
        String code = e instanceof SQLException s ? s.getSQLState() : null;
        String message = e.getMessage() == null ? e.toString() : e.getMessage();
        return new Trouble("ERROR", code, message, null, null);
    }

    /** The SQLSTATE, or null. */
    String code() {
        return code;
    }

    Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("severity", severity);
        map.put("sqlstate", code);
        map.put("message", message);
        map.put("detail", conflicts() == null ? detail : conflicts());
        map.put("hint", hint);
        return map;
    }

    void print(Output output, PrintStream err) {
        boolean isError = !severity.matches("NOTICE|WARNING|INFO|LOG|DEBUG");
        String shownCode = code == null || !isError ? "" : " " + code;
        err.println(
                output.paint(isError ? Output.RED : Output.YELLOW, severity + shownCode + ": ")
                        + message);
        JsonElement conflicts = conflicts();
        if (conflicts != null) {
            for (JsonElement conflict : conflicts.getAsJsonArray()) {
                printConflict(conflict.getAsJsonObject(), err);
            }
        } else if (detail != null) {
            err.println("DETAIL: " + detail);
        }
        if (hint != null) {
            err.println("HINT: " + hint);
        }
    }

    private static void printConflict(JsonObject conflict, PrintStream err) {
        err.println(
                "CONFLICT ("
                        + conflict.get("conflict_type").getAsString()
                        + "): "
                        + conflict.get("detail").getAsString());
    }

    /** The DETAIL of a merge conflict is a JSON array. */
    private JsonElement conflicts() {
        if (!"VC001".equals(code) || detail == null) {
            return null;
        }
        try {
            JsonElement parsed = JsonParser.parseString(detail);
            return parsed.isJsonArray() ? parsed : null;
        } catch (JsonParseException e) {
            return null;
        }
    }
}
