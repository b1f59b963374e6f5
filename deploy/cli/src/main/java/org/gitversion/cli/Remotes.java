package org.gitversion.cli;

import java.net.URI;
import java.sql.SQLException;
import java.util.Map;

/** Other databases by name: by a URI that gv remembers, or by a foreign server of this database. */
final class Remotes {
    private final Session session;

    Remotes(Session session) {
        this.session = session;
    }

    static boolean isUri(String text) {
        return text.matches("postgres(ql)?://.*");
    }

    static boolean hasPassword(String uri) {
        URI parsed = URI.create(uri);
        String authority = parsed.getRawAuthority() == null ? "" : parsed.getRawAuthority();
        String query = parsed.getRawQuery() == null ? "" : parsed.getRawQuery();
        return authority.matches("[^@]*:[^@]*@.*") || ("&" + query).contains("&password=");
    }

    private String database() {
        return session.settings().label();
    }

    Map<String, String> all() {
        return session.remembered().remotes(database());
    }

    /** Where a remote is, or null where gv remembers none of the name. */
    String uri(String name) {
        return all().get(name);
    }

    /** What a URI is remembered as, or null. */
    String name(String uri) {
        for (Map.Entry<String, String> remote : all().entrySet()) {
            if (remote.getValue().equals(uri)) {
                return remote.getKey();
            }
        }
        return null;
    }

    void add(String name, String uri) throws SQLException {
        if (hasPassword(uri)) {
            throw new Gv.Failure(
                    "the URI has a password, which would be kept in a file",
                    "Leave it out, and put it into ~/.pgpass.");
        }
        session.rows("SELECT gitversion_internal.check_remote_name(?)", name);
        session.remembered().rememberRemote(database(), name, uri);
    }

    /** Forgets where a remote is; whether it was known. */
    boolean remove(String name) {
        boolean isKnown = uri(name) != null;
        session.remembered().rememberRemote(database(), name, null);
        return isKnown;
    }

    boolean isServer(String name) throws SQLException {
        return session.value("SELECT 1 FROM gitversion.remotes WHERE remote_name = ?", name)
                != null;
    }

    /** Fails where the database knows no such remote, either. */
    void requireServer(String name) throws SQLException {
        if (!isServer(name)) {
            throw new Gv.Failure(
                    "there is no remote \"" + name + "\"",
                    "gv remote lists all; gv remote add NAME URI adds one.");
        }
    }
}
