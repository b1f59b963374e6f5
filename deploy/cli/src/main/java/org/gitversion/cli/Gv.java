package org.gitversion.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code gv} with the options that every verb takes. */
@Command(
        name = "gv",
        sortOptions = false,
        versionProvider = Gv.Version.class,
        synopsisSubcommandLabel = "VERB",
        description = "Version control for PostgreSQL schemas: gitversion from the shell.",
        footer = {
            "",
            "Exit status: 0 clean or done, 1 differences, 2 conflicts, 3 error.",
            "gv VERB --help tells about a verb, man gv about the rest."
        })
public final class Gv implements Runnable {
    @Option(
            names = {"-b", "--branch"},
            paramLabel = "BRANCH",
            scope = ScopeType.INHERIT,
            description = "Work on this branch (default: GV_BRANCH, else that of gv switch).")
    String branch;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print JSON for programs.")
    boolean json;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            scope = ScopeType.INHERIT,
            description = "auto (in a terminal), always or never.")
    String color = "auto";

    @Option(
            names = "--no-pager",
            scope = ScopeType.INHERIT,
            description = "Do not page long output.")
    boolean noPager;

    @Option(
            names = "--dbname",
            paramLabel = "NAME|URI",
            scope = ScopeType.INHERIT,
            description = "Database, or a URI postgresql://… (default: PGDATABASE).")
    String dbname;

    @Option(
            names = {"-h", "--host"},
            paramLabel = "HOST",
            scope = ScopeType.INHERIT,
            description = "Server, or directory of its socket (default: PGHOST, as of libpq).")
    String host;

    @Option(
            names = {"-p", "--port"},
            paramLabel = "PORT",
            scope = ScopeType.INHERIT,
            description = "Its port (default: PGPORT, else 5432).")
    String port;

    @Option(
            names = {"-U", "--username"},
            paramLabel = "USER",
            scope = ScopeType.INHERIT,
            description = "Who connects (default: PGUSER).")
    String user;

    @Option(
            names = "--service",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "Section of the service file (default: PGSERVICE).")
    String service;

    @Option(
            names = {"-?", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Tell about the command and end.")
    boolean help;

    @Option(names = "--version", versionHelp = true, description = "Print the version and end.")
    boolean version;

    @Spec CommandSpec spec;

    /** Runs the command and ends the JVM with its exit status. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        // Who interrupts gv does not want the server to go on.
        Runtime.getRuntime().addShutdownHook(new Thread(Session::cancelAll));
        int status = run(arguments, System.getenv(), System.in, out, System.err);
        out.flush();
        System.exit(status);
    }

    /** Runs the command with an environment and streams of its own; returns its exit status. */
    public static int run(
            String[] arguments,
            Map<String, String> environment,
            InputStream in,
            PrintStream out,
            PrintStream err) {
        Gv gv = new Gv();
        try (Session session = new Session(gv, environment, in, out, err)) {
            return commandLine(gv, session).execute(arguments);
        }
    }

    /** The model of all verbs. */
    static CommandLine commandLine(Gv gv, Session session) {
        CommandLine line = new CommandLine(gv);
        Map<Class<?>, Object> groups = new HashMap<>();
        for (Object verbs :
                List.of(
                        new WorkVerbs(session),
                        new HistoryVerbs(session),
                        new BranchVerbs(session),
                        new MergeVerbs(session),
                        new UndoVerbs(session),
                        new GitVerbs(session),
                        new RemoteVerbs(session),
                        new SignVerbs(session),
                        new SetupVerbs(session))) {
            groups.put(verbs.getClass(), verbs);
            addVerbs(line, verbs.getClass());
        }
        line.addSubcommand("bundle", new BundleVerbs(session));
        line.addSubcommand("remote", new RemoteList(session));
        line.addSubcommand("generate", new Generator(session));
        line.setOut(session.output().writer());
        line.setErr(session.errors());
        line.setExecutionStrategy(result -> execute(result, groups));
        line.setParameterExceptionHandler((e, a) -> usageError(e, session));
        line.setExecutionExceptionHandler((e, command, result) -> session.fail(e));
        line.setUsageHelpAutoWidth(true);
        return line;
    }

    /** Each verb is a method; in the order of their names. */
    private static void addVerbs(CommandLine line, Class<?> verbs) {
        Arrays.stream(verbs.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Command.class))
                .sorted(Comparator.comparing(Method::getName))
                .forEach(
                        method ->
                                line.addSubcommand(
                                        method.getAnnotation(Command.class).name(),
                                        new CommandLine(method)));
    }

    /** Runs a verb on the object of its group, which picocli looks for in the command above. */
    private static int execute(ParseResult result, Map<Class<?>, Object> groups) {
        Integer helped = CommandLine.executeHelpRequest(result);
        if (helped != null) {
            return helped;
        }
        ParseResult last = result;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        if (last.commandSpec().userObject() instanceof Method verb
                && groups.containsKey(verb.getDeclaringClass())) {
            Object group = groups.get(verb.getDeclaringClass());
            last.commandSpec().parent(CommandSpec.wrapWithoutInspection(group));
        }
        return new CommandLine.RunLast().execute(last);
    }

    private static int usageError(ParameterException e, Session session) {
        session.err().println("gv: " + e.getMessage());
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, session.errors())) {
            String name = e.getCommandLine().getCommandSpec().qualifiedName();
            session.err().println(name + " --help tells what it takes");
        }
        return Exit.ERROR;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a verb is missing");
    }

    /** Work that fails for a reason of its own, such as a file that is not there. */
    static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final transient String hint;

        Failure(String message, String hint) {
            super(message);
            this.hint = hint;
        }
    }

    /** The version of the build. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"gv " + ResourceBundle.getBundle("gv").getString("version")};
        }
    }

    /** What a verb does. */
    interface Work<T> {
        T run() throws SQLException;
    }
}
