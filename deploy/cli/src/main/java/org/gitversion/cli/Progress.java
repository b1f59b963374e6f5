package org.gitversion.cli;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/**
 * Shows in a terminal how far long work is: a call of gitversion says so in its application_name,
 * which another connection reads.
 */
final class Progress extends Thread implements AutoCloseable {
    private static final long PATIENCE = 1500;
    private static final String QUERY =
            "SELECT application_name FROM pg_stat_activity WHERE pid = ?"
                    + " AND application_name LIKE 'gitversion %'";

    private final Session session;
    private final int backend;
    private final Bar bar;

    private Progress(Session session, int backend) {
        super("progress");
        this.session = session;
        this.backend = backend;
        this.bar = new Bar(session, "", 0);
        setDaemon(true);
    }

    /** Begins to look; null where nobody would see it. */
    static Progress of(Session session, Connection connection) throws SQLException {
        if (!Bar.isSeen(session)) {
            return null;
        }
        Progress progress =
                new Progress(session, connection.unwrap(PGConnection.class).getBackendPID());
        progress.start();
        return progress;
    }

    @Override
    public void run() {
        try {
            Thread.sleep(PATIENCE);
            try (Connection other = session.settings().connect(null);
                    PreparedStatement statement = other.prepareStatement(QUERY)) {
                statement.setInt(1, backend);
                while (!isInterrupted()) {
                    show(statement);
                    Thread.sleep(300);
                }
            }
        } catch (InterruptedException | SQLException e) {
            // The work is done, or cannot be looked at.
        }
    }

    private void show(PreparedStatement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery()) {
            if (result.next() && !isInterrupted()) {
                bar.show(Bar.text(result.getString(1).substring("gitversion ".length())));
            }
        }
    }

    @Override
    public void close() {
        interrupt();
        try {
            join(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        bar.close();
    }
}
