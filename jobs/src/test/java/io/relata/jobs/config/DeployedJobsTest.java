package io.relata.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ready jobs as {@code deploy} puts them into an account. */
@Tag("any-spark")
class DeployedJobsTest {

    private static final Path ROOT = Path.of(System.getProperty("relata.root"));
    private static final Map<String, String> VARIABLES = Map.of(
            "CUSTOMER_RAW", "raw",
            "CUSTOMER_LAKE", "lake",
            "CUSTOMER_REGION", "eu-west-1",
            "CUSTOMER_WORKGROUP", "relata",
            "CUSTOMER_WAREHOUSE", "dev",
            "CUSTOMER_SPECTRUM_ROLE", "arn:aws:iam::123456789012:role/relata-spectrum");

    /** Glue puts all files of a job side by side. */
    @ParameterizedTest
    @ValueSource(strings = {"funnel", "games", "sparkify"})
    void areReadWhereAllTheirFilesLieInOneFolder(String name, @TempDir Path folder) throws IOException {
        Files.copy(ROOT.resolve("deploy/jobs").resolve(name).resolve("job.yaml"), folder.resolve("job.yaml"));
        try (Stream<Path> files = Files.walk(ROOT.resolve("jobs").resolve(name))) {
            for (Path query :
                    files.filter(file -> file.toString().endsWith(".sql")).toList()) {
                Files.copy(query, folder.resolve(query.getFileName()));
            }
        }
        JobFile job = new JobFileReader(VARIABLES, folder).read(Path.of("job.yaml"), List.of());
        assertThat(job.target().path()).isEqualTo("s3a://lake/" + name);
        assertThat(job.sources().values())
                .allSatisfy(source -> assertThat(source.paths())
                        .allSatisfy(path -> assertThat(path).startsWith("s3a://raw/" + name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"funnel", "games", "sparkify"})
    void sayOfTheirTablesWhatTheJobsSay(String name) throws IOException {
        assertThat(text(ROOT.resolve("deploy/jobs"), name)).isEqualTo(text(ROOT.resolve("jobs"), name));
    }

    /** A job file without its comments and the places that differ. */
    private static List<String> text(Path folder, String name) throws IOException {
        return Files.readAllLines(folder.resolve(name).resolve("job.yaml")).stream()
                .filter(line -> !line.startsWith("#"))
                .filter(line -> !line.matches(" *(path: \\S+|  region: \\S+|(region|workgroup|iam-role): \\S+)"))
                .filter(line -> !line.matches("  database: \\$\\{CUSTOMER_WAREHOUSE}"))
                .map(line -> line.matches("  type: (local|glue)") ? "  type: a catalog" : line)
                .map(line -> line.matches("  type: (duckdb|redshift-data-api)") ? "  type: a warehouse" : line)
                .map(line -> line.replace("sql: questions/", "sql: "))
                .toList();
    }
}
