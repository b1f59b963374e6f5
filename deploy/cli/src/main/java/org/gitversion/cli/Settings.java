package org.gitversion.cli;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.jdbcurlresolver.PgServiceConfParser;

/**
 * Where to connect to, as libpq works it out: options first, then the service file, then the
 * environment. Names are libpq's. The driver reads service files and finds passwords in .pgpass.
 */
final class Settings {
    /** libpq's name, environment variable, and property of the driver. */
    private static final String[][] KNOWN = {
        {"host", "PGHOST", ""},
        {"port", "PGPORT", ""},
        {"dbname", "PGDATABASE", ""},
        {"user", "PGUSER", "user"},
        {"password", "PGPASSWORD", "password"},
        {"options", "PGOPTIONS", "options"},
        {"application_name", "PGAPPNAME", "ApplicationName"},
        {"connect_timeout", "PGCONNECT_TIMEOUT", "connectTimeout"},
        {"sslmode", "PGSSLMODE", "sslmode"},
        {"sslcert", "PGSSLCERT", "sslcert"},
        {"sslkey", "PGSSLKEY", "sslkey"},
        {"sslrootcert", "PGSSLROOTCERT", "sslrootcert"},
        {"channel_binding", "PGCHANNELBINDING", "channelBinding"},
        {"gssencmode", "PGGSSENCMODE", "gssEncMode"},
    };

    private final Map<String, String> values = new LinkedHashMap<>();

    /** Settings of the options, the service and the environment. */
    Settings(Gv options, Map<String, String> environment) {
        values.put("user", environment.getOrDefault("USER", System.getProperty("user.name")));
        values.put("port", "5432");
        values.put("application_name", "gv");
        for (String[] known : KNOWN) {
            put(known[0], environment.get(known[1]));
        }
        String service = options.service != null ? options.service : environment.get("PGSERVICE");
        if (service != null) {
            addService(service);
        }
        if (options.dbname != null && options.dbname.matches("postgres(ql)?://.*")) {
            addUri(options.dbname);
        } else {
            put("dbname", options.dbname);
        }
        put("host", options.host);
        put("port", options.port);
        put("user", options.user);
        values.putIfAbsent("dbname", values.get("user"));
        if (!values.containsKey("host")) {
            String directory = UnixSocketFactory.usualDirectory(get("port"));
            values.put("host", directory == null ? "localhost" : directory);
        } else if (get("host").matches(".*,\\s*/.*|/.*,.*")) {
            throw new Gv.Failure(
                    "host " + get("host") + " names the directory of a socket among others",
                    "Give that directory alone, or servers alone.");
        }
    }

