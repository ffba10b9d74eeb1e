package weir.acceptance;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the code to the order of {@code docs/design.md}. */
class DependencyDirectionTest {

    private static JavaClasses product;
    private static DesignTable design;

    @BeforeAll
    static void importProduct() throws IOException {
        // Names are all that the rules ask of classes of others; to read those too takes most of the time.
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        product = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(location -> !location.contains("/testing/") && !location.contains("weir-testing"))
                .importPackages("weir");
        design = DesignTable.read(Repository.root().resolve("docs/design.md"));
    }

    @Test
    void everyPackageHasItsRowInTheDesign() {
        var missing = new TreeSet<String>();
        for (JavaClass type : product) {
            if (design.rowOf(type.getPackageName()).isEmpty()) {
                missing.add(type.getPackageName());
            }
        }
        assertThat(product.size()).isGreaterThan(20);
        assertThat(missing).isEmpty();
    }

    @Test
    void everyPackageLivesInTheModuleOfItsRow() {
        for (JavaClass type : product) {
            String module = design.rowOf(type.getPackageName()).orElseThrow().module();
            String origin = type.getSource().orElseThrow().getUri().toString();
            assertThat(origin).as(type.getName()).containsPattern("/" + module + "/target/|/weir-" + module + "-");
        }
    }

    @Test
    void importsPointUpTheTableOnly() {
        var against = new TreeSet<String>();
        List<DesignTable.Row> order = design.packages();
        for (JavaClass type : product) {
            int own = order.indexOf(design.rowOf(type.getPackageName()).orElseThrow());
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                var row = design.rowOf(dependency.getTargetClass().getPackageName());
                if (row.isPresent() && order.indexOf(row.orElseThrow()) > own) {
                    against.add(dependency.getDescription());
                }
            }
        }
        assertThat(against).isEmpty();
    }

    @Test
    void decodeAnalyticsAndControlNeedNothingButTheJdk() {
        classes()
                .that(liveIn("decode", "analytics", "control"))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("weir..", "java..", "org.jspecify.."))
                .check(product);
    }

    @Test
    void decodeAnalyticsAndControlRunOnRelease21() {
        for (JavaClass type : product.that(liveIn("decode", "analytics", "control"))) {
            assertThat(ClassFile.majorVersion(type.getSource().orElseThrow().getUri()))
                    .as(type.getName())
                    .isEqualTo(ClassFile.RELEASE_21);
        }
    }

    @Test
    void nothingBelowTheEngineReadsTheClock() {
        noClasses()
                .that(liveIn("decode", "analytics"))
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .dependOnClassesThat(resideInAnyPackage("java.time..").and(named("Clock", "InstantSource")))
                .orShould()
                .callMethodWhere(DescribedPredicate.describe(
                        "now() of java.time",
                        call -> call.getName().equals("now")
                                && call.getTargetOwner().getPackageName().equals("java.time")))
                .check(product);
    }

    @Test
    void analyticsHasNoThreadsAndNoInputOrOutput() {
        noClasses()
                .that(liveIn("analytics"))
                .should()
                .dependOnClassesThat(named(
                        "Thread", "Timer", "Executor", "ExecutorService", "Executors", "CompletableFuture", "File"))
                .orShould()
                .dependOnClassesThat(resideInAnyPackage("java.nio.file..", "java.nio.channels..", "java.net.."))
                .check(product);
    }

    private static DescribedPredicate<JavaClass> liveIn(String... modules) {
        return DescribedPredicate.describe(
                "live in " + String.join(" or ", modules),
                type -> design.rowOf(type.getPackageName())
                        .filter(row -> List.of(modules).contains(row.module()))
                        .isPresent());
    }

    private static DescribedPredicate<JavaClass> named(String... simpleNames) {
        return DescribedPredicate.describe(
                "are named " + String.join(" or ", simpleNames),
                type -> List.of(simpleNames).contains(type.getSimpleName()));
    }
}
