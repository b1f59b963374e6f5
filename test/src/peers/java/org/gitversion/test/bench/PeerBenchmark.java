package org.gitversion.test.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.gitversion.test.merge.Pair;
import org.gitversion.test.merge.PlainDump;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Database;
import org.junit.jupiter.api.Test;

/**
 * The pairs of states of {@code EvolveIT}, forth and back, changed by gitversion and by other tools
 * that compare schemas: which results are exact, and what they cost. Not part of the tests; profile
 * peers.
 */
class PeerBenchmark {
    private static final String SCHEMA = "peerstate";
    private static final String SERVERS =
            "CREATE FOREIGN DATA WRAPPER evolve_fdw;"
                    + "CREATE SERVER evolve_one FOREIGN DATA WRAPPER evolve_fdw;"
                    + "CREATE SERVER evolve_two FOREIGN DATA WRAPPER evolve_fdw";
    private static final String EMPTY =
            "SELECT format('TRUNCATE %s CASCADE', string_agg(oid::regclass::text, ', ')) FROM"
                    + " pg_class WHERE relkind IN ('r', 'p') AND relnamespace = '"
                    + SCHEMA
                    + "'::regnamespace \\gexec\n";
    private static final int TABLES = Integer.getInteger("gitversion.tables", 1_000);
    private static final int ROUNDS = Integer.getInteger("gitversion.rounds", 5);

    private final Cluster cluster = Cluster.shared();
    private int databases;

    /** Prints a table, and writes each change to a file. */
    @Test
    void pairs() throws Exception {
        Scores scores = new Scores();
        List<String> broken = new ArrayList<>();
        Database repository = cluster.createDatabase();
        repository.execute(
                "CREATE SCHEMA nothing; SELECT gitversion.init('root', 'nothing')", SERVERS);
        GitversionEngine own = new GitversionEngine(repository, SCHEMA);
        try (PgDeltaEngine delta = new PgDeltaEngine()) {
            List<Engine> engines = List.of(own, new PgCodeKeeperEngine(false), delta);
            for (Pair pair : Pair.all()) {
                if (pair.name().matches(System.getProperty("gitversion.pair", ".*"))) {
                    try {
                        own.commit(pair.id(), pair.first(), pair.change());
                        pair(pair, engines, scores);
                        own.forget(pair.id());
                    } catch (IOException | SQLException | IllegalStateException e) {
                        broken.add(pair + ": " + e);
                    }
                }
            }
            Path file = Path.of(System.getProperty("gitversion.build"), "peers", "pairs.tsv");
            scores.report(engines.stream().map(Engine::name).toList(), file);
            assertThat(broken).isEmpty();
        } finally {
            repository.drop();
        }
    }

    private void pair(Pair pair, List<Engine> engines, Scores scores) throws Exception {
        Database first = create("TEMPLATE template0");
        first.psql(
                        "CREATE SCHEMA "
                                + SCHEMA
                                + "; SET search_path = "
                                + SCHEMA
                                + ";"
                                + SERVERS
                                + ";"
                                + pair.first()
                                + ";"
                                + pair.rows(),
                        "-q")
                .expectSuccess();
        Database second = create("TEMPLATE " + first.name());
        String change = "SET search_path = " + SCHEMA + ";" + pair.change();
        if (second.psql(change, "-q", "-1").status() != 0) {
            // The script of the pair is for an empty schema.
            second.psql(EMPTY + change, "-q").expectSuccess();
        }
        for (boolean forth : new boolean[] {true, false}) {
            Database source = forth ? first : second;
            Database desired = forth ? second : first;
            Engine.Change request = new Engine.Change(pair.id(), forth, source, desired);
            List<String> dump = PlainDump.of(desired, SCHEMA);
            for (Engine engine : engines) {
                scores.add(
                        pair.name() + (forth ? " forth" : " back"),
                        engine.name(),
                        score(engine, request, dump));
            }
        }
        first.drop();
        second.drop();
    }

