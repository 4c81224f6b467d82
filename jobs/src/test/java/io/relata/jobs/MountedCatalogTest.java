package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.CatalogVersion;
import io.relata.Partition;
import io.relata.PartitionChanges;
import io.relata.PartitionValues;
import io.relata.RunId;
import io.relata.TableDefinition;
import io.relata.TableFormat;
import io.relata.TableName;
import io.relata.TableStatistics;
import io.relata.catalog.InMemoryCatalog;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MountedCatalogTest {

    private static final TableName ORDERS = new TableName("shop", "orders");
    private static final RunId RUN = RunId.parsed("20261121t100000z-0123abcd").orElseThrow();
    private static final Map<String, String> MOUNTS =
            Map.of("s3a://tables", "/mnt/tables", "s3://other/deep/", "/mnt/o");

    @ParameterizedTest
    @CsvSource({
        "s3a://tables/orders/1, /mnt/tables/orders/1",
        "s3://tables/orders/1, /mnt/tables/orders/1",
        "s3a://tables, /mnt/tables",
        "s3a://other/deep/x y+z, /mnt/o/x y+z",
        "s3a://tables2/orders,",
        "s3a://other/deeper,",
        "s3a://other,",
        "file:/tables/orders,",
    })
    void whatLiesInAMountedBucketLiesInItsFolder(String location, String folder) {
        assertThat(MountedCatalog.mounted(location, MOUNTS)).isEqualTo(Optional.ofNullable(folder));
    }

    @Test
    void tablesAndPartitionsLieOnThisMachine() {
        InMemoryCatalog catalog = new InMemoryCatalog();
        Partition partition = new Partition(
                new PartitionValues(List.of("2026")), "s3a://tables/p", RUN, new TableStatistics(1, 1, 1));
        catalog.put(
                table("s3a://tables/orders"),
                new PartitionChanges(List.of(partition), List.of()),
                CatalogVersion.ABSENT);
        MountedCatalog mounted = new MountedCatalog(catalog, MOUNTS);
        assertThat(mounted.tables("shop")).containsExactly(ORDERS);
        assertThat(mounted.find(ORDERS).orElseThrow().definition()).isEqualTo(table("/mnt/tables/orders"));
        assertThat(mounted.partitions(ORDERS))
                .containsExactly(
                        new Partition(partition.values(), "/mnt/tables/p", partition.run(), partition.statistics()));
    }

    @Test
    void isForReading() {
        MountedCatalog mounted = new MountedCatalog(new InMemoryCatalog(), MOUNTS);
        assertThatThrownBy(() -> mounted.put(table("s3a://tables/orders"), CatalogVersion.ABSENT))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("A mounted catalog is for reading");
        assertThatThrownBy(() -> mounted.drop(ORDERS, CatalogVersion.ABSENT))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    private static TableDefinition table(String location) {
        return new TableDefinition(
                ORDERS,
                new StructType().add("no", "bigint"),
                List.of("year"),
                location,
                TableFormat.PARQUET,
                Optional.empty(),
                RUN,
                new TableStatistics(1, 1, 1));
    }
}
