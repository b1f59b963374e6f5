import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gitversion.kind.ObjectKind;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.model.Kind;

/**
 * Writes the function that gives the catalog queries to SQL, so that the extension can compare
 * versions of objects without Java. Runs with the compiled module on the class path. Arguments: the
 * folder of the {@code .sql} files, and the file to write.
 */
public final class GenerateScript {
    private static final String START =
            """
            -- The catalog queries of the Java module, for a whole schema or for a part of it. Parameters: the
            -- search path, the oids of roots, parts and what is near (of a part), the schema.
            CREATE FUNCTION gitversion_internal.catalog_query(p_name text, p_is_part boolean) RETURNS text
            LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $function$
            BEGIN
                CASE p_name || p_is_part
            """;

    private static final String END =
            """
                ELSE RETURN NULL;
                END CASE;
            END
            $function$;
            COMMENT ON FUNCTION gitversion_internal.catalog_query(text, boolean) IS
                'the text of a query that reads a kind of objects: address, kind, segments of the path, versions '
                'of the definition and of the privileges; internal';

            CREATE FUNCTION gitversion_internal.catalog_kinds() RETURNS text[] LANGUAGE sql IMMUTABLE
            BEGIN ATOMIC SELECT '{%s}'::text[]; END;
            COMMENT ON FUNCTION gitversion_internal.catalog_kinds() IS
                'the kinds of objects that there are queries for; internal';
            """;

    private static final List<String> OTHERS =
            List.of("attachments", "census", "privileges", "unsupported");

    private GenerateScript() {}

    /** Writes the file. */
    public static void main(String[] args) throws IOException, ReflectiveOperationException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(Path.of(args[0]), "*.sql")) {
            found.forEach(file -> names.add(file.getFileName().toString().replace(".sql", "")));
        }
        names.removeAll(List.of("prelude", "objects"));
        names.sort(null);
        StringBuilder out = new StringBuilder(START);
        for (String name : names) {
            for (boolean isPart : new boolean[] {false, true}) {
                String text = query(name, isPart);
                out.append("    WHEN '").append(name).append(isPart).append("' THEN RETURN $q$");
                out.append(text.strip()).append("$q$;\n");
            }
        }
        names.removeAll(OTHERS);
        Files.writeString(Path.of(args[1]), out.append(String.format(END, String.join(",", names))));
    }

    private static String query(String name, boolean isPart) throws ReflectiveOperationException {
        boolean isOfObjects = name.equals("attachments") || name.equals("privileges");
        String[] files =
                isOfObjects
                        ? new String[] {"prelude", "objects", name}
                        : new String[] {"prelude", name};
        String text = (String) call(isPart ? "loadPart" : "load", new Object[] {files});
        text = numbered(text, isPart);
        if (name.equals("census") || name.equals("unsupported")) {
            return text;
        }
        int slots = slots(name);
        String version = (String) call("version", name, slots);
        String from = " FROM (" + text + ") " + call("columns", name, slots);
        String address = "SELECT x.c1::oid, x.c2::oid, x.c3, ";
        switch (name) {
            case "attachments":
                // References are told only where they are to other branches: these, and no class.
                // There is none either with what no slot is for.
                return "SELECT CASE WHEN x.c4 IS NOT NULL AND x.c8 <> 'none' THEN x.c1::oid END,"
                        + " x.c2::oid, x.c3,"
                        + " CASE WHEN x.c4 IS NULL THEN x.c8 END, NULL::text[], "
                        + version
                        + ", NULL::int8"
                        + from
                        + " WHERE x.c4 IS NOT NULL OR x.c8 IS NOT NULL";
            case "privileges":
                return address
                        + "NULL::text, NULL::text[], CASE WHEN x.c5 <> 'privileges' THEN "
                        + version
                        + " END, CASE x.c5 WHEN 'privileges' THEN "
                        + version
                        + " END"
                        + from;
            default:
                return address + "'" + name + "'::text, x.c4::text[], " + version + ", NULL::int8" + from;
        }
    }

    /** Parameters by number: search path, roots, parts, near, schema. */
    private static String numbered(String text, boolean isPart) {
        int number = 0;
        StringBuilder out = new StringBuilder(text.length() + 20);
        for (char c : text.toCharArray()) {
            if (c == '?') {
                number++;
                out.append('$').append(!isPart && number == 2 ? 5 : number);
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** How many columns a query has behind address, path and layout. */
    private static int slots(String name) {
        switch (name) {
            case "attachments":
                return 3;
            case "privileges":
                return 1;
            default:
                for (ObjectKind kind : ObjectKinds.ALL.list()) {
                    if (kind.kind().name().equals(name)) {
                        return kind.kind().slots().size() - Kind.COMMON.size();
                    }
                }
                throw new IllegalArgumentException("no kind " + name);
        }
    }

    private static Object call(String name, Object... arguments)
            throws ReflectiveOperationException {
        Class<?>[] types = new Class<?>[arguments.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = arguments[i] instanceof Integer ? int.class : arguments[i].getClass();
        }
        Method method =
                Class.forName("org.gitversion.catalog.Queries").getDeclaredMethod(name, types);
        method.setAccessible(true);
        return method.invoke(null, arguments);
    }
}
