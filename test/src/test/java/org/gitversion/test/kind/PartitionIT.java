package org.gitversion.test.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class PartitionIT {
    @Test
    void aCloneHasEveryKindOfPartition() throws SQLException {
        Lab.assertClones(
                """
                CREATE FUNCTION bucket(text) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT length($1)';
                CREATE TABLE "Log/%x" (id bigint NOT NULL, at timestamptz NOT NULL, kind text COLLATE "C"
                    DEFAULT 'x', n int DEFAULT 5 CHECK (n > 0)) PARTITION BY RANGE (at, id);
                CREATE TABLE log_1 PARTITION OF "Log/%x" FOR VALUES FROM (MINVALUE, MINVALUE)
                    TO ('2020-01-01', 7);
                CREATE TABLE log_2 (n int DEFAULT 9 NOT NULL, junk int, kind text COLLATE "C", id bigint
                    NOT NULL, at timestamptz NOT NULL, CONSTRAINT "Log/%x_n_check" CHECK (n > 0),
                    CONSTRAINT own CHECK (n < 100)) WITH (fillfactor = 70);
                ALTER TABLE log_2 DROP junk;
                ALTER TABLE "Log/%x" ATTACH PARTITION log_2 FOR VALUES FROM ('2020-01-01', 7)
                    TO ('2021-01-01', MAXVALUE);
                ALTER TABLE log_2 ALTER kind SET STORAGE EXTERNAL, ALTER n SET STATISTICS 7;
                CREATE TABLE "a ""rest/" PARTITION OF "Log/%x" DEFAULT PARTITION BY LIST (kind COLLATE "POSIX");
                CREATE TABLE rest_a PARTITION OF "a ""rest/" FOR VALUES IN ('a', NULL, 'it''s');
                CREATE TABLE rest_d PARTITION OF "a ""rest/" DEFAULT PARTITION BY HASH (bucket(kind), (n + 1));
                CREATE TABLE rest_d0 PARTITION OF rest_d FOR VALUES WITH (MODULUS 2, REMAINDER 0);
                CREATE TABLE rest_d1 PARTITION OF rest_d FOR VALUES WITH (MODULUS 2, REMAINDER 1)
                    TABLESPACE kind_space;
                CREATE TABLE by_class (t text, v varchar(9)) PARTITION BY RANGE (t text_pattern_ops, v COLLATE "C");
                CREATE TABLE lonely (a int PRIMARY KEY) PARTITION BY HASH (a);
                CREATE UNLOGGED TABLE fast PARTITION OF lonely FOR VALUES WITH (MODULUS 3, REMAINDER 2);
                COMMENT ON TABLE log_1 IS 'a partition';
                COMMENT ON COLUMN log_1.n IS 'its column';
                COMMENT ON CONSTRAINT "Log/%x_n_check" ON log_1 IS 'what it has from the parent';
                ALTER TABLE log_1 ENABLE ROW LEVEL SECURITY;
                ALTER TABLE log_1 REPLICA IDENTITY FULL;
                GRANT SELECT ON log_1 TO kind_reader;
                GRANT INSERT (n) ON "Log/%x" TO kind_reader;
                CREATE POLICY p ON log_1 USING (n > 1);
                CREATE POLICY p ON "Log/%x" USING (n > 2);
                CREATE VIEW seen AS SELECT l.*, log_1.n AS m FROM "Log/%x" l JOIN log_1 USING (id);
                """);
    }

    @Test
    void aCloneHasTheirIndexesAndKeys() throws SQLException {
        Lab.assertClones(
                """
                CREATE TABLE t (a int NOT NULL, b int, c text) PARTITION BY LIST (a);
                CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);
                CREATE TABLE t2 (c text, b int, a int NOT NULL, CONSTRAINT "own ""pk" PRIMARY KEY (a, b)
                    WITH (fillfactor = 60));
                CREATE INDEX "own/idx" ON t2 (lower(c) DESC, b) TABLESPACE kind_space WHERE b > 0;
                CREATE INDEX just_mine ON t2 (b);
                CREATE TABLE t3 PARTITION OF t FOR VALUES IN (3) PARTITION BY RANGE (b);
                CREATE TABLE t31 PARTITION OF t3 FOR VALUES FROM (1) TO (9);
                ALTER TABLE t ADD PRIMARY KEY (a, b);
                CREATE INDEX parts ON t (lower(c) DESC, b) WITH (fillfactor = 80) WHERE b > 0;
                ALTER TABLE t ATTACH PARTITION t2 FOR VALUES IN (2);
                CREATE UNIQUE INDEX ON t (a, b, c) INCLUDE (c);
                CREATE INDEX only_above ON ONLY t (c);
                CREATE INDEX half ON ONLY t (b, c);
                CREATE INDEX half_1 ON t1 (b, c);
                ALTER INDEX half ATTACH PARTITION half_1;
                CREATE INDEX ON ONLY t3 (b, a);
                ALTER TABLE t1 ADD UNIQUE (a, b, c);
                CREATE UNIQUE INDEX whole ON ONLY t (a, b, c);
                ALTER INDEX whole ATTACH PARTITION t1_a_b_c_key;
                ALTER INDEX t31_pkey RENAME TO "renamed/";
                COMMENT ON INDEX "renamed/" IS 'an index of a partition';
                COMMENT ON INDEX parts IS 'an index of all';
                ALTER INDEX parts ALTER COLUMN 1 SET STATISTICS 88;
                ALTER TABLE t1 REPLICA IDENTITY USING INDEX t1_pkey;
                CREATE TABLE twins (a int, CONSTRAINT k1 UNIQUE (a), CONSTRAINT k2 UNIQUE (a)) PARTITION BY HASH (a);
                CREATE TABLE twins_1 PARTITION OF twins FOR VALUES WITH (MODULUS 1, REMAINDER 0);
                """);
    }

    @Test
    void aCloneHasTheirForeignKeysAndTriggers() throws SQLException {
        Lab.assertClones(
                """
                CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
                CREATE TABLE whole (a int, b int, PRIMARY KEY (a)) PARTITION BY RANGE (a);
                CREATE TABLE low PARTITION OF whole FOR VALUES FROM (0) TO (10);
                CREATE TABLE high PARTITION OF whole FOR VALUES FROM (10) TO (20) PARTITION BY RANGE (a);
                CREATE TABLE high_1 PARTITION OF high FOR VALUES FROM (10) TO (12);
                CREATE TABLE plain (x int REFERENCES whole, y int PRIMARY KEY);
                ALTER TABLE whole ADD CONSTRAINT up FOREIGN KEY (b) REFERENCES plain ON DELETE CASCADE
                    DEFERRABLE INITIALLY DEFERRED;
                CREATE TABLE adopted (b int, a int PRIMARY KEY, CONSTRAINT mine FOREIGN KEY (b) REFERENCES
                    plain ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED);
                ALTER TABLE whole ATTACH PARTITION adopted FOR VALUES FROM (50) TO (60);
                ALTER TABLE whole ADD CONSTRAINT self FOREIGN KEY (b) REFERENCES whole;
                ALTER TABLE low ADD CONSTRAINT only_here FOREIGN KEY (b) REFERENCES whole;
                CREATE TABLE parts (i int REFERENCES whole ON UPDATE CASCADE, j int) PARTITION BY LIST (i);
                CREATE TABLE parts_1 PARTITION OF parts FOR VALUES IN (1, 2);
                ALTER TABLE parts RENAME CONSTRAINT parts_i_fkey TO "new ""name/";
                CREATE TABLE straight (i int REFERENCES low);
                CREATE TRIGGER each AFTER INSERT OR UPDATE OF b ON whole FOR EACH ROW WHEN (NEW.b > 0)
                    EXECUTE FUNCTION f('x');
                CREATE CONSTRAINT TRIGGER "later ""t" AFTER DELETE ON whole DEFERRABLE FOR EACH ROW EXECUTE FUNCTION f();
                CREATE TRIGGER once BEFORE TRUNCATE ON whole EXECUTE FUNCTION f();
                CREATE TRIGGER low_only BEFORE UPDATE ON low FOR EACH ROW EXECUTE FUNCTION f();
                ALTER TABLE low DISABLE TRIGGER each;
                ALTER TABLE ONLY high ENABLE REPLICA TRIGGER each;
                ALTER TABLE whole DISABLE TRIGGER once;
                """);
    }

    @Test
    void whatIndexesAreTiedToIsKeptAmongEqualOnes() throws SQLException {
        String twins =
                """
                CREATE TABLE t (a int, b int) PARTITION BY LIST (a);
                CREATE TABLE p PARTITION OF t FOR VALUES IN (1);
                ALTER TABLE t ADD CONSTRAINT k1 UNIQUE (a);
                ALTER TABLE t ADD CONSTRAINT k2 UNIQUE (a);
                ALTER INDEX p_a_key RENAME TO zz;
                ALTER INDEX p_a_key1 RENAME TO p_a_key;
                CREATE INDEX i1 ON t (b);
                CREATE INDEX i2 ON t (b);
                ALTER INDEX p_b_idx RENAME TO yy;
                ALTER INDEX p_b_idx1 RENAME TO p_b_idx;
                """;
        Lab.assertClones(twins);
        try (Lab lab = Lab.of(twins)) {
            lab.merge(
                    """
                    CREATE TABLE q (a int, b int);
                    CREATE INDEX qz ON q (b);
                    CREATE INDEX qy ON q (b);
                    ALTER TABLE q ADD CONSTRAINT kz UNIQUE (a);
                    ALTER TABLE q ADD CONSTRAINT ky UNIQUE (a);
                    COMMENT ON INDEX qz IS 'of the first';
                    ALTER TABLE t ATTACH PARTITION q FOR VALUES IN (2);
                    """);
            lab.merge(
                    "ALTER INDEX qz RENAME TO x; ALTER INDEX qy RENAME TO qz; ALTER INDEX x RENAME"
                            + " TO qy; COMMENT ON INDEX qz IS 'changed'");
        }
    }

    @Test
    void commentsOnTriggersOfParentsAreKept() throws SQLException {
        String commented =
                """
                CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
                CREATE TABLE log (id int NOT NULL) PARTITION BY RANGE (id);
                CREATE TABLE p1 PARTITION OF log FOR VALUES FROM (0) TO (10) PARTITION BY RANGE (id);
                CREATE TABLE p11 PARTITION OF p1 FOR VALUES FROM (0) TO (5);
                CREATE TRIGGER g AFTER UPDATE ON log FOR EACH ROW EXECUTE FUNCTION f();
                CREATE TRIGGER "h=""x" AFTER UPDATE ON log FOR EACH ROW EXECUTE FUNCTION f();
                COMMENT ON TRIGGER g ON p1 IS 'it''s';
                COMMENT ON TRIGGER g ON p11 IS 'a=b';
                """;
        String comments =
                "SELECT format('%I %s %s', c.relname, tgname, description) FROM pg_description JOIN"
                    + " pg_trigger t ON classoid = 'pg_trigger'::regclass AND objoid = t.oid JOIN"
                    + " pg_class c ON c.oid = tgrelid WHERE relnamespace::regnamespace::text = ?"
                    + " ORDER BY 1";
        try (Lab lab = Lab.of(commented)) {
            lab.run("SELECT gitversion.create_branch('b')");
            assertThat(lab.database().column(comments, "branch_b"))
                    .containsExactly("p1 g it's", "p11 g a=b");
            lab.run(
                    """
                    SELECT gitversion.use_branch('b');
                    COMMENT ON TRIGGER g ON p1 IS NULL;
                    COMMENT ON TRIGGER "h=""x" ON p1 IS 'new';
                    CREATE TABLE p2 PARTITION OF log FOR VALUES FROM (10) TO (20);
                    COMMENT ON TRIGGER g ON p2 IS 'of p2';
                    SELECT gitversion.commit('Comments');
                    SELECT gitversion.merge_branches('b', 'main');
                    """);
            assertThat(lab.database().column(comments, "app"))
                    .containsExactly("p1 h=\"x new", "p11 g a=b", "p2 g of p2");
            lab.merge("DROP TRIGGER \"h=\"\"x\" ON log; ALTER TABLE log DETACH PARTITION p2");
            assertThat(lab.database().column(comments, "app")).containsExactly("p11 g a=b");
        }
    }

    private static final String LOG =
            """
            CREATE TABLE log (id int NOT NULL, n int DEFAULT 1, t text) PARTITION BY RANGE (id);
            CREATE TABLE p1 PARTITION OF log FOR VALUES FROM (0) TO (10);
            CREATE TABLE p2 (t text, n int DEFAULT 2, id int NOT NULL);
            ALTER TABLE log ATTACH PARTITION p2 FOR VALUES FROM (10) TO (20);
            CREATE TABLE p3 PARTITION OF log DEFAULT PARTITION BY LIST (n);
            CREATE TABLE p31 PARTITION OF p3 FOR VALUES IN (1, 2, 3);
            INSERT INTO log VALUES (1, 1, 'a'), (11, 2, 'b'), (21, 3, 'c');
            """;

    private static String rows(Lab lab) throws SQLException {
        return lab.database()
                .value("SELECT string_agg(id || ' ' || t, ', ' ORDER BY id) FROM app.log");
    }

    @Test
    void columnsChangeWithThoseOfTheParent() throws SQLException {
        try (Lab lab = Lab.of(LOG)) {
            assertThat(lab.merge("ALTER TABLE log ADD c date DEFAULT '2020-01-01' NOT NULL"))
                    .containsExactly(
                            "ALTER TABLE log ADD COLUMN c date DEFAULT '2020-01-01'::date NOT"
                                    + " NULL");
            assertThat(lab.merge("ALTER TABLE log ALTER t TYPE varchar(30), DROP c"))
                    .containsExactly(
                            "ALTER TABLE log\n    DROP COLUMN c,\n"
                                    + "    ALTER COLUMN t TYPE character varying(30)");
            lab.merge("ALTER TABLE p1 ALTER t SET DEFAULT 5; ALTER TABLE log ALTER t TYPE text");
            lab.merge("ALTER TABLE log ALTER t SET NOT NULL; ALTER TABLE p1 ALTER n SET NOT NULL");
            lab.merge(
                    "ALTER TABLE log ALTER t DROP NOT NULL; ALTER TABLE p31 ALTER t SET NOT NULL");
            lab.merge(
                    "ALTER TABLE ONLY log ALTER n SET DEFAULT 5; ALTER TABLE p1 ALTER n DROP"
                        + " DEFAULT;ALTER TABLE p2 ALTER t SET STORAGE EXTERNAL;ALTER TABLE ONLY"
                        + " log ALTER t SET STATISTICS 9");
            lab.merge(
                    "ALTER TABLE log RENAME n TO \"N \"\"/%\"; ALTER TABLE log ADD m int"
                            + " DEFAULT 3; ALTER TABLE p2 ALTER m SET DEFAULT 4");
            lab.merge("ALTER TABLE log ADD g int GENERATED ALWAYS AS (id + 1) STORED");
            lab.merge(
                    "ALTER TABLE log DROP g; ALTER TABLE log ADD g int GENERATED ALWAYS AS (id + 2)"
                            + " STORED");
            assertThat(rows(lab)).isEqualTo("1 a, 11 b, 21 c");
        }
    }

    @Test
    void constraintsChangeWithThoseOfTheParent() throws SQLException {
        try (Lab lab = Lab.of(LOG)) {
            lab.merge(
                    "ALTER TABLE log ADD CONSTRAINT c CHECK (id > 0);"
                            + "ALTER TABLE log ADD CONSTRAINT d CHECK (id > -1) NOT VALID;"
                            + "ALTER TABLE p1 ADD CONSTRAINT own CHECK (id < 99)");
            lab.merge(
                    "ALTER TABLE log VALIDATE CONSTRAINT d; COMMENT ON CONSTRAINT d ON p1 IS 'x'");
            lab.merge(
                    "ALTER TABLE log RENAME CONSTRAINT c TO \"C \"\"/%\"; ALTER TABLE log DROP"
                            + " CONSTRAINT d; ALTER TABLE log ADD CONSTRAINT d CHECK (id > -2)");
            lab.merge("CREATE TABLE u (x int PRIMARY KEY); INSERT INTO u SELECT id FROM log");
        }
        try (Lab lab =
                Lab.of(
                        LOG
                                + "CREATE TABLE u (x int PRIMARY KEY); INSERT INTO u SELECT id FROM"
                                + " log;")) {
            assertThat(lab.merge("ALTER TABLE log ADD CONSTRAINT f FOREIGN KEY (id) REFERENCES u"))
                    .containsExactly(
                            "ALTER TABLE log ADD CONSTRAINT f FOREIGN KEY (id) REFERENCES u(x)");
            lab.merge("ALTER TABLE log ALTER CONSTRAINT f DEFERRABLE INITIALLY DEFERRED");
            lab.merge(
                    "ALTER TABLE log DROP CONSTRAINT f; ALTER TABLE log ADD CONSTRAINT f FOREIGN"
                            + " KEY (id) REFERENCES u ON DELETE CASCADE");
            lab.merge("ALTER TABLE log DETACH PARTITION p1");
            lab.merge(
                    "ALTER TABLE p1 RENAME CONSTRAINT f TO own; ALTER TABLE log ATTACH PARTITION p1"
                            + " FOR VALUES FROM (0) TO (10)");
            assertThat(
                            lab.database()
                                    .value(
                                            "SELECT conname FROM pg_constraint WHERE conrelid ="
                                                    + " 'app.p1'::regclass AND contype = 'f'"))
                    .isEqualTo("own");
            lab.merge("ALTER TABLE log DROP CONSTRAINT f");
            assertThat(rows(lab)).isEqualTo("1 a, 11 b, 21 c");
        }
    }

    @Test
    void indexesAndKeysChangeWithThoseOfTheParent() throws SQLException {
        try (Lab lab = Lab.of(LOG)) {
            lab.merge("CREATE INDEX i ON log (t); ALTER INDEX p1_t_idx RENAME TO \"I \"\"/%\"");
            lab.merge(
                    "CREATE TABLE keyed (id int, n int, t text, PRIMARY KEY (id)) PARTITION BY"
                        + " RANGE (id); CREATE TABLE keyed_1 PARTITION OF keyed FOR VALUES FROM (1)"
                        + " TO (9); CREATE TABLE r (x int REFERENCES keyed)");
            lab.merge(
                    "ALTER TABLE keyed ADD CONSTRAINT k UNIQUE (id, n); CREATE TABLE keyed_2"
                            + " PARTITION OF keyed FOR VALUES FROM (9) TO (19)");
            lab.merge(
                    "ALTER TABLE r DROP CONSTRAINT r_x_fkey; ALTER TABLE keyed DROP CONSTRAINT"
                        + " keyed_pkey; ALTER TABLE keyed ADD CONSTRAINT keyed_pkey PRIMARY KEY"
                        + " (id) INCLUDE (t); ALTER TABLE r ADD FOREIGN KEY (x) REFERENCES keyed");
            lab.merge(
                    "ALTER INDEX \"I \"\"/%\" SET (fillfactor = 50); ALTER INDEX \"I \"\"/%\""
                            + " RENAME TO j; ALTER TABLE keyed_1 RENAME TO keyed_0; ALTER INDEX"
                            + " keyed_1_pkey RENAME TO k0; ALTER TABLE keyed RENAME CONSTRAINT k TO"
                            + " kk");
            lab.merge("DROP INDEX i; CREATE INDEX i ON log (t, id)");
            lab.merge(
                    "ALTER TABLE keyed DROP CONSTRAINT kk; DROP INDEX i; CREATE INDEX left_over ON"
                            + " p1 (t)");
            assertThat(rows(lab)).isEqualTo("1 a, 11 b, 21 c");
        }
    }

    @Test
    void partitionsAreAttachedAndDetachedInPlace() throws SQLException {
        try (Lab lab =
                Lab.of(
                        LOG
                                + "ALTER TABLE log ADD CHECK (id > -5); CREATE INDEX ON log"
                                + " (n);ALTER TABLE log ADD UNIQUE (id, n);CREATE TABLE u (x int"
                                + " PRIMARY KEY); INSERT INTO u SELECT id FROM log;ALTER TABLE log"
                                + " ADD FOREIGN KEY (id) REFERENCES u;CREATE FUNCTION f() RETURNS"
                                + " trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';CREATE"
                                + " TRIGGER g AFTER UPDATE ON log FOR EACH ROW EXECUTE FUNCTION"
                                + " f();")) {
            assertThat(lab.merge("ALTER TABLE log DETACH PARTITION p2"))
                    .containsExactly("ALTER TABLE log DETACH PARTITION p2");
            assertThat(rows(lab)).isEqualTo("1 a, 21 c");
            assertThat(
                            lab.merge(
                                    "ALTER TABLE log ATTACH PARTITION p2 FOR VALUES FROM (10) TO"
                                            + " (15)"))
                    .contains("ALTER TABLE log ATTACH PARTITION p2 FOR VALUES FROM (10) TO (15)")
                    .noneMatch(statement -> statement.contains("CREATE"));
            assertThat(rows(lab)).isEqualTo("1 a, 11 b, 21 c");
            lab.merge(
                    "ALTER TABLE log DETACH PARTITION p2; ALTER TABLE log ATTACH PARTITION p2 FOR"
                        + " VALUES FROM (10) TO (16); CREATE TABLE p4 PARTITION OF log FOR VALUES"
                        + " FROM (16) TO (18); ALTER TABLE log DISABLE TRIGGER g; ALTER TABLE p4"
                        + " ENABLE ALWAYS TRIGGER g");
            lab.merge(
                    "ALTER TABLE p4 ENABLE TRIGGER g; ALTER TABLE log ENABLE REPLICA TRIGGER g;"
                            + "DROP TABLE p4");
            lab.merge(
                    "CREATE TABLE p4 PARTITION OF p3 FOR VALUES IN (9) PARTITION BY RANGE"
                        + " (id);CREATE TABLE p41 PARTITION OF p4 DEFAULT; CREATE INDEX ON p41 (n,"
                        + " t)");
            lab.merge(
                    "ALTER TABLE log DETACH PARTITION p3; ALTER TABLE p3 ADD q int; ALTER TABLE log"
                            + " DROP CONSTRAINT log_id_n_key; CREATE INDEX ON log (n, t)");
            lab.merge("DROP TABLE log");
            assertThat(lab.database().value("SELECT t FROM app.p3")).isEqualTo("c");
        }
    }

    @Test
    void whatCannotBeChangedInPlaceIsRefused() throws SQLException {
        try (Lab lab = Lab.of(LOG)) {
            assertThat(
                            lab.refused(
                                    "DROP TABLE log; CREATE TABLE log (id int NOT NULL, n int, t"
                                            + " text) PARTITION BY LIST (id)"))
                    .contains("VC");
        }
    }
}
