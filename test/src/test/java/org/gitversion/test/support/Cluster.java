package org.gitversion.test.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A private PostgreSQL cluster with gitversion installed: own copy of the server, own data
 * directory, own port on the loopback address, gone with the JVM. Nothing of the system's own
 * PostgreSQL is touched.
 */
public final class Cluster {
    /** The superuser of every cluster; it needs no password. */
    public static final String SUPERUSER = "postgres";

    private final Host host;
    private final Place place;
    private final Path bin;
    private final int port;
    private final AtomicInteger databases = new AtomicInteger();
    private final Map<List<String>, String> templates = new HashMap<>();

    private static final class Shared {
        static final Cluster INSTANCE = start(Host.chosen());
    }

    private Cluster(Host host, Place place, Path bin, int port) {
        this.host = host;
        this.place = place;
        this.bin = bin;
        this.port = port;
    }

    /** The cluster that all test classes of this JVM share; started at the first call. */
    public static Cluster shared() {
        return Shared.INSTANCE;
    }

    /**
     * The same, where queries are compiled just in time: PostgreSQL's default, but slow in tests.
     */
    public static Cluster sharedWithJit() {
        Shared.INSTANCE.execute("postgres", "ALTER SYSTEM SET jit = on", "SELECT pg_reload_conf()");
        return Shared.INSTANCE;
    }

    /** Starts a cluster of its own, for tests that stop or crash the server. */
    public static Cluster start(Host host) {
        Cluster cluster = create(host, chosenServer());
        cluster.startServer();
        return cluster;
    }

