package org.gitversion.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gitversion.catalog.SearchPath;
import org.gitversion.db.Database;
import org.gitversion.db.Rows;
import org.gitversion.db.SqlFailure;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.kind.ColumnKind;
import org.gitversion.kind.Ddl;
import org.gitversion.kind.Identifier;
import org.gitversion.kind.TableKind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.jspecify.annotations.Nullable;

/** Copies the values of what a plan drops, before the first of its statements. */
final class Departure {
    /** PostgreSQL cuts longer names. */
    private static final int NAME = 50;

    private static final String TABLE =
            "SELECT c.relkind = 'p', c.relforcerowsecurity, pg_get_userbyid(c.relowner) FROM"
                    + " pg_class c WHERE c.oid = format('%I.%I', ?::text, ?::text)::regclass";

    private final Database database;
    private final Parking parking;
    private final SearchPath path;
    private final SchemaTree from;
    private final SchemaTree to;
    private final Cage cage;
    private final String user;
    private final List<Step> copies = new ArrayList<>();
    private final Map<Path, String> places = new HashMap<>();
    private final Map<Path, Table> tables = new HashMap<>();
    private final Set<Path> empty = new HashSet<>();
    private boolean isStyled;

    Departure(
            Database database,
            Parking parking,
            SearchPath path,
            SchemaTree from,
            SchemaTree to,
            Cage cage) {
        this.database = database;
        this.parking = parking;
        this.path = path;
        this.from = from;
        this.to = to;
        this.cage = cage;
        this.user = Owners.currentUser(database);
    }

    /** What the catalogs say of a table. */
    private static final class Table {
        final boolean isPartitioned;
        final boolean isForced;
        final String owner;

        Table(Rows rows) {
            rows.next();
            isPartitioned = rows.truth(1);
            isForced = rows.truth(2);
            owner = rows.text(3);
        }
    }

    /** The steps with those before them that copy. */
    List<Step> before(List<Step> steps) {
        for (Node node : from.nodes()) {
            if (isGone(node)) {
                keep(node);
            }
        }
        if (isStyled) {
            parking.style();
        }
        List<Step> out = new ArrayList<>(copies);
        for (Step step : steps) {
            out.add(step.ddl().losesData() ? kept(step) : step);
        }
        return out;
    }

    private boolean isGone(Node node) {
        Node after = to.get(node.path());
        return after == null || after.kind() != node.kind();
    }

    private void keep(Node node) {
        String kind = node.kind().name();
        if (kind.equals("sequence")) {
            keepPosition(node.path(), node.path(), name(node.path().name()));
        } else if (kind.equals("table")) {
            keepTable(node);
        } else if (kind.equals("column") && node.path().segment(0).equals(TableKind.FOLDER)) {
            Path table = node.path().up(2);
            Node whole = table == null ? null : from.get(table);
            if (whole == null || !whole.kind().name().equals("table")) {
                return;
            }
            if (node.has("identity")) {
                keepIdentity(node);
            }
            if (!isGone(whole) && !node.has("generated")) {
                keepColumn(node, whole.path());
            }
        }
    }

    private void keepTable(Node node) {
        Table table = table(node.path());
        String name = name(node.name());
        for (Node part : from.below(node.path())) {
            if (part.kind().name().equals("rows")) {
                return;
            }
        }
        if (table.isPartitioned || isEmpty(node.path(), table, "SELECT FROM ONLY " + name)) {
            empty.add(node.path());
            return;
        }
        StringBuilder columns = new StringBuilder();
        StringBuilder values = new StringBuilder();
        list(node.path(), null, columns, values);
        int id = parking.park(node.path(), List.of(), null, false);
        String place = place(node.path(), node.name(), id);
        copy(node.path(), table, place, columns, values, "ONLY " + name);
    }

    private void keepColumn(Node column, Path at) {
        Table table = table(at);
        String name = Identifier.quote(column.name());
        String relation = (table.isPartitioned ? "" : "ONLY ") + name(at.name());
        Node whole = from.get(at);
        boolean isOfPartition = whole != null && whole.has("partition_bound");
        String some = " WHERE pg_catalog.num_nonnulls(" + name + ") > 0";
        if (isOfPartition || isEmpty(at, table, "SELECT FROM " + relation + some)) {
            empty.add(column.path());
            return;
        }
        List<String> key = key(column, at);
        List<String> names = new ArrayList<>(key);
        names.add(column.name());
        StringBuilder columns = new StringBuilder();
        StringBuilder values = new StringBuilder();
        list(at, names, columns, values);
        int id = parking.park(column.path(), key, null, false);
        String place = place(column.path(), at.name() + "_" + column.name(), id);
        copy(column.path(), table, place, columns, values, relation);
    }

    private List<String> key(Node column, Path table) {
        try (Rows rows =
                database.query(
                        "SELECT k.columns FROM gitversion_internal.row_keys(format('%I.%I',"
                                + " ?::text, ?::text)::regclass) k",
                        path.schema(), table.name())) {
            while (rows.next()) {
                List<String> key = rows.texts(1);
                boolean stays = true;
                for (String name : key) {
                    stays &= to.get(table.child(ColumnKind.FOLDER, name)) != null;
                }
                if (stays) {
                    return key;
                }
            }
        }
        throw new GitVersionException(
                        ErrorCode.NOT_PARKED,
                        "the values of \"" + column.path() + "\" cannot be kept aside",
                        "Table \""
                                + table.name()
                                + "\" has no primary key, and no unique index over columns without"
                                + " NULL, that stays: nothing says which value belongs to which"
                                + " row.",
                        "Give the table a primary key before, or leave p_park out to lose the"
                                + " values.")
                .about(column.path().toString(), null);
    }

