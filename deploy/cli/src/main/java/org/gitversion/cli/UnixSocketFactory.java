package org.gitversion.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.net.SocketFactory;

/** Connects the driver by a socket in the file system, whatever server its URL names. */
public final class UnixSocketFactory extends SocketFactory {
    /** Where servers have it if they are not told: in Debian and its like, and elsewhere. */
    private static final List<String> USUAL = List.of("/var/run/postgresql", "/tmp");

    private final Path file;

    /** The driver makes one, with its property socketFactoryArg. */
    public UnixSocketFactory(String file) {
        this.file = Path.of(file);
    }

    /** The socket of a port in a directory. */
    static Path file(String directory, String port) {
        return Path.of(directory, ".s.PGSQL." + port);
    }

    /** The directory where a server listens on a port, or null. */
    static String usualDirectory(String port) {
        for (String directory : USUAL) {
            if (Files.exists(file(directory, port))) {
                return directory;
            }
        }
        return null;
    }

    @Override
    public Socket createSocket() throws IOException {
        return new UnixSocket(file);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return createSocket();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort)
            throws IOException {
        return createSocket();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return createSocket();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
            throws IOException {
        return createSocket();
    }
}
