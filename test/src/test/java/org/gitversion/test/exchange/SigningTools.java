package org.gitversion.test.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.Host;
import org.gitversion.test.support.Shell;

/** The real gpg and ssh-keygen, with a keyring of their own in a directory of their own. */
public final class SigningTools implements AutoCloseable {
    /** The second jar, below the shared files of a server. */
    static final String JAR = "gitversion/gitversion-signature.jar";

    private final Path directory;

    /** Makes the directory. */
    public SigningTools() {
        try {
            // A short path: gpg's agent listens on a socket in it.
            directory =
                    Files.createTempDirectory(
                            Path.of("/tmp"),
                            "gv",
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String run(String input, List<String> command) {
        return Shell.run(Map.of("GNUPGHOME", directory.toString(), "LC_ALL", "C"), input, command)
                .expectSuccess();
    }

    private String gpg(String input, String... arguments) {
        List<String> command =
                new ArrayList<>(
                        List.of("gpg", "--batch", "--quiet", "--no-tty", "--passphrase", ""));
        command.addAll(List.of(arguments));
        return run(input, command);
    }

    /** Makes an OpenPGP key; what is said of it besides, such as a time, goes in front. */
    public void makeGpgKey(String name, String algorithm, String end, String... options) {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of("--quick-gen-key", name + " <" + name + "@example.org>", algorithm));
        all.addAll(List.of("sign", end));
        gpg("", all.toArray(String[]::new));
    }

    /** The public key block. */
    public String gpgKey(String name) {
        return armor(gpg("", "--armor", "--export", name));
    }

    /** A detached signature. */
    String gpgSign(String name, String text, String... options) {
        List<String> all = new ArrayList<>(List.of("-u", name, "--armor"));
        all.addAll(List.of(options));
        all.add("--detach-sign");
        return armor(gpg(text, all.toArray(String[]::new)));
    }

    /** What gpg says besides is left out. */
    private static String armor(String printed) {
        return printed.substring(printed.indexOf("-----BEGIN"));
    }

    /** Imports the revocation that gpg made along with a key. */
    void revokeGpgKey(String name) {
        String fingerprint =
                gpg("", "--with-colons", "--list-keys", name)
                        .lines()
                        .filter(line -> line.startsWith("fpr:"))
                        .findFirst()
                        .orElseThrow()
                        .split(":")[9];
        try {
            Path file = directory.resolve("openpgp-revocs.d/" + fingerprint + ".rev");
            // It is disabled by a colon, lest somebody imports it by mistake.
            String text = Files.readString(file).replace(":-----BEGIN", "-----BEGIN");
            Files.writeString(file, text);
            gpg("", "--import", file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes an SSH key. */
    public void makeSshKey(String name, String... options) {
        List<String> command = new ArrayList<>(List.of("ssh-keygen", "-q", "-N", "", "-C", name));
        command.addAll(List.of(options));
        command.addAll(List.of("-f", file(name).toString()));
        run("", command);
    }

    /** What tells gpg where its keyring is. */
    public String home() {
        return directory.toString();
    }

    /** What PL/Java is told so that it finds the jar. */
    public static void installModule(Database database) throws SQLException {
        if (database.cluster().host() == Host.PLJAVA) {
            database.execute(
                    "SELECT sqlj.install_jar('file://"
                            + database.cluster().sharedDirectory().resolve(JAR)
                            + "', 'gitversion_signature', false)",
                    "SELECT sqlj.set_classpath('gitversion_internal', 'gitversion_signature')");
        }
    }

    /** The private key; the public one has .pub behind it. */
    public Path file(String name) {
        return directory.resolve("id_" + name);
    }

    /** The line of the public key, or what else the file with this suffix has. */
    public String sshKey(String name, String suffix) {
        try {
            return Files.readString(Path.of(file(name) + suffix)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A signature for a namespace. */
    String sshSign(String name, String namespace, String text) {
        String printed =
                run(
                        text,
                        List.of(
                                "ssh-keygen",
                                "-q",
                                "-Y",
                                "sign",
                                "-f",
                                file(name).toString(),
                                "-n",
                                namespace));
        return armor(printed);
    }

    @Override
    public void close() {
        run("", List.of("gpgconf", "--kill", "all"));
        run("", List.of("rm", "-rf", directory.toString()));
    }
}
