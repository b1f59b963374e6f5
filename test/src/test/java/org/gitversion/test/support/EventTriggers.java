package org.gitversion.test.support;

import java.util.List;
import java.util.stream.Collectors;

/** The event triggers that write down DDL, off and on. */
public final class EventTriggers {
    private static final List<String> NAMES =
            List.of(
                    "gitversion_ddl_command_end",
                    "gitversion_ddl_command_end_of_alter",
                    "gitversion_ddl_command_end_of_table",
                    "gitversion_privileges_end",
                    "gitversion_sql_drop");

    /** Statements, separated by semicolons. */
    public static final String DISABLE = all("DISABLE");

    /** Statements, separated by semicolons. */
    public static final String ENABLE = all("ENABLE");

    private EventTriggers() {}

    private static String all(String action) {
        return NAMES.stream()
                .map(name -> "ALTER EVENT TRIGGER " + name + " " + action)
                .collect(Collectors.joining("; "));
    }
}
