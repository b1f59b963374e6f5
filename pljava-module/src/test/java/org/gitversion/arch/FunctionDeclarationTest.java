package org.gitversion.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the SQL script declares in language java is there, and nothing else is public. */
class FunctionDeclarationTest {
    private static final String PACKAGE = "org.gitversion.function";

    /** A string that is the text of a Java function, with or without result and arguments. */
    private static final Pattern FUNCTION_TEXT =
            Pattern.compile("'((?:[\\w.\\[\\]]+=)?org\\.gitversion\\.function\\.[^']*)'");

    private static final Pattern PARTS =
            Pattern.compile("(?:([\\w.\\[\\]]+)=)?([\\w.$]+)\\.(\\w+)(?:\\(([^)]*)\\))?");

    @Test
    void everyDeclaredFunctionIsThere() {
        List<String> declared = declared();
        assertThat(declared).isNotEmpty();
        List<String> missing = new ArrayList<>();
        for (String text : declared) {
            if (resolve(text) == null) {
                missing.add(text);
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void everyPublicMethodIsDeclared() throws ClassNotFoundException {
        Set<Method> used = new HashSet<>();
        for (String text : declared()) {
            used.add(resolve(text));
        }
        Set<String> unused = new TreeSet<>();
        for (Class<?> type : entryPoints()) {
            for (Method method : type.getDeclaredMethods()) {
                if (Modifier.isPublic(method.getModifiers()) && !used.contains(method)) {
                    unused.add(method.toString());
                }
            }
        }
        assertThat(unused).isEmpty();
    }

    private static List<String> declared() {
        List<String> texts = new ArrayList<>();
        for (Path file :
                Sources.files(Sources.ROOT.resolve("sql"), name -> name.endsWith(".sql"))) {
            FUNCTION_TEXT
                    .matcher(Sources.text(file))
                    .results()
                    .map((MatchResult match) -> match.group(1))
                    .forEach(texts::add);
        }
        return texts;
    }

    /** The method a function text names; null where there is none. */
    private static Method resolve(String text) {
        Matcher parts = PARTS.matcher(text.replaceAll("\\s", ""));
        if (!parts.matches()) {
            return null;
        }
        try {
            for (Method method : Class.forName(parts.group(2)).getMethods()) {
                if (fits(method, parts)) {
                    return method;
                }
            }
        } catch (ClassNotFoundException e) {
            return null;
        }
        return null;
    }

    private static boolean fits(Method method, Matcher parts) {
        if (!Modifier.isStatic(method.getModifiers()) || !method.getName().equals(parts.group(3))) {
            return false;
        }
        if (parts.group(1) != null
                && !method.getReturnType().getCanonicalName().equals(parts.group(1))) {
            return false;
        }
        if (parts.group(4) == null) {
            return true;
        }
        List<String> types = new ArrayList<>();
        for (Class<?> type : method.getParameterTypes()) {
            types.add(type.getCanonicalName());
        }
        return String.join(",", types).equals(parts.group(4));
    }

    /** The public classes that SQL can reach. */
    private static List<Class<?>> entryPoints() throws ClassNotFoundException {
        List<Class<?>> types = new ArrayList<>();
        Path directory = Sources.CLASSES.resolve(PACKAGE.replace('.', '/'));
        for (Path file : Sources.files(directory, name -> name.endsWith(".class"))) {
            String name = file.getFileName().toString().replace(".class", "");
            if (!name.equals("package-info")) {
                Class<?> type = Class.forName(PACKAGE + "." + name);
                if (Modifier.isPublic(type.getModifiers())) {
                    types.add(type);
                }
            }
        }
        return types;
    }
}
