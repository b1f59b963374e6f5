package org.gitversion.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gitversion.canonical.ArrayCasts;
import org.gitversion.canonical.CodePointOrder;
import org.gitversion.canonical.SchemaMarker;
import org.gitversion.db.Database;
import org.gitversion.db.Rows;
import org.gitversion.error.GitVersionException;
import org.gitversion.kind.ObjectKind;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Shared;
import org.gitversion.model.Slot;
import org.gitversion.model.Value;
import org.jspecify.annotations.Nullable;

/**
 * Reads a whole schema: one query a kind, then comments, privileges and references for all kinds.
 *
 * <p>The columns of a kind's query are: classid int8, objid int8, objsubid int4, path text[] (raw
 * segments), layout text[] (keys and values in turn), then the kind's own slots in their order,
 * text or text[].
 */
public final class CatalogReader {
    private static final int FIRST_SLOT = 6;
    private static final int NO_OBJECTS = -1;
    private static final int TEXT_VERSION = 9;
    private static final int PRIVILEGES_VERSION = 7;

    private final Database database;
    private final SearchPath path;
    private final Map<Address, Draft> drafts = new HashMap<>();
    private final @Nullable Scope scope;
    private final Map<Address, Path> others;
    private final Shared shared = new Shared();
    private final boolean isVersioned;
    private boolean isLenient;
    private Ignored ignored = Ignored.NOTHING;

    private CatalogReader(
            Database database,
            SearchPath path,
            boolean isVersioned,
            @Nullable Scope scope,
            Map<Address, Path> others) {
        this.isVersioned = isVersioned;
        this.database = database;
        this.path = path;
        this.scope = scope;
        this.others = others;
    }

    /**
     * Reads a schema.
     *
     * @param database the gateway
     * @param path the schema with its search path
     * @return what is there
     * @throws GitVersionException UNSUPPORTED_OBJECT when something in it cannot be represented,
     *     CROSS_BRANCH_REFERENCE when something refers to another branch
     */
    public static LiveSchema read(Database database, SearchPath path) {
        return readChecked(database, path, false, null);
    }

    /**
     * Reads a schema with the versions of its objects.
     *
     * @param database the gateway
     * @param path the schema with its search path
     * @return what is there
     * @throws GitVersionException as {@link #read}
     */
    public static LiveSchema readVersioned(Database database, SearchPath path) {
        return readChecked(database, path, true, null);
    }

    /**
     * Reads a schema that a head may be noted with.
     *
     * @param database the gateway
     * @param path the schema with its search path
     * @return what is there, with a mark and versions
     * @throws GitVersionException as {@link #read}
     */
    public static LiveSchema readMarked(Database database, SearchPath path) {
        return readChecked(database, path, true, Mark.take(database, path.schema()));
    }

    private static LiveSchema readChecked(
            Database database, SearchPath path, boolean isVersioned, @Nullable Mark mark) {
        new CatalogReader(database, path, false, null, Map.of()).refuseUnsupported();
        return new CatalogReader(database, path, isVersioned, null, Map.of()).readWhole(mark);
    }

    /**
     * Reads a schema as far as it can be represented: what {@link #read} refuses is left out.
     *
     * @param database the gateway
     * @param path the schema with its search path
     * @return what is there otherwise
     */
    public static LiveSchema readLenient(Database database, SearchPath path) {
        CatalogReader reader = new CatalogReader(database, path, false, null, Map.of());
        reader.isLenient = true;
        return reader.readWhole(null);
    }

    /**
     * Reads a schema that was read before in this transaction and changed by statements of
     * gitversion since, so that all in it can be represented.
     *
     * @param database the gateway
     * @param before the schema, or a part of it, as it was read before
     * @param goal what it is to be
     * @return what is there, a whole schema with versions, and with a mark if there was one before
     *     or nothing
     * @throws GitVersionException CROSS_BRANCH_REFERENCE when something refers to another branch
     */
    public static LiveSchema readBack(Database database, LiveSchema before, SchemaTree goal) {
        Rereading part = before.rereading();
        if (part != null) {
            return part.read(database, goal);
        }
        boolean isUnmarked = before.mark() == null && before.tree().size() > 0;
        Mark mark = isUnmarked ? null : Mark.take(database, before.searchPath().schema());
        return new CatalogReader(database, before.searchPath(), true, null, Map.of())
                .readWhole(mark);
    }

    private LiveSchema readWhole(@Nullable Mark mark) {
        Set<String> absent = absentKinds();
        for (ObjectKind kind : ObjectKinds.ALL.list()) {
            if (!absent.contains(kind.kind().name())) {
                readKind(kind.kind());
            }
        }
        return readRest(mark);
    }

