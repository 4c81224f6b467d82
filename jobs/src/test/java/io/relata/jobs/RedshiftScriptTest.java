package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.relata.catalog.glue.GlueServer;
import io.relata.testing.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a run has Redshift do, as the script that it writes, with S3 and the Glue Data Catalog behind servers. */
@Tag("any-spark")
@ExtendWith(SparkExtension.class)
class RedshiftScriptTest {

    private static S3Server s3;
    private static S3Bucket bucket;

    private final GlueServer glue = GlueServer.start();
    private Program program;
    private SparkSession spark;

    @BeforeAll
    static void startServer(SparkSession session, @TempDir Path folder) {
        s3 = S3Server.start(Program.ROOT, folder);
        bucket = S3Bucket.on(s3, session.sparkContext().hadoopConfiguration());
    }

    @AfterAll
    static void stopServer() {
        bucket.close();
        s3.close();
    }

    @BeforeEach
    void start(SparkSession session, @TempDir Path folder) {
        System.setProperty("aws.accessKeyId", GlueServer.ACCESS_KEY);
        System.setProperty("aws.secretAccessKey", "the secret itself");
        bucket.nextTest();
        spark = session;
        program = new Program(folder, session);
        program.write("sums.sql", "SELECT customer, count(*) AS orders FROM mart.orders GROUP BY customer");
        program.write("in/part.json", "{\"id\": 1, \"customer\": \"Ada Löwe\", \"day\": \"2024-03-01\"}");
    }

    @AfterEach
    void stop() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        glue.close();
    }

    private String job(String target, String tables) {
        return """
                job: shop
                sources:
                  orders: {path: in, schema: "id INT, customer STRING, day STRING"}
                target: {path: %s, %s}
                catalog: {type: glue, database: shop, region: eu-central-1, endpoint: "%s"}
                warehouse:
                  type: script
                  path: warehouse.sql
                  iam-role: arn:aws:iam::123456789012:role/spectrum
                  external-schema: lake
                  schema: mart
                  tables: %s
                  materialized-views: {"mart.sums": {sql: sums.sql}}
                  readers: ["role:analysts"]
                """.formatted(bucket.path("out"), target, glue.endpoint(), tables);
    }

    private String script() throws IOException {
        program.execute("run", "job.yaml", "--quiet").succeeded();
        return program.plain(Files.readString(program.path("warehouse.sql")))
                .replace(bucket.path("out").replace("s3a://", "s3://"), "s3://TARGET");
    }

    @Test
    void aRunsScriptMakesLoadsGrantsAndRefreshes() throws IOException {
        program.write("job.yaml", job("mode: replace", "{orders: {key: id, distribution: all}}"));
        assertThat(script()).isEqualTo("""
                CREATE EXTERNAL SCHEMA IF NOT EXISTS "lake"
                FROM DATA CATALOG DATABASE 'shop'
                REGION 'eu-central-1'
                IAM_ROLE 'arn:aws:iam::123456789012:role/spectrum';

                CREATE SCHEMA IF NOT EXISTS "mart";

                CREATE TABLE IF NOT EXISTS "mart"."orders" (
                  "id" INTEGER NOT NULL,
                  "customer" VARCHAR(32),
                  "day" VARCHAR(32),
                  PRIMARY KEY ("id")
                ) DISTSTYLE ALL;

                BEGIN;

                CREATE TEMP TABLE "relata_staging" (LIKE "mart"."orders");

                COPY "relata_staging" ("id", "customer", "day")
                FROM 's3://TARGET/orders/RUN/_copy.manifest'
                IAM_ROLE 'arn:aws:iam::123456789012:role/spectrum'
                FORMAT AS PARQUET MANIFEST;

                LOCK TABLE "mart"."orders";

                DELETE FROM "mart"."orders";

                INSERT INTO "mart"."orders" ("id", "customer", "day")
                SELECT "id", "customer", "day"
                FROM (
                  SELECT "id", "customer", "day", ROW_NUMBER() OVER (PARTITION BY "id" ORDER BY "id" DESC) AS "row_of_key"
                  FROM "relata_staging"
                ) AS latest
                WHERE "row_of_key" = 1 OR "id" IS NULL;

                DROP TABLE "relata_staging";

                COMMIT;

                ANALYZE "mart"."orders";

                GRANT USAGE ON SCHEMA "lake" TO ROLE "analysts";

                GRANT USAGE ON SCHEMA "mart" TO ROLE "analysts";

                GRANT SELECT ON TABLE "mart"."orders" TO ROLE "analysts";

                REFRESH MATERIALIZED VIEW "mart"."sums";

                GRANT SELECT ON TABLE "mart"."sums" TO ROLE "analysts";

                """);
    }

    @Test
    void theManifestNamesTheDataFilesAndTheirSizesAndNothingElse() throws IOException {
        program.write("job.yaml", job("mode: replace", "{orders: {}}"));
        assertThat(script()).contains("""
                BEGIN;

                LOCK TABLE "mart"."orders";

                DELETE FROM "mart"."orders";

                COPY "mart"."orders" ("id", "customer", "day")
                """);
        String location = glue.table("shop", "orders")
                .orElseThrow()
                .path("StorageDescriptor")
                .path("Location")
                .asText()
                .replaceFirst("^s3:", "s3a:");
        org.apache.hadoop.fs.Path folder = new org.apache.hadoop.fs.Path(location);
        FileSystem files = folder.getFileSystem(spark.sparkContext().hadoopConfiguration());
        JsonNode manifest;
        try (var in = files.open(new org.apache.hadoop.fs.Path(folder, "_copy.manifest"))) {
            manifest = new ObjectMapper().readTree(in.readAllBytes());
        }
        assertThat(manifest.get("entries")).hasSize(1);
        JsonNode entry = manifest.get("entries").get(0);
        String name = entry.get("url").asText().replaceFirst("^s3:", "s3a:");
        assertThat(name).startsWith(location).endsWith(".parquet");
        assertThat(entry.get("mandatory").asBoolean()).isTrue();
        assertThat(entry.get("meta").get("content_length").asLong())
                .isEqualTo(
                        files.getFileStatus(new org.apache.hadoop.fs.Path(name)).getLen());
    }

    @Test
    void partitionedTablesAreReadThroughTheExternalSchema() throws IOException {
        program.write("job.yaml", job("mode: replace, partition-by: [day]", "{orders: {}}"));
        assertThat(script()).contains("""
                INSERT INTO "mart"."orders" ("id", "customer", "day")
                SELECT "id", "customer", "day"
                FROM "lake"."orders";
                """);
    }

    @Test
    void ofAppendedRunsAnUpsertLoadsTheRunAlone() throws IOException {
        program.write("job.yaml", job("mode: append", "{orders: {key: id, load: upsert, version: day}}"));
        assertThat(script()).contains("""
                INSERT INTO "relata_staging" ("id", "customer", "day", "load")
                SELECT "id", "customer", "day", "load"
                FROM "lake"."orders"
                WHERE "load" = 'RUN';
                """).contains("DELETE FROM \"relata_staging\"\nUSING \"mart\".\"orders\"");
    }

    @Test
    void deltaTablesAreReadByTheirSecondEntry() throws IOException {
        program.write("job.yaml", job("mode: replace, format: delta", "{orders: {}}"));
        assertThat(script()).contains("FROM \"lake\".\"orders_spectrum\";");
    }
}
