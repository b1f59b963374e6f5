package org.gitversion.test.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.gitversion.test.support.Cluster;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Constraints that PostgreSQL has from 18 on. */
class ConstraintOf18IT {
    @BeforeAll
    static void requireServer() throws SQLException {
        try (Connection session = Cluster.shared().connect("postgres");
                Statement statement = session.createStatement();
                ResultSet version = statement.executeQuery("SHOW server_version_num")) {
            version.next();
            assumeTrue(version.getInt(1) >= 180000, "PostgreSQL 18 has them");
        }
    }

    @Test
    void keysMayBeOverPeriods() throws SQLException {
        String script =
                """
                CREATE TABLE room (id int, "v %" daterange, extra text,
                    CONSTRAINT room_key PRIMARY KEY (id, "v %" WITHOUT OVERLAPS));
                CREATE TABLE stay (id int, room int, during daterange,
                    UNIQUE (id, during WITHOUT OVERLAPS) DEFERRABLE,
                    CONSTRAINT stay_room FOREIGN KEY (room, PERIOD during)
                        REFERENCES room (id, PERIOD "v %"));
                """;
        Lab.assertClones(script);
        try (Lab lab = Lab.of(script)) {
            lab.run(
                    "INSERT INTO app.room VALUES (1, '[2026-01-01,2027-01-01)');"
                            + "INSERT INTO app.stay VALUES (1, 1, '[2026-02-01,2026-03-01)')");
            lab.merge("ALTER TABLE stay DROP CONSTRAINT stay_room");
            lab.merge(
                    "ALTER TABLE room RENAME TO rooms; ALTER TABLE rooms RENAME \"v %\" TO valid;"
                            + " ALTER TABLE stay ADD CONSTRAINT again FOREIGN KEY (room, PERIOD"
                            + " during) REFERENCES rooms (id, PERIOD valid)");
            lab.merge(
                    "ALTER TABLE stay DROP CONSTRAINT again; ALTER TABLE rooms DROP CONSTRAINT"
                            + " room_key, ADD CONSTRAINT room_key PRIMARY KEY (id, valid)");
            lab.merge(
                    "ALTER TABLE rooms DROP CONSTRAINT room_key, ADD CONSTRAINT room_key PRIMARY"
                            + " KEY (id, valid WITHOUT OVERLAPS)");
            String refused =
                    lab.refused(
                            "ALTER TABLE stay ADD CHECK (false) NOT ENFORCED, ADD UNIQUE (room,"
                                + " during WITHOUT OVERLAPS); INSERT INTO app.stay VALUES (2, 1,"
                                + " '[2026-02-02,2026-02-03)')");
            assertThat(refused).startsWith("VC001").contains("stay_room_during_key");
        }
    }

    @Test
    void constraintsMayNotBeEnforced() throws SQLException {
        String script =
                """
                CREATE TABLE t (a int PRIMARY KEY, b int,
                    CONSTRAINT positive CHECK (b > 0) NOT ENFORCED);
                CREATE TABLE part (LIKE t) PARTITION BY LIST (a);
                CREATE TABLE part_1 PARTITION OF part FOR VALUES IN (1);
                ALTER TABLE part ADD CONSTRAINT more CHECK (b > 1) NOT ENFORCED;
                ALTER TABLE t ADD CONSTRAINT self FOREIGN KEY (b) REFERENCES t NOT ENFORCED;
                """;
        Lab.assertClones(script);
        try (Lab lab = Lab.of(script)) {
            lab.run("INSERT INTO app.t VALUES (1, 1), (2, 1)");
            assertThat(lab.merge("ALTER TABLE t ALTER CONSTRAINT self ENFORCED"))
                    .containsExactly("ALTER TABLE t ALTER CONSTRAINT self ENFORCED");
            lab.merge("ALTER TABLE t ALTER CONSTRAINT self NOT ENFORCED");
            lab.merge(
                    "ALTER TABLE t DROP CONSTRAINT positive, ADD CONSTRAINT positive CHECK (b >"
                            + " 0)");
            lab.merge(
                    "ALTER TABLE t DROP CONSTRAINT positive, ADD CONSTRAINT positive CHECK (b >"
                            + " 0) NOT ENFORCED");
            lab.run("INSERT INTO app.t VALUES (3, 99)");
            assertThat(lab.refused("ALTER TABLE t ALTER CONSTRAINT self ENFORCED"))
                    .startsWith("VC001")
                    .contains("self");
        }
    }

