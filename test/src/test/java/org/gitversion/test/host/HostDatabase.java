package org.gitversion.test.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.Host;

/** Databases with language java and the functions of {@link Routines}, without gitversion. */
public final class HostDatabase {
    private static final String PACKAGE = "org/gitversion/test/host/";

    private HostDatabase() {}

    /** Creates a database of that encoding in the shared cluster. */
    static Database create(String name, String encoding) {
        return create(Cluster.shared(), name, encoding);
    }

    /** Creates a database of that encoding in a cluster. */
    public static Database create(Cluster cluster, String name, String encoding) {
        Database database = cluster.createEmptyDatabase(name, encoding);
        try {
            database.execute(cluster.host().languageStatements().toArray(new String[0]));
            useRoutines(database);
            database.close();
            database.psql(script(), "-q").expectSuccess();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return database;
    }

    private static void useRoutines(Database database) throws SQLException {
        if (database.cluster().host() == Host.EMBEDDED) {
            database.execute(
                    String.format(
                            "ALTER DATABASE \"%s\" SET gitversion_java_host.classpath = '%s'",
                            database.name(), classPath(database.cluster())));
        } else {
            database.execute(
                    "SELECT sqlj.install_jar('"
                            + jar(database.cluster()).toUri()
                            + "', 'routines', false)",
                    "SELECT sqlj.set_classpath('public', 'routines')");
        }
    }

    /** The default class path, for which the class data archive was made, and the routines. */
    static String classPath(Cluster cluster) {
        return cluster.sharedDirectory().resolve("gitversion/gitversion.jar") + ":" + jar(cluster);
    }

    private static String script() {
        try (InputStream script = HostDatabase.class.getResourceAsStream("routines.sql")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The classes of the routines in a jar that the server may read. */
    static synchronized Path jar(Cluster cluster) {
        Path jar = cluster.dataDirectory().resolveSibling("routines.jar");
        if (Files.exists(jar)) {
            return jar;
        }
        try {
            Path classes =
                    Path.of(
                                    Routines.class
                                            .getProtectionDomain()
                                            .getCodeSource()
                                            .getLocation()
                                            .toURI())
                            .resolve(PACKAGE);
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                    DirectoryStream<Path> files =
                            Files.newDirectoryStream(classes, "Routines*.class")) {
                for (Path file : files) {
                    out.putNextEntry(new JarEntry(PACKAGE + file.getFileName()));
                    out.write(Files.readAllBytes(file));
                }
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
