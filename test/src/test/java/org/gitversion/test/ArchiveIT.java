package org.gitversion.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Host;
import org.gitversion.test.support.Shell;
import org.gitversion.test.support.SourceTree;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The archive of a release, as it is built along with the tests: installed where nothing compiles.
 */
class ArchiveIT {
    /** What the installer may use: no Maven, no make, no compiler. */
    private static final List<String> PROGRAMS =
            List.of(
                    "bash",
                    "sh",
                    "cat",
                    "chmod",
                    "dirname",
                    "find",
                    "grep",
                    "head",
                    "install",
                    "java",
                    "ls",
                    "mkdir",
                    "mv",
                    "readlink",
                    "rm",
                    "rmdir",
                    "sed",
                    "sha256sum",
                    "sort");

    private static final Path BUILT = SourceTree.root().resolve("deploy/archive/target");

    @TempDir private Path temporary;
    private Path unpacked;
    private Path programs;

    @BeforeEach
    void unpack() throws IOException {
        List<Path> archives = archives(".tar.gz");
        assertThat(archives).as("built by mvn package -pl deploy/archive").hasSize(1);
        run("tar", "xzf", archives.get(0).toString(), "-C", temporary.toString());
        unpacked =
                temporary.resolve(archives.get(0).getFileName().toString().replace(".tar.gz", ""));
        programs = Files.createDirectory(temporary.resolve("bin"));
        for (String program : PROGRAMS) {
            Path found = Path.of(run("which", program).strip());
            Files.createSymbolicLink(programs.resolve(program), found);
        }
    }

    @Test
    void installsAndRemovesWithoutAnythingThatCompiles() throws IOException {
        Cluster cluster = Cluster.create(Host.chosen(), pgConfig());
        Path share = cluster.sharedDirectory();
        String config = cluster.program("pg_config").toString();

        assertThat(installer("uninstall", "--pg-config", config, "--dry-run").expectSuccess())
                .contains("would remove " + share.resolve("gitversion"));
        assertThat(share.resolve("gitversion/gitversion.jar")).exists();
        installer("uninstall", "--pg-config", config).expectSuccess();
        assertThat(ours(share)).isEmpty();
        assertThat(prefix()).doesNotExist();

        String host = Host.chosen().label();
        assertThat(installer("--pg-config", config, "--host", host, "--dry-run").expectSuccess())
                .contains("would install " + share.resolve("gitversion/gitversion.jar"));
        assertThat(ours(share)).isEmpty();
        assertThat(installer("--pg-config", config, "--host", host).expectSuccess())
                .contains("CREATE EXTENSION gitversion;");
        assertThat(
                        Shell.run(
                                        Map.of("PATH", programs.toString()),
                                        "",
                                        List.of(prefix().resolve("bin/gv").toString(), "--version"))
                                .expectSuccess())
                .isEqualTo("gv " + version() + "\n");
        assertThat(prefix().resolve("share/man/man1/gv.1")).isNotEmptyFile();
        assertThat(prefix().resolve("share/bash-completion/completions/gv")).isNotEmptyFile();
        cluster.startServer();
        try {
            var database = cluster.createDatabase();
            String script =
                    "CREATE TABLE public.t (a integer); SELECT gitversion.init('main', 'public');"
                            + " SELECT count(*) FROM gitversion.log('main');";
            assertThat(cluster.psql(database.name(), script, "-At").expectSuccess().strip())
                    .endsWith("\n1");
        } finally {
            cluster.stopServer();
        }
        assertThat(installer("upgrade", "--pg-config", config, "--host", host).expectSuccess())
                .contains("ALTER EXTENSION gitversion UPDATE;");
        installer("uninstall", "--pg-config", config).expectSuccess();
        assertThat(ours(share)).isEmpty();
        assertThat(prefix().resolve("share/gitversion")).doesNotExist();
    }

    @Test
    void withoutAHostThatFitsNothingIsInstalled() throws IOException {
        assumeTrue(Host.chosen() == Host.EMBEDDED, "PL/Java is none of the archive's");
        Path built = unpacked.resolve("extension/java-host/built");
        Files.move(built, unpacked.resolve("elsewhere"));
        for (List<String> way :
                List.of(
                        List.of("--dry-run"),
                        List.of("--destdir", temporary.resolve("root").toString()))) {
            List<String> arguments = new ArrayList<>(way);
            arguments.addAll(List.of("--pg-config", pgConfig(), "--host", "embedded"));
            Shell.Result result = installer(arguments.toArray(String[]::new));
            assertThat(result.status()).isNotZero();
            assertThat(result.output())
                    .contains("holds no embedded host")
                    .doesNotContain("would install");
        }
        assertThat(temporary.resolve("root")).doesNotExist();
        assertThat(prefix()).doesNotExist();
    }