    private void list(
            Path table,
            @Nullable List<String> wanted,
            StringBuilder columns,
            StringBuilder values) {
        try (Rows rows =
                database.query(
                        "SELECT c.name, c.expression, c.depends_on_style FROM"
                                + " gitversion_internal.kept_columns(format('%I.%I', ?::text,"
                                + " ?::text)::regclass) c",
                        path.schema(), table.name())) {
            while (rows.next()) {
                if (wanted == null || wanted.contains(rows.text(1))) {
                    columns.append(columns.length() == 0 ? "" : ", ");
                    columns.append(Identifier.quote(rows.text(1)));
                    values.append(values.length() == 0 ? "" : ", ").append(rows.text(2));
                    isStyled |= rows.truth(3);
                }
            }
        }
    }

    private void copy(
            Path what,
            Table table,
            String place,
            CharSequence columns,
            CharSequence values,
            String relation) {
        parking.admit(table.owner, path.schema());
        String head = columns.length() == 0 ? "" : " (" + columns + ")";
        Path whole = Path.of(TableKind.FOLDER, what.segment(1));
        String force = "ALTER TABLE " + name(whole.name());
        if (table.isForced) {
            copies.add(new Step(whole, Ddl.of(force + " NO FORCE ROW LEVEL SECURITY")));
        }
        Ddl copy =
                Ddl.of(
                        "CREATE TABLE "
                                + place
                                + head
                                + " AS SELECT "
                                + values
                                + " FROM "
                                + relation,
                        Ddl.Lock.ACCESS_EXCLUSIVE);
        copies.add(new Step(what, copy.noting("The values are kept until " + until() + ".")));
        if (table.isForced) {
            copies.add(new Step(whole, Ddl.of(force + " FORCE ROW LEVEL SECURITY")));
        }
        if (!table.owner.equals(user)) {
            copies.add(
                    new Step(
                            what,
                            Ddl.of(
                                    "ALTER TABLE "
                                            + place
                                            + " OWNER TO "
                                            + Identifier.quote(table.owner))));
        }
    }

    private void keepIdentity(Node column) {
        Path table = Path.of(TableKind.FOLDER, column.path().segment(1));
        String sequence =
                database.value(
                        "SELECT s.oid::regclass::text FROM pg_depend d JOIN pg_class s ON"
                                + " s.oid = d.objid AND s.relkind = 'S' JOIN pg_attribute a ON"
                                + " a.attrelid = d.refobjid AND a.attnum = d.refobjsubid WHERE"
                                + " d.classid = 'pg_class'::regclass AND d.refclassid ="
                                + " 'pg_class'::regclass AND d.deptype = 'i' AND d.refobjid ="
                                + " format('%I.%I', ?::text, ?::text)::regclass AND a.attname ="
                                + " ?::text",
                        path.schema(), table.name(), column.name());
        if (sequence != null) {
            keepPosition(column.path(), table, sequence);
        }
    }

    /** A sequence never goes back. */
    private void keepPosition(Path what, Path owner, String sequence) {
        String position =
                database.ask(
                        "SELECT pg_catalog.concat(s.last_value, ' ', s.is_called) FROM "
                                + sequence
                                + " s",
                        cage.roleFor(owner));
        int blank = position == null ? -1 : position.indexOf(' ');
        if (position != null && blank > 0) {
            parking.park(what, List.of(), position.substring(0, blank), position.endsWith(" t"));
        }
    }

    /** Looks, and lets nobody write from now on. */
    private boolean isEmpty(Path table, Table facts, String query) {
        String role = cage.roleFor(table);
        SqlFailure failure =
                database.attempt(
                        "LOCK TABLE " + name(table.name()) + " IN ACCESS EXCLUSIVE MODE", role);
        if (failure != null) {
            throw failure;
        }
        return !facts.isForced
                && "0".equals(database.ask("SELECT EXISTS (" + query + ")::pg_catalog.int4", role));
    }

    private Step kept(Step step) {
        String place = places.get(step.path());
        Node node = from.get(step.path());
        boolean isOne =
                node != null && isGone(node) && (place != null || empty.contains(step.path()));
        return !isOne
                ? step
                : new Step(
                        step.path(),
                        step.ddl()
                                .keeping(
                                        place == null
                                                ? "There are no values."
                                                : "The values are kept in "
                                                        + place
                                                        + " until "
                                                        + until()
                                                        + "."));
    }

    private String place(Path what, String name, int id) {
        StringBuilder table = new StringBuilder();
        int bytes = 0;
        for (int i = 0; i < name.length() && bytes < NAME; ) {
            int point = name.codePointAt(i);
            bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
            table.appendCodePoint(point);
            i += Character.charCount(point);
        }
        String made = table + "_" + id;
        parking.named(id, made);
        String place = Identifier.quote(parking.schema()) + "." + Identifier.quote(made);
        places.put(what, place);
        return place;
    }

    private Table table(Path at) {
        Table found = tables.get(at);
        if (found == null) {
            try (Rows rows = database.query(TABLE, path.schema(), at.name())) {
                found = new Table(rows);
            }
            tables.put(at, found);
        }
        return found;
    }

    private String name(String table) {
        return Identifier.quote(path.schema()) + "." + Identifier.quote(table);
    }

    private String until() {
        return parking.until();
    }
}
