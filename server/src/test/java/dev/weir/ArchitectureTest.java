package dev.weir;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds the code to the package rules that ARCHITECTURE.md states. */
class ArchitectureTest {
    private static final Path SOURCES = Path.of("src/main/java");

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.weir");

    @Test
    void packagesFormNoCycle() {
        slices().matching("dev.weir.(**)").should().beFreeOfCycles().check(classes);
    }

    @Test
    void theVocabularyImportsNoFramework() {
        classes()
                .that()
                .resideInAnyPackage("dev.weir.video..", "dev.weir.mux..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "dev.weir.video..", "dev.weir.mux..", "org.jspecify.annotations..")
                .check(classes);
    }

    @Test
    void onlyTheHttpPackagesImportTheWebRouter() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.weir.http..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.vertx.ext.web..")
                .check(classes);
    }

    @Test
    void onlyTheCompositionRootReadsTheEnvironment() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.weir.app..", "dev.weir.config..")
                .should()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(System.class, "getProperty", String.class)
                .check(classes);
    }

    @Test
    void nothingImportsTheCompositionRoot() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.weir.app..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.weir.app..")
                .check(classes);
    }

    @Test
    void everyPackageSaysWhatItIsForAndIsNullMarked() throws IOException {
        List<Path> folders;
        try (var files = Files.walk(SOURCES)) {
            folders = files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .toList();
        }
        assertThat(folders)
                .hasSizeGreaterThan(8)
                .allSatisfy(folder -> assertThat(folder.resolve("package-info.java"))
                        .content()
                        .contains("/**", "@NullMarked"));
    }

    @Test
    void noFileIsTooLongToRead() throws IOException {
        try (var files = Files.walk(SOURCES)) {
            assertThat(files.filter(file -> file.toString().endsWith(".java")))
                    .allSatisfy(file -> assertThat(Files.readAllLines(file)).hasSizeLessThan(500));
        }
    }
}
