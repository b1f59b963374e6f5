package org.gitversion.test.travel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.Host;
import org.gitversion.test.support.Integrity;
import org.gitversion.test.support.Shell;
import org.junit.jupiter.api.Test;

/**
 * From an older release of PostgreSQL, where one is installed as on Debian beside the one under
 * test (with the headers and, on PL/Java, with PL/Java), to that one.
 */
class PgUpgradeIT {
    private static final Path RELEASES = Path.of("/usr/lib/postgresql");
    private static final int OLDEST = 15;

    private static final String[] SCHEMA = {
        "CREATE TYPE public.mood AS ENUM ('sad', 'happy')",
        "CREATE DOMAIN public.positive AS integer CHECK (VALUE > 0)",
        "CREATE TABLE public.customers (id serial PRIMARY KEY, name varchar(40) NOT NULL DEFAULT"
                + " 'x', feels public.mood, tags text[], extra jsonb DEFAULT '{}', CHECK (name <>"
                + " ''))",
        "CREATE TABLE public.orders (id integer GENERATED ALWAYS AS IDENTITY, customer integer"
                + " REFERENCES public.customers ON DELETE CASCADE, amount numeric(10, 2) DEFAULT"
                + " 0, number public.positive, placed date, total numeric GENERATED ALWAYS AS"
                + " (amount * 2) STORED) PARTITION BY RANGE (placed)",
        "CREATE TABLE public.orders_2026 PARTITION OF public.orders FOR VALUES FROM ('2026-01-01')"
                + " TO ('2027-01-01')",
        "CREATE INDEX ON public.orders (customer) WHERE amount > 0",
        "CREATE UNIQUE INDEX ON public.customers (lower(name)) INCLUDE (id)",
        "CREATE VIEW public.totals AS SELECT c.id, c.name, sum(o.amount) OVER (PARTITION BY c.id)"
                + " AS s FROM public.customers c JOIN public.orders o ON o.customer = c.id WHERE"
                + " c.name IN ('a', 'b') AND EXISTS (SELECT NULL::integer)",
        "CREATE VIEW public.happy AS SELECT id, name FROM public.customers WHERE feels = 'happy'",
        "CREATE MATERIALIZED VIEW public.m AS SELECT count(*) AS n FROM public.customers",
        "CREATE FUNCTION public.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW;"
                + " END'",
        "CREATE TRIGGER touch BEFORE UPDATE ON public.customers FOR EACH ROW EXECUTE FUNCTION"
                + " public.touch()",
        "CREATE FUNCTION public.f(a integer) RETURNS integer LANGUAGE sql BEGIN ATOMIC SELECT a +"
                + " 1; END",
        "ALTER TABLE public.customers ENABLE ROW LEVEL SECURITY",
        "CREATE POLICY own ON public.customers USING (name = CURRENT_USER)",
        "CREATE STATISTICS public.st ON id, name FROM public.customers",
        "INSERT INTO public.customers (name) VALUES ('Ann')",
    };

    private static int major(Path pgConfig) {
        String version =
                Shell.run(Map.of(), "", List.of(pgConfig.toString(), "--version")).expectSuccess();
        return Integer.parseInt(version.replaceFirst("(?s)^\\D*(\\d+).*", "$1"));
    }

    private static boolean complete(Path pgConfig) {
        String script =
                "test -x \"$(\"$0\" --bindir)/postgres\" -a -f \"$(\"$0\" --pgxs)\""
                        + " -a -f \"$(\"$0\" --includedir-server)/postgres.h\""
                        + (Host.chosen() == Host.PLJAVA
                                ? " -a -f \"$(\"$0\" --sharedir)/extension/pljava.control\""
                                : "");
        return Shell.run(Map.of(), "", List.of("sh", "-c", script, pgConfig.toString())).status()
                == 0;
    }

    /** The oldest release that gitversion works with, older than that one; null for none. */
    private static Path older(int than) throws IOException {
        if (!Files.isDirectory(RELEASES)) {
            return null;
        }
        try (Stream<Path> releases = Files.list(RELEASES)) {
            return releases.map(release -> release.resolve("bin/pg_config"))
                    .filter(Files::isExecutable)
                    .filter(config -> major(config) >= OLDEST && major(config) < than)
                    .filter(PgUpgradeIT::complete)
                    .min((a, b) -> Integer.compare(major(a), major(b)))
                    .orElse(null);
        }
    }

