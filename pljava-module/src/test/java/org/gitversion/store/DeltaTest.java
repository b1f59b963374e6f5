package org.gitversion.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.gitversion.canonical.Hash;
import org.junit.jupiter.api.Test;

class DeltaTest {
    private static String document(String... changed) {
        StringBuilder out = new StringBuilder("gitversion tree 1\n");
        for (int i = 0; i < 16; i++) {
            String hash = Hash.of("entry " + i);
            for (String other : changed) {
                if (other.equals(String.valueOf(i))) {
                    hash = Hash.of("other " + i);
                }
            }
            out.append("bucket ").append(hash).append(' ').append(Integer.toHexString(i));
            out.append('\n');
        }
        return out.toString();
    }

    @Test
    void anotherHashInALine() {
        String now = document("3", "4");
        String delta = Delta.write(document(), now);
        assertThat(delta).hasLineCount(3).matches("1 5 [^ ]{43}\n6 6 [^ ]{43}\n7 17\n");
        assertThat(Delta.read(delta, document())).isEqualTo(now);
    }

    @Test
    void linesThatComeAndGo() {
        String base = document();
        String added = base + "+ 1 2\n\n";
        assertThat(Delta.write(base, added)).isEqualTo("1 17\n++ 1 2\n+\n");
        assertThat(Delta.read("1 17\n++ 1 2\n+\n", base)).isEqualTo(added);
        assertThat(Delta.write(added, base)).isEqualTo("1 17\n");
    }

    /** A second word that only looks like a hash is written out. */
    @Test
    void whatIsNoHash() {
        String base = document();
        for (String word : List.of("A".repeat(64), "g".repeat(64), "é".repeat(64))) {
            String now = base.replace(Hash.of("entry 7"), word);
            String delta = Delta.write(base, now);
            assertThat(delta).isEqualTo("1 8\n+bucket " + word + " 7\n10 17\n");
            assertThat(Delta.read(delta, base)).isEqualTo(now);
        }
    }

    @Test
    void whatDiffersMuchIsWritten() {
        String base = document();
        assertThat(Delta.write(base, document("1", "2", "3", "4", "5", "6"))).isNotNull();
        assertThat(Delta.write(base, document("1", "2", "3", "4", "5", "6", "7", "8"))).isNull();
        assertThat(Delta.write(base, base.trim())).isNull();
        assertThat(Delta.write(base.trim(), base)).isNull();
    }

    @Test
    void whatIsNoDeltaOfTheBase() {
        String base = document();
        for (String delta :
                List.of("\n", "1\n", "1 x\n", "0 3\n", "3 18\n", "6 4\n", "1 2 !\n", "-1 2\n")) {
            assertThat(Delta.read(delta, base)).as(delta).isNull();
        }
    }

    @Test
    void anyDocumentComesBack() {
        Random random = new Random(7);
        int deltas = 0;
        for (int round = 0; round < 5_000; round++) {
            List<String> lines = new ArrayList<>(List.of(document().split("\n")));
            String base = String.join("\n", lines) + "\n";
            for (int change = random.nextInt(4); change >= 0; change--) {
                int at = random.nextInt(lines.size());
                switch (random.nextInt(4)) {
                    case 0 -> lines.remove(at);
                    case 1 -> lines.add(at, random.nextBoolean() ? "" : "+2 3");
                    case 2 -> lines.add(lines.remove(at));
                    default -> lines.set(at, "bucket " + Hash.of("" + round) + " " + at % 16);
                }
            }
            String now = String.join("\n", lines) + "\n";
            String delta = Delta.write(base, now);
            if (delta != null) {
                deltas++;
                assertThat(Delta.read(delta, base)).isEqualTo(now);
            }
        }
        assertThat(deltas).isGreaterThan(3_000);
    }
}
