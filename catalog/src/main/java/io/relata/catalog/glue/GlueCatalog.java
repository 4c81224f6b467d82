package io.relata.catalog.glue;

import io.relata.Catalog;
import io.relata.CatalogTable;
import io.relata.CatalogVersion;
import io.relata.ColumnStatistics;
import io.relata.Partition;
import io.relata.PartitionChanges;
import io.relata.TableDefinition;
import io.relata.TableName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.GlueClientBuilder;
import software.amazon.awssdk.services.glue.model.PartitionIndex;
import software.amazon.awssdk.services.glue.model.Table;

/**
 * The AWS Glue Data Catalog. A Parquet table is an external table that Redshift Spectrum, Athena and Spark read alike, a
 * Delta table one that Athena and Spark read, and a table over a manifest one for Redshift Spectrum. What
 * else a {@link TableDefinition} holds is in parameters that begin with {@code relata.}; what others set on a table
 * (description, owner, retention, other parameters, comments they changed) stays. Only tables that Relata made are found
 * or changed: one of another program is left alone, and said to be in the way where it has a wanted name.
 *
 * <p>Every change of a table is compare-and-set on Glue's version and archives no version. A call that fails for a
 * passing reason is made again, for some minutes; where a failure leaves open whether a change was made, the table is
 * read and decides.
 *
 * <p>Glue cannot change a table and its partitions in one step: see {@link Catalog} for the mark that stands on the table
 * meanwhile. The calls that a put makes depend on the partitions it names, not on those that are registered, with one
 * exception: when a column gets another type every partition is updated, since Athena refuses to read partitions whose
 * types differ from their table's.
 *
 * <p>Of two changes that meet within one call, a table that another program drops and creates anew is the one thing that
 * is not noticed, since Glue counts its versions from 0 again.
 */
public final class GlueCatalog implements Catalog, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final GlueCalls calls;
    private final GlueTables tables;
    private final GluePartitions partitions;
    private final PartitionIndexes indexes;

    GlueCatalog(GlueCalls calls, PartitionIndexes indexes) {
        this.calls = calls;
        this.tables = new GlueTables(calls);
        this.partitions = new GluePartitions(calls);
        this.indexes = indexes;
    }

    /**
     * A catalog that makes its first call when it is first used.
     *
     * @param indexes those that a new table is made with; {@link #indexPartitions} gives them to tables that are there
     */
    public static GlueCatalog open(GlueSettings settings, PartitionIndexes indexes) {
        Backoff backoff =
                new Backoff(Clock.systemUTC(), duration -> Thread.sleep(duration.toMillis()), new Random(), PATIENCE);
        return new GlueCatalog(
                new GlueCalls(client(settings, DefaultCredentialsProvider.create()), settings, backoff), indexes);
    }

    static GlueClient client(GlueSettings settings, AwsCredentialsProvider credentials) {
        GlueClientBuilder builder = GlueClient.builder()
                .region(Region.of(settings.region()))
                .credentialsProvider(credentials)
                .httpClientBuilder(
                        ApacheHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(ANSWER))
                // Repeating is ours: a create or an update that failed must be looked at before it is made again.
                .overrideConfiguration(override -> override.retryStrategy(DefaultRetryStrategy.doNotRetry()));
        settings.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    @Override
    public Optional<CatalogTable> find(TableName name) {
        return tables.find(name).map(table -> TableReader.read(name, table).table());
    }

    /** {@inheritDoc} Tables of other programs are left out. */
    @Override
    public List<TableName> tables(String database) {
        String folded = database.toLowerCase(Locale.ROOT);
        return tables.all(folded).stream()
                .filter(TableReader::isOurs)
                .map(Table::name)
                .map(table -> new TableName(folded, table))
                .sorted(Comparator.comparing(TableName::table))
                .toList();
    }

    @Override
    public List<Partition> partitions(TableName name) {
        return partitions.all(name).stream()
                .sorted(Comparator.comparing(Partition::values))
                .toList();
    }

    /**
     * {@inheritDoc}
     *
     * @throws io.relata.RelataException also when the catalog cannot hold the table: a type that Spectrum and Athena do
     *     not have, a name or a location that is too long
     */
    @Override
    public CatalogVersion put(TableDefinition definition, PartitionChanges changes, CatalogVersion expected) {
        return new TablePut(calls, tables, partitions, indexes, definition, changes, expected).run();
    }

    /**
     * {@inheritDoc} Dropping a table that does not exist with {@link CatalogVersion#ABSENT} changes nothing. A drop that
     * ended half-way is finished by the same drop.
     */
    @Override
    public void drop(TableName name, CatalogVersion expected) {
        new TableDrop(calls, tables, partitions).run(name, expected);
    }

    /**
     * Has Glue make the partition indexes that a table lacks. It makes them in its own time, of one table one after the
     * other, so of several that are missing one is begun. Where none is asked for, or the table has no partition
     * columns, nothing is called.
     *
     * @param table a table that is there
     * @return what was not done, each a sentence; the table is right without
     */
    public List<String> indexPartitions(TableDefinition table) {
        List<PartitionIndex> wanted = indexes.of(table);
        return wanted.isEmpty() ? List.of() : new IndexPut(calls, table.name()).run(wanted);
    }

    /**
     * Writes what is known of the values of a table's columns, and removes what the catalog has of columns that nothing
     * is known of.
     *
     * @param table a table that is there
     * @param known of columns that are in its files; of others, nothing is written
     * @param analyzed when it came to be known
     * @return what was not done, each a sentence; the table is right without
     */
    public List<String> describeColumns(TableDefinition table, List<ColumnStatistics> known, Instant analyzed) {
        return new StatisticsPut(calls, table).run(known, analyzed);
    }

    /** Ends the connections. */
    @Override
    public void close() {
        calls.close();
    }
}
