package org.gitversion.javahost;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Loads the classes that the class data archive is to hold; run at installation, outside the
 * server.
 */
final class ArchiveClasses {
    private ArchiveClasses() {}

    /** Argument: the class path. */
    public static void main(String[] args) throws IOException, SQLException, NoSuchAlgorithmException {
        int from = 0;
        while (from <= args[0].length()) {
            int to = args[0].indexOf(':', from);
            to = to < 0 ? args[0].length() : to;
            load(args[0].substring(from, to));
            from = to + 1;
        }
        DriverManager.getConnection("jdbc:default:connection").close();
        Host.describe(new SQLException("x", "XX000"));
        useLibraries();
    }

    /** Those parts of the class library that take long to start and that jars often need. */
    private static void useLibraries() throws NoSuchAlgorithmException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(new byte[100]);
        Base64.getDecoder().decode(Base64.getEncoder().encodeToString(digest));
    }

    private static void load(String jar) throws IOException {
        try (JarFile file = new JarFile(jar)) {
            Enumeration<JarEntry> entries = file.entries();
            while (entries.hasMoreElements()) {
                String name = entries.nextElement().getName();
                if (name.endsWith(".class") && !name.endsWith("module-info.class")) {
                    load(
                            name.substring(0, name.length() - 6).replace('/', '.'),
                            ClassLoader.getSystemClassLoader());
                }
            }
        }
    }

    private static void load(String name, ClassLoader loader) {
        try {
            Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            System.err.println("not archived: " + name + ": " + e);
        }
    }
}
