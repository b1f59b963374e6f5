package org.gitversion.javahost;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Iterator;

/** Where Java and the server meet: the one native method, and what the C side calls. */
final class Host {
    static final int EXECUTE = 1;
    static final int PREPARED = 2;
    static final int BATCH = 3;
    static final int FETCH = 4;
    static final int CLOSE = 5;
    static final int SAVEPOINT = 6;
    static final int RELEASE = 7;
    static final int ROLLBACK = 8;
    static final int LOG = 9;

    private Host() {}

    /**
     * Runs one operation in the server. Only the thread the server called may do so.
     *
     * @param operation one of the constants of this class
     * @param id cursor or savepoint, 0 where the operation has none
     * @param number rows wanted, 0 where the operation has no such number
     * @param request the rest, may be null
     * @return the reply, null where there is none
     * @throws SQLException what the server raised
     */
    static native byte[] call(int operation, long id, int number, byte[] request)
            throws SQLException;

    /**
     * Called once, on the main thread, after the natives are bound. The class of errors is
     * initialised here: were it to happen on the last bit of stack, the class would be lost for the
     * session.
     */
    static void start() throws ClassNotFoundException {
        initialize(ServerException.class);
        System.setOut(new PrintStream(new LogStream(System.out), true));
        System.setErr(new PrintStream(new LogStream(System.err), true));
    }

    static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    static byte[] utf8(String value) throws SQLException {
        return Block.utf8(value);
    }

    /** The next elements of a set-returning function, fewer than {@code max} at its end. */
    static String[] take(Iterator<?> rows, int max) {
        String[] taken = new String[max];
        int count = 0;
        while (count < max && rows.hasNext()) {
            taken[count++] = (String) rows.next();
        }
        if (count == max) {
            return taken;
        }
        String[] rest = new String[count];
        System.arraycopy(taken, 0, rest, 0, count);
        return rest;
    }

    /** Runs the static initialiser of a class, unless it ran before. */
    static void initialize(Class<?> type) throws ClassNotFoundException {
        Class.forName(type.getName(), true, type.getClassLoader());
    }

    /** Takes what the watcher may still have in flight for this thread; see watch.c. */
    static void drain() {
        Thread.interrupted();
    }

    static Throwable exception(byte[] fields) {
        return new ServerException(fields);
    }

    static Throwable exception(String sqlState, byte[] message) {
        return new SQLException(text(message), sqlState);
    }

    /**
     * The fields of an exception that leaves Java, in the order of {@link ServerException}, and its
     * stack trace.
     */
    static byte[] describe(Throwable thrown) throws SQLException {
        Block block = new Block();
        if (thrown instanceof ServerException) {
            ((ServerException) thrown).putFields(block);
            return block.putText(null).toBytes();
        }
        Throwable shown =
                thrown instanceof ExceptionInInitializerError && thrown.getCause() != null
                        ? thrown.getCause()
                        : thrown;
        String message = shown.getClass().getName();
        if (shown.getMessage() != null) {
            message = message + ": " + shown.getMessage();
        }
        String state = shown instanceof SQLException ? ((SQLException) shown).getSQLState() : null;
        block.putText(state).putText(printable(message));
        for (int field = 2; field < ServerException.TEXTS; field++) {
            block.putText(null);
        }
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace, true));
        return block.putInt(0).putText(printable(trace.toString())).toBytes();
    }

    /** What no server encoding can hold is shown as a question mark in messages. */
    static String printable(String message) {
        StringBuilder result = new StringBuilder(message.length());
        for (int i = 0; i < message.length(); i++) {
            char c = message.charAt(i);
            boolean pair =
                    Character.isHighSurrogate(c)
                            && i + 1 < message.length()
                            && Character.isLowSurrogate(message.charAt(i + 1));
            if (pair) {
                result.append(c).append(message.charAt(++i));
            } else {
                result.append(c == 0 || Character.isSurrogate(c) ? '?' : c);
            }
        }
        return result.toString();
    }

    /** Throws 0A000 for JDBC this connection does not offer. Never returns. */
    static RuntimeException unsupported(String method) {
        SQLException exception =
                new SQLFeatureNotSupportedException(
                        method + " is not supported by the default connection", "0A000");
        Host.<RuntimeException>raise(exception);
        return null;
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void raise(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
