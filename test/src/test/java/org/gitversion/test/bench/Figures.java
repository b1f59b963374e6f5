package org.gitversion.test.bench;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;

/** Figures of one run: medians, sizes, ratios, each with the limit it shall stay under. */
final class Figures {
    private final StringBuilder table = new StringBuilder();

    /** Something to be measured. */
    interface Work {
        void run() throws SQLException;
    }

    Figures(String title) {
        table.append(String.format("%n%-58s %12s %12s", title, "figure", "at most"));
    }

    /** Milliseconds that something takes. */
    static double milliseconds(Work work) throws SQLException {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e6;
    }

    /** The median of several times. */
    static double median(double... times) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** The median time of some runs in milliseconds. */
    static double median(int runs, Work work) throws SQLException {
        double[] times = new double[runs];
        for (int i = 0; i < runs; i++) {
            times[i] = milliseconds(work);
        }
        return median(times);
    }

    /** Notes a figure that has no limit. */
    void add(String name, double value, String unit) {
        table.append(String.format(Locale.ROOT, "%n%-58s %12.2f %s", name, value, unit));
    }

    /** Notes a figure with the limit it shall stay under. */
    void add(String name, double value, double limit, String unit) {
        table.append(
                String.format(
                        Locale.ROOT,
                        "%n%-58s %12.2f %12.2f %s%s",
                        name,
                        value,
                        limit,
                        unit,
                        value <= limit ? "" : "  EXCEEDED"));
    }

    /** Prints the table. */
    void print() {
        System.out.println(table);
    }
}