    /**
     * Reads a part of a schema.
     *
     * @param database the gateway
     * @param path the schema with its search path
     * @param scope the part
     * @param others the paths of the objects it refers to, by identity, as far as they are not in
     *     the part
     * @return what is there of the part
     * @throws GitVersionException UNSUPPORTED_OBJECT when something cannot be represented,
     *     CROSS_BRANCH_REFERENCE when something refers to another branch
     */
    public static LiveSchema readPart(
            Database database, SearchPath path, Scope scope, Map<Address, Path> others) {
        CatalogReader reader = new CatalogReader(database, path, true, scope, others);
        reader.refuseUnsupported();
        for (ObjectKind kind : ObjectKinds.ALL.list()) {
            if (scope.has(kind.kind().name())) {
                reader.readKind(kind.kind());
            }
        }
        return reader.readRest(null);
    }

    private LiveSchema readRest(@Nullable Mark mark) {
        ignored = Ignored.remove(database, drafts);
        readAttachments();
        readPrivileges();
        settle();
        return finish(mark);
    }

    private Rows query(int slots, String... files) {
        String[] all = new String[files.length + 1];
        all[0] = "prelude";
        System.arraycopy(files, 0, all, 1, files.length);
        database.searchPath(Database.OWN_PATH);
        Scope part = scope;
        String query = Queries.get(part != null, isVersioned ? slots : NO_OBJECTS, all);
        if (part == null) {
            return database.query(query, path.toString(), path.schema());
        }
        return database.query(
                query, path.toString(), part.list(0), part.list(1), part.list(2), path.schema());
    }

    private void refuseUnsupported() {
        List<String> found = new ArrayList<>();
        try (Rows rows = query(NO_OBJECTS, "unsupported")) {
            while (rows.next()) {
                found.add(rows.text(1) + " (" + rows.text(2) + ')');
            }
        }
        if (!found.isEmpty()) {
            database.value(
                    "SELECT gitversion_internal.refuse_unsupported(?::text, ?::text[])::text",
                    path.schema(),
                    found);
        }
    }

    /** Returns the kinds that need no query; that of a small schema takes longer to plan. */
    private Set<String> absentKinds() {
        Set<String> absent = new HashSet<>();
        try (Rows rows = query(NO_OBJECTS, "census")) {
            while (rows.next()) {
                absent.addAll(rows.texts(1));
            }
        }
        return absent;
    }

    private void readKind(Kind kind) {
        List<Slot> slots = kind.slots();
        int own = slots.size() - Kind.COMMON.size();
        try (Rows rows = query(own, kind.name())) {
            while (rows.next()) {
                List<String> segments = rows.texts(4);
                Path at = Path.of(segments.toArray(new String[0]));
                Draft draft = new Draft(at, kind);
                draft.addLayout(rows.textsOrNull(5), shared);
                for (int i = 0; i < own; i++) {
                    readSlot(draft, slots.get(i), rows, FIRST_SLOT + i);
                }
                addVersion(draft, "", rows, FIRST_SLOT + own);
                drafts.put(new Address(rows.bigint(1), rows.bigint(2), rows.integer(3)), draft);
            }
        }
    }

    private void addVersion(Draft draft, String slot, Rows rows, int column) {
        if (isVersioned) {
            draft.addVersion(slot, rows.bigint(column));
        }
    }

    private void readSlot(Draft draft, Slot slot, Rows rows, int column) {
        if (slot.holdsItems()) {
            List<String> items = rows.textsOrNull(column);
            if (items != null) {
                draft.slots.put(slot.name(), Value.items(canonical(slot, items)));
            }
        } else {
            String text = rows.textOrNull(column);
            if (text != null) {
                draft.slots.put(slot.name(), shared.value(canonical(slot, text)));
            }
        }
    }

    private String canonical(Slot slot, String text) {
        return slot.namesSchema()
                ? SchemaMarker.mark(text, path.own())
                : ArrayCasts.normalize(text);
    }

    private List<String> canonical(Slot slot, List<String> items) {
        if (slot.merge() == Slot.Merge.ROWS) {
            return items;
        }
        List<String> marked = new ArrayList<>(items.size());
        for (String item : items) {
            marked.add(
                    slot.namesSchema()
                            ? SchemaMarker.markSetting(item, path.own())
                            : ArrayCasts.normalize(item));
        }
        return marked;
    }

    private void readAttachments() {
        try (Rows rows = query(TEXT_VERSION - FIRST_SLOT, "objects", "attachments")) {
            while (rows.next()) {
                String text = rows.textOrNull(4);
                if (text == null) {
                    addReference(rows);
                } else {
                    addText(rows, text, rows.text(8));
                }
            }
        }
    }

