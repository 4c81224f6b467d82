package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

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

/** The jar that people submit holds what is ours, what is relocated, and nothing that a platform has its own one of. */
@Tag("any-spark")
class PackagedJarTest {

    private static final long MOST_BYTES = 15_000_000;

    /** The parent pom's project.build.outputTimestamp; what others made keeps the time that they gave it. */
    private static final LocalDateTime BUILT = LocalDateTime.parse("2026-01-01T00:00:00");

    private final Path jar = PackagedJar.PROGRAM.path();

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
        assertThat(Files.size(jar)).isLessThan(MOST_BYTES);
    }

    @Test
    void holdsNoClassOutsideOfItsOwnPackageAndNoneForOneVersionOfJava() throws IOException {
        assertThat(entries(jar))
                .filteredOn(name -> name.endsWith(".class"))
                .allMatch(name -> name.startsWith("io/relata/"));
    }

    @Test
    void holdsNothingTwice() throws IOException {
        List<String> names = entries(jar);
        Set<String> seen = new HashSet<>();
        assertThat(names.stream().filter(name -> !seen.add(name))).isEmpty();
    }

    /** A signature covers what lay beside it before; with the wrong things beside it Java refuses the whole jar. */
    @Test
    void holdsNoSignatureAndNothingThatOthersLeftIn() throws IOException {
        assertThat(entries(jar))
                .filteredOn(name -> !name.endsWith(".class"))
                .containsExactlyInAnyOrder("META-INF/MANIFEST.MF", "relata-log4j2.properties");
    }

    @Test
    void namesItsProgramAndItsVersion() throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Attributes manifest = file.getManifest().getMainAttributes();
            assertThat(manifest.getValue(Attributes.Name.MAIN_CLASS)).isEqualTo("io.relata.jobs.Main");
            assertThat(manifest.getValue(Attributes.Name.IMPLEMENTATION_TITLE)).isEqualTo("Relata");
            assertThat(manifest.getValue(Attributes.Name.IMPLEMENTATION_VERSION))
                    .isNotBlank();
        }
    }

    /** Else the same sources would give other bytes a second later, or for another person. */
    @Test
    void holdsNeitherTheTimeNorThePlaceOfItsBuild() throws IOException {
        byte[] place = System.getProperty("relata.root").getBytes(StandardCharsets.UTF_8);
        try (JarFile file = new JarFile(jar.toFile())) {
            assertThat(file.stream()
                            .filter(entry -> !entry.getName().startsWith("io/relata/shaded/"))
                            .filter(entry -> !entry.getTimeLocal().equals(BUILT))
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

    private static boolean contains(byte[] bytes, byte[] part) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains(new String(part, StandardCharsets.ISO_8859_1));
    }
}