    @Test
    void makesTheSameDebianPackageEachTime() throws IOException {
        assumeTrue(Files.exists(Path.of("/usr/bin/dpkg-deb")), "takes dpkg-deb");
        String first = debianPackage("one");
        assertThat(Path.of(first)).hasSameBinaryContentAs(Path.of(debianPackage("two")));
        assertThat(run("dpkg-deb", "-f", first, "Package", "Depends"))
                .matches("(?s)Package: postgresql-(\\d+)-gitversion\nDepends: postgresql-\\1,.*");
        assertThat(run("dpkg-deb", "-c", first))
                .contains(
                        "drwxr-xr-x root/root         0",
                        "/gitversion/gitversion.jar",
                        "/gitversion/gitversion-signature.jar",
                        "/extension/gitversion.control",
                        "/gitversion_java_host.so")
                .doesNotContain("drwx------");
    }

    @Test
    void theCommandLineIsAPackageOfItsOwn() {
        assumeTrue(Files.exists(Path.of("/usr/bin/dpkg-deb")), "takes dpkg-deb");
        String made = debianPackage("cli", "--cli");
        assertThat(Path.of(made).getFileName())
                .hasToString("gitversion-cli_" + version() + "_all.deb");
        assertThat(run("dpkg-deb", "-c", made))
                .contains(
                        "./usr/bin/gv\n",
                        "./usr/share/gitversion/gv.jar\n",
                        "./usr/share/man/man1/gv.1\n");
    }

    private String debianPackage(String directory) {
        return debianPackage(directory, "--pg-config", pgConfig());
    }

    private String debianPackage(String directory, String... options) {
        List<String> command = new ArrayList<>();
        command.add(unpacked.resolve("deploy/deb").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("--output", temporary.resolve(directory).toString()));
        String printed = run(command.toArray(new String[0]));
        return printed.substring(
                        printed.indexOf('/', printed.lastIndexOf('\n', printed.length() - 2) + 1))
                .strip();
    }

    @Test
    void holdsWhatItSays() throws IOException {
        assertThat(
                        Shell.run(
                                        Map.of(),
                                        "",
                                        List.of(
                                                "sh",
                                                "-c",
                                                "cd " + unpacked + " && sha256sum -c SHA256SUMS"))
                                .status())
                .isZero();
        for (Path archive :
                Stream.concat(archives(".tar.gz").stream(), archives(".zip").stream()).toList()) {
            String sum = Files.readString(Path.of(archive + ".sha256")).strip();
            assertThat(run("sha256sum", archive.toString())).startsWith(sum.split(" ")[0]);
        }
        String meta = Files.readString(unpacked.resolve("META.json"));
        String version = version();
        String script = "extension/gitversion--" + version + ".sql";
        assertThat(meta).contains("\"version\": \"" + version + "\"", script);
        assertThat(unpacked.resolve(script)).isNotEmptyFile();
        assertThat(unpacked.resolve("sbom.json"))
                .content()
                .contains("CycloneDX", "org.eclipse.jgit", "picocli", "BSD-2-Clause");
        assertThat(unpacked.resolve("deploy/ci/pull-request")).isExecutable();
        assertThat(unpacked.resolve("deploy/docker/Dockerfile")).isNotEmptyFile();
        assertThat(unpacked.resolve("deploy/docker/entrypoint")).isExecutable();
        assertThat(unpacked.resolve("LICENSE"))
                .hasSameTextualContentAs(SourceTree.root().resolve("LICENSE"));
    }

    private Shell.Result installer(String... arguments) {
        List<String> command =
                Stream.concat(
                                Stream.of(
                                        unpacked.resolve("install").toString(),
                                        "--prefix",
                                        prefix().toString()),
                                Stream.of(arguments))
                        .toList();
        return Shell.run(Map.of("PATH", programs.toString()), "", command);
    }

    /** Where the command line is installed. */
    private Path prefix() {
        return temporary.resolve("prefix");
    }

    private static List<Path> ours(Path share) throws IOException {
        try (Stream<Path> files = Files.walk(share)) {
            return files.filter(f -> f.getFileName().toString().startsWith("gitversion")).toList();
        }
    }

    private static List<Path> archives(String ending) throws IOException {
        if (!Files.isDirectory(BUILT)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(BUILT)) {
            return files.filter(f -> f.toString().endsWith(ending)).toList();
        }
    }

    private String version() {
        return unpacked.getFileName().toString().replace("gitversion-", "");
    }

    private static String pgConfig() {
        return System.getProperty("gitversion.pg_config", "pg_config");
    }

    private static String run(String... command) {
        return Shell.run(Map.of(), "", List.of(command)).expectSuccess();
    }
}