    private Scores.Score score(Engine engine, Engine.Change change, List<String> dump)
            throws Exception {
        Engine.Script script = engine.script(change);
        if (script.refused() != null) {
            return new Scores.Score(Scores.Outcome.REFUSED, false, 0, 0, 0, script.refused());
        }
        Contents before = contents(change.source());
        Contents byHand = contents(change.desired());
        Database target = create("TEMPLATE " + change.source().name());
        Scores.Outcome outcome = Scores.Outcome.EXACT;
        boolean silent = false;
        int rewrites = 0;
        String message = script.application().to(target);
        if (message != null) {
            outcome = Scores.Outcome.FAILED;
        } else {
            Contents after = contents(target);
            rewrites = after.rewritten(before, byHand);
            List<String> lost = after.lost(before, byHand);
            message = difference(PlainDump.of(target, SCHEMA), dump);
            if (!message.isEmpty()) {
                outcome = Scores.Outcome.WRONG;
            } else if (!lost.isEmpty()) {
                outcome = Scores.Outcome.LOST;
                silent = !script.announced();
                message = lost.toString();
            }
        }
        if (outcome != Scores.Outcome.EXACT && !script.unmodeled().isEmpty()) {
            outcome = Scores.Outcome.REFUSED;
            message = script.unmodeled() + " " + message;
        }
        if (outcome != Scores.Outcome.EXACT) {
            message += " BY " + String.join("; ", script.statements());
        }
        target.drop();
        return new Scores.Score(
                outcome,
                silent,
                script.milliseconds(),
                script.statements().size(),
                rewrites,
                message);
    }

    /** Lines that only one of them has; none where pg_dump writes the same. */
    private static String difference(List<String> is, List<String> shall) {
        if (is.equals(shall)) {
            return "";
        }
        List<String> more = new ArrayList<>(is);
        more.removeAll(shall);
        List<String> less = new ArrayList<>(shall);
        less.removeAll(is);
        return "more: " + more + " less: " + less;
    }

    private static Contents contents(Database database) throws SQLException {
        try (Database session = database.again()) {
            return Contents.of(session, SCHEMA);
        }
    }

    private Database create(String options) throws SQLException {
        String name = "peer_" + databases++;
        try (Database postgres = cluster.database("postgres")) {
            postgres.execute("CREATE DATABASE " + name + " " + options);
        }
        return cluster.database(name);
    }

    /** Prints what a plan for ten changed tables costs. */
    @Test
    void tenChangedTables() throws Exception {
        Database first = create("TEMPLATE template0");
        Verbs.fill(first, TABLES);
        first.close();
        Database second = create("TEMPLATE " + first.name());
        second.execute(MergeBenchmark.changes("app", TABLES / 3, "more"));
        second.close();
        Database repository = cluster.createDatabase();
        Verbs.fill(repository, TABLES);
        repository.execute(
                "SELECT gitversion.init('main', 'app')",
                "SELECT gitversion.create_branch('b', 'main')");
        String branch =
                repository.value(
                        "SELECT schema_name FROM gitversion.branches WHERE branch_name = 'b'");
        repository.execute(
                MergeBenchmark.changes(branch, TABLES / 3, "more"),
                "SELECT gitversion.commit('ten', 'b')",
                "VACUUM ANALYZE");
        Figures figures = new Figures("10 changed tables of " + TABLES + "; medians of " + ROUNDS);
        Engine.Change change = new Engine.Change("", true, first, second);
        double[] own = new double[ROUNDS];
        List<double[]> others = List.of(new double[ROUNDS], new double[ROUNDS]);
        try (PgDeltaEngine delta = new PgDeltaEngine()) {
            List<Engine> engines = List.of(new PgCodeKeeperEngine(true), delta);
            // The first one loads the classes.
            for (int round = -1; round < ROUNDS; round++) {
                double plan = plan(repository);
                for (int i = 0; i < engines.size(); i++) {
                    Engine.Script script = engines.get(i).script(change);
                    if (script.statements().size() < 10) {
                        throw new IllegalStateException("not a script: " + script);
                    }
                    if (round >= 0) {
                        others.get(i)[round] = script.milliseconds();
                    }
                }
                if (round >= 0) {
                    own[round] = plan;
                }
            }
            double fastest = Double.MAX_VALUE;
            for (int i = 0; i < engines.size(); i++) {
                double median = Figures.median(others.get(i));
                figures.add(engines.get(i).name() + ", both states read", median, "ms");
                fastest = Math.min(fastest, median);
            }
            figures.add("gitversion, plan", Figures.median(own), fastest / 10, "ms");
            figures.print();
        } finally {
            repository.drop();
            first.drop();
            second.drop();
        }
    }

    private static double plan(Database repository) throws SQLException {
        long start = System.nanoTime();
        List<List<String>> steps =
                repository.rows("SELECT statement FROM gitversion.plan('b~1', 'b')");
        double milliseconds = (System.nanoTime() - start) / 1e6;
        if (steps.size() != 10) {
            throw new IllegalStateException("not a plan: " + steps);
        }
        return milliseconds;
    }
}
