package org.gitversion.merge;

import java.util.ArrayList;
import java.util.List;
import org.gitversion.canonical.JsonWriter;
import org.gitversion.canonical.OwnSchema;
import org.gitversion.canonical.SchemaMarker;
import org.gitversion.db.Database;
import org.gitversion.db.Rows;
import org.gitversion.kind.Ddl;
import org.gitversion.kind.OnlineDdl;
import org.gitversion.kind.OnlineForm;
import org.gitversion.model.Path;
import org.gitversion.plan.OnlineStep;
import org.gitversion.plan.Step;

/** Writes the rows of {@code preview_merge}. */
final class PreviewRow {
    private PreviewRow() {}

    static String of(int number, Conflict conflict) {
        return new JsonWriter()
                .number("step", number)
                .text("result", "conflict")
                .text("path", conflict.path().toString())
                .text("conflict_type", conflict.type().toString())
                .text("base_version", conflict.base())
                .text("source_version", conflict.source())
                .text("target_version", conflict.target())
                .text("reason", conflict.detail())
                .toString();
    }

    /** What the user is told besides. */
    static String warning(int number, Path path, String reason) {
        return new JsonWriter()
                .number("step", number)
                .text("result", "warning")
                .text("path", path.toString())
                .truth("may_lose_data", true)
                .text("reason", reason)
                .toString();
    }

    /** What is worth a look although nothing conflicts. */
    static String ofWarning(int number, Conflict warning) {
        return new JsonWriter()
                .number("step", number)
                .text("result", "warning")
                .text("path", warning.path().toString())
                .text("base_version", warning.base())
                .text("source_version", warning.source())
                .text("target_version", warning.target())
                .text("reason", warning.detail())
                .toString();
    }

    /** Adds what the required checks of a branch say of its schema, where they do not agree. */
    static void addChecks(
            Database database, List<String> rows, String branch, String source, String verb) {
        try (Rows failed =
                database.query(
                        "SELECT f.function, f.said FROM gitversion_internal.failing_hooks("
                                + "'check', ?::text, jsonb_build_object('source', ?::text,"
                                + " 'operation', ?::text)) f",
                        branch,
                        source,
                        verb)) {
            while (failed.next()) {
                rows.add(
                        new JsonWriter()
                                .number("step", rows.size() + 1)
                                .text("result", "failed check")
                                .text("reason", failed.text(1) + ": " + failed.text(2))
                                .toString());
            }
        }
    }

    /** The statement of a step as it is executed in a schema. */
    static String statement(Step step, OwnSchema schema) {
        return SchemaMarker.unmark(step.ddl().sql(), schema);
    }

    static String of(int number, Step step, OwnSchema schema) {
        Ddl ddl = step.ddl();
        return new JsonWriter()
                .number("step", number)
                .text("result", "statement")
                .text("path", step.path().toString())
                .text("statement", statement(step, schema))
                .text("lock_mode", ddl.lock().text())
                .truth("rewrites_table", ddl.effect().rewrites())
                .truth("scans_table", ddl.effect().scans())
                .truth("may_lose_data", ddl.losesData())
                .text("reason", ddl.reason())
                .toString();
    }

    /** A row of {@code plan}. */
    static String planned(int number, OnlineStep online, OwnSchema schema) {
        Step step = online.step();
        Ddl ddl = step.ddl();
        return new JsonWriter()
                .number("step", number)
                .text("path", step.path().toString())
                .text("statement", statement(step, schema))
                .text("lock_mode", ddl.lock().text())
                .truth("rewrites_table", ddl.effect().rewrites())
                .truth("scans_table", ddl.effect().scans())
                .truth("may_lose_data", ddl.losesData())
                .truth("transactional", online.isTransactional())
                .text("reason", ddl.reason())
                .toString();
    }

    /** A statement with what decides at its execution whether it, or another one, is executed. */
    static String portable(int number, OnlineStep online, OwnSchema schema) {
        Step step = online.step();
        Ddl ddl = step.ddl();
        List<String> unless = new ArrayList<>();
        for (Step part : step.parts()) {
            String query = part.ddl().unless();
            if (query != null) {
                unless.add(SchemaMarker.unmark(query, schema));
            }
        }
        String state = ddl.retryOn();
        boolean detaches = ddl.form() == OnlineForm.DETACHMENT && !online.isTransactional();
        return new JsonWriter()
                .number("step", number)
                .text("path", step.path().toString())
                .text("statement", statement(step, schema))
                .text("lock_mode", ddl.lock().text())
                .truth("rewrites_table", ddl.effect().rewrites())
                .truth("scans_table", ddl.effect().scans())
                .truth("may_lose_data", ddl.losesData())
                .truth("transactional", online.isTransactional())
                .truth("locks", ddl.form() == OnlineForm.LOCK)
                .text("while", detaches ? OnlineDdl.isAttached(step.path()) : null)
                .text("reason", ddl.reason())
                .texts("unless", unless)
                .text("retry_on", state)
                .text(
                        "retry",
                        state == null ? null : SchemaMarker.unmark(ddl.alternative().sql(), schema))
                .toString();
    }
}
