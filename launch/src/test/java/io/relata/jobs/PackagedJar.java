package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

/** A jar as the build packages it. */
enum PackagedJar {
    /** What people submit. */
    PROGRAM("jobs/target/relata-jobs.jar", "META-INF/MANIFEST.MF", "relata-log4j2.properties"),

    /** The same for places whose SDK has no client of Glue. */
    WITH_CLIENTS(
            "clients/target/relata-jobs-with-clients.jar",
            "META-INF/MANIFEST.MF",
            "relata-log4j2.properties",
            "META-INF/LICENSE",
            "META-INF/LICENSE.txt",
            "META-INF/NOTICE",
            "META-INF/NOTICE.txt",
            "META-INF/FastDoubleParser-LICENSE",
            "META-INF/FastDoubleParser-NOTICE",
            "META-INF/bigint-LICENSE",
            "META-INF/services/io.relata.shaded.amazon.awssdk.http.SdkHttpService",
            "META-INF/services/io.relata.shaded.amazon.awssdk.thirdparty.jackson.core.JsonFactory");

    static final Path ROOT = Path.of(System.getProperty("relata.root"));

    private final String place;
    private final List<String> beside;

    PackagedJar(String place, String... beside) {
        this.place = place;
        this.beside = List.of(beside);
    }

    Path path() {
        Path jar = ROOT.resolve(place);
        assertThat(jar).as("which the phase package makes").isRegularFile();
        return jar;
    }

    /** What it holds that is not in {@code io/relata}. */
    List<String> beside() {
        return beside;
    }
}
