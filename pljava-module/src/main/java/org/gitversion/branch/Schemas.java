package org.gitversion.branch;

import org.gitversion.db.Database;
import org.gitversion.kind.Identifier;
import org.gitversion.plan.LockTable;
import org.jspecify.annotations.Nullable;

/** Creates and drops the schemas of branches. */
final class Schemas {
    private Schemas() {}

    static boolean exists(Database database, String schema) {
        return database.number("SELECT 1 FROM pg_namespace WHERE nspname = ?::text", schema)
                != null;
    }

    static void create(Database database, String schema) {
        database.executeInternally("CREATE SCHEMA " + Identifier.quote(schema));
    }

    /** Gives a schema to the owner of another one, where the caller may: a superuser. */
    static void giveToOwnerOf(Database database, String schema, String other) {
        String owner =
                database.value(
                        "SELECT r.rolname FROM pg_namespace n JOIN pg_roles r ON r.oid = n.nspowner"
                                + " WHERE n.nspname = ?::text AND NOT r.rolsuper AND r.oid <>"
                                + " 'pg_database_owner'::regrole AND EXISTS (SELECT FROM pg_roles c"
                                + " WHERE c.rolname = current_user AND c.rolsuper)",
                        other);
        if (owner != null) {
            database.executeInternally(
                    "ALTER SCHEMA "
                            + Identifier.quote(schema)
                            + " OWNER TO "
                            + Identifier.quote(owner));
        }
    }

    static void drop(Database database, String schema) {
        LockTable.requireForDrop(database, schema);
        database.executeInternally("DROP SCHEMA " + Identifier.quote(schema) + " CASCADE");
    }

    /**
     * Names objects of other schemas that depend on objects of a schema, and that DROP SCHEMA would
     * take along.
     *
     * @return their descriptions, or null when there are none
     */
    static @Nullable String outsideDependents(Database database, String schema) {
        return database.value(
                "WITH inner_object AS MATERIALIZED ( SELECT 'pg_class'::regclass::oid AS classid,"
                    + " c.oid AS objid FROM pg_class c WHERE c.relnamespace ="
                    + " quote_ident(?::text)::regnamespace UNION ALL SELECT 'pg_type'::regclass,"
                    + " t.oid FROM pg_type t WHERE t.typnamespace ="
                    + " quote_ident(?::text)::regnamespace UNION ALL SELECT 'pg_proc'::regclass,"
                    + " p.oid FROM pg_proc p WHERE p.pronamespace ="
                    + " quote_ident(?::text)::regnamespace UNION SELECT n.classid, n.objid FROM"
                    + " pg_depend n WHERE n.refclassid = 'pg_namespace'::regclass AND n.refobjid ="
                    + " quote_ident(?::text)::regnamespace) SELECT string_agg(DISTINCT"
                    + " pg_describe_object(d.classid, d.objid, d.objsubid), '; ') FROM inner_object"
                    + " i JOIN pg_depend d ON d.refclassid = i.classid AND d.refobjid = i.objid"
                    + " CROSS JOIN LATERAL pg_identify_object(d.classid, d.objid, d.objsubid) o"
                    + " LEFT JOIN pg_rewrite w ON d.classid = 'pg_rewrite'::regclass AND w.oid ="
                    + " d.objid LEFT JOIN pg_class wc ON wc.oid = w.ev_class LEFT JOIN pg_trigger g"
                    + " ON d.classid = 'pg_trigger'::regclass AND g.oid = d.objid LEFT JOIN"
                    + " pg_class gc ON gc.oid = g.tgrelid LEFT JOIN pg_constraint k ON d.classid ="
                    + " 'pg_constraint'::regclass AND k.oid = d.objid LEFT JOIN pg_policy y ON"
                    + " d.classid = 'pg_policy'::regclass AND y.oid = d.objid LEFT JOIN pg_class yc"
                    + " ON yc.oid = y.polrelid LEFT JOIN pg_attrdef a ON d.classid ="
                    + " 'pg_attrdef'::regclass AND a.oid = d.objid LEFT JOIN pg_class ac ON ac.oid"
                    + " = a.adrelid LEFT JOIN pg_namespace n ON n.oid = coalesce(wc.relnamespace,"
                    + " gc.relnamespace, k.connamespace, yc.relnamespace, ac.relnamespace) WHERE"
                    + " d.deptype = 'n' AND coalesce(n.nspname, o.schema) <> ?::text AND"
                    + " coalesce(n.nspname, o.schema) <> 'pg_toast'",
                schema,
                schema,
                schema,
                schema,
                schema);
    }
}
