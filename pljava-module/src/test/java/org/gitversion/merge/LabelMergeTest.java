package org.gitversion.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.gitversion.model.Label;
import org.gitversion.model.Path;
import org.gitversion.model.Renames;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Trees;
import org.junit.jupiter.api.Test;

/**
 * What becomes of labels that both sides rename, move and add. The seed is part of the message of a
 * failure; {@code -Dgitversion.seed=N} begins with another one.
 */
class LabelMergeTest {
    private static final int TRIPLES = 3000;
    private static final Path TYPE = Path.of("types", "m");
    private static final List<String> NAMES = List.of("a", "b", "c", "d", "x", "y");

    private final long seed = Long.getLong("gitversion.seed", 1L);

    /** One side: the labels it has, and what it calls those of the base. */
    private static final class Side {
        final SchemaTree tree;
        final Renames renames;

        Side(List<String> labels, Map<String, String> names) {
            tree = Trees.of("enum types/m labels=" + String.join(",", labels));
            Map<Path, Path> paths = new TreeMap<>();
            for (Map.Entry<String, String> name : names.entrySet()) {
                paths.put(Label.path(TYPE, name.getKey()), Label.path(TYPE, name.getValue()));
            }
            renames = Renames.of(paths);
        }

        static Side of(List<String> base, Random random) {
            Map<String, String> names = new TreeMap<>();
            List<String> free = new ArrayList<>(NAMES);
            Collections.shuffle(free, random);
            for (String label : base) {
                names.put(label, label);
            }
            for (String label : base) {
                if (random.nextInt(3) == 0) {
                    String name = free.remove(0);
                    for (Map.Entry<String, String> other : names.entrySet()) {
                        if (other.getValue().equals(name)) {
                            other.setValue(names.get(label));
                        }
                    }
                    names.put(label, name);
                }
            }
            List<String> labels = new ArrayList<>();
            for (String label : base) {
                labels.add(names.get(label));
            }
            for (String label : free) {
                if (!labels.contains(label) && random.nextInt(6) == 0) {
                    labels.add(random.nextInt(labels.size() + 1), label);
                }
            }
            return new Side(labels, names);
        }

        List<String> labels() {
            return Label.of(tree.byPath().get(TYPE));
        }
    }

    @Test
    void lawsHoldForAnyRenames() {
        int merged = 0;
        for (long number = seed; number < seed + TRIPLES; number++) {
            Random random = new Random(number);
            List<String> names = new ArrayList<>(NAMES.subList(0, 1 + random.nextInt(4)));
            Collections.shuffle(names, random);
            Side base = new Side(names, Map.of());
            Side source = Side.of(names, random);
            Side target = Side.of(names, random);
            String what = "seed " + number;
            assertThat(merge(base, source, base)).as(what).isEqualTo(source.labels());
            assertThat(merge(base, base, target)).as(what).isEqualTo(target.labels());
            assertThat(merge(base, source, source)).as(what).isEqualTo(source.labels());
            List<String> there = merge(base, source, target);
            List<String> back = merge(base, target, source);
            assertThat(there == null).as(what).isEqualTo(back == null);
            if (there != null && back != null) {
                merged++;
                assertThat(there).as(what).containsExactlyInAnyOrderElementsOf(back);
                assertThat(there).as(what).doesNotHaveDuplicates();
                assertNamesHold(what, names, source, target, there);
            }
        }
        assertThat(merged).isBetween(TRIPLES / 10, TRIPLES - TRIPLES / 10);
    }

    /** A label that one side alone renamed has that name afterwards, the others keep theirs. */
    private static void assertNamesHold(
            String what, List<String> base, Side source, Side target, List<String> merged) {
        for (String label : base) {
            Path path = Label.path(TYPE, label);
            String theirs = source.renames.apply(path).name();
            String ours = target.renames.apply(path).name();
            assertThat(merged).as(what).contains(theirs.equals(label) ? ours : theirs);
        }
    }

    /** The labels of the result, as a merge comes to them; null for a conflict. */
    private static List<String> merge(Side base, Side source, Side target) {
        RenameMerge names =
                RenameMerge.of(
                        base.tree,
                        source.tree,
                        target.tree,
                        source.renames,
                        target.renames,
                        Decisions.of(Strategy.RECURSIVE));
        if (!names.conflicts().isEmpty()) {
            return null;
        }
        MergeResult result =
                ThreeWayMerge.merge(
                        names.ofBase(Renames.NONE, Renames.NONE).apply(base.tree),
                        names.ofSource().apply(source.tree),
                        names.ofTarget().apply(target.tree),
                        Decisions.of(Strategy.RECURSIVE),
                        names.renamed());
        return result.conflicts().isEmpty() ? Label.of(result.tree().byPath().get(TYPE)) : null;
    }
}
