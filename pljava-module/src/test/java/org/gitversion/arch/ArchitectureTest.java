package org.gitversion.arch;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Dependencies point downward only, and JDBC stays where it belongs. */
class ArchitectureTest {
    private static final String BASE = "org.gitversion.";

    /** From top to bottom: a package knows only packages further down. */
    private static final List<String> LAYERS =
            List.of(
                    "function",
                    "exchange",
                    "branch",
                    "merge",
                    "history",
                    "ast",
                    "plan",
                    "diff",
                    "catalog",
                    "kind",
                    "store",
                    "canonical",
                    "model");

    /** Who may run statements; nobody else knows the gateway. */
    private static final Set<String> GATEWAY_USERS =
            Set.of(
                    "function",
                    "exchange",
                    "branch",
                    "merge",
                    "history",
                    "ast",
                    "plan",
                    "catalog",
                    "store");

    private static final String[] PURE = packages(List.of("model", "canonical", "diff", "kind"));

    private static final JavaClasses CLASSES = new ClassFileImporter().importPath(Sources.CLASSES);

    @Test
    void everyPackageHasItsPlace() {
        Set<String> known = new TreeSet<>(LAYERS);
        known.addAll(List.of("db", "error"));
        Set<String> found = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            if (type.getPackageName().startsWith(BASE)) {
                found.add(type.getPackageName().substring(BASE.length()));
            }
        }
        assertThat(found).isEqualTo(known);
    }

    static List<String> layers() {
        return LAYERS.subList(1, LAYERS.size());
    }

    @ParameterizedTest
    @MethodSource("layers")
    void knowsNothingFurtherUp(String layer) {
        List<String> above = LAYERS.subList(0, LAYERS.indexOf(layer));
        noClasses()
                .that()
                .resideInAPackage(BASE + layer + "..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(packages(above)))
                .check(CLASSES);
    }

    @Test
    void theGatewayAndTheErrorsKnowNoLayer() {
        noClasses()
                .that()
                .resideInAnyPackage(packages(List.of("db", "error")))
                .should()
                .dependOnClassesThat(resideInAnyPackage(packages(LAYERS)))
                .check(CLASSES);
    }

    @Test
    void onlySomeUseTheGateway() {
        List<String> others =
                LAYERS.stream().filter(layer -> !GATEWAY_USERS.contains(layer)).toList();
        noClasses()
                .that()
                .resideInAnyPackage(packages(others))
                .should()
                .dependOnClassesThat(resideInAnyPackage(BASE + "db.."))
                .check(CLASSES);
    }

    @Test
    void thinkingNeedsNoDatabase() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.sql..", "javax.sql.."))
                .check(CLASSES);
    }

    @Test
    void onlyTheGatewayRunsStatements() {
        noClasses()
                .that()
                .resideOutsideOfPackage(BASE + "db..")
                .should()
                .dependOnClassesThat(
                        DescribedPredicate.describe(
                                "run statements", ArchitectureTest::runsStatements))
                .check(CLASSES);
    }

    @Test
    void theJarNeedsOnlyTheJdk() {
        noClasses()
                .should()
                .dependOnClassesThat(
                        resideOutsideOfPackages("java..", "org.gitversion..", "org.jspecify.."))
                .check(CLASSES);
    }

    @Test
    void everyPackageIsExplained() {
        for (Path source :
                Sources.files(Path.of("src/main/java"), name -> name.endsWith(".java"))) {
            if (!source.endsWith("module-info.java")) {
                assertThat(source.resolveSibling("package-info.java"))
                        .isRegularFile()
                        .content()
                        .contains("/**");
            }
        }
    }

    private static boolean runsStatements(JavaClass type) {
        return type.isEquivalentTo(Connection.class)
                || type.isEquivalentTo(Statement.class)
                || type.isEquivalentTo(PreparedStatement.class)
                || type.isEquivalentTo(CallableStatement.class)
                || type.isEquivalentTo(DriverManager.class);
    }

    private static String[] packages(List<String> layers) {
        return layers.stream().map(layer -> BASE + layer + "..").toArray(String[]::new);
    }
}