    @Test
    void notNullMayHaveAName() throws SQLException {
        String script =
                """
                CREATE TABLE base (a int CONSTRAINT "a is %" NOT NULL, b int NOT NULL, c int);
                CREATE TABLE heir (d int CONSTRAINT yes NOT NULL) INHERITS (base);
                CREATE TABLE parts (k int CONSTRAINT k_there NOT NULL) PARTITION BY LIST (k);
                CREATE TABLE part_1 PARTITION OF parts FOR VALUES IN (1);
                """;
        Lab.assertClones(script);
        try (Lab lab = Lab.of(script)) {
            lab.run("INSERT INTO app.base VALUES (1, 2, 3)");
            assertThat(lab.merge("ALTER TABLE base RENAME CONSTRAINT \"a is %\" TO other"))
                    .containsExactly("ALTER TABLE base RENAME CONSTRAINT \"a is %\" TO other");
            lab.merge("ALTER TABLE base ADD CONSTRAINT c_there NOT NULL c");
            lab.merge("ALTER TABLE base ALTER c DROP NOT NULL");
            lab.merge("ALTER TABLE heir ALTER d DROP NOT NULL, ALTER d SET NOT NULL");
            lab.merge("ALTER TABLE heir ALTER d DROP NOT NULL, ADD CONSTRAINT \"d d\" NOT NULL d");
            // What PostgreSQL named stays named so, and makes no difference.
            lab.database().execute("SET search_path = app");
            lab.merge("ALTER TABLE heir RENAME d TO e; ALTER TABLE heir RENAME TO last");
        }
    }

    @Test
    void notNullMayBeNeitherValidNorInherited() throws SQLException {
        String script =
                """
                CREATE TABLE t (a int NOT NULL, b int CONSTRAINT "b %" NOT NULL NO INHERIT, c int,
                    d int NOT NULL NO INHERIT, e int);
                CREATE TABLE older () INHERITS (t);
                ALTER TABLE t ADD CONSTRAINT c_there NOT NULL c NOT VALID;
                ALTER TABLE t ADD CONSTRAINT e_there NOT NULL e NO INHERIT NOT VALID;
                COMMENT ON CONSTRAINT e_there ON t IS 'soon';
                CREATE TABLE own (c int CONSTRAINT own NOT NULL) INHERITS (t);
                CREATE TABLE parts (k int, v int) PARTITION BY LIST (k);
                CREATE TABLE part_1 PARTITION OF parts FOR VALUES IN (1);
                ALTER TABLE parts ADD CONSTRAINT v_there NOT NULL v NOT VALID;
                CREATE TABLE part_2 PARTITION OF parts FOR VALUES IN (2);
                """;
        Lab.assertClones(script + "CREATE TABLE newer (x int) INHERITS (t)");
        try (Lab lab = Lab.of(script)) {
            lab.run("INSERT INTO app.parts VALUES (1, 1), (2, 2)");
            lab.merge("ALTER TABLE t VALIDATE CONSTRAINT c_there");
            lab.merge("ALTER TABLE t ALTER CONSTRAINT \"b %\" INHERIT");
            lab.merge("ALTER TABLE t ALTER d DROP NOT NULL");
            assertThat(lab.merge("ALTER TABLE t DROP CONSTRAINT e_there"))
                    .containsExactly("ALTER TABLE t DROP CONSTRAINT e_there");
            lab.merge("ALTER TABLE t ADD CONSTRAINT d_there NOT NULL d NO INHERIT");
            lab.merge("ALTER TABLE t RENAME CONSTRAINT d_there TO e_there");
            lab.merge("ALTER TABLE parts VALIDATE CONSTRAINT v_there");
            lab.merge(
                    "ALTER TABLE parts ALTER v DROP NOT NULL;"
                            + " ALTER TABLE parts ADD CONSTRAINT again NOT NULL v NOT VALID");
            String branch = "ALTER TABLE parts VALIDATE CONSTRAINT again";
            lab.run("ALTER TABLE app.parts ALTER v DROP NOT NULL");
            lab.run("INSERT INTO app.parts VALUES (1, NULL)");
            lab.run("ALTER TABLE app.parts ADD CONSTRAINT again NOT NULL v NOT VALID");
            assertThat(lab.refused(branch)).startsWith("VC001").contains("parts");
        }
    }

    @Test
    void notNullIsDeclaredOrInheritedOrBoth() throws SQLException {
        String script =
                """
                CREATE TABLE t (a int NOT NULL, b int CONSTRAINT bb NOT NULL, c int);
                CREATE TABLE declares (a int, b int, x int) INHERITS (t);
                CREATE TABLE all_of_it (a int, b int, c int) INHERITS (t);
                CREATE TABLE twice (a int NOT NULL, b int NOT NULL, c int NOT NULL) INHERITS (t);
                CREATE TABLE later () INHERITS (t);
                ALTER TABLE later ALTER a SET NOT NULL, ALTER b SET NOT NULL, ALTER c SET NOT NULL;
                CREATE TABLE joined (a int NOT NULL, b int NOT NULL, c int);
                ALTER TABLE joined INHERIT t;
                ALTER TABLE t ALTER c SET NOT NULL;
                """;
        Lab.assertClones(script + "CREATE TABLE lowest () INHERITS (declares, twice)");
        try (Lab lab = Lab.of(script)) {
            lab.merge("ALTER TABLE t ALTER a DROP NOT NULL");
            lab.merge("ALTER TABLE twice ALTER a DROP NOT NULL");
            lab.merge(
                    "ALTER TABLE t ALTER c DROP NOT NULL; ALTER TABLE later ALTER c DROP NOT NULL;"
                            + " ALTER TABLE joined ALTER b SET NOT NULL, ALTER b DROP DEFAULT,"
                            + " ALTER c SET DEFAULT 3");
            lab.merge("ALTER TABLE t ALTER a SET NOT NULL");
        }
    }
}
