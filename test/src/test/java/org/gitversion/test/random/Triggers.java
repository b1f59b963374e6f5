package org.gitversion.test.random;

import java.util.List;

/** Triggers and policies. */
final class Triggers {
    static final Family FAMILY =
            new Family(
                    List.of(
                            "CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN"
                                    + " RETURN NEW; END'",
                            "CREATE TRIGGER {name} {BEFORE INSERT OR DELETE|BEFORE UPDATE|AFTER"
                                    + " INSERT OR UPDATE|AFTER TRUNCATE} ON {rel:rp} FOR EACH"
                                    + " {ROW|STATEMENT} {|WHEN (pg_trigger_depth() = 0)} EXECUTE"
                                    + " FUNCTION {trigger_function}({|'a', 'b''c'|E'back\\\\slash',"
                                    + " 'ü'})",
                            "CREATE TRIGGER {name} {BEFORE|AFTER} UPDATE OF k ON {rel:rp} FOR EACH"
                                + " ROW WHEN (OLD.* IS DISTINCT FROM NEW.* {|AND"
                                + " {bool_function}(NEW.k)}) EXECUTE FUNCTION {trigger_function}()",
                            "CREATE CONSTRAINT TRIGGER {name} AFTER INSERT ON {rel:r} {|FROM"
                                + " {rel:r}} {|DEFERRABLE|DEFERRABLE INITIALLY DEFERRED} FOR EACH"
                                + " ROW EXECUTE FUNCTION {trigger_function}()",
                            "CREATE TRIGGER {name} AFTER UPDATE ON {rel:rp} REFERENCING OLD TABLE"
                                + " AS {name} NEW TABLE AS n FOR EACH STATEMENT EXECUTE FUNCTION"
                                + " {trigger_function}()",
                            "CREATE TRIGGER {name} INSTEAD OF {INSERT|UPDATE OR DELETE} ON {rel:v}"
                                    + " FOR EACH ROW EXECUTE FUNCTION {trigger_function}()",
                            "CREATE POLICY {name} ON {rel:rp}{| AS RESTRICTIVE}{| FOR SELECT| FOR"
                                + " DELETE| FOR UPDATE}{| TO random_role| TO PUBLIC| TO \"Random"
                                + " \"\"Role\", random_role| TO CURRENT_USER} USING ({column} IS"
                                + " NOT NULL)",
                            "CREATE POLICY {name} ON {rel:rp}{| FOR INSERT| FOR ALL} WITH CHECK"
                                    + " ({bool_function}(k) OR current_user = 'x')",
                            "CREATE POLICY {name} ON {rel:rp} USING (EXISTS (SELECT FROM {rel:rpv}"
                                    + " x WHERE x.*::text = current_setting('my.x', true)))"),
                    List.of(
                            "ALTER TABLE {rel:rpv} {DISABLE|ENABLE ALWAYS|ENABLE REPLICA|ENABLE}"
                                    + " TRIGGER {trigger}",
                            "{alter_trigger} RENAME TO {name}",
                            "{alter_policy} {RENAME TO {name}|TO random_role|USING (false)|WITH"
                                    + " CHECK (true)}",
                            "{drop_trigger}",
                            "{drop_policy}"));

    private Triggers() {}
}
