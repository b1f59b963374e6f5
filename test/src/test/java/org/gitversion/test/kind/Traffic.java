package org.gitversion.test.kind;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.gitversion.test.support.Database;

/** Applications that read and write all the time, each by one statement, and how long they wait. */
final class Traffic implements AutoCloseable {
    private static final long PAUSE = 5;

    private final List<Thread> threads = new ArrayList<>();
    private final Queue<Exception> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLong longest = new AtomicLong();
    private final AtomicInteger count = new AtomicInteger();
    private volatile boolean stopped;

    private Traffic() {}

    /** Runs statements, each in a session of its own; %d is a number that no other one has. */
    static Traffic on(Database database, String... statements) {
        Traffic traffic = new Traffic();
        for (String statement : statements) {
            Thread thread = new Thread(() -> traffic.run(database, statement));
            traffic.threads.add(thread);
            thread.start();
        }
        return traffic;
    }

    private void run(Database database, String statement) {
        try (Connection connection = database.connect();
                Statement session = connection.createStatement()) {
            session.execute("SET search_path = app, public");
            while (!stopped) {
                String sql = statement.replace("%d", Integer.toString(count.incrementAndGet()));
                long start = System.nanoTime();
                session.execute(sql);
                longest.accumulateAndGet((System.nanoTime() - start) / 1_000_000, Math::max);
                Thread.sleep(PAUSE);
            }
        } catch (SQLException | InterruptedException e) {
            failures.add(e);
        }
    }

    /** How many statements there were. */
    int count() {
        return count.get();
    }

    /** Ends the sessions and tells the longest time, in milliseconds, that a statement took. */
    long longest() throws InterruptedException {
        close();
        if (!failures.isEmpty()) {
            throw new AssertionError(failures.peek());
        }
        return longest.get();
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
