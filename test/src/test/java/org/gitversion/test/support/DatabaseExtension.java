package org.gitversion.test.support;

import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands out the databases promised by {@link GitVersionTest}. */
final class DatabaseExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(DatabaseExtension.class);

    private record Held(Database database) implements AutoCloseable {
        @Override
        public void close() {
            database.drop();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Database.class;
    }

    @Override
    public Database resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return scope(context)
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        "database",
                        key -> new Held(Cluster.shared().createDatabase(extensions(context))),
                        Held.class)
                .database();
    }

    private static List<String> extensions(ExtensionContext context) {
        GitVersionTest annotation =
                context.getRequiredTestClass().getAnnotation(GitVersionTest.class);
        return annotation == null ? List.of() : List.of(annotation.extensions());
    }

    /** The context whose end is the database's end. */
    private static ExtensionContext scope(ExtensionContext context) {
        Class<?> type = context.getRequiredTestClass();
        GitVersionTest annotation = type.getAnnotation(GitVersionTest.class);
        if (annotation != null && annotation.databasePerMethod()) {
            return context;
        }
        ExtensionContext scope = context;
        while (scope.getTestMethod().isPresent()) {
            scope = scope.getParent().orElseThrow();
        }
        return scope;
    }
}
