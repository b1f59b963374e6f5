package org.gitversion.arch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The files of the source tree and of the build. */
final class Sources {
    /** The top directory of the source tree. */
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** The compiled classes that go into the jar. */
    static final Path CLASSES = Path.of("target/classes").toAbsolutePath();

    private Sources() {}

    /** The regular files under a directory that fit; none where there is no such directory. */
    static List<Path> files(Path directory, Predicate<String> name) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(directory)) {
            return walk.filter(Files::isRegularFile)
                    .filter(file -> !directory.relativize(file).toString().contains("target/"))
                    .filter(file -> name.test(file.getFileName().toString()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of a file. */
    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
