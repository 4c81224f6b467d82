package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.relata.catalog.glue.GlueServer;
import io.relata.jobs.source.jdbc.MariaDbServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ready jobs give the same tables wherever the one jar runs. */
@Tag("any-spark")
class FiveLaunchesTest {

    private static final String BUCKET = "lake";
    private static final String SPECTRUM = "_spectrum";
    private static final int AT_ONCE = 2;

    private final GlueServer glue = GlueServer.start();
    private Path folder;

    @BeforeEach
    void start(@TempDir Path temporary) throws IOException {
        folder = temporary.toRealPath();
    }

    @AfterEach
    void stop() {
        glue.close();
    }

    @Test
    void theGamesJob() throws Exception {
        Map<String, List<String>> tables = giveTheSameTables("games", Map.of("players", "sample/players.json"));
        assertThat(tables.keySet())
                .containsExactly(
                        "main.mv_players_purchases",
                        "main.mv_players_purchases_amount",
                        "players_schema.games_data",
                        "players_schema.players_data");
        JsonNode report = report(folder.resolve("glue"));
        assertThat(report.path("launch").toString())
                .isEqualTo("{\"service\":\"glue\",\"job\":\"games-on-glue\",\"run\":\"jr_4f9c02ab\"}");
        assertThat(folder.resolve("glue/glue-calls"))
                .hasContent("init games-on-glue false [JOB_ID, JOB_NAME, JOB_RUN_ID, TempDir, class, conf,"
                        + " enable-glue-datacatalog, enable-metrics, extra-jars, job-bookmark-option, job-language]\n"
                        + "commit");
        assertThat(Files.readString(folder.resolve("glue/standard-output")).lines())
                .anySatisfy(line -> assertThat(new ObjectMapper()
                                .readTree(line)
                                .path("RecordsLoaded")
                                .asInt())
                        .isEqualTo(12));
    }

    @Test
    void theSparkifyJob() throws Exception {
        assertThat(giveTheSameTables(
                        "sparkify", Map.of("staging_events", "sample/log_data", "staging_songs", "sample/song_data")))
                .hasSize(14);
    }

    @Test
    void theFunnelJob() throws Exception {
        assertThat(giveTheSameTables("funnel", Map.of("events", "sample/events", "customers", "sample/customers")))
                .containsKeys("funnel_lake.events", "funnel_lake.events__rejects", "funnel.customers");
    }

    @Test
    void theOrdersJob() throws Exception {
        ScriptedShop.create(MariaDbServer.shared(), "schema.sql", "rows.sql");
        assertThat(giveTheSameTables("orders", Map.of()))
                .containsKeys("orders_lake.order_products", "orders.order_products");
    }

    @Test
    void theGamesJobWhereNothingOfTheSdkIs() throws Exception {
        onGlue(Launch.withoutSdk(Distribution.SPARK_4_1, withGlue(job("without", "games"))))
                .run();
        assertThat(WarehouseRows.of(folder.resolve("without/warehouse.duckdb")).get("players_schema.players_data"))
                .hasSize(13);
    }

    /** Runs a job in all five places. */
    private Map<String, List<String>> giveTheSameTables(String job, Map<String, String> sources) throws Exception {
        try (S3Server s3 = S3Server.start(PackagedJar.ROOT, folder.resolve("buckets"))) {
            s3.makeBucket(BUCKET);
            Map<String, Launch> launches = new TreeMap<>();
            launches.put("relata", Launch.relata(local("relata", job)));
            launches.put("submit-3.5", Launch.sparkSubmit(Distribution.SPARK_3_5, Map.of(), local("submit-3.5", job)));
            launches.put("submit-4.1", Launch.sparkSubmit(Distribution.SPARK_4_1, Map.of(), local("submit-4.1", job)));
            launches.put("glue", glue(job));
            launches.put("s3a", s3a(s3, job, sources));
            run(launches.values());
            Map<String, List<String>> expected = tables("relata", job);
            for (String place : launches.keySet()) {
                assertThat(tables(place, job)).as(place).isEqualTo(expected);
            }
            return expected;
        }
    }

