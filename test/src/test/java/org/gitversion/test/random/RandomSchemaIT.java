package org.gitversion.test.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.gitversion.kind.ObjectKind;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Any schema is built again as it is, with the rows that belong to it. {@code -Dgitversion.seed=N}
 * starts from another seed ({@code random}: from one that nobody knows before), {@code
 * -Dgitversion.schemas=N} makes another number of schemas; the profile nightly makes 2,000. A
 * failure tells the seed and the statements that it takes.
 */
@GitVersionTest(extensions = "btree_gist")
class RandomSchemaIT {
    private static final Set<String> PARTS = Set.of("columns", "constraints", "attributes", "rows");

    private static final int AT_ONCE = 20;

    private final long seed = seed();
    private final int schemas = Integer.getInteger("gitversion.schemas", 100);

    static long seed() {
        String seed = System.getProperty("gitversion.seed", "1");
        return seed.equals("random") ? new Random().nextInt(1_000_000_000) : Long.parseLong(seed);
    }

    @BeforeAll
    static void cluster() throws SQLException {
        Laboratory.prepareCluster();
    }

    @Test
    void whatIsBuiltAnewEqualsItsSource(Database database) throws SQLException {
        System.out.printf("RandomSchemaIT: %d schemas from seed %d%n", schemas, seed);
        Laboratory.prepare(database);
        Roundtrip roundtrip = new Roundtrip(database);
        List<String> failures = new ArrayList<>();
        for (int done = 0; done < schemas; done += AT_ONCE) {
            List<Long> seeds = new ArrayList<>();
            for (int i = done; i < Math.min(schemas, done + AT_ONCE); i++) {
                seeds.add(seed + i);
            }
            for (String failure : roundtrip.run(seeds)) {
                System.out.println(failure);
                failures.add(failure);
            }
        }
        assertThat(failures).isEmpty();
        if (schemas >= 100) {
            assertThat(kinds(database)).containsExactlyInAnyOrderElementsOf(allKinds());
            assertThat(
                            database.column(
                                    "SELECT commit_id FROM gitversion.merkle_nodes WHERE node_path"
                                            + " LIKE 'tables/%/rows/reference'"))
                    .hasSizeGreaterThan(schemas / 4);
        }
    }

    /** The kinds of objects that are no parts of others. */
    private static List<String> allKinds() {
        return ObjectKinds.ALL.list().stream()
                .map(ObjectKind::kind)
                .filter(kind -> !PARTS.contains(kind.folder()))
                .map(kind -> kind.name().toUpperCase(Locale.ROOT))
                .toList();
    }

    /** The kinds of which some object was in a schema. */
    private static List<String> kinds(Database database) throws SQLException {
        return database.column(
                "SELECT DISTINCT object_type::text FROM gitversion.object_snapshots ORDER BY 1");
    }
}
