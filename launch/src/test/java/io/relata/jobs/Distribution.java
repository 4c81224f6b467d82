package io.relata.jobs;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** The jars of a Spark with S3A, Delta and the AWS SDK, as the build has them. */
enum Distribution {
    /** With the SDK of Glue 5.0. */
    SPARK_3_5("spark-3.5"),
    /** With an SDK of Glue 6.0. */
    SPARK_4_1("spark-4.1");

    private final String folder;
    private boolean laidOut;

    Distribution(String folder) {
        this.folder = folder;
    }

    private List<Path> jars() throws IOException {
        Path list = PackagedJar.ROOT.resolve("launch").resolve(folder).resolve("target/jars.txt");
        return List.of(Files.readString(list).strip().split(File.pathSeparator)).stream()
                .map(Path::of)
                .toList();
    }

    /** Laid out as Spark's own distribution: a folder with the folder {@code jars}, of links; made anew for each process. */
    synchronized Path home() throws IOException {
        Path home = PackagedJar.ROOT.resolve("launch/target").resolve(folder);
        if (!laidOut) {
            Path jars = Files.createDirectories(home.resolve("jars"));
            try (DirectoryStream<Path> stale = Files.newDirectoryStream(jars)) {
                for (Path link : stale) {
                    Files.delete(link);
                }
            }
            for (Path jar : jars()) {
                Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar);
            }
            laidOut = true;
        }
        return home;
    }

    /**
     * A jar that holds nothing but the places of the others, which is how Glue's are found.
     *
     * @param found of which jars
     */
    Path manifest(Path parent, Predicate<Path> found) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        String.join(
                                " ",
                                jars().stream()
                                        .filter(found)
                                        .map(jar -> jar.toUri().toString())
                                        .toList()));
        Path file = parent.resolve("glue-manifest.jar");
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            jar.finish();
        }
        return file;
    }
}
