package org.gitversion.test.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.Shell;
import org.pgcodekeeper.core.DangerStatement;
import org.pgcodekeeper.core.api.DatabaseFactory;
import org.pgcodekeeper.core.api.PgCodeKeeperApi;
import org.pgcodekeeper.core.parsers.antlr.base.ScriptParser;
import org.pgcodekeeper.core.schema.AbstractDatabase;
import org.pgcodekeeper.core.settings.CoreSettings;

/** pgCodeKeeper's library. */
final class PgCodeKeeperEngine implements Engine {
    /**
     * Some servers mark each column with an option of their own, which belongs to no definition.
     */
    private static final String MARK =
            "(?m)^ALTER TABLE .* ALTER COLUMN .* SET \\(pg_attver='[0-9]+'\\);$";

    private final CoreSettings settings = new CoreSettings();
    private final boolean dumps;

    /** It reads what pg_dump writes, which is faster where there is much, or by JDBC. */
    PgCodeKeeperEngine(boolean dumps) {
        this.dumps = dumps;
        settings.setTimeZone("UTC");
        // PostgreSQL cannot reorder columns, and nobody's result is held against it here.
        settings.setIgnoreColumnOrder(true);
        settings.setDisableCheckFunctionBodies(true);
        // Tables that have to be made again get their rows back.
        settings.setDataMovementMode(true);
    }

    @Override
    public String name() {
        return "pgcodekeeper-core";
    }

    @Override
    public Script script(Change change) throws Exception {
        String text;
        long start = System.nanoTime();
        try {
            AbstractDatabase source = load(change.source());
            AbstractDatabase desired = load(change.desired());
            text = PgCodeKeeperApi.diff(settings, source, desired).replaceAll(MARK, "");
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            return Script.refusal(e.toString());
        }
        double milliseconds = (System.nanoTime() - start) / 1e6;
        boolean announced =
                new ScriptParser("script", text, settings)
                        .isDangerDdl(EnumSet.noneOf(DangerStatement.class));
        return new Script(
                Statements.of(text), milliseconds, null, List.of(), announced, new Runner(text));
    }

    private AbstractDatabase load(Database database) throws Exception {
        DatabaseFactory factory = new DatabaseFactory(settings);
        if (dumps) {
            Path file = Files.createTempFile("gitversion-peer-", ".sql");
            // psql's own commands are none of pgCodeKeeper's.
            String dump = database.pgDump("--schema-only").replaceAll("(?m)^\\\\.*$", "");
            Files.writeString(file, dump);
            AbstractDatabase loaded = factory.loadFromDump(file.toString());
            Files.delete(file);
            return loaded;
        }
        return factory.loadFromJdbc(
                "jdbc:postgresql://127.0.0.1:"
                        + database.cluster().port()
                        + "/"
                        + database.name()
                        + "?user="
                        + Cluster.SUPERUSER);
    }

    /** In one transaction, and statement by statement where that is not possible. */
    private record Runner(String text) implements Application {
        @Override
        public String to(Database target) {
            Shell.Result whole = target.psql(text, "-q", "-1");
            if (whole.status() == 0) {
                return null;
            }
            Shell.Result single = target.psql(text, "-q");
            return single.status() == 0 ? null : single.output();
        }
    }
}
