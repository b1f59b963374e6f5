package org.gitversion.test.travel;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.gitversion.test.support.Database;

/** All that the extension consists of in a database, as the system catalogs say it. */
final class ExtensionMembers {
    private static final String MEMBERS =
            """
            WITH member AS (
                SELECT d.classid, d.objid, i.type, i.identity
                  FROM pg_depend d, pg_identify_object(d.classid, d.objid, 0) i
                 WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e'
                   AND d.refobjid = (SELECT oid FROM pg_extension WHERE extname = 'gitversion'))
            """;

    private static final List<String> FACTS =
            List.of(
                    "SELECT concat_ws(' ', type, identity, obj_description(objid, classid::regclass"
                            + "::text::name), (SELECT string_agg(p.objsubid || ':' ||"
                            + " p.initprivs::text, ' ' ORDER BY p.objsubid) FROM pg_init_privs p"
                            + " WHERE p.classoid = classid AND p.objoid = objid)) FROM member",
                    "SELECT pg_get_functiondef(p.oid) || coalesce(p.proacl::text, '')"
                            + " FROM member JOIN pg_proc p ON p.oid = objid"
                            + " WHERE classid = 'pg_proc'::regclass",
                    "SELECT concat_ws(' ', identity, c.relkind, c.relacl, c.reloptions,"
                            + " pg_get_viewdef(c.oid)) FROM member JOIN pg_class c ON c.oid = objid"
                            + " WHERE classid = 'pg_class'::regclass AND c.relkind <> 'i'",
                    "SELECT concat_ws(' ', identity, row_number() OVER (PARTITION BY a.attrelid"
                            + " ORDER BY a.attnum), a.attname, format_type(a.atttypid,"
                            + " a.atttypmod), a.attcollation::regcollation, a.attnotnull,"
                            + " pg_get_expr(f.adbin, f.adrelid), a.attacl,"
                            + " col_description(a.attrelid, a.attnum)) FROM member"
                            + " JOIN pg_attribute a ON a.attrelid = objid AND a.attnum > 0"
                            + " AND NOT a.attisdropped LEFT JOIN pg_attrdef f"
                            + " ON f.adrelid = a.attrelid AND f.adnum = a.attnum"
                            + " WHERE classid = 'pg_class'::regclass",
                    "SELECT concat_ws(' ', identity, c.conname, pg_get_constraintdef(c.oid))"
                            + " FROM member JOIN pg_constraint c ON c.conrelid = objid"
                            + " WHERE classid = 'pg_class'::regclass",
                    "SELECT concat_ws(' ', identity, pg_get_indexdef(i.indexrelid))"
                            + " FROM member JOIN pg_index i ON i.indrelid = objid"
                            + " WHERE classid = 'pg_class'::regclass",
                    "SELECT concat_ws(' ', identity, e.enumlabel, row_number() OVER (PARTITION BY"
                            + " e.enumtypid ORDER BY e.enumsortorder)) FROM member"
                            + " JOIN pg_enum e ON e.enumtypid = objid"
                            + " WHERE classid = 'pg_type'::regclass",
                    "SELECT concat_ws(' ', identity, t.evtevent, t.evtfoid::regprocedure,"
                            + " t.evtenabled, t.evttags) FROM member"
                            + " JOIN pg_event_trigger t ON t.oid = objid"
                            + " WHERE classid = 'pg_event_trigger'::regclass",
                    "SELECT concat_ws(' ', c.relation::regclass, c.condition) FROM pg_extension e,"
                            + " unnest(e.extconfig, e.extcondition) AS c (relation, condition)"
                            + " WHERE e.extname = 'gitversion'",
                    "SELECT extversion FROM pg_extension WHERE extname = 'gitversion'",
                    "SELECT nspname || nspacl::text FROM pg_namespace WHERE nspname LIKE"
                            + " 'gitversion%'");

    private ExtensionMembers() {}

    /** Reads it; equal lists are equal extensions. */
    static List<String> of(Database database) throws SQLException {
        List<String> all = new ArrayList<>();
        for (String fact : FACTS) {
            database.execute("SET search_path = pg_catalog");
            all.addAll(database.column(MEMBERS + fact + " ORDER BY 1"));
        }
        database.execute("RESET search_path");
        return all;
    }
}