    /** Whether the server is reached by a socket in the file system: its host is a directory. */
    boolean isLocal() {
        return get("host").startsWith("/");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Settings settings && settings.values.equals(values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    private void put(String name, String value) {
        if (value != null && !value.isEmpty()) {
            values.put(name, value);
        }
    }

    private void addService(String service) {
        Properties found = PgServiceConfParser.getServiceProperties(service);
        if (found == null) {
            throw new Gv.Failure(
                    "there is no service \"" + service + "\"",
                    "Service files are PGSERVICEFILE or ~/.pg_service.conf.");
        }
        for (String name : found.stringPropertyNames()) {
            put(ofDriver(name), found.getProperty(name));
        }
    }

    /** The driver may have given libpq's names those of its own. */
    private static String ofDriver(String name) {
        return switch (name) {
            case "PGHOST" -> "host";
            case "PGPORT" -> "port";
            case "PGDBNAME" -> "dbname";
            default -> name;
        };
    }

    private void addUri(String text) {
        URI uri = URI.create(text);
        Map<String, String> parameters = new LinkedHashMap<>();
        if (uri.getRawQuery() != null) {
            for (String parameter : uri.getRawQuery().split("&")) {
                String[] parts = parameter.split("=", 2);
                parameters.put(parts[0], parts.length > 1 ? decoded(parts[1]) : null);
            }
        }
        String service = parameters.remove("service");
        if (service != null) {
            addService(service);
        }
        String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
        int at = authority.lastIndexOf('@');
        if (at >= 0) {
            String[] parts = authority.substring(0, at).split(":", 2);
            put("user", decoded(parts[0]));
            put("password", parts.length > 1 ? decoded(parts[1]) : null);
        }
        addServers(authority.substring(at + 1));
        put("dbname", uri.getPath() == null ? null : uri.getPath().replaceFirst("^/", ""));
        parameters.forEach(this::put);
    }

    /** Servers of a URI: name or address each, with a port or without; %2Fdirectory of a socket. */
    private void addServers(String text) {
        StringBuilder hosts = new StringBuilder();
        StringBuilder ports = new StringBuilder();
        boolean hasPort = false;
        for (String server : text.split(",")) {
            int colon = server.lastIndexOf(':');
            boolean isPort = colon > server.lastIndexOf(']');
            String host = decoded(isPort ? server.substring(0, colon) : server);
            hosts.append(hosts.isEmpty() ? "" : ",").append(host.replaceAll("[\\[\\]]", ""));
            ports.append(ports.isEmpty() ? "" : ",");
            ports.append(isPort ? server.substring(colon + 1) : "5432");
            hasPort |= isPort;
        }
        put("host", hosts.toString());
        put("port", hasPort ? ports.toString() : null);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    String get(String name) {
        return values.get(name);
    }

    void set(String name, String value) {
        values.put(name, value);
    }

    /** The same in words: what the branch is remembered for. */
    String label() {
        return get("host") + ":" + get("port") + "/" + get("dbname");
    }

    /** The URL for JDBC, without a password; by TCP, as others know no sockets of files. */
    String url() {
        String[] hosts = isLocal() ? new String[] {"localhost"} : get("host").split(",");
        String[] ports = get("port").split(",");
        StringBuilder url = new StringBuilder("jdbc:postgresql://");
        for (int i = 0; i < hosts.length; i++) {
            String host = hosts[i].contains(":") ? "[" + hosts[i] + "]" : hosts[i];
            url.append(i == 0 ? "" : ",").append(host).append(':');
            url.append(ports.length == 1 ? ports[0] : ports[i]);
        }
        return url.append('/').append(encoded(get("dbname"))).toString();
    }

    static String encoded(String text) {
        return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * Connects; with the options of a session, where some are given, else with those that are set.
     */
    Connection connect(String options) throws SQLException {
        Path socket = isLocal() ? UnixSocketFactory.file(get("host"), get("port")) : null;
        if (socket != null && !java.nio.file.Files.exists(socket)) {
            throw new Gv.Failure(
                    "there is no server: no socket " + socket,
                    "It may have another port (-p), or another directory (-h); -h localhost is by"
                            + " TCP.");
        }
        Properties properties = properties();
        if (options != null) {
            properties.setProperty("options", options);
        }
        return new Driver().connect(url(), properties);
    }

    /** What the driver is told besides. */
    private Properties properties() {
        Properties properties = new Properties();
        for (String[] known : KNOWN) {
            if (!known[2].isEmpty() && values.containsKey(known[0])) {
                properties.setProperty(known[2], values.get(known[0]));
            }
        }
        if (isLocal()) {
            properties.setProperty("socketFactory", UnixSocketFactory.class.getName());
            properties.setProperty(
                    "socketFactoryArg",
                    UnixSocketFactory.file(get("host"), get("port")).toString());
            properties.setProperty("sslmode", "disable");
            properties.setProperty("gssEncMode", "disable");
        }
        // Texts are of whatever type a function takes.
        properties.setProperty("stringtype", "unspecified");
        return properties;
    }

    /** The same for programs on libpq. */
    Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        for (String[] known : KNOWN) {
            if (values.containsKey(known[0]) && !known[0].equals("application_name")) {
                environment.put(known[1], values.get(known[0]));
            }
        }
        return environment;
    }
}
