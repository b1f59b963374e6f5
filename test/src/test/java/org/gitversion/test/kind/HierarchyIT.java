package org.gitversion.test.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Brings tables that hang together from each of some states to each other one, in place. */
class HierarchyIT {
    private static final String CLEAR =
            "DROP TABLE IF EXISTS b, c, a, r, u CASCADE; DROP FUNCTION IF EXISTS f;";

    private static final String KEPT =
            """
            CREATE TABLE u (x bigint PRIMARY KEY);
            CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
            """;

    private static final List<String> PARTITIONS =
            List.of(
                    """
                    CREATE TABLE a (id int NOT NULL, t text, n int DEFAULT 1) PARTITION BY RANGE (id);
                    CREATE TABLE b PARTITION OF a FOR VALUES FROM (0) TO (10);
                    CREATE TABLE c PARTITION OF a FOR VALUES FROM (10) TO (20);
                    """,
                    """
                    CREATE TABLE a (id int PRIMARY KEY, t varchar(9) NOT NULL DEFAULT 'x',
                        CONSTRAINT k CHECK (id > 0)) PARTITION BY RANGE (id);
                    CREATE TABLE b PARTITION OF a FOR VALUES FROM (5) TO (10);
                    CREATE TABLE c (id int NOT NULL, t varchar(9) NOT NULL, own date, CONSTRAINT k CHECK (id > 0));
                    CREATE INDEX i ON a (t);
                    ALTER TABLE a ADD CONSTRAINT fk FOREIGN KEY (id) REFERENCES u;
                    CREATE TRIGGER g AFTER INSERT ON a FOR EACH ROW EXECUTE FUNCTION f();
                    """,
                    """
                    CREATE TABLE a (id int, t varchar(9), g int GENERATED ALWAYS AS (id + 1) STORED,
                        CONSTRAINT k CHECK (id > 1)) PARTITION BY RANGE (id);
                    CREATE TABLE b (id int PRIMARY KEY, t varchar(9) DEFAULT 'y',
                        g int GENERATED ALWAYS AS (id + 1) STORED, CONSTRAINT k CHECK (id > 1));
                    CREATE INDEX j ON b (t);
                    CREATE INDEX i ON a (t);
                    ALTER TABLE b ADD CONSTRAINT mine FOREIGN KEY (id) REFERENCES u;
                    ALTER TABLE a ATTACH PARTITION b DEFAULT;
                    ALTER TABLE a ADD CONSTRAINT fk FOREIGN KEY (id) REFERENCES u;
                    CREATE TABLE c PARTITION OF a FOR VALUES FROM (MINVALUE) TO (7);
                    ALTER TABLE a ADD CONSTRAINT ak UNIQUE (id);
                    CREATE TABLE r (y int REFERENCES a (id));
                    CREATE TRIGGER g AFTER INSERT ON a FOR EACH ROW EXECUTE FUNCTION f();
                    ALTER TABLE c DISABLE TRIGGER g;
                    """,
                    """
                    CREATE TABLE b (id int NOT NULL, t text);
                    CREATE TABLE c (id int NOT NULL, t text) INHERITS (b);
                    CREATE TRIGGER g AFTER INSERT ON c FOR EACH ROW EXECUTE FUNCTION f();
                    """);

    private static final List<String> SUCCESSORS =
            List.of(
                    """
                    CREATE TABLE a (id int NOT NULL, t text DEFAULT 'x');
                    CREATE TABLE b (own int) INHERITS (a);
                    CREATE TABLE c () INHERITS (b);
                    """,
                    """
                    CREATE TABLE a (id bigint, n int, CONSTRAINT k CHECK (n > 0) NO INHERIT,
                        CONSTRAINT l CHECK (n < 99));
                    CREATE TABLE b (own int, n int, CONSTRAINT k CHECK (n > 5));
                    CREATE TABLE c (own int) INHERITS (a);
                    """,
                    """
                    CREATE TABLE a (id int NOT NULL, t varchar(8), own int);
                    CREATE TABLE b (id int NOT NULL, t varchar(8), own int, q int DEFAULT 3);
                    ALTER TABLE b INHERIT a;
                    CREATE TABLE c () INHERITS (a, b);
                    ALTER TABLE c ALTER t SET DEFAULT 'c';
                    """);

    @TestFactory
    List<DynamicTest> partitions() {
        return pairs(PARTITIONS);
    }

    @TestFactory
    List<DynamicTest> heirs() {
        return pairs(SUCCESSORS);
    }

    /** A column that is no longer declared, where its parent's gets another type. */
    private static boolean isImpossible(String from, String to) {
        return SUCCESSORS.indexOf(from) == 2 && SUCCESSORS.indexOf(to) == 0;
    }

    private static List<DynamicTest> pairs(List<String> states) {
        List<DynamicTest> tests = new ArrayList<>();
        for (String from : states) {
            for (String to : states) {
                if (!from.equals(to)) {
                    String name = states.indexOf(from) + " to " + states.indexOf(to);
                    tests.add(DynamicTest.dynamicTest(name, () -> migrate(from, to)));
                }
            }
        }
        return tests;
    }

    private static void migrate(String from, String to) throws SQLException {
        try (Lab lab = Lab.of(KEPT + from)) {
            if (isImpossible(from, to)) {
                assertThat(lab.refused(CLEAR + KEPT + to))
                        .startsWith("VC")
                        .contains("cannot be inherited only");
            } else {
                lab.merge(CLEAR + KEPT + to);
            }
        }
    }
}
