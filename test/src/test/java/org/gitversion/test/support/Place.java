package org.gitversion.test.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/**
 * The two directories of a {@link Cluster}: one with its programs, sockets and log, and one with
 * its data, in memory where there is room. Both are gone with the JVM.
 */
record Place(Path directory, Path data) {
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final long ROOM = 4L << 30;

    /** Makes the directories. */
    static Place make() throws IOException {
        Path directory = make(System.getProperty("gitversion.tmp", "/tmp"));
        Path data = roomInMemory() ? make(MEMORY.toString()) : directory;
        Place place = new Place(directory, data.resolve("data"));
        Runtime.getRuntime().addShutdownHook(new Thread(place::remove));
        return place;
    }

    /** Gives both to the user that the server runs as. */
    void own() {
        if (Shell.root()) {
            Shell.run(
                            Map.of(),
                            "",
                            List.of(
                                    "chown",
                                    "-R",
                                    "postgres:",
                                    directory.toString(),
                                    data.getParent().toString()))
                    .expectSuccess();
        }
    }

    private static Path make(String parent) throws IOException {
        var permissions = PosixFilePermissions.fromString("rwxr-xr-x");
        Path directory =
                Files.createTempDirectory(
                        Path.of(parent),
                        "gitversion-test-",
                        PosixFilePermissions.asFileAttribute(permissions));
        return Files.setPosixFilePermissions(directory, permissions);
    }

    private static boolean roomInMemory() throws IOException {
        return Files.isWritable(MEMORY)
                && Files.getFileStore(MEMORY).type().equals("tmpfs")
                && Files.getFileStore(MEMORY).getUsableSpace() > ROOM;
    }

    /** Stops the server, if it came that far, and removes everything. */
    private void remove() {
        Path config = directory.resolve("pg_config");
        if (Files.exists(config)) {
            Shell.Result bin = Shell.run(Map.of(), "", List.of(config.toString(), "--bindir"));
            String pgCtl = Path.of(bin.output().strip(), "pg_ctl").toString();
            Shell.runAsServer(
                    List.of(pgCtl, "stop", "-m", "immediate", "-w", "-D", data.toString()));
        }
        removeTree(directory);
        removeTree(data.getParent());
    }

    static void removeTree(Path directory) {
        Shell.run(Map.of(), "", List.of("rm", "-rf", directory.toString()));
    }
}
