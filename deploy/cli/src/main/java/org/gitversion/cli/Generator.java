package org.gitversion.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What the build makes of the model of the verbs, so that it says what they do. */
@Command(
        name = "generate",
        hidden = true,
        synopsisSubcommandLabel = "man|completion",
        description = "Print the manual page, or the completion for bash and zsh.")
final class Generator {
    private final Session session;

    Generator(Session session) {
        this.session = session;
    }

    private static CommandLine model(Session session) {
        return Gv.commandLine(new Gv(), session);
    }

    @Command(name = "completion", description = "Print what bash and zsh evaluate.")
    int completion() {
        session.output().line(AutoComplete.bash("gv", model(session)));
        return Exit.OK;
    }

    @Command(name = "man", description = "Print the manual page.")
    int man() throws IOException {
        CommandLine line = model(session);
        StringBuilder page = new StringBuilder();
        String version = new Gv.Version().getVersion()[0];
        page.append(".TH GV 1 \"\" \"").append(version).append("\" \"gitversion\"\n");
        page.append(".SH NAME\ngv \\- version control for PostgreSQL schemas\n");
        page.append(".SH SYNOPSIS\n.B gv\n[OPTION]... VERB [ARGUMENT]...\n");
        page.append(".SH OPTIONS\nEvery verb takes these.\n");
        appendOptions(page, line.getCommandSpec(), true);
        page.append(".SH VERBS\n");
        for (Map.Entry<String, CommandLine> verb : line.getSubcommands().entrySet()) {
            appendVerb(page, verb.getKey(), verb.getValue());
        }
        try (InputStream rest = Generator.class.getResourceAsStream("/gv.1.in")) {
            page.append(new String(rest.readAllBytes(), StandardCharsets.UTF_8));
        }
        session.output().line(page.toString().stripTrailing());
        return Exit.OK;
    }

    private static void appendVerb(StringBuilder page, String name, CommandLine verb) {
        CommandSpec spec = verb.getCommandSpec();
        if (spec.usageMessage().hidden()) {
            return;
        }
        StringBuilder parameters = new StringBuilder();
        for (ArgSpec argument : spec.positionalParameters()) {
            boolean isOptional = argument.arity().min() == 0;
            String label = argument.paramLabel() + (argument.arity().max() > 1 ? "..." : "");
            parameters.append(' ').append(isOptional ? "[" + label + "]" : label);
        }
        page.append(".SS \"").append(escaped(name + parameters)).append("\"\n");
        for (String text : spec.usageMessage().description()) {
            page.append(escaped(text)).append('\n');
        }
        appendOptions(page, spec, false);
        for (Map.Entry<String, CommandLine> below : verb.getSubcommands().entrySet()) {
            appendVerb(page, name + " " + below.getKey(), below.getValue());
        }
    }

    private static void appendOptions(StringBuilder page, CommandSpec spec, boolean all) {
        for (OptionSpec option : spec.options()) {
            if (option.hidden() || option.inherited() && !all) {
                continue;
            }
            String value = option.arity().max() == 0 ? "" : " " + option.paramLabel();
            page.append(".TP\n.B ").append(escaped(String.join(", ", option.names()) + value));
            page.append('\n');
            for (String text : option.description()) {
                page.append(escaped(text)).append('\n');
            }
        }
    }

    /** A text in which roff sees nothing but text. */
    private static String escaped(String text) {
        String safe = text.replace("\\", "\\e").replace("-", "\\-").replace("\"", "\\(dq");
        safe = safe.replace("%%", "%");
        return safe.startsWith(".") || safe.startsWith("'") ? "\\&" + safe : safe;
    }
}
