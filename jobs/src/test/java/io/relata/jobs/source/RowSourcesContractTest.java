package io.relata.jobs.source;

import io.relata.Catalog;
import io.relata.CatalogVersion;
import io.relata.Partition;
import io.relata.PartitionChanges;
import io.relata.PartitionValues;
import io.relata.RunId;
import io.relata.Source;
import io.relata.TableDefinition;
import io.relata.TableFormat;
import io.relata.TableName;
import io.relata.TableStatistics;
import io.relata.catalog.InMemoryCatalog;
import io.relata.testing.SourceContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Nested;

/** The sources whose records are rows already, none of which can be bad. */
class RowSourcesContractTest {

    private abstract static class RowContract extends SourceContract {

        RowContract(SparkSession spark) {
            super(spark);
        }

        @Override
        protected Optional<Source> threeRecordsAndABadOne(Path folder, SparkSession session) {
            return Optional.empty();
        }
    }

    @Nested
    class OfParquet extends RowContract {

        OfParquet(SparkSession spark) {
            super(spark);
        }

        @Override
        protected Source threeRecords(Path folder, SparkSession session) {
            session.range(1, 4).toDF("k").write().parquet(folder + "/t");
            return ParquetSource.of(List.of(folder + "/t"));
        }

        @Override
        protected Source noRecord(Path folder, SparkSession session) {
            session.range(0).toDF("k").write().parquet(folder + "/t");
            return ParquetSource.of(List.of(folder + "/t"));
        }

        @Override
        protected Source missing(Path folder, SparkSession session) {
            return ParquetSource.of(List.of(folder + "/gone"));
        }

        @Override
        protected String messageForMissing(Path folder) {
            return "Cannot read Parquet (" + folder
                    + "/gone): no file or folder has this name, and as a pattern it matches none. Correct the path, or"
                    + " check that this run is allowed to list it.";
        }
    }

    @Nested
    class OfDelta extends RowContract {

        OfDelta(SparkSession spark) {
            super(spark);
        }

        @Override
        protected Source threeRecords(Path folder, SparkSession session) {
            session.range(1, 4).toDF("k").write().format("delta").save(folder + "/t");
            return DeltaSource.of(folder + "/t");
        }

        @Override
        protected Source noRecord(Path folder, SparkSession session) {
            session.range(0).toDF("k").write().format("delta").save(folder + "/t");
            return DeltaSource.of(folder + "/t");
        }

        @Override
        protected Source missing(Path folder, SparkSession session) {
            return DeltaSource.of(folder + "/gone");
        }

        @Override
        protected String messageForMissing(Path folder) {
            return "Cannot read Delta (" + folder
                    + "/gone): no Delta table is there: the folder has no log with a version"
                    + " in it. Correct the path, or give the format that its files have.";
        }
    }

    @Nested
    class OfACatalogsPartitions extends RowContract {

        private final Catalog catalog = new InMemoryCatalog();

        OfACatalogsPartitions(SparkSession spark) {
            super(spark);
        }

        private Source source(Path folder, List<Partition> partitions) {
            TableName name = new TableName("db", "t");
            TableDefinition table = new TableDefinition(
                    name,
                    new StructType().add("k", DataTypes.LongType),
                    List.of("day"),
                    folder + "/t",
                    TableFormat.PARQUET,
                    Optional.empty(),
                    new RunId("20240101t000000z-00000000"),
                    new TableStatistics(0, 0, 0));
            CatalogVersion version =
                    catalog.find(name).map(found -> found.version()).orElse(CatalogVersion.ABSENT);
            catalog.put(table, new PartitionChanges(partitions, List.of()), version);
            return CatalogTableSource.of(catalog, name);
        }

        private Partition partition(Path folder, String day) {
            return new Partition(
                    new PartitionValues(List.of(day)),
                    folder + "/p" + day,
                    new RunId("20240101t000000z-00000000"),
                    new TableStatistics(0, 0, 0));
        }

        @Override
        protected Source threeRecords(Path folder, SparkSession session) {
            session.range(1, 3).toDF("k").write().parquet(folder + "/p1");
            session.range(3, 4).toDF("k").write().parquet(folder + "/p2");
            return source(folder, List.of(partition(folder, "1"), partition(folder, "2")));
        }

        @Override
        protected Source noRecord(Path folder, SparkSession session) {
            return source(folder, List.of());
        }

        @Override
        protected Source missing(Path folder, SparkSession session) {
            return CatalogTableSource.of(catalog, new TableName("db", "gone"));
        }

        @Override
        protected String messageForMissing(Path folder) {
            return "Cannot read table db.gone (in the catalog): the catalog has no such table. Correct the name.";
        }
    }
}
