package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.relata.TableName;
import io.relata.catalog.local.LocalCatalog;
import io.relata.testing.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The games job with the settings of {@code deploy/local}, on another server of S3's protocol than MinIO's, and what its
 * requests need beside what the policies of {@code deploy} allow.
 */
@Tag("any-spark")
@ExtendWith(SparkExtension.class)
class LocalStoreTest {

    private static final Path LOCAL = Program.ROOT.resolve("deploy/local");
    private static final String OPTION = "-Dspark.hadoop.fs.s3a.";
    private static final String COMMITTER = "fs.s3a.committer.name";
    private static final List<String> BUCKETS = List.of("raw", "lake");

    @Test
    void theGamesJobRunsWithPathsInsteadOfHostsOverHttpWithoutARegionAndAsAUserWhoMayDoNoMore(
            SparkSession session, @TempDir Path folder) throws IOException {
        Configuration hadoop = session.sparkContext().hadoopConfiguration();
        try (S3Server server = S3Server.start(Program.ROOT, folder.resolve("server"));
                FaultyProxy proxy = FaultyProxy.before(server)) {
            for (String bucket : BUCKETS) {
                server.makeBucket(bucket);
                server.open(bucket, hadoop);
                withSettingsOfTheStore(bucket, proxy, hadoop);
            }
            files("raw", hadoop)
                    .copyFromLocalFile(
                            new org.apache.hadoop.fs.Path(Program.ROOT
                                    .resolve("jobs/games/sample/players.json")
                                    .toUri()),
                            new org.apache.hadoop.fs.Path("s3a://raw/games/players.json"));
            proxy.heals();
            Program program = new Program(folder, session);

            run(program);
            hadoop.set(COMMITTER, "magic");
            run(program);

            LocalCatalog catalog = new LocalCatalog(folder.resolve("catalog"));
            assertThat(rows(catalog, "players_data")).isEqualTo(12);
            assertThat(rows(catalog, "games_data")).isEqualTo(14);
            allow(proxy.requests(), localPolicy());
            allow(proxy.requests(), cloudPolicy());
        } finally {
            hadoop.set(COMMITTER, "file");
            for (String bucket : BUCKETS) {
                files(bucket, hadoop).close();
                hadoop.getPropsWithPrefix("fs.s3a.bucket." + bucket + ".")
                        .keySet()
                        .forEach(option -> hadoop.unset("fs.s3a.bucket." + bucket + "." + option));
            }
        }
    }

    @Test
    void theJobIsTheGamesJobWithoutItsWarehouse() throws IOException {
        assertThat(text(LOCAL.resolve("games.yaml")))
                .isEqualTo(text(Program.ROOT.resolve("jobs/games/job.yaml")).stream()
                        .takeWhile(line -> !line.equals("warehouse:"))
                        .toList());
    }

    private static void run(Program program) {
        program.execute("run", LOCAL.resolve("games.yaml").toString(), "--quiet", "--set", "catalog.path=catalog")
                .succeeded();
    }

    /** A policy allows each request, and nothing beside them but to clean up after uploads that did not end. */
    private static void allow(List<FaultyProxy.Request> requests, S3Policy policy) {
        assertThat(policy.refused(requests)).isEmpty();
        Set<String> unused = new TreeSet<>(policy.actions());
        unused.removeAll(S3Policy.needed(requests));
        assertThat(unused).containsExactly("s3:AbortMultipartUpload");
    }

    private static S3Policy localPolicy() throws IOException {
        return new S3Policy(new ObjectMapper()
                .readTree(LOCAL.resolve("policy.json").toFile())
                .path("Statement"));
    }

    private static S3Policy cloudPolicy() {
        return new S3Policy(new CloudTemplate(
                        "access.yaml",
                        Map.of(
                                "AWS::Partition",
                                "aws",
                                "Job",
                                "games",
                                "RawBucket",
                                "raw",
                                "LakeBucket",
                                "lake",
                                "CodeBucket",
                                "code"))
                .properties("Access")
                .path("PolicyDocument")
                .path("Statement"));
    }

    /**
     * Instead of the settings that tests have, but for the address and the credentials. The address has a name: with a
     * number S3A never puts the bucket into the host.
     */
    private static void withSettingsOfTheStore(String bucket, FaultyProxy store, Configuration hadoop)
            throws IOException {
        String its = "fs.s3a.bucket." + bucket + ".";
        String endpoint = "http://localhost:" + store.endpoint().getPort();
        List.of("endpoint", "endpoint.region", "connection.ssl.enabled", "path.style.access")
                .forEach(option -> hadoop.unset(its + option));
        for (String line : Files.readAllLines(LOCAL.resolve("relata.opts"))) {
            assertThat(line).startsWith(OPTION);
            String[] option = line.substring(OPTION.length()).split("=", 2);
            hadoop.set(its + option[0], option[1].replace("http://127.0.0.1:9000", endpoint));
        }
        assertThat(hadoop.get(its + "endpoint")).isEqualTo(endpoint);
    }

    private static long rows(LocalCatalog catalog, String table) {
        return catalog.find(new TableName("games-flattened-data-db", table))
                .orElseThrow()
                .definition()
                .statistics()
                .rows();
    }

    private static FileSystem files(String bucket, Configuration hadoop) throws IOException {
        return new org.apache.hadoop.fs.Path("s3a://" + bucket + "/").getFileSystem(hadoop);
    }

    /** A job file without its comments, blank lines and places. */
    private static List<String> text(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#") && !line.matches(" +path: \\S+"))
                .toList();
    }
}
