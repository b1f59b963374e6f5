package org.gitversion.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.gitversion.model.Slot;
import org.junit.jupiter.api.Test;

class SetMergeTest {
    @Test
    void additionsAndRemovalsOfBothSidesCount() {
        assertThat(
                        SetMerge.merge(
                                List.of("a", "b", "c"),
                                List.of("b", "c", "x"),
                                List.of("a", "b", "y")))
                .containsExactly("b", "x", "y");
        assertThat(SetMerge.merge(List.of(), List.of("x"), List.of("x"))).containsExactly("x");
        assertThat(SetMerge.merge(List.of("a"), List.of(), List.of("a"))).isEmpty();
    }

    @Test
    void itemsAreSortedByCodePoint() {
        assertThat(SetMerge.merge(List.of(), List.of("b", "\uFF5E", "é"), List.of("😀", "B", "ba")))
                .containsExactly("B", "b", "ba", "é", "\uFF5E", "😀");
    }

    @Test
    void eachItemIsDecidedByItself() {
        Texts.forSeeds(
                2000,
                random -> {
                    List<String> base = some(random);
                    List<String> target = some(random);
                    List<String> source = some(random);
                    List<String> merged = SetMerge.merge(base, target, source);
                    for (char c = 'a'; c <= 'h'; c++) {
                        String item = String.valueOf(c);
                        boolean expected =
                                target.contains(item) == base.contains(item)
                                        ? source.contains(item)
                                        : target.contains(item);
                        assertThat(merged.contains(item)).isEqualTo(expected);
                    }
                    assertThat(merged).isSorted().doesNotHaveDuplicates();
                });
    }

    @Test
    void whatTheStateOfAnAggregateIsChangesOnOneSideOnly() {
        List<String> base = List.of("INITCOND=0", "SFUNC=int4pl", "SSPACE=8");
        List<String> first = List.of("INITCOND=1", "SFUNC=int4pl", "SSPACE=8");
        List<String> function = List.of("INITCOND=0", "SFUNC=int4mul", "SSPACE=8");
        List<String> space = List.of("INITCOND=0", "SFUNC=int4pl", "SSPACE=16");
        List<String> last = List.of("FINALFUNC=abs", "INITCOND=0", "SFUNC=int4pl", "SSPACE=8");
        List<String> more = List.of("COMBINEFUNC=int4pl", "INITCOND=0", "SFUNC=int4pl", "SSPACE=8");
        Slot.Key state = Slot.Key.STATE;
        assertThat(SetMerge.clash(state, base, first, function)).isEqualTo("INITCOND and SFUNC");
        assertThat(SetMerge.clash(state, base, function, last)).isEqualTo("SFUNC and FINALFUNC");
        assertThat(SetMerge.clash(state, base, first, space)).isNull();
        assertThat(SetMerge.clash(state, base, last, more)).isNull();
        assertThat(SetMerge.clash(state, base, function, function)).isNull();
        assertThat(SetMerge.clash(Slot.Key.SETTING, base, first, function)).isNull();
    }

    @Test
    void aSettingThatBothSidesChangedIsFound() {
        assertThat(clash("fillfactor=70", "fillfactor=80", "fillfactor=90"))
                .isEqualTo("fillfactor");
        assertThat(clash("fillfactor=70", "x", "fillfactor=90")).isEqualTo("fillfactor");
        assertThat(clash("x", "a.b=1", "a.b=2")).isEqualTo("a.b");
        assertThat(clash("a=1", "a=1", "a=2")).isNull();
        assertThat(clash("a=1", "a=2", "a=2")).isNull();
        assertThat(clash("a=1", "x", "y")).isNull();
        assertThat(clash("x", "a.b=1", "a.c=1")).isNull();
        assertThat(clash("x", "+SELECT TO \"a=b\"", "+SELECT TO \"a=c\"")).isNull();
        assertThat(clash("x", "=x", "=y")).isNull();
    }

    @Test
    void aPrivilegeIsOneThingWithItsGrantOption() {
        String read = "+SELECT TO \"b b\"";
        String option = read + " WITH GRANT OPTION";
        assertThat(clash(Slot.Key.GRANT, read, "", option)).isEqualTo("SELECT TO \"b b\"");
        assertThat(clash(Slot.Key.GRANT, option, read, "")).isEqualTo("SELECT TO \"b b\"");
        assertThat(clash(Slot.Key.GRANT, read, "", read)).isNull();
        assertThat(clash(Slot.Key.GRANT, "", read, "+SELECT TO \"b b\" BY eve")).isNull();
        assertThat(clash(Slot.Key.GRANT, "", "+USAGE TO a", "-USAGE TO a")).isEqualTo("USAGE TO a");
        assertThat(clash(Slot.Key.GRANT, "", "array +USAGE TO a-b", "array -USAGE TO a-b"))
                .isEqualTo("array USAGE TO a-b");
        assertThat(clash(Slot.Key.GRANT, "SELECT TO a", "", "SELECT TO a WITH GRANT OPTION"))
                .isEqualTo("SELECT TO a");
    }

    @Test
    void wordsTriggersAndMembersTellWhatAnItemIsAbout() {
        assertThat(clash(Slot.Key.WORD, "NO CYCLE", "CYCLE", "NO CYCLE")).isNull();
        assertThat(clash(Slot.Key.WORD, "CACHE 1", "CACHE 2", "CACHE 3")).isEqualTo("CACHE");
        assertThat(clash(Slot.Key.TRIGGER, "", "DISABLE TRIGGER t", "ENABLE ALWAYS TRIGGER t"))
                .isEqualTo("TRIGGER t");
        assertThat(
                        clash(
                                Slot.Key.MEMBER,
                                "",
                                "FUNCTION 1 (a, b) f(a,b)",
                                "FUNCTION 1 (a, b) g(a,b)"))
                .isEqualTo("FUNCTION 1 (a, b)");
        assertThat(clash(Slot.Key.MEMBER, "", "OPERATOR 1 <(a,b)", "OPERATOR 1 <<(a,b)"))
                .isEqualTo("OPERATOR 1 (a,b)");
        assertThat(clash(Slot.Key.MEMBER, "", "OPERATOR 1 <(a,b)", "OPERATOR 1 <(a,a)")).isNull();
    }

    private static String clash(String base, String target, String source) {
        return clash(Slot.Key.SETTING, base, target, source);
    }

    private static String clash(Slot.Key key, String base, String target, String source) {
        return SetMerge.clash(key, items(base), items(target), items(source));
    }

    private static List<String> items(String items) {
        return items.isEmpty() ? List.of() : List.of(items.split("; "));
    }

    private static List<String> some(Random random) {
        List<String> some = new ArrayList<>();
        for (char c = 'a'; c <= 'h'; c++) {
            if (random.nextBoolean()) {
                some.add(String.valueOf(c));
            }
        }
        return some;
    }
}
