package org.gitversion.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Every session loads the classes anew. The first invokedynamic of a session alone loads several
 * hundred classes of the JDK, so the jar has none: no lambda, no method reference, no pattern
 * switch. What the compiler writes into records for their equals, hashCode and toString costs
 * nothing as long as nobody calls it.
 */
class StartCostTest {
    private static final Set<String> RECORD_METHODS = Set.of("equals", "hashCode", "toString");

    @Test
    void noInvokedynamicInTheJar() throws IOException {
        List<Path> classes = Sources.files(Sources.CLASSES, name -> name.endsWith(".class"));
        assertThat(classes).isNotEmpty();
        List<String> found = new ArrayList<>();
        for (Path file : classes) {
            for (String call : dynamicCalls(Files.readAllBytes(file))) {
                found.add(Sources.CLASSES.relativize(file) + ": " + call);
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void theScanSeesALambda() throws IOException {
        try (InputStream stream = StartCostTest.class.getResourceAsStream("Sources.class")) {
            assertThat(dynamicCalls(stream.readAllBytes())).contains("test");
        }
    }

    private static List<String> dynamicCalls(byte[] bytes) throws IOException {
        ClassFile type = new ClassFile(new ByteArrayInputStream(bytes));
        List<String> calls = new ArrayList<>(type.dynamicCalls());
        if (type.isRecord()) {
            calls.removeAll(RECORD_METHODS);
        }
        return calls;
    }
}
