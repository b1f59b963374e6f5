package org.gitversion.cli;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jline.builtins.Completers.FileNameCompleter;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Completes verbs, options, and the names that the database has, by what a verb takes. */
final class Names implements Completer {
    private static final String REVISIONS =
            "SELECT branch_name FROM gitversion.branches WHERE is_active"
                    + " UNION SELECT tag_name FROM gitversion.tags"
                    + " UNION SELECT remote || '/' || branch_name FROM gitversion.remote_branches"
                    + " ORDER BY 1";
    private static final String PATHS =
            "SELECT i.path FROM gitversion.object_identities i"
                    + " JOIN gitversion.branches b ON b.id = i.branch_id AND b.is_active"
                    + " WHERE b.branch_name = ? AND starts_with(i.path, ?)"
                    + " ORDER BY i.path LIMIT 500";
    private static final String TAGS = "SELECT tag_name FROM gitversion.tags ORDER BY 1";
    private static final String KEYS = "SELECT key_name FROM gitversion.trusted_keys ORDER BY 1";

    private final Session session;

    Names(Session session) {
        this.session = session;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        CommandLine model = Gv.commandLine(new Gv(), session);
        int position = 0;
        ArgSpec wanted = null;
        List<String> before = line.words().subList(0, line.wordIndex());
        for (String word : before) {
            if (wanted != null) {
                wanted = null;
            } else if (word.startsWith("-")) {
                OptionSpec option = model.getCommandSpec().findOption(word);
                wanted = option != null && option.arity().min() > 0 ? option : null;
            } else if (model.getSubcommands().containsKey(word)) {
                model = model.getSubcommands().get(word);
                position = 0;
            } else {
                position++;
            }
        }
        CommandSpec spec = model.getCommandSpec();
        if (wanted == null && line.word().startsWith("-")) {
            spec.options().stream()
                    .filter(option -> !option.hidden())
                    .forEach(option -> add(candidates, option.longestName()));
            return;
        }
        if (wanted == null && position == 0) {
            model.getSubcommands().entrySet().stream()
                    .filter(verb -> !hidden(verb.getValue()))
                    .forEach(verb -> add(candidates, verb.getKey()));
        }
        addValues(reader, line, candidates, wanted == null ? at(spec, position) : wanted);
    }

    private static boolean hidden(CommandLine verb) {
        return verb.getCommandSpec().usageMessage().hidden();
    }

    private static ArgSpec at(CommandSpec spec, int position) {
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            if (parameter.index().contains(position)) {
                return parameter;
            }
        }
        return null;
    }

    private void addValues(
            LineReader reader, ParsedLine line, List<Candidate> candidates, ArgSpec wanted) {
        if (wanted == null) {
            return;
        }
        String label = wanted.paramLabel();
        if (label.matches("FILE|DIRECTORY|DIR")) {
            new FileNameCompleter().complete(reader, line, candidates);
            return;
        }
        try {
            names(wanted, label, line.word()).forEach(name -> add(candidates, name));
        } catch (SQLException | Gv.Failure e) {
            // The verb will say what is wrong.
        }
    }

    private List<String> names(ArgSpec wanted, String label, String word) throws SQLException {
        session.open();
        if (label.contains("PATH") && !label.startsWith("REVISION")) {
            return session.lines(PATHS, branch(), word);
        }
        if (label.matches("KEY")) {
            return session.lines(KEYS);
        }
        String verb = wanted.command() == null ? "" : wanted.command().name();
        if (label.equals("NAME") && verb.equals("tag")) {
            return session.lines(TAGS);
        }
        if (label.startsWith("NAME") && verb.matches("fetch|push|remove")) {
            Map<String, String> all = new TreeMap<>(session.remotes().all());
            session.lines("SELECT remote_name FROM gitversion.remotes")
                    .forEach(name -> all.put(name, ""));
            return new ArrayList<>(all.keySet());
        }
        boolean isRevision = label.matches(".*(BRANCH|REVISION|TAG|NAME|FROM|TO|ONTO|SOURCE).*");
        return isRevision ? session.lines(REVISIONS) : List.of();
    }

    private String branch() throws SQLException {
        String chosen = session.chosenBranch();
        return chosen == null ? "" + session.value("SELECT gitversion.current_branch()") : chosen;
    }

    private static void add(List<Candidate> candidates, String name) {
        candidates.add(new Candidate(name));
    }
}
