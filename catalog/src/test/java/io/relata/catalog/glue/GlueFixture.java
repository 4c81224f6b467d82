package io.relata.catalog.glue;

import io.relata.Partition;
import io.relata.PartitionChanges;
import io.relata.PartitionValues;
import io.relata.RunId;
import io.relata.TableDefinition;
import io.relata.TableFormat;
import io.relata.TableName;
import io.relata.TableStatistics;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** A Glue server, a catalog on it that never sleeps, and small tables. */
final class GlueFixture implements AutoCloseable {

    static final RunId FIRST = new RunId("20260101t000000z-00000001");
    static final RunId SECOND = new RunId("20260102t000000z-00000002");
    static final TableName PLAYERS = new TableName("games", "players");

    final GlueServer server = GlueServer.start();
    final FakeTime time = new FakeTime();
    final GlueCatalog catalog = catalog(GlueServer.ACCESS_KEY);

    GlueCatalog catalog(String accessKey) {
        return catalog(server.endpoint(), accessKey);
    }

    GlueCatalog catalog(PartitionIndexes indexes) {
        return catalog(server.endpoint(), GlueServer.ACCESS_KEY, indexes);
    }

    GlueCatalog catalog(URI endpoint, String accessKey) {
        return catalog(endpoint, accessKey, PartitionIndexes.NONE);
    }

    private GlueCatalog catalog(URI endpoint, String accessKey, PartitionIndexes indexes) {
        GlueSettings settings = new GlueSettings("eu-central-1", Optional.of(endpoint), Optional.empty());
        return new GlueCatalog(
                new GlueCalls(
                        GlueCatalog.client(
                                settings,
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create(accessKey, "the secret itself"))),
                        settings,
                        new Backoff(time, time, new Random(7), Duration.ofMinutes(5))),
                indexes);
    }

    @Override
    public void close() {
        catalog.close();
        server.close();
    }

    static TableDefinition table(RunId run) {
        return table(run, new StructType().add("id", DataTypes.LongType), new StructType());
    }

    static TableDefinition partitioned(RunId run) {
        return table(
                run,
                new StructType().add("id", DataTypes.LongType),
                new StructType().add("load", DataTypes.StringType));
    }

    static TableDefinition table(RunId run, StructType columns, StructType partitionColumns) {
        return new TableDefinition(
                PLAYERS,
                columns,
                partitionColumns,
                "s3a://lake/players/" + run,
                TableFormat.PARQUET,
                Optional.empty(),
                run,
                new TableStatistics(10, 1, 1000));
    }

    static TableDefinition table(RunId run, TableFormat format, String location) {
        TableDefinition plain = table(run);
        return new TableDefinition(
                plain.name(),
                plain.columns(),
                plain.partitionColumns(),
                location,
                format,
                plain.parent(),
                run,
                plain.statistics());
    }

    static PartitionChanges put(RunId run, String... values) {
        return new PartitionChanges(
                List.of(values).stream().map(value -> partition(run, value)).toList(), List.of());
    }

    /** Partitions whose values are {@code from} to {@code to - 1}. */
    static PartitionChanges put(RunId run, int from, int to) {
        return new PartitionChanges(
                IntStream.range(from, to)
                        .mapToObj(i -> partition(run, "%05d".formatted(i)))
                        .toList(),
                List.of());
    }

    static Partition partition(RunId run, String value) {
        return new Partition(
                values(value), "s3a://lake/players/" + run + "/load=" + value, run, new TableStatistics(5, 1, 500));
    }

    static PartitionValues values(String value) {
        return new PartitionValues(List.of(value));
    }
}
