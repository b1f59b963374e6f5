package org.gitversion.test.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class a fresh database of the shared {@link Cluster}, with the extension created.
 * Constructors, lifecycle and test methods take it as a parameter of type {@link Database}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(DatabaseExtension.class)
public @interface GitVersionTest {
    /** Whether each test method has a database of its own, instead of the whole class one. */
    boolean databasePerMethod() default false;

    /** PostgreSQL's extensions that the database has besides, in schema {@code public}. */
    String[] extensions() default {};
}
