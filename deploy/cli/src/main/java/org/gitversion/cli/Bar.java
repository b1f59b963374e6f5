package org.gitversion.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How far long work is, as a bar in a terminal; nothing where nobody would see it. */
final class Bar implements AutoCloseable {
    private static final int WIDTH = 24;
    private static final Pattern COUNTED = Pattern.compile("(\\d+)/(\\d+) (.*)");

    private final Session session;
    private final String what;
    private final int total;
    private final boolean isSeen;
    private boolean isShown;

    /**
     * Prepares.
     *
     * @param what what is counted
     * @param total how many there are
     */
    Bar(Session session, String what, int total) {
        this.session = session;
        this.what = what;
        this.total = total;
        this.isSeen = isSeen(session);
    }

    static boolean isSeen(Session session) {
        return Output.isTerminal(session.environment(), "2")
                && !"dumb".equals(session.environment().get("TERM"));
    }

    void show(int done) {
        if (isSeen) {
            show(text(done + "/" + total + " " + what));
        }
    }

    /** Shows a line in place of the last one. */
    void show(String line) {
        isShown = true;
        session.err().print("\r\033[K" + line);
        session.err().flush();
    }

    /** A text "3/10 tables/a" with a bar in front of it; any other one as it is. */
    static String text(String counted) {
        Matcher matcher = COUNTED.matcher(counted);
        if (!matcher.matches() || matcher.group(1).length() > 9 || matcher.group(2).length() > 9) {
            return counted;
        }
        int total = Math.max(1, Integer.parseInt(matcher.group(2)));
        int done = Math.min(total, Integer.parseInt(matcher.group(1)));
        int filled = (int) ((long) WIDTH * done / total);
        return "[" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + counted;
    }

    @Override
    public void close() {
        if (isShown) {
            session.err().print("\r\033[K");
            session.err().flush();
        }
    }
}
