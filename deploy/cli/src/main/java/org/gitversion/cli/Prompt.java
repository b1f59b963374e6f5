package org.gitversion.cli;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jline.builtins.Less;
import org.jline.builtins.Source;
import org.jline.reader.EOFError;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.SyntaxError;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** Commands one after the other over one connection, and the pager where there is no other. */
final class Prompt {
    private final Session session;
    private final DefaultParser parser = new DefaultParser();

    Prompt(Session session) {
        this.session = session;
        parser.setEofOnUnclosedQuote(true);
    }

    /** Reads commands until there are no more; returns the exit status of the last one. */
    int run() throws SQLException {
        session.open();
        boolean isTerminal =
                Output.isTerminal(session.environment(), "0")
                        && Output.isTerminal(session.environment(), "1");
        return isTerminal ? talk() : read();
    }

    private int read() {
        int status = Exit.OK;
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(session.in(), StandardCharsets.UTF_8));
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.strip().equals("exit")) {
                    return status;
                }
                status = execute(line, status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return status;
    }

    private int talk() throws SQLException {
        int status = Exit.OK;
        try (Terminal terminal = open()) {
            session.terminal(terminal);
            LineReader reader =
                    LineReaderBuilder.builder()
                            .terminal(terminal)
                            .parser(parser)
                            .completer(new Names(session))
                            .variable(LineReader.HISTORY_FILE, session.remembered().file("history"))
                            .build();
            while (true) {
                String line;
                try {
                    line = reader.readLine(prompt());
                } catch (UserInterruptException e) {
                    continue;
                } catch (EndOfFileException e) {
                    return status;
                }
                if (line.strip().equals("exit")) {
                    return status;
                }
                Terminal.SignalHandler before =
                        terminal.handle(Terminal.Signal.INT, signal -> Session.cancelAll());
                try {
                    status = execute(line, status);
                } finally {
                    terminal.handle(Terminal.Signal.INT, before);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String prompt() throws SQLException {
        String branch = session.chosenBranch();
        return "gv " + (branch == null ? session.settings().get("dbname") : branch) + "> ";
    }

    private int execute(String line, int before) {
        if (line.isBlank() || line.strip().startsWith("#")) {
            return before;
        }
        List<String> words;
        try {
            words = new ArrayList<>(parser.parse(line, line.length()).words());
        } catch (EOFError e) {
            session.err().println("gv: a quotation mark is missing: " + line);
            return Exit.ERROR;
        } catch (SyntaxError e) {
            session.err().println("gv: " + e.getMessage());
            return Exit.ERROR;
        }
        words.removeIf(String::isEmpty);
        if (!words.isEmpty() && words.get(0).equals("gv")) {
            words.remove(0);
        }
        return words.isEmpty() ? before : session.run(words.toArray(new String[0]));
    }

    private static Terminal open() throws IOException {
        return TerminalBuilder.builder().system(true).dumb(true).build();
    }

    /**
     * Shows a text in pages.
     *
     * @param shell the terminal of the shell that runs, as nothing else can open it then; or null
     */
    static void page(String text, PrintStream out, Terminal shell) {
        try {
            if (shell != null) {
                show(text, out, shell);
                return;
            }
            try (Terminal terminal = open()) {
                show(text, out, terminal);
            }
        } catch (IOException e) {
            out.print(text);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void show(String text, PrintStream out, Terminal terminal)
            throws IOException, InterruptedException {
        if (terminal.getHeight() == 0) {
            // There are no pages where nothing is known of the terminal.
            out.print(text);
            return;
        }
        Less less = new Less(terminal, Path.of(""));
        less.quitIfOneScreen = true;
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        less.run(new Source.InputStreamSource(new ByteArrayInputStream(bytes), true, "gv"));
    }
}