    @Test
    void historyGoesOnInANewerRelease() throws Exception {
        String chosen = System.getProperty("gitversion.pg_config", "pg_config");
        int newer = major(Path.of(chosen));
        Path older = older(newer);
        assumeTrue(
                older != null,
                "there is no complete PostgreSQL from 15 to before "
                        + newer
                        + " in "
                        + RELEASES
                        + " to upgrade from");
        Cluster from = Cluster.create(Host.chosen(), older.toString());
        from.startServer();
        List<List<String>> log;
        try (Database database = from.createDatabase("travelled")) {
            makeHistory(database);
            log = database.rows("SELECT * FROM gitversion.log('main')");
        }
        from.stopServer();
        Cluster to = Cluster.create(Host.chosen(), chosen);
        upgrade(from, to);
        to.startServer();
        try (Database database = to.database("travelled")) {
            assertThat(database.value("SHOW server_version_num")).startsWith(newer + "0");
            assertThat(database.rows("SELECT * FROM gitversion.log('main')")).isEqualTo(log);
            goOn(database);
        }
        to.stopServer();
    }

    private static void makeHistory(Database database) throws SQLException {
        database.execute(SCHEMA);
        database.execute(
                "SELECT gitversion.init('main', 'public')",
                "SELECT gitversion.create_branch('feature', 'main')",
                "SELECT gitversion.create_branch('still', 'main')",
                "SELECT gitversion.use_branch('feature')",
                "ALTER TABLE customers RENAME COLUMN feels TO mood",
                "SELECT gitversion.commit('Rename a column')",
                "SELECT gitversion.tag('v1', 'feature')",
                "SELECT gitversion.merge_branches('feature', 'main')",
                "CREATE TABLE uncommitted ()");
    }

    private static void upgrade(Cluster from, Cluster to) {
        List<String> command =
                List.of(
                        "sh",
                        "-c",
                        "cd \"$0\" && { \"$@\" || { grep -h -A5 -i error:"
                                + " pg_upgrade_output.d/*/log/*.log; exit 1; }; }",
                        to.dataDirectory().toString(),
                        to.program("pg_upgrade").toString(),
                        "--username=" + Cluster.SUPERUSER,
                        "--old-bindir=" + from.program(""),
                        "--new-bindir=" + to.program(""),
                        "--old-datadir=" + from.dataDirectory(),
                        "--new-datadir=" + to.dataDirectory(),
                        "--old-port=" + from.port(),
                        "--new-port=" + to.port(),
                        "--socketdir=" + to.dataDirectory().getParent());
        Shell.Result result = Shell.runAsServer(command);
        assumeFalse(
                result.output().contains("unrecognized parameter \"pg_attver\""),
                "the older minor release marks columns in a way the newer major release does not"
                        + " know yet");
        result.expectSuccess();
    }

    private static void goOn(Database database) throws SQLException {
        for (String branch : List.of("main", "still")) {
            assertThat(database.column("SELECT path FROM gitversion.status(?)", branch)).isEmpty();
        }
        assertThat(database.column("SELECT path FROM gitversion.status('feature')"))
                .containsExactly("tables/uncommitted");
        assertThat(database.rows("SELECT * FROM gitversion.fsck(true) WHERE severity = 'error'"))
                .isEmpty();
        database.execute(
                "SELECT gitversion.use_branch('feature')",
                "ALTER TABLE customers RENAME COLUMN mood TO feeling",
                "ALTER TABLE orders ADD COLUMN note text",
                "SELECT gitversion.commit('Take it in')",
                "ALTER TABLE customers RENAME COLUMN feeling TO temper",
                "SELECT gitversion.commit('Rename it again')",
                "SELECT gitversion.merge_branches('feature', 'main')",
                "SELECT gitversion.create_branch('new', 'v1')");
        assertThat(database.value("SELECT gitversion.diff('main~1', 'main')")).contains("temper");
        assertThat(database.rows("SELECT id, name, temper FROM public.customers")).hasSize(1);
        assertThat(Integrity.problems(database)).isEmpty();
    }
}
