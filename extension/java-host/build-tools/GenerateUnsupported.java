import java.io.IOException;
import java.io.PrintWriter;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes the base classes in which every JDBC method of this JDK throws 0A000. Argument: the source
 * folder.
 */
public final class GenerateUnsupported {
    private static final String PACKAGE = "org.gitversion.javahost";

    private GenerateUnsupported() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0], PACKAGE.replace('.', '/'));
        Files.createDirectories(folder);
        generate(folder, Connection.class, null, "");
        generate(folder, Statement.class, null, "");
        generate(folder, PreparedStatement.class, Statement.class, " extends HostStatement");
        generate(folder, ResultSet.class, null, "");
    }

    private static void generate(Path folder, Class<?> type, Class<?> done, String parent)
            throws IOException {
        TreeMap<String, String> methods = new TreeMap<>();
        for (Method method : type.getMethods()) {
            boolean inherited = done != null && method.getDeclaringClass().isAssignableFrom(done);
            if (Modifier.isAbstract(method.getModifiers()) && !inherited) {
                methods.put(signature(method), body(type, method));
            }
        }
        String name = "Unsupported" + type.getSimpleName();
        try (PrintWriter out =
                new PrintWriter(Files.newBufferedWriter(folder.resolve(name + ".java")))) {
            out.println("package " + PACKAGE + ";");
            out.println("@SuppressWarnings(\"deprecation\")");
            out.println("abstract class " + name + parent + " implements " + type.getName() + " {");
            methods.values().forEach(out::println);
            out.println("}");
        }
    }

    private static String signature(Method method) {
        return method.getName() + Arrays.toString(method.getParameterTypes());
    }

    private static String body(Class<?> type, Method method) {
        StringBuilder parameters = new StringBuilder();
        for (Type parameter : method.getGenericParameterTypes()) {
            String separator = parameters.length() == 0 ? "" : ", ";
            parameters
                    .append(separator)
                    .append(parameter.getTypeName())
                    .append(" p")
                    .append(parameters.length());
        }
        String variables =
                Arrays.stream(method.getTypeParameters())
                        .map(Type::getTypeName)
                        .collect(Collectors.joining(", "));
        String thrown =
                Arrays.stream(method.getExceptionTypes())
                        .map(Class::getName)
                        .collect(Collectors.joining(", "));
        return "    public "
                + (variables.isEmpty() ? "" : "<" + variables + "> ")
                + method.getGenericReturnType().getTypeName()
                + " "
                + method.getName()
                + "("
                + parameters
                + ")"
                + (thrown.isEmpty() ? "" : " throws " + thrown)
                + " { throw Host.unsupported(\""
                + type.getSimpleName()
                + "."
                + method.getName()
                + "\"); }";
    }
}
