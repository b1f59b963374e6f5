package org.gitversion.cli;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
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
        values.put("host", "localhost");
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
        if (values.get("host").startsWith("/")) {
            throw new Gv.Failure(
                    "host " + values.get("host") + " is the directory of a Unix socket",
                    "gv connects by TCP only: give -h localhost or set PGHOST=localhost.");
        }
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
        if (uri.getRawUserInfo() != null) {
            String[] parts = uri.getRawUserInfo().split(":", 2);
            put("user", decoded(parts[0]));
            put("password", parts.length > 1 ? decoded(parts[1]) : null);
        }
        put("host", uri.getHost());
        put("port", uri.getPort() < 0 ? null : Integer.toString(uri.getPort()));
        put("dbname", uri.getPath() == null ? null : uri.getPath().replaceFirst("^/", ""));
        if (uri.getRawQuery() != null) {
            for (String parameter : uri.getRawQuery().split("&")) {
                String[] parts = parameter.split("=", 2);
                put(parts[0], parts.length > 1 ? decoded(parts[1]) : null);
            }
        }
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

    /** The URL for JDBC, without a password. */
    String url() {
        String[] hosts = get("host").split(",");
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