    /** Makes a cluster of the server that has this pg_config, and does not start it yet. */
    public static Cluster create(Host host, String pgConfig) {
        try {
            Place place = Place.make();
            Path bin = ServerCopy.make(place.directory(), host, pgConfig);
            Cluster cluster = new Cluster(host, place, bin, freePort());
            cluster.initialise();
            return cluster;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The header files of the server that the tests run on. */
    public static Path headers() {
        return Path.of(
                Shell.run(Map.of(), "", List.of(chosenServer(), "--includedir-server"))
                        .expectSuccess()
                        .strip());
    }

    private static String chosenServer() {
        return System.getProperty("gitversion.pg_config", "pg_config");
    }

    /** Starts a hot standby of this server, with a copy of its data. */
    public Cluster startStandby() {
        try {
            Place copy = Place.make();
            Files.createSymbolicLink(copy.directory().resolve("pg_config"), program("pg_config"));
            Cluster standby = new Cluster(host, copy, bin, freePort());
            copy.own();
            List<String> command = clientCommand("pg_basebackup", "-U", SUPERUSER, "-R");
            command.addAll(List.of("-c", "fast", "-D", standby.dataDirectory().toString()));
            Shell.runAsServer(command).expectSuccess();
            Files.writeString(
                    standby.dataDirectory().resolve("postgresql.conf"),
                    standby.settings(place.directory()),
                    StandardOpenOption.APPEND);
            standby.startServer();
            return standby;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What runs the extension's Java here. */
    public Host host() {
        return host;
    }

    /** The port on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** The data directory, owned by the user the server runs as. */
    public Path dataDirectory() {
        return place.data();
    }

    /** The server's log. */
    public String log() {
        return Shell.runAsServer(List.of("cat", logFile().toString())).expectSuccess();
    }

    /** Where this cluster's own PostgreSQL has its shared files, the extension's among them. */
    public Path sharedDirectory() {
        return Path.of(
                Shell.run(Map.of(), "", List.of(program("pg_config").toString(), "--sharedir"))
                        .expectSuccess()
                        .strip());
    }

    /** A program of this cluster's own PostgreSQL, such as {@code pg_dump}. */
    public Path program(String name) {
        return bin.resolve(name);
    }

    /** A database that is there already. */
    public Database database(String name) {
        return new Database(this, name);
    }

    /** Creates a database with a made-up name that has language java and the extension. */
    public Database createDatabase() {
        return createDatabase(List.of());
    }

    /** Creates one that has these extensions of PostgreSQL, too, in schema {@code public}. */
    public Database createDatabase(List<String> extensions) {
        List<String> statements = extensionStatements();
        for (String extension : extensions) {
            statements.add("CREATE EXTENSION \"" + extension + "\" SCHEMA public CASCADE");
        }
        return createDatabase("db_" + databases.incrementAndGet(), statements);
    }

    /** Creates a database that has language java and the extension. */
    public Database createDatabase(String name) {
        return createDatabase(name, extensionStatements());
    }

    /**
     * Creates a database in which some statements were executed: once for all databases that ask
     * for the same ones.
     */
    public synchronized Database createDatabase(String name, List<String> statements) {
        String template = templates.get(statements);
        if (template == null) {
            template = "template_" + databases.incrementAndGet();
            execute("postgres", "CREATE DATABASE " + template + " TEMPLATE template0");
            execute(template, statements.toArray(new String[0]));
            templates.put(List.copyOf(statements), template);
        }
        execute("postgres", "CREATE DATABASE \"" + name + "\" TEMPLATE " + template);
        return new Database(this, name);
    }

    /** Drops a database; sessions in it end. */
    public void dropDatabase(String name) {
        execute("postgres", "DROP DATABASE IF EXISTS \"" + name + "\" WITH (FORCE)");
    }

    /** Creates a database of that encoding that has language java and the extension. */
    public synchronized Database createDatabase(String name, String encoding) {
        Database database = createEmptyDatabase(name, encoding);
        createExtension(name);
        return database;
    }

    /** Creates a database without language java and without the extension. */
    public Database createEmptyDatabase(String name, String encoding) {
        execute(
                "postgres",
                String.format(
                        "CREATE DATABASE \"%s\" TEMPLATE template0 ENCODING '%s' LC_COLLATE 'C'"
                                + " LC_CTYPE 'C'",
                        name, encoding));
        return new Database(this, name);
    }

    /** Creates language java and the extension in a database. */
    public void createExtension(String database) {
        execute(database, extensionStatements().toArray(new String[0]));
    }

    private List<String> extensionStatements() {
        List<String> statements = new ArrayList<>(host.languageStatements());
        statements.add("CREATE EXTENSION gitversion");
        statements.addAll(host.rightsStatements());
        return statements;
    }

    /** Opens a session of the superuser. */
    public Connection connect(String database) {
        return connect(database, SUPERUSER);
    }

    /** Opens a session. */
    public Connection connect(String database, String user) {
        try {
            return DriverManager.getConnection(url(database, user));
        } catch (SQLException e) {
            throw new IllegalStateException("cannot connect to " + database + " as " + user, e);
        }
    }

    private String url(String database, String user) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=" + user;
    }

    /** Runs a script in psql, stopping at the first error; returns exit status and output. */
    public Shell.Result psql(String database, String script, String... arguments) {
        List<String> command = clientCommand("psql", "-d", database, "-X", "-v", "ON_ERROR_STOP=1");
        command.addAll(List.of(arguments));
        return Shell.run(Map.of("PGUSER", SUPERUSER), script, command);
    }

    /** What pg_dump writes about a database. */
    public String pgDump(String database, String... arguments) {
        Path file = dump(database, arguments);
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            Place.removeTree(file);
        }
    }

    private Path dump(String database, String... arguments) {
        try {
            // To a file: its warnings are no part of the dump.
            Path file = Files.createTempFile("gitversion-test-", ".sql");
            List<String> command = clientCommand("pg_dump", "-d", database, "-f", file.toString());
            command.addAll(List.of(arguments));
            Shell.run(Map.of("PGUSER", SUPERUSER), "", command).expectSuccess();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Restarts the server; all sessions end. */
    public void restart() {
        pgCtl("restart", "-m", "fast", "-w", "-l", logFile().toString()).expectSuccess();
    }

    /** Waits until the server takes sessions again after one of its processes was killed. */
    public void awaitRestart() {
        // The server may still take a session before it sees that the process is gone.
        LockSupport.parkNanos(300_000_000L);
        long end = System.nanoTime() + 60_000_000_000L;
        while (System.nanoTime() < end) {
            try (Connection connection = DriverManager.getConnection(url("postgres", SUPERUSER))) {
                return;
            } catch (SQLException e) {
                LockSupport.parkNanos(50_000_000L);
            }
        }
        throw new IllegalStateException("the server does not come back:\n" + log());
    }

    /** Stops the server; all sessions end. */
    public void stopServer() {
        pgCtl("stop", "-m", "fast", "-w").expectSuccess();
    }

    /** Ends the server without letting it write anything down, as a crash would. */
    public void crash() {
        pgCtl("stop", "-m", "immediate", "-w").expectSuccess();
    }

    /** Starts the server after {@link #crash}. */
    public void startServer() {
        pgCtl("start", "-w", "-l", logFile().toString()).expectSuccess();
    }

    private void initialise() throws IOException {
        place.own();
        Shell.runAsServer(
                        List.of(
                                program("initdb").toString(),
                                "--auth=trust",
                                "--no-sync",
                                "--encoding=UTF8",
                                "--locale=C",
                                "--username=" + SUPERUSER,
                                "--pgdata=" + dataDirectory()))
                .expectSuccess();
        Files.writeString(
                dataDirectory().resolve("postgresql.conf"),
                settings(place.directory()),
                StandardOpenOption.APPEND);
    }

    private String settings(Path server) {
        return String.join(
                "\n",
                "port = " + port,
                "listen_addresses = '127.0.0.1'",
                "unix_socket_directories = '" + place.directory() + "'",
                "fsync = off",
                "synchronous_commit = off",
                "full_page_writes = off",
                "shared_buffers = '32MB'",
                "max_wal_size = '128MB'",
                "max_connections = 250",
                "max_locks_per_transaction = 512",
                "autovacuum = off",
                "jit = off",
                "include '" + server.resolve("gitversion.conf") + "'",
                "");
    }

    private void execute(String database, String... statements) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "in " + database + ": " + String.join("; ", statements), e);
        }
    }

    private List<String> clientCommand(String program, String... arguments) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                program(program).toString(),
                                "-h",
                                "127.0.0.1",
                                "-p",
                                Integer.toString(port)));
        command.addAll(List.of(arguments));
        return command;
    }

    private Shell.Result pgCtl(String... arguments) {
        List<String> command =
                new ArrayList<>(
                        List.of(program("pg_ctl").toString(), "-D", dataDirectory().toString()));
        command.addAll(List.of(arguments));
        return Shell.runAsServer(command);
    }

    private Path logFile() {
        return place.directory().resolve("server.log");
    }

    /**
     * A port that nobody uses: none of those that the system gives to clients, because one of them
     * may have it when the server starts again.
     */
    private static int freePort() {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(12_000, 32_000);
            try (ServerSocket socket = new ServerSocket(port, 1, loopback)) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // Somebody has it: another one.
            }
        }
    }
}