    private Map<String, List<String>> tables(String place, String job) throws SQLException {
        Map<String, List<String>> tables =
                WarehouseRows.of(folder.resolve(place).resolve("warehouse.duckdb"));
        // The Glue catalog has a second entry of a Delta table, for Spectrum.
        tables.keySet().removeIf(name -> name.endsWith(SPECTRUM) && isSame(name, tables));
        // A rejected record names its file.
        Path sample = PackagedJar.ROOT.resolve("jobs").resolve(job).resolve("sample");
        tables.values()
                .forEach(rows -> rows.replaceAll(row -> row.replace("s3a://" + BUCKET + "/in", "file:" + sample)));
        return tables;
    }

    private static boolean isSame(String name, Map<String, List<String>> tables) {
        return tables.get(name).equals(tables.get(name.substring(0, name.length() - SPECTRUM.length())));
    }

    private static void run(Iterable<Launch> launches) throws Exception {
        ExecutorService two = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<String>> running = new ArrayList<>();
            launches.forEach(launch -> running.add(two.submit(launch::run)));
            for (Future<String> one : running) {
                one.get();
            }
        } finally {
            two.shutdownNow();
        }
    }

    private LaunchedJob job(String place, String name) throws IOException {
        LaunchedJob job = LaunchedJob.in(Files.createDirectories(folder.resolve(place)), name);
        if (!name.equals("orders")) {
            return job;
        }
        try {
            return job.option("as-of", "2026-11-21T00:00:00Z")
                    .option("from", "2000-01-01T00:00:00Z")
                    .variable("SHOP_URL", MariaDbServer.shared().url())
                    .variable("SHOP_PASSWORD", MariaDbServer.PASSWORD);
        } catch (InterruptedException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private LaunchedJob local(String place, String name) throws IOException {
        return job(place, name)
                .with("catalog.path", folder.resolve(place).resolve("catalog").toString());
    }

    private Launch glue(String name) throws IOException {
        return onGlue(Launch.glue(Distribution.SPARK_3_5, withGlue(job("glue", name))));
    }

    private LaunchedJob withGlue(LaunchedJob job) {
        return job.with("catalog.type", "glue")
                .with("catalog.endpoint", glue.endpoint().toString());
    }

    private static Launch onGlue(Launch launch) {
        return launch.variable("AWS_ACCESS_KEY_ID", GlueServer.ACCESS_KEY).variable("AWS_SECRET_ACCESS_KEY", "any");
    }

    /** With the settings of MinIO's guide: an address, path style, no region, no TLS. */
    private Launch s3a(S3Server s3, String name, Map<String, String> sources) throws IOException {
        LaunchedJob job = local("s3a", name)
                .with("target.path", "s3a://" + BUCKET + "/out")
                .with(
                        "warehouse.mounts.`s3a://" + BUCKET + "`",
                        s3.folder(BUCKET).toString());
        Configuration keys = new Configuration();
        s3.open(BUCKET, keys);
        try (FileSystem lake = FileSystem.newInstance(URI.create("s3a://" + BUCKET), keys)) {
            for (Map.Entry<String, String> source : sources.entrySet()) {
                Path sample = PackagedJar.ROOT.resolve("jobs").resolve(name).resolve(source.getValue());
                String copy = "s3a://" + BUCKET + "/in/" + sample.getFileName();
                lake.copyFromLocalFile(
                        new org.apache.hadoop.fs.Path(sample.toUri()), new org.apache.hadoop.fs.Path(copy));
                job = job.with("sources." + source.getKey() + ".path", copy);
            }
        }
        return Launch.sparkSubmit(
                        Distribution.SPARK_3_5,
                        Map.of(
                                "spark.hadoop.fs.s3a.endpoint",
                                s3.endpoint().toString(),
                                "spark.hadoop.fs.s3a.path.style.access",
                                "true"),
                        job)
                .variable("AWS_ACCESS_KEY_ID", keys.get("fs.s3a.bucket." + BUCKET + ".access.key"))
                .variable("AWS_SECRET_ACCESS_KEY", keys.get("fs.s3a.bucket." + BUCKET + ".secret.key"));
    }

    private static JsonNode report(Path place) {
        PathMatcher report = FileSystems.getDefault().getPathMatcher("glob:**.report.json");
        try (Stream<Path> files = Files.walk(place.resolve("out/_relata/runs"))) {
            return new ObjectMapper()
                    .readTree(files.filter(report::matches)
                            .findFirst()
                            .orElseThrow()
                            .toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
