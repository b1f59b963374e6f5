package org.gitversion.javahost;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/** System.out and System.err: whole lines become LOG messages of the server. */
final class LogStream extends OutputStream {
    private final Thread main = Thread.currentThread();
    private final PrintStream original;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    LogStream(PrintStream original) {
        this.original = original;
    }

    @Override
    public synchronized void write(int b) {
        if (b != '\n') {
            line.write(b);
            return;
        }
        String text = new String(line.toByteArray(), StandardCharsets.UTF_8);
        line.reset();
        if (Thread.currentThread() != main) {
            original.println(text);
            return;
        }
        try {
            Host.call(Host.LOG, 0, 0, new Block().putText(Host.printable(text)).toBytes());
        } catch (SQLException e) {
            original.println(text);
        }
    }
}
