package org.gitversion.test.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.junit.jupiter.api.Test;

/**
 * What the owner of a schema puts into it does not run with the rights of a superuser who looks at
 * it. Each trap counts, in a sequence, which no rollback takes back, how often it ran as a
 * superuser.
 */
@GitVersionTest(databasePerMethod = true)
class HostileOwnerIT {
    private static final List<String> LOOKS =
            List.of(
                    "SELECT * FROM gitversion.status('main')",
                    "SELECT gitversion.diff('main')",
                    "SELECT gitversion.compute_tree_hash('app')",
                    "SELECT gitversion.get_object_ddl('app', 'v', 'v')",
                    "SELECT gitversion.commit('More', 'main')",
                    "SELECT gitversion.create_branch('work', 'main')",
                    "SELECT * FROM gitversion.preview_merge('work', 'main')",
                    "SELECT * FROM gitversion.plan('main~1', 'main')",
                    "SELECT * FROM gitversion.blame('t', 'main')",
                    "SELECT gitversion.show('main')",
                    "SELECT gitversion.export('main')",
                    "SELECT * FROM gitversion.localize('work', true)",
                    "SELECT gitversion.run_on_branch('work', 'ALTER TABLE app.t ADD x int')",
                    "SELECT gitversion.merge_branches('work', 'main')",
                    "SELECT * FROM gitversion.fsck(true)");

    private static void expectHarmless(Database database, List<String> traps) throws SQLException {
        database.execute(
                "CREATE SCHEMA app",
                "CREATE TABLE app.t (id integer)",
                "CREATE VIEW app.v AS SELECT id, NULL AS nothing FROM app.t WHERE id = 1",
                "CREATE RULE r AS ON DELETE TO app.t DO ALSO SELECT 1",
                "SELECT gitversion.init('main', 'app')",
                "CREATE VIEW app.w AS SELECT id FROM app.v",
                "CREATE SEQUENCE app.risen",
                "CREATE FUNCTION app.trap() RETURNS void LANGUAGE plpgsql AS $$ BEGIN"
                        + " IF (SELECT r.rolsuper FROM pg_catalog.pg_roles r WHERE"
                        + " r.rolname OPERATOR(pg_catalog.=) current_user) THEN"
                        + " PERFORM pg_catalog.nextval('app.risen'::pg_catalog.regclass);"
                        + " END IF;"
                        + " PERFORM pg_catalog.set_config('gitversion.internal', 'on', false);"
                        + " END $$");
        database.execute(traps.toArray(new String[0]));
        for (String look : LOOKS) {
            database.execute(look);
            assertThat(database.value("SELECT is_called FROM app.risen")).as(look).isEqualTo("f");
            assertThat(database.value("SELECT current_setting('gitversion.internal', true)"))
                    .as(look)
                    .isNotEqualTo("on");
        }
    }

    private static String equality(String type) {
        return ("CREATE FUNCTION app.equal(%1$s, %1$s) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN"
                        + " PERFORM app.trap(); RETURN $1 OPERATOR(pg_catalog.=) $2; END $$;"
                        + " CREATE OPERATOR app.= (LEFTARG = %1$s, RIGHTARG = %1$s, FUNCTION ="
                        + " app.equal)")
                .formatted(type);
    }

    /** {@code pg_get_viewdef} and {@code pg_get_ruledef} compare oids and names. */
    @Test
    void operatorsOfTheServersOwnQueries(Database database) throws SQLException {
        expectHarmless(
                database,
                List.of(equality("oid"), equality("name"), equality("text"), equality("integer")));
    }

    @Test
    void functionsAndOperatorsOfGitversionsQueries(Database database) throws SQLException {
        expectHarmless(
                database,
                List.of(
                        "CREATE FUNCTION app.set_config(text, text, boolean) RETURNS text LANGUAGE"
                                + " plpgsql AS $$ BEGIN PERFORM app.trap(); RETURN"
                                + " pg_catalog.set_config($1, $2, $3); END $$",
                        "CREATE FUNCTION app.current_setting(text) RETURNS text LANGUAGE"
                                + " plpgsql AS $$ BEGIN PERFORM app.trap(); RETURN"
                                + " pg_catalog.current_setting($1); END $$",
                        "CREATE FUNCTION app.both(text[], text) RETURNS text[] LANGUAGE plpgsql AS"
                                + " $$ BEGIN PERFORM app.trap(); RETURN"
                                + " pg_catalog.array_append($1, $2); END $$",
                        "CREATE OPERATOR app.|| (LEFTARG = text[], RIGHTARG = text, FUNCTION ="
                                + " app.both)"));
    }
}
