package org.gitversion.test.random;

import java.util.List;

/** What any object can have: comments, privileges, owners; and default privileges. */
final class Attributes {
    private static final String ROLE = "{random_role|PUBLIC|\"Random \"\"Role\"}";

    static final Family FAMILY =
            new Family(
                    List.of(
                            "COMMENT ON {commented} IS {'it''s'|'two\nlines'|'ünï'|E'tab\\t\\\\'}",
                            "COMMENT ON COLUMN {rel:rvmpfc}.{column} IS {'it''s'|'/* column */'}",
                            "GRANT ALL ON {grantable} TO " + ROLE + "{| WITH GRANT OPTION}",
                            "GRANT {SELECT|INSERT, UPDATE|TRIGGER|REFERENCES} ON {rel:rvmpf} TO "
                                    + ROLE
                                    + "{| WITH GRANT OPTION}",
                            "GRANT {SELECT|UPDATE|REFERENCES|ALL} ({column_grant}",
                            "GRANT {USAGE|SELECT} ON SEQUENCE {rel:S} TO " + ROLE,
                            "GRANT SELECT ON {t=rel:r} TO random_role WITH GRANT OPTION; GRANT"
                                + " USAGE ON SCHEMA {current_schema} TO random_role; SET ROLE"
                                + " random_role; GRANT SELECT ON {=t} TO \"Random \"\"Role\"; RESET"
                                + " ROLE",
                            "ALTER {owned} OWNER TO {random_role|\"Random \"\"Role\"}",
                            "ALTER DEFAULT PRIVILEGES {|FOR ROLE random_role} IN SCHEMA"
                                    + " {current_schema} GRANT {SELECT ON TABLES|USAGE ON"
                                    + " SEQUENCES|EXECUTE ON FUNCTIONS|USAGE ON TYPES} TO "
                                    + ROLE
                                    + "{| WITH GRANT OPTION}"),
                    List.of(
                            "COMMENT ON {commented} IS NULL",
                            "REVOKE ALL ON {grantable} FROM " + ROLE + "{| CASCADE}",
                            "REVOKE ALL ON {grantable} FROM postgres",
                            "REVOKE GRANT OPTION FOR SELECT ON {rel:r} FROM random_role CASCADE",
                            "REVOKE {SELECT|EXECUTE|ALL} ON {grantable} FROM " + ROLE,
                            "ALTER DEFAULT PRIVILEGES IN SCHEMA {current_schema} REVOKE ALL ON"
                                    + " {TABLES|TYPES} FROM "
                                    + ROLE,
                            "DROP {commented}{| CASCADE}"));

    private Attributes() {}
}
