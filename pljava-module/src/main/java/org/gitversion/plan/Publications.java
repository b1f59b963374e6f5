package org.gitversion.plan;

import java.util.ArrayList;
import java.util.List;
import org.gitversion.db.Database;
import org.gitversion.db.Rows;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.kind.TableKind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;

/**
 * Which tables a publication has is a property of the publication, which belongs to the database:
 * it is no part of a branch's state, a clone is in none, and tables that are altered stay in
 * theirs. What would take a table out of a publication is refused.
 */
public final class Publications {
    private static final String MEMBERS =
            "SELECT c.relname, p.pubname FROM pg_publication_rel r"
                    + " JOIN pg_class c ON c.oid = r.prrelid"
                    + " JOIN pg_namespace n ON n.oid = c.relnamespace"
                    + " JOIN pg_publication p ON p.oid = r.prpubid"
                    + " WHERE n.nspname = ?::text ORDER BY c.relname, p.pubname";

    private Publications() {}

    /**
     * Refuses to drop published tables.
     *
     * @param database the gateway
     * @param schema the raw name of the schema that is changed
     * @param from the state as it is
     * @param to the state to reach
     * @throws GitVersionException CANNOT_ALTER naming the table and the publication
     */
    static void requireKept(Database database, String schema, SchemaTree from, SchemaTree to) {
        List<Path> dropped = new ArrayList<>();
        for (Node node : from.nodes()) {
            if (node.kind().folder().equals(TableKind.FOLDER) && to.get(node.path()) == null) {
                dropped.add(node.path());
            }
        }
        if (dropped.isEmpty()) {
            return;
        }
        try (Rows rows = database.query(MEMBERS, schema)) {
            while (rows.next()) {
                Path table = Path.of(TableKind.FOLDER, rows.text(1));
                if (dropped.contains(table)) {
                    throw refusal(table, rows.text(2));
                }
            }
        }
    }

    private static GitVersionException refusal(Path table, String publication) {
        return new GitVersionException(
                ErrorCode.CANNOT_ALTER,
                "\"" + table + "\" cannot be dropped: it is in publication \"" + publication + "\"",
                "The publication would lose the table, and nothing would bring it back there.",
                "Take the table out of the publication first: ALTER PUBLICATION … DROP TABLE.");
    }

    /**
     * Warns where the rows of a new branch would be published.
     *
     * @param database the gateway
     * @param schema the raw name of the new schema
     */
    public static void warn(Database database, String schema) {
        String names =
                database.value(
                        "SELECT string_agg(quote_ident(p.pubname), ', ' ORDER BY p.pubname)"
                                + " FROM pg_publication p WHERE p.puballtables");
        if (names != null) {
            database.value(
                    "SELECT gitversion_internal.warning(?::text, ?::text, ?::text)::text",
                    "rows of schema \"" + schema + "\" are published",
                    "These publications are FOR ALL TABLES: " + names + ".",
                    "Publish FOR TABLES IN SCHEMA instead, so that branches stay private.");
        }
    }
}
