package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

/** A jar as the build packages it. */
enum PackagedJar {
    PROGRAM("jobs/target/relata-jobs.jar");

    static final Path ROOT = Path.of(System.getProperty("relata.root"));

    private final String place;

    PackagedJar(String place) {
        this.place = place;
    }

    Path path() {
        Path jar = ROOT.resolve(place);
        assertThat(jar).as("which the phase package makes").isRegularFile();
        return jar;
    }
}
