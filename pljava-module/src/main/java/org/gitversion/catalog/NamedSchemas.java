package org.gitversion.catalog;

import java.util.ArrayList;
import java.util.List;
import org.gitversion.canonical.OwnSchema;
import org.gitversion.canonical.SchemaMarker;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Slot;
import org.gitversion.model.Value;

/**
 * Finds string bodies and settings that name another schema than the one they are in. PostgreSQL
 * does not check these.
 */
public final class NamedSchemas {
    private NamedSchemas() {}

    /**
     * Lists what names a schema otherwise than as its own.
     *
     * @param from what is not asked about where it is the same
     * @param to the state
     * @param schema the schema
     * @return the paths of objects
     */
    public static List<Path> find(SchemaTree from, SchemaTree to, OwnSchema schema) {
        List<Path> found = new ArrayList<>(0);
        for (Node node : to.nodes()) {
            for (Slot slot : node.kind().slots()) {
                Value value = slot.namesSchema() ? node.value(slot.name()) : null;
                if (value != null
                        && !node.equals(from.get(node.path()))
                        && isNamed(slot, value, schema)) {
                    found.add(node.path());
                    break;
                }
            }
        }
        return found;
    }

    private static boolean isNamed(Slot slot, Value value, OwnSchema schema) {
        if (!slot.holdsItems()) {
            return isNamed(value.text(), schema, false);
        }
        for (String item : value.items()) {
            if (isNamed(item, schema, true)) {
                return true;
            }
        }
        return false;
    }

    /** Written in that schema and read again, the text would not be the same. */
    private static boolean isNamed(String text, OwnSchema schema, boolean setting) {
        if (!text.contains(schema.name())) {
            return false;
        }
        String there = SchemaMarker.unmark(text, schema);
        return !text.equals(
                setting
                        ? SchemaMarker.markSetting(there, schema)
                        : SchemaMarker.mark(there, schema));
    }
}
