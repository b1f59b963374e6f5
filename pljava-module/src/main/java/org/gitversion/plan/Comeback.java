package org.gitversion.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gitversion.catalog.SearchPath;
import org.gitversion.db.Database;
import org.gitversion.db.Rows;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.kind.ColumnKind;
import org.gitversion.kind.Ddl;
import org.gitversion.kind.Identifier;
import org.gitversion.kind.Inheritance;
import org.gitversion.kind.ObjectKind;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.kind.TableKind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.jspecify.annotations.Nullable;

/** Puts values that were kept back, right behind the statement that creates their column. */
final class Comeback {
    private static final String TABLE =
            "SELECT c.relforcerowsecurity, EXISTS (SELECT FROM pg_trigger t JOIN"
                + " pg_partition_tree(c.oid) p ON p.relid = t.tgrelid WHERE NOT t.tgisinternal AND"
                + " t.tgenabled IN ('O', 'A')) OR EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid"
                + " = c.oid AND NOT t.tgisinternal AND t.tgenabled IN ('O', 'A')) OR EXISTS (SELECT"
                + " FROM pg_rewrite r WHERE r.ev_class = c.oid AND r.ev_enabled <> 'D') FROM"
                + " pg_class c WHERE c.oid = to_regclass(format('%I.%I', ?::text, ?::text))";

    /** Silences triggers and rules of a table and its partitions while it gets its values back. */
    private static final String QUIET =
            """
            DECLARE
                v pg_catalog.record;
                v_again pg_catalog.text[] := '{}';
            BEGIN
                FOR v IN SELECT c.oid::pg_catalog.regclass AS relation, x.*
                    FROM pg_catalog.pg_class c CROSS JOIN LATERAL (
                        SELECT 'TRIGGER' AS what, t.tgname AS name, t.tgenabled AS state
                        FROM pg_catalog.pg_trigger t
                        WHERE t.tgrelid OPERATOR(pg_catalog.=) c.oid AND NOT t.tgisinternal
                        UNION ALL SELECT 'RULE', r.rulename, r.ev_enabled
                        FROM pg_catalog.pg_rewrite r WHERE r.ev_class OPERATOR(pg_catalog.=) c.oid) x
                    WHERE x.state OPERATOR(pg_catalog.=) ANY ('{O,A}'::pg_catalog."char"[])
                      AND (c.oid OPERATOR(pg_catalog.=) v_table OR EXISTS (
                        SELECT FROM pg_catalog.pg_partition_tree(v_table) p
                        WHERE p.relid OPERATOR(pg_catalog.=) c.oid))
                LOOP
                    EXECUTE pg_catalog.format(
                        'ALTER TABLE ONLY %s DISABLE %s %I', v.relation, v.what, v.name);
                    v_again := pg_catalog.array_append(v_again, pg_catalog.format(
                        'ALTER TABLE ONLY %s ENABLE %s %s %I', v.relation,
                        CASE v.state OPERATOR(pg_catalog.=) 'A' WHEN true THEN 'ALWAYS' ELSE '' END,
                        v.what, v.name));
                END LOOP;
                EXECUTE v_sql;
                FOR v IN SELECT a.sql FROM pg_catalog.unnest(v_again) a (sql) LOOP
                    EXECUTE v.sql;
                END LOOP;
            END\
            """;

    private final Database database;
    private final Parking parking;
    private final SearchPath path;
    private final SchemaTree from;
    private final SchemaTree to;
    private final Map<Path, Parked> kept;

    Comeback(
            Database database,
            Parking parking,
            SearchPath path,
            SchemaTree from,
            SchemaTree to,
            Map<Path, Parked> kept) {
        this.database = database;
        this.parking = parking;
        this.path = path;
        this.from = from;
        this.to = to;
        this.kept = kept;
    }