    private void addText(Rows rows, String text, String slot) {
        Draft draft = drafts.get(address(rows, 1));
        if (ignored.has(address(rows, 1))) {
            return;
        } else if (draft == null || !Kind.isCommon(slot)) {
            refuseUnattached(address(rows, 1));
            return;
        }
        addVersion(draft, slot, rows, TEXT_VERSION);
        if (slot.equals(Kind.COMMENT)) {
            draft.slots.put(slot, Value.text(text));
            return;
        }
        Value before = draft.slots.get(slot);
        List<String> items = before == null ? new ArrayList<>() : new ArrayList<>(before.items());
        items.add(text);
        items.sort(CodePointOrder.INSTANCE);
        draft.slots.put(slot, Value.items(items));
    }

    private void addReference(Rows rows) {
        Draft from = drafts.get(address(rows, 1));
        Address target = address(rows, 5);
        Path to = pathOf(target);
        if (from != null) {
            ignored.refuse(path.schema(), from.path, target);
        }
        if (from != null && to != null) {
            if (!from.path.equals(to) && !from.path.isBelow(to)) {
                from.references.add(to);
            }
        } else if (from != null && rows.textOrNull(8) != null && !isLenient) {
            refuseOtherBranch(from, rows.text(8));
        }
    }

    private @Nullable Path pathOf(Address target) {
        Draft draft = drafts.get(target);
        if (draft == null && target.subId() != 0) {
            draft = drafts.get(target.whole());
        }
        return draft == null ? Scope.find(others, target) : draft.path;
    }

    private void readPrivileges() {
        try (Rows rows = query(PRIVILEGES_VERSION - FIRST_SLOT, "objects", "privileges")) {
            while (rows.next()) {
                Draft draft = drafts.get(address(rows, 1));
                if (ignored.has(address(rows, 1))) {
                    continue;
                } else if (draft == null) {
                    refuseUnattached(address(rows, 1));
                    continue;
                }
                draft.slots.put(rows.text(5), Value.items(rows.texts(4)));
                addVersion(draft, rows.text(5), rows, PRIVILEGES_VERSION);
                String order = rows.textOrNull(6);
                if (order != null) {
                    draft.layout.put(rows.text(5), order);
                }
            }
        }
    }

    private void refuseUnattached(Address address) {
        if (isLenient) {
            return;
        }
        database.value(
                "SELECT gitversion_internal.refuse_unattached(?::text, ?::int8::oid, ?::int8::oid,"
                        + " ?::int4)::text",
                path.schema(),
                address.classId(),
                address.objectId(),
                address.subId());
        throw new IllegalStateException("what is on " + address + " was not refused");
    }

    private void refuseOtherBranch(Draft from, String schema) {
        database.value(
                "SELECT gitversion_internal.refuse_other_branch(?::text, ?::text, ?::text)::text",
                path.schema(),
                from.path.toString(),
                schema);
    }

    private Map<String, @Nullable String> settledTexts = Map.of();

    private static Address address(Rows rows, int column) {
        return new Address(rows.bigint(column), rows.bigint(column + 1), rows.integer(column + 2));
    }

    private void settle() {
        database.searchPath(Database.OWN_PATH);
        Settler settler = new Settler(database, path);
        List<Draft> open = new ArrayList<>();
        List<String> slots = new ArrayList<>();
        for (Draft draft : drafts.values()) {
            for (String slot : Settler.slots(draft.kind.folder())) {
                Value text = draft.slots.get(slot);
                if (text != null
                        && settler.mayChange(draft.kind.folder(), text.text(), draft.references)) {
                    settler.add(draft.node(), slot);
                    open.add(draft);
                    slots.add(slot);
                }
            }
        }
        List<String> settled = settler.settle();
        settledTexts = settler.settled();
        for (int i = 0; i < settled.size(); i++) {
            open.get(i).slots.put(slots.get(i), Value.text(settled.get(i)));
        }
    }

    private LiveSchema finish(@Nullable Mark mark) {
        database.ownPath();
        List<Node> nodes = new ArrayList<>(drafts.size());
        Map<Address, Path> paths = new HashMap<>(drafts.size() * 2);
        Map<Path, Version> versions = new HashMap<>(isVersioned ? drafts.size() * 2 : 0);
        // Of a large schema there is no room for all of it twice.
        Iterator<Map.Entry<Address, Draft>> entries = drafts.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<Address, Draft> entry = entries.next();
            Draft draft = entry.getValue();
            entries.remove();
            nodes.add(draft.node());
            paths.put(entry.getKey(), draft.path);
            if (isVersioned) {
                versions.put(draft.path, draft.version());
            }
        }
        return new LiveSchema(path, SchemaTree.of(nodes), paths, versions, settledTexts, mark);
    }
}
