package io.relata.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;

/** Keeps the house as the design draws it; a rule that fails says what it is for. */
class ArchitectureTest {

    private static final Pattern SCALA = Pattern.compile("(^|[L(\\[;])scala/");
    private static final int UTF8 = 1;
    private static JavaClasses ours;

    @BeforeAll
    static void readAllModules() {
        ours = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(location -> !location.contains("/test-classes/") && !location.contains("-tests.jar"))
                .importPackages("io.relata");
        assertThat(List.of("io.relata", "io.relata.transforms", "io.relata.catalog", "io.relata.jobs"))
                .as("packages that were read")
                .allMatch(ours::containPackage);
    }

    @Test
    void theSpineKnowsNothingOfWhatReadsThroughIt() {
        check(noClasses()
                .that()
                .resideInAPackage("io.relata")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.relata.transforms..", "io.relata.catalog..", "io.relata.jobs..", "io.delta..")
                .because("the spine is the vocabulary, and everyone reads through it"));
    }

    @Test
    void transformsAndCatalogNeverSeeEachOther() {
        check(noClasses()
                .that()
                .resideInAPackage("io.relata.transforms..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.relata.catalog..", "io.relata.jobs..")
                .because("what shapes tables must work without a catalog; jobs bring the two together"));
        check(noClasses()
                .that()
                .resideInAPackage("io.relata.catalog..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.relata.transforms..", "io.relata.jobs..")
                .because("a catalog registers tables whoever made them; jobs bring the two together"));
    }

    @Test
    void onlyTheCatalogKnowsAws() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.relata.catalog..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("software.amazon..", "com.amazonaws..")
                .because("Glue and EMR bring SDKs of different versions, so one module alone has to cope with them"));
    }

    @Test
    void onlyOneClassStartsSpark() {
        check(noClasses()
                .that()
                .doNotHaveFullyQualifiedName(SparkSessions.class.getName())
                .should()
                .callMethod(SparkSession.class, "builder")
                .because("Glue and spark-submit bring a session: SparkSessions alone decides when to make one"));
    }

    @Test
    void onlyMainEndsTheProcess() {
        check(noClasses()
                .that()
                .doNotHaveFullyQualifiedName(Main.class.getName())
                .should()
                .callMethod(System.class, "exit", int.class)
                .because("a library that ends the process takes its caller's cause of failure along"));
    }

    @Test
    void whatIsPublicInJobsIsTheProgramAlone() {
        check(classes()
                .that()
                .resideInAPackage("io.relata.jobs")
                .and()
                .arePublic()
                .should()
                .haveFullyQualifiedName(Main.class.getName())
                .because("all else in this package is the inside of the program"));
    }

    /** One jar runs on Scala 2.12 and 2.13, whose collections differ in the bytecode of every caller. */
    @Test
    void noClassNamesAScalaType() throws IOException {
        List<String> found = new ArrayList<>();
        for (JavaClass type : ours) {
            for (String constant : textConstants(type)) {
                if (SCALA.matcher(constant).find()) {
                    found.add(type.getName() + " names " + constant);
                }
            }
        }
        assertThat(found)
                .as("one jar runs on Scala 2.12 and 2.13, so use the Java side of Spark's API here")
                .isEmpty();
    }

    private static List<String> textConstants(JavaClass type) throws IOException {
        List<String> constants = new ArrayList<>();
        try (InputStream bytes = type.getSource().orElseThrow().getUri().toURL().openStream()) {
            ClassReader reader = new ClassReader(bytes);
            for (int item = 1; item < reader.getItemCount(); item++) {
                int offset = reader.getItem(item);
                if (offset > 0 && reader.readByte(offset - 1) == UTF8) {
                    constants.add(text(reader, offset));
                }
            }
        }
        return constants;
    }

    private static String text(ClassReader reader, int offset) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < reader.readUnsignedShort(offset); i++) {
            text.append((char) (reader.readByte(offset + 2 + i) & 0xFF));
        }
        return text.toString();
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(false).check(ours);
    }
}