    /** The steps with those behind them that put values back. */
    List<Step> into(List<Step> steps) {
        Map<Integer, List<Parked>> behind = new HashMap<>();
        List<Parked> positions = new ArrayList<>();
        for (Parked one : kept.values()) {
            Node node = to.get(one.path());
            Node before = from.get(one.path());
            if (node == null || before != null && before.kind() == node.kind()) {
                continue;
            }
            if (one.lastValue() != null) {
                positions.add(one);
                continue;
            }
            int at = creation(steps, node);
            if (at >= 0 && !hasTrackedRows(one.path())) {
                List<Parked> here = behind.get(at);
                if (here == null) {
                    here = new ArrayList<>();
                    behind.put(at, here);
                }
                here.add(one);
            }
        }
        List<Step> out = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            List<Parked> here = behind.get(i);
            if (here == null) {
                out.add(steps.get(i));
            } else {
                add(out, steps.get(i), here);
            }
        }
        for (Parked one : positions) {
            out.add(new Step(one.path(), position(one)));
            parking.back(one);
        }
        return out;
    }

    private boolean hasTrackedRows(Path at) {
        Path table = Path.of(TableKind.FOLDER, at.segment(1));
        for (Node part : to.below(table)) {
            if (part.kind().name().equals("rows")) {
                return true;
            }
        }
        return to.get(Path.of("rows", at.segment(1))) != null;
    }

    /** Behind which step a table has its columns, or a column is there; -1 for none. */
    private int creation(List<Step> steps, Node node) {
        boolean isTable = node.path().segments().size() == 2;
        Path column = isTable ? node.path() : added(node.path());
        int at = -1;
        for (int i = 0; i < steps.size(); i++) {
            Path about = steps.get(i).path();
            boolean isFirst = at < 0 && about.equals(column);
            boolean isPart = isTable && about.isBelow(column) && isColumn(to.get(about));
            if ((isFirst || isPart) && !steps.get(i).ddl().losesData()) {
                at = i;
            }
        }
        return at;
    }

    private static boolean isColumn(@Nullable Node node) {
        return node != null && node.kind().name().equals("column");
    }

    /** With which column another one comes: that of the topmost parent that gets it, too. */
    private Path added(Path column) {
        Node table = to.get(Path.of(TableKind.FOLDER, column.segment(1)));
        for (Path parent : table == null ? List.<Path>of() : Inheritance.parents(table)) {
            Path above = parent.child(ColumnKind.FOLDER, column.name());
            if (to.get(above) != null && from.get(above) == null && from.get(parent) != null) {
                return added(above);
            }
        }
        return column;
    }

    private void add(List<Step> out, Step creation, List<Parked> here) {
        Node column = to.get(creation.path());
        Node loose = null;
        Step step = creation;
        if (column != null
                && isColumn(column)
                && column.has("not_null")
                && !column.has("default")
                && !column.has("identity")) {
            loose = column.with("not_null", null);
            ObjectKind kind = ObjectKinds.ALL.of(column);
            String added = kind.create(column, to).get(0).sql();
            if (creation.ddl().sql().equals(added)) {
                step = new Step(creation.path(), kind.create(loose, to).get(0));
            } else {
                loose = null;
            }
        }
        out.add(step);
        for (Parked one : here) {
            boolean isTable = one.path().segments().size() == 2;
            fill(out, one, isTable ? rows(one) : values(one), isTable);
        }
        if (loose != null && column != null) {
            List<Ddl> tie = ObjectKinds.ALL.of(column).alter(loose, column, Set.of("not_null"), to);
            for (Ddl ddl : tie == null ? List.<Ddl>of() : tie) {
                out.add(new Step(column.path(), ddl));
            }
        }
    }

    private void fill(List<Step> out, Parked one, String sql, boolean isNew) {
        Path table = Path.of(TableKind.FOLDER, one.path().segment(1));
        boolean isForced = false;
        boolean isLoud = false;
        try (Rows rows = database.query(TABLE, path.schema(), table.name())) {
            if (!isNew && rows.next()) {
                isForced = rows.truth(1);
                isLoud = rows.truth(2);
            }
            while (rows.next()) {
                continue;
            }
        }
        String alter = "ALTER TABLE " + name(table.name());
        if (isForced) {
            out.add(new Step(table, Ddl.of(alter + " NO FORCE ROW LEVEL SECURITY")));
        }
        String statement =
                isLoud
                        ? "DO "
                                + Identifier.literal(
                                        "DECLARE v_table CONSTANT pg_catalog.regclass := "
                                                + Identifier.literal(name(table.name()))
                                                + "; v_sql CONSTANT pg_catalog.text := "
                                                + Identifier.literal(sql)
                                                + ";\nBEGIN\n"
                                                + QUIET
                                                + ";\nEND")
                        : sql;
        Ddl fill =
                Ddl.of(statement, Ddl.Lock.ACCESS_EXCLUSIVE)
                        .rewriting("Values come back that were kept aside.");
        out.add(new Step(one.path(), fill));
        if (isForced) {
            out.add(new Step(table, Ddl.of(alter + " FORCE ROW LEVEL SECURITY")));
        }
        parking.back(one);
    }

    /** What the kept table has, by name; its columns are those that were there. */
    private List<String> columnsOf(Parked one) {
        List<String> columns = new ArrayList<>();
        try (Rows rows =
                database.query(
                        "SELECT a.attname FROM pg_attribute a WHERE a.attrelid ="
                                + " to_regclass(format('%I.%I', ?::text, ?::text)) AND a.attnum > 0"
                                + " AND NOT a.attisdropped ORDER BY a.attnum",
                        parking.schema(), one.table())) {
            while (rows.next()) {
                columns.add(rows.text(1));
            }
        }
        String found =
                database.value(
                        "SELECT to_regclass(format('%I.%I', ?::text, ?::text))::text",
                        parking.schema(), one.table());
        if (found == null) {
            throw unfit(
                    one,
                    "Table " + place(one) + " with the values is gone.",
                    "To go on without them, let gitversion.gc forget it.");
        }
        return columns;
    }

    private String rows(Parked one) {
        StringBuilder names = new StringBuilder();
        StringBuilder values = new StringBuilder();
        for (String name : columnsOf(one)) {
            Node column = to.get(one.path().child(ColumnKind.FOLDER, name));
            if (column != null && !column.has("generated")) {
                names.append(names.length() == 0 ? "" : ", ").append(Identifier.quote(name));
                values.append(values.length() == 0 ? "" : ", ");
                values.append(value(name, column));
            }
        }
        return names.length() == 0
                ? "INSERT INTO " + name(one.path().name()) + " SELECT FROM " + place(one) + " k"
                : "INSERT INTO "
                        + name(one.path().name())
                        + " ("
                        + names
                        + ") OVERRIDING SYSTEM VALUE SELECT "
                        + values
                        + " FROM "
                        + place(one)
                        + " k";
    }

    private static String value(String name, Node column) {
        return "k." + Identifier.quote(name) + "::" + column.required("type");
    }

    private String values(Parked one) {
        Path table = Path.of(TableKind.FOLDER, one.path().segment(1));
        columnsOf(one);
        StringBuilder same = new StringBuilder();
        for (String name : one.key()) {
            if (from.get(table.child(ColumnKind.FOLDER, name)) == null) {
                throw unfit(
                        one,
                        "Rows were known by column \"" + name + "\", which is not there.",
                        "Bring that column back first, or drop table "
                                + place(one)
                                + " and call gitversion.gc to go on without the values.");
            }
            String quoted = Identifier.quote(name);
            same.append(same.length() == 0 ? "" : " AND ");
            same.append("pg_catalog.format('%s', t.").append(quoted);
            same.append(") OPERATOR(pg_catalog.=) pg_catalog.format('%s', k.");
            same.append(quoted).append(')');
        }
        Node column = to.get(one.path());
        Node whole = to.get(table);
        boolean isParent = whole != null && whole.has("partition_key");
        return "UPDATE "
                + (isParent ? "" : "ONLY ")
                + name(table.name())
                + " t SET "
                + Identifier.quote(one.path().name())
                + " = "
                + value(one.path().name(), column == null ? missing(one) : column)
                + " FROM "
                + place(one)
                + " k WHERE "
                + same;
    }

    private static Node missing(Parked one) {
        throw new IllegalStateException(one.path() + " is not created");
    }

    private Ddl position(Parked one) {
        boolean isSequence = one.path().segments().size() == 2;
        String sequence =
                isSequence
                        ? Identifier.literal(name(one.path().name())) + "::pg_catalog.regclass"
                        : "pg_catalog.pg_get_serial_sequence("
                                + Identifier.literal(name(one.path().segment(1)))
                                + ", "
                                + Identifier.literal(one.path().name())
                                + ")";
        return Ddl.of(
                "SELECT pg_catalog.setval("
                        + sequence
                        + ", "
                        + one.lastValue()
                        + ", "
                        + one.isCalled()
                        + ")");
    }

    private GitVersionException unfit(Parked one, String detail, String hint) {
        return new GitVersionException(
                        ErrorCode.NOT_PARKED,
                        "the values of \"" + one.path() + "\" cannot be put back",
                        detail,
                        hint)
                .about(one.path().toString(), null);
    }

    private String place(Parked one) {
        String table = one.table();
        return Identifier.quote(parking.schema())
                + "."
                + Identifier.quote(table == null ? "" : table);
    }

    private String name(String table) {
        return Identifier.quote(path.schema()) + "." + Identifier.quote(table);
    }
}
