package org.gitversion.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Verbs about signatures: private keys stay with gpg and ssh-keygen. */
final class SignVerbs {
    private static final String GOOD = "good";

    private final Session session;
    private final Output output;

    SignVerbs(Session session) {
        this.session = session;
        this.output = session.output();
    }

    @Command(
            name = "sign",
            description = {
                "Sign a commit (HEAD) or a tag by gpg, or by ssh-keygen with --ssh, and keep the",
                "signature in the database, which refuses one that is not good."
            })
    int sign(
            @Option(names = "--gpg-key", paramLabel = "KEY", description = "Of gpg.") String gpgKey,
            @Option(names = "--ssh", paramLabel = "FILE", description = "Private key of SSH.")
                    Path ssh,
            @Option(names = "--tag", description = "A tag of the name.") boolean tag,
            @Parameters(arity = "0..1", paramLabel = "REVISION|TAG") String given)
            throws SQLException, IOException {
        session.connection();
        if (tag && given == null) {
            throw new Gv.Failure("a tag is missing", null);
        }
        String name = given == null ? "HEAD" : given;
        Object text =
                session.value(
                        tag
                                ? "SELECT gitversion.tag_signing_text(?)"
                                : "SELECT gitversion.signing_text(?)",
                        name);
        String signature = run(command(gpgKey, ssh), text.toString());
        Object key =
                session.value(
                        tag
                                ? "SELECT gitversion.sign_tag(?, ?)"
                                : "SELECT gitversion.sign_commit(?, ?)",
                        name,
                        signature);
        if (session.json()) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("signed", name);
            all.put("key", key);
            output.json(all);
        } else {
            output.line("Signed " + name + " with key " + key);
        }
        return Exit.OK;
    }

    private static List<String> command(String gpgKey, Path ssh) {
        if (ssh != null) {
            return List.of("ssh-keygen", "-q", "-Y", "sign", "-n", "gitversion", "-f", ssh + "");
        }
        List<String> command = new ArrayList<>(List.of("gpg", "--armor", "--detach-sign"));
        if (gpgKey != null) {
            command.addAll(List.of("--local-user", gpgKey));
        }
        return command;
    }

    /** What a program makes of a text; it asks for passphrases by itself. */
    private String run(List<String> command, String text) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().clear();
        builder.environment().putAll(session.environment());
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new Gv.Failure(
                    command.get(0) + " cannot be run: " + e.getMessage(),
                    "gv signs by gpg (GnuPG), or with --ssh by ssh-keygen (OpenSSH, 8.1 or"
                            + " later).");
        }
        try (var in = process.getOutputStream()) {
            in.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It ended without reading; its status tells.
        }
        String made = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new Gv.Failure(
                        command.get(0) + " ended with status " + process.exitValue(),
                        "Nothing was signed.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return made;
    }

    @Command(
            name = "verify",
            description = {
                "What the signatures of a commit (HEAD), a tag, or all commits of the branch are",
                "worth. Exit status 1: not all are good."
            })
    int verify(
            @Option(names = "--tag", description = "A tag of the name.") boolean tag,
            @Option(names = "--all", description = "All commits of the branch.") boolean all,
            @Parameters(arity = "0..1", paramLabel = "REVISION|TAG|BRANCH") String name)
            throws SQLException {
        session.connection();
        if (tag && name == null) {
            throw new Gv.Failure("a tag is missing", null);
        }
        List<Map<String, Object>> rows;
        if (all) {
            String branch = name == null ? session.branch() : name;
            rows = session.rows("SELECT * FROM gitversion.verify_branch(?)", branch);
        } else if (tag) {
            rows = session.rows("SELECT * FROM gitversion.verify_tag(?)", name);
        } else {
            rows = session.rows("SELECT * FROM gitversion.verify_commit(?)", name);
        }
        if (session.json()) {
            output.json(rows);
        } else if (all) {
            for (Map<String, Object> row : rows) {
                row.put("commit", row.get("commit_hash").toString().substring(0, 12));
                row.put("subject", Commits.subject(row.get("message")));
            }
            output.table(rows, "status", "commit", "who", "key_name", "subject", "detail");
        } else {
            output.table(rows, "status", "who", "key_name", "signed_at", "detail");
        }
        // Of a commit one good signature does; of a branch each has to have one.
        boolean isGood =
                all
                        ? rows.stream().allMatch(row -> GOOD.equals(row.get("status")))
                        : rows.stream().anyMatch(row -> GOOD.equals(row.get("status")));
        return isGood ? Exit.OK : Exit.DIFFERENCES;
    }

    @Command(
            name = "trust",
            description = "List the keys whose signatures count, add one, or revoke one.")
    int trust(
            @Option(names = "--who", paramLabel = "PERSON", description = "Whose it is.")
                    String who,
            @Option(names = "--from", paramLabel = "TIME", description = "Counts from then.")
                    String from,
            @Option(names = "--to", paramLabel = "TIME", description = "Counts until then.")
                    String to,
            @Option(names = "--revoke", paramLabel = "REASON", description = "Counts no more.")
                    String reason,
            @Parameters(arity = "0..1", paramLabel = "KEY") String key,
            @Parameters(
                            arity = "0..1",
                            paramLabel = "FILE",
                            description = "Public key, of gpg or SSH.")
                    Path file)
            throws SQLException, IOException {
        session.open();
        if (key == null) {
            List<Map<String, Object>> rows =
                    session.rows(
                            "SELECT key_name, who, key_type, fingerprint, valid_from, valid_to,"
                                    + " revoked_at, reason FROM gitversion.trusted_keys"
                                    + " ORDER BY key_name");
            if (session.json()) {
                output.json(rows);
            } else {
                output.table(rows, "key_name", "who", "fingerprint", "valid_to", "revoked_at");
            }
            return Exit.OK;
        }
        if (reason != null) {
            session.rows("SELECT gitversion.revoke_key(?, ?)", key, reason);
            if (session.json()) {
                output.json(Map.of("revoked", key));
            } else {
                output.line(key + ": revoked");
            }
            return Exit.OK;
        }
        if (file == null) {
            throw new Gv.Failure("the file with the public key is missing", null);
        }
        Object fingerprint =
                session.value(
                        "SELECT gitversion.trust_key(?, ?, ?, ?, ?)",
                        key,
                        who == null ? key : who,
                        java.nio.file.Files.readString(file),
                        from,
                        to);
        if (session.json()) {
            output.json(Map.of("key", key, "fingerprint", fingerprint));
        } else {
            output.line(key + ": " + fingerprint);
        }
        return Exit.OK;
    }
}
