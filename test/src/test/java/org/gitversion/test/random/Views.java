package org.gitversion.test.random;

import java.util.List;
import java.util.Map;

/** Views, materialized views and rules. */
final class Views {
    /** Words that stand for one of several templates. */
    static final Map<String, List<String>> LISTS =
            Map.of(
                    "query",
                    List.of(
                            "SELECT * FROM {rel:rvmpf}",
                            "SELECT {f=rel:rvmpf} FROM {=f}",
                            "SELECT {f=rel:rvmpf}.*, 1 AS {name} FROM {=f}",
                            "TABLE {rel:rvmp}",
                            "SELECT count(*) AS n, x.k AS {name} FROM {rel:rvp} x GROUP BY 2",
                            "SELECT x.* FROM {f=rel:rvmpf} x WHERE x.*::text IN ('a', 'b') ORDER BY"
                                    + " 1 LIMIT 9",
                            "SELECT a.*, b AS whole FROM {rel:rvp} a LEFT JOIN {rel:rvp} b ON"
                                    + " a.*::text = b.*::text WHERE a.*::text = ANY (ARRAY['x',"
                                    + " 'y'::varchar])",
                            "SELECT a.k, b.k AS j FROM {rel:rp} a JOIN {rel:rp} b USING (k)",
                            "SELECT * FROM {rel:rp} a NATURAL JOIN {rel:rp} b",
                            "SELECT (a.*).k, {int_function}(a.k) AS f, CASE WHEN"
                                + " {bool_function}(a.k) THEN NULL::integer END FROM {rel:rp} a",
                            "WITH w AS MATERIALIZED (SELECT k AS z FROM {rel:rp}) SELECT z,"
                                + " row_number() OVER (PARTITION BY z ORDER BY z DESC) AS r FROM w"
                                + " WHERE z IS NOT NULL",
                            "WITH RECURSIVE t(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM t WHERE"
                                    + " n < 100) SELECT n, x.k FROM t, {rel:rp} x",
                            "SELECT k FROM {rel:rp} UNION ALL SELECT k FROM {rel:rp} EXCEPT SELECT"
                                    + " 1",
                            "SELECT k, EXISTS (SELECT FROM {rel:rvp} y WHERE y.*::text = 'x') AS e"
                                    + " FROM {rel:rp}",
                            "SELECT * FROM {set_function}() f",
                            "SELECT NULL::{own_type} AS v, ARRAY[NULL::{own_type}] AS w",
                            "SELECT nextval({sequence_literal}) AS n, {int}::numeric(5,2) AS m,"
                                    + " 'now'::text AS {name}",
                            "SELECT k FROM {rel:rp} TABLESAMPLE bernoulli (10)",
                            "SELECT l.* FROM {rel:rp} a, LATERAL (SELECT a.k + 1 AS m) l",
                            "SELECT sum(k) FILTER (WHERE k > 1) AS s, grouping(k) FROM {rel:rp}"
                                    + " GROUP BY ROLLUP (k)"));

    static final Family FAMILY =
            new Family(
                    List.of(
                            "CREATE VIEW {name} {|WITH (security_barrier)|WITH"
                                    + " (security_invoker=true)} AS {query}",
                            "CREATE VIEW {name} AS {query}",
                            "CREATE VIEW {name} AS {query}",
                            "CREATE VIEW {name} AS SELECT * FROM {rel:rv} WHERE k > 3 WITH"
                                    + " {LOCAL|CASCADED} CHECK OPTION",
                            "CREATE VIEW {name} ({name}) AS SELECT k FROM {rel:rvp}",
                            "CREATE RECURSIVE VIEW {v=name} (n) AS VALUES (1) UNION ALL SELECT n +"
                                    + " 1 FROM {=v} WHERE n < {int}",
                            "CREATE MATERIALIZED VIEW {name} {|WITH (fillfactor=50)} AS {query}"
                                    + " WITH {|NO} DATA",
                            "CREATE MATERIALIZED VIEW {name} AS SELECT k, 1 AS one FROM {rel:rp}",
                            "CREATE RULE {name} AS ON {INSERT|DELETE|UPDATE} TO {rel:rp}{| WHERE"
                                + " EXISTS (SELECT FROM pg_class WHERE relname = 'x')} DO ALSO"
                                + " {NOTHING|SELECT 1|NOTIFY channel|DELETE FROM {rel:rp}|(NOTHING;"
                                + " NOTIFY x)|SELECT k FROM {rel:rp}}",
                            "CREATE RULE {name} AS ON {INSERT|DELETE} TO {rel:v} DO INSTEAD"
                                    + " {NOTHING|SELECT 1}",
                            "CREATE RULE {name} AS ON UPDATE TO {t=rel:r} WHERE old.k IS DISTINCT"
                                    + " FROM new.k DO ALSO INSERT INTO {=t} (k) VALUES (new.k)"),
                    List.of(
                            "ALTER VIEW {rel:v} {SET (security_barrier=true)|SET"
                                    + " (check_option=local)|RESET (security_barrier)|RENAME TO"
                                    + " {name}|RENAME COLUMN {column} TO {name}|ALTER {column} SET"
                                    + " DEFAULT NULL}",
                            "ALTER MATERIALIZED VIEW {rel:m} {SET (fillfactor=33)|RENAME TO"
                                    + " {name}|RENAME COLUMN {column} TO {name}|ALTER {column} SET"
                                    + " STATISTICS 6|SET TABLESPACE random_space|ALTER {column} SET"
                                    + " STORAGE EXTERNAL}",
                            "ALTER TABLE {rel:rp} {DISABLE|ENABLE ALWAYS|ENABLE REPLICA} RULE"
                                    + " {rule}",
                            "{replace_view}",
                            "REFRESH MATERIALIZED VIEW {rel:m}",
                            "DROP RULE {rule} ON {rel:rpv}",
                            "DROP VIEW {rel:v}{| CASCADE}",
                            "DROP MATERIALIZED VIEW {rel:m}{| CASCADE}"));

    private Views() {}
}
