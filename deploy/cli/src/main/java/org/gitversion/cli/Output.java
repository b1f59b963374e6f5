package org.gitversion.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jline.terminal.Terminal;

/** What a verb prints: text, in colours and through a pager in a terminal, or JSON. */
final class Output implements AutoCloseable {
    static final String RED = "31";
    static final String GREEN = "32";
    static final String YELLOW = "33";
    static final String CYAN = "36";
    static final String BOLD = "1";

    private static final Gson GSON =
            new GsonBuilder().serializeNulls().setPrettyPrinting().disableHtmlEscaping().create();

    private final Gv options;
    private final Map<String, String> environment;
    private final PrintStream direct;
    private PrintStream out;
    private final Terminal shell;
    private Process pager;

    /** What is shown in pages when all is there, or null. */
    private ByteArrayOutputStream collected;

    /**
     * @param shell the terminal of the shell that runs, or null
     */
    Output(Gv options, Map<String, String> environment, PrintStream out, Terminal shell) {
        this.options = options;
        this.environment = environment;
        this.direct = out;
        this.out = out;
        this.shell = shell;
    }

    /** Whether a stream is a terminal; the launcher looks, as Java has no way to. */
    static boolean isTerminal(Map<String, String> environment, String stream) {
        return (" " + environment.getOrDefault("GV_TTY", "") + " ").contains(" " + stream + " ");
    }

    private boolean inColours() {
        return switch (options.color) {
            case "always" -> true;
            case "never" -> false;
            default ->
                    isTerminal(environment, "1")
                            && environment.getOrDefault("NO_COLOR", "").isEmpty()
                            && !"dumb".equals(environment.get("TERM"));
        };
    }

    String paint(String colour, String text) {
        return inColours() && !text.isEmpty() ? "\033[" + colour + "m" + text + "\033[m" : text;
    }

    /** What is printed from here on goes through a pager, where it is for a person. */
    void page() {
        String command = environment.getOrDefault("GV_PAGER", environment.get("PAGER"));
        if (options.noPager
                || options.json
                || pager != null
                || collected != null
                || "".equals(command)
                || "cat".equals(command)
                || !isTerminal(environment, "1")) {
            return;
        }
        if (command == null && !isOnPath("less")) {
            collected = new ByteArrayOutputStream();
            out = new PrintStream(collected, false, StandardCharsets.UTF_8);
            return;
        }
        ProcessBuilder builder =
                new ProcessBuilder("sh", "-c", command == null ? "less" : command)
                        .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                        .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putIfAbsent("LESS", "FRX");
        try {
            pager = builder.start();
            out = new PrintStream(pager.getOutputStream(), false, StandardCharsets.UTF_8);
        } catch (IOException e) {
            out = direct;
        }
    }

    private boolean isOnPath(String program) {
        for (String directory : environment.getOrDefault("PATH", "").split(":")) {
            if (java.nio.file.Files.isExecutable(Path.of(directory, program))) {
                return true;
            }
        }
        return false;
    }

    void line(String text) {
        out.println(text);
    }

    void json(Object value) {
        out.println(GSON.toJson(value));
    }

    PrintWriter writer() {
        return new PrintWriter(direct, true, StandardCharsets.UTF_8);
    }

    void flush() {
        out.flush();
    }

    /** Rows in columns, under the names of these. */
    void table(List<Map<String, Object>> rows, String... columns) {
        List<String[]> cells = new ArrayList<>();
        cells.add(columns);
        for (Map<String, Object> row : rows) {
            String[] line = new String[columns.length];
            for (int i = 0; i < columns.length; i++) {
                Object value = row.get(columns[i]);
                line[i] = value == null ? "" : value.toString().strip();
            }
            cells.add(line);
        }
        int[] widths = new int[columns.length];
        for (String[] line : cells) {
            for (int i = 0; i < columns.length - 1; i++) {
                widths[i] =
                        Math.max(
                                widths[i],
                                line[i].lines().mapToInt(String::length).max().orElse(0));
            }
        }
        for (String[] line : cells) {
            printRow(line, widths, line == columns);
        }
    }

    /** A value of several lines goes on below its column. */
    private void printRow(String[] cells, int[] widths, boolean isHead) {
        int height = 1;
        List<List<String>> parts = new ArrayList<>();
        for (String cell : cells) {
            List<String> lines = cell.lines().toList();
            parts.add(lines);
            height = Math.max(height, lines.size());
        }
        for (int n = 0; n < height; n++) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < cells.length; i++) {
                String text = n < parts.get(i).size() ? parts.get(i).get(n) : "";
                line.append(text);
                if (i < cells.length - 1) {
                    line.append(" ".repeat(widths[i] - text.length() + 2));
                }
            }
            String text = line.toString().stripTrailing();
            line(isHead ? paint(BOLD, text) : text);
        }
    }

    /** Lines of a diff, coloured as git does. */
    void diff(List<String> lines) {
        for (String text : lines) {
            for (String line : text.split("\n", -1)) {
                line(paintDiff(line));
            }
        }
    }

    private String paintDiff(String line) {
        if (line.startsWith("diff ") || line.startsWith("--- ") || line.startsWith("+++ ")) {
            return paint(BOLD, line);
        }
        if (line.startsWith("@@")) {
            return paint(CYAN, line);
        }
        if (line.startsWith("+")) {
            return paint(GREEN, line);
        }
        if (line.startsWith("-")) {
            return paint(RED, line);
        }
        return line.startsWith("commit ") ? paint(YELLOW, line) : line;
    }

    @Override
    public void close() throws IOException {
        out.flush();
        if (collected != null) {
            String text = collected.toString(StandardCharsets.UTF_8);
            collected = null;
            out = direct;
            Prompt.page(text, direct, shell);
        }
        if (pager != null) {
            out.close();
            try {
                pager.waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
