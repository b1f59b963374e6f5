package org.gitversion.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Renames composed step by step say what became of each object of the first state. */
class RenamesTest {
    private static Path path(String text) {
        return Path.parse(text);
    }

    private static Renames renames(String... pairs) {
        Map<Path, Path> byOld = new TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            byOld.put(path(pairs[i]), path(pairs[i + 1]));
        }
        return Renames.of(byOld);
    }

    @Test
    void aPartFollowsItsObject() {
        Renames table = renames("tables/a", "tables/b");
        assertThat(table.apply(path("tables/a/columns/x"))).isEqualTo(path("tables/b/columns/x"));
        assertThat(table.then(renames("tables/b/columns/x", "tables/b/columns/y")))
                .isEqualTo(
                        renames(
                                "tables/a",
                                "tables/b",
                                "tables/a/columns/x",
                                "tables/b/columns/y"));
    }

    @Test
    void aNamesakeThatCameLaterIsAnotherObject() {
        Renames first = renames("tables/a", "tables/b");
        Renames second = renames("tables/a", "tables/c");
        assertThat(first.then(second)).isEqualTo(first);
    }

    @Test
    void thereAndBackIsNoRename() {
        assertThat(renames("tables/a", "tables/b").then(renames("tables/b", "tables/a")))
                .isEqualTo(Renames.NONE);
    }

    /** Objects are renamed, dropped and made at random; each is followed by its identity. */
    @RepeatedTest(200)
    void followsIdentities(RepetitionInfo info) {
        Random random = new Random(info.getCurrentRepetition());
        Map<Integer, Path> first = new HashMap<>();
        for (int id = 0; id < 5; id++) {
            first.put(id, path("tables/t" + id));
        }
        Map<Integer, Path> now = new HashMap<>(first);
        Renames composed = Renames.NONE;
        int nextId = 5;
        for (int step = 0; step < 6; step++) {
            Map<Integer, Path> later = new HashMap<>();
            List<Integer> names = new ArrayList<>();
            for (int name = 0; name < 10; name++) {
                names.add(name);
            }
            for (Map.Entry<Integer, Path> object : now.entrySet()) {
                int fate = random.nextInt(4);
                int name = names.remove(random.nextInt(names.size()));
                if (fate > 0) {
                    boolean free = !later.containsValue(object.getValue());
                    later.put(
                            object.getKey(),
                            fate == 1 && free ? object.getValue() : path("tables/t" + step + name));
                }
            }
            if (random.nextBoolean() && !later.containsValue(path("tables/t1"))) {
                later.put(nextId++, path("tables/t1"));
            }
            Map<Path, Path> byOld = new TreeMap<>();
            for (Map.Entry<Integer, Path> object : now.entrySet()) {
                if (later.containsKey(object.getKey())) {
                    byOld.put(object.getValue(), later.get(object.getKey()));
                }
            }
            composed = composed.then(Renames.of(byOld));
            now = later;
        }
        for (Map.Entry<Integer, Path> object : first.entrySet()) {
            if (now.containsKey(object.getKey())) {
                assertThat(composed.apply(object.getValue())).isEqualTo(now.get(object.getKey()));
            }
        }
    }
}
