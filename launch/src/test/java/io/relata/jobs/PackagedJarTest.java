package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The jar that people submit holds what is ours, what is relocated, and nothing that a platform has its own one of. */
@Tag("any-spark")
class PackagedJarTest {

    private static final long MOST_BYTES = 15_000_000;

    /** The parent pom's project.build.outputTimestamp; what others made keeps an earlier time that they gave it. */
    private static final LocalDateTime BUILT = LocalDateTime.parse("2026-01-01T00:00:00");

    /** As they lie in the file: a {@link ZipFile} would show one of two that have the same name. */
    private static List<String> entries(Path jar) throws IOException {
        List<String> names = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(jar))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory()) {
                    names.add(entry.getName());
                }
            }
        }
        assertThat(names).contains("io/relata/jobs/Main.class");
        return names;
    }

    @Test
    void isSmall() throws IOException {
        assertThat(Files.size(PackagedJar.PROGRAM.path())).isLessThan(MOST_BYTES);
    }

    @ParameterizedTest
    @EnumSource
    void holdsNoClassOutsideOfItsOwnPackageAndNoneForOneVersionOfJava(PackagedJar packaged) throws IOException {
        assertThat(entries(packaged.path()))
                .filteredOn(name -> name.endsWith(".class"))
                .allMatch(name -> name.startsWith("io/relata/"));
    }

    @ParameterizedTest
    @EnumSource
    void holdsNothingTwice(PackagedJar packaged) throws IOException {
        List<String> names = entries(packaged.path());
        Set<String> seen = new HashSet<>();
        assertThat(names.stream().filter(name -> !seen.add(name))).isEmpty();
    }

    /** A signature covers what lay beside it before; with the wrong things beside it Java refuses the whole jar. */
    @ParameterizedTest
    @EnumSource
    void holdsNoSignatureAndNothingThatOthersLeftIn(PackagedJar packaged) throws IOException {
        assertThat(entries(packaged.path()))
                .filteredOn(name -> !name.endsWith(".class") && !name.startsWith("io/relata/"))
                .containsExactlyInAnyOrderElementsOf(packaged.beside());
    }

    /** A service file that was not relocated with its classes would leave the JDK to find another place's. */
    @ParameterizedTest
    @EnumSource
    void namesOnlyServicesThatItHolds(PackagedJar packaged) throws IOException {
        List<String> entries = entries(packaged.path());
        try (JarFile file = new JarFile(packaged.path().toFile())) {
            for (String name : entries) {
                if (name.startsWith("META-INF/services/")) {
                    try (InputStream bytes = file.getInputStream(file.getEntry(name))) {
                        List<String> classes = new String(bytes.readAllBytes(), StandardCharsets.UTF_8)
                                .lines()
                                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                                .map(line -> line.strip().replace('.', '/') + ".class")
                                .toList();
                        assertThat(classes).as(name).isNotEmpty();
                        assertThat(entries).containsAll(classes);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void namesItsProgramAndItsVersion(PackagedJar packaged) throws IOException {
        try (JarFile file = new JarFile(packaged.path().toFile())) {
            Attributes manifest = file.getManifest().getMainAttributes();
            assertThat(manifest.getValue(Attributes.Name.MAIN_CLASS)).isEqualTo("io.relata.jobs.Main");
            assertThat(manifest.getValue(Attributes.Name.IMPLEMENTATION_TITLE)).isEqualTo("Relata");
            assertThat(manifest.getValue(Attributes.Name.IMPLEMENTATION_VERSION))
                    .isNotBlank();
        }
    }

    /** Else the same sources would give other bytes a second later, or for another person. */
    @ParameterizedTest
    @EnumSource
    void holdsNeitherTheTimeNorThePlaceOfItsBuild(PackagedJar packaged) throws IOException {
        byte[] place = System.getProperty("relata.root").getBytes(StandardCharsets.UTF_8);
        try (JarFile file = new JarFile(packaged.path().toFile())) {
            assertThat(file.stream()
                            .filter(entry -> entry.getTimeLocal().isAfter(BUILT))
                            .map(ZipEntry::getName))
                    .isEmpty();
            assertThat(file.getManifest().getMainAttributes().keySet().stream().map(Object::toString))
                    .containsExactlyInAnyOrder(
                            "Manifest-Version",
                            "Created-By",
                            "Java-Version",
                            "Build-Jdk-Spec",
                            "Main-Class",
                            "Implementation-Title",
                            "Implementation-Version");
            List<String> naming = new ArrayList<>();
            for (ZipEntry entry : file.stream().toList()) {
                try (InputStream bytes = file.getInputStream(entry)) {
                    if (contains(bytes.readAllBytes(), place)) {
                        naming.add(entry.getName());
                    }
                }
            }
            assertThat(naming).isEmpty();
        }
    }

    @Test
    void billsOfMaterialsBesideThemNameWhatTheyHold() throws IOException {
        assertThat(components(PackagedJar.PROGRAM))
                .containsExactlyInAnyOrder(
                        "io.relata:relata-spine",
                        "io.relata:relata-transforms",
                        "io.relata:relata-catalog",
                        "info.picocli:picocli",
                        "org.snakeyaml:snakeyaml-engine",
                        "org.jspecify:jspecify");
        assertThat(components(PackagedJar.WITH_CLIENTS))
                .contains(
                        "io.relata:relata-jobs",
                        "software.amazon.awssdk:glue",
                        "software.amazon.awssdk:redshiftdata",
                        "software.amazon.awssdk:secretsmanager",
                        "software.amazon.awssdk:sts",
                        "org.apache.httpcomponents:httpclient")
                .noneMatch(name -> name.startsWith("org.apache.spark") || name.startsWith("org.apache.hadoop"));
    }

    private static List<String> components(PackagedJar packaged) throws IOException {
        String jar = packaged.path().getFileName().toString();
        Path bill = packaged.path().resolveSibling(jar.replace(".jar", ".bom.json"));
        List<String> names = new ArrayList<>();
        new ObjectMapper()
                .readTree(bill.toFile())
                .path("components")
                .forEach(component -> names.add(component.path("group").asText() + ":"
                        + component.path("name").asText()));
        return names;
    }

    private static boolean contains(byte[] bytes, byte[] part) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains(new String(part, StandardCharsets.ISO_8859_1));
    }
}
