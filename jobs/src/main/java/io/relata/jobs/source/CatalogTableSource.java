package io.relata.jobs.source;

import io.relata.Catalog;
import io.relata.Partition;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.Source;
import io.relata.TableDefinition;
import io.relata.TableFormat;
import io.relata.TableName;
import io.relata.transforms.json.InputFile;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Reads a table as its catalog describes it: of its columns, those that the catalog has; of its files, those of the
 * registered partitions, their values of the partition columns' types. What the table is when reading begins is read,
 * whoever publishes meanwhile.
 *
 * <p>The dataset belongs to a session beside the caller's. Columns of Parquet are found by their names in upper or lower
 * case, as catalogs keep them in lower case.
 */
public final class CatalogTableSource implements Source {

    private final Catalog catalog;
    private final TableName name;
    private final Optional<String> where;

    private CatalogTableSource(Catalog catalog, TableName name, Optional<String> where) {
        this.catalog = catalog;
        this.name = name;
        this.where = where;
    }

    public static CatalogTableSource of(Catalog catalog, TableName name) {
        return new CatalogTableSource(catalog, name, Optional.empty());
    }

    /** Reads the partitions for which an SQL condition on the partition columns holds, and opens no others. */
    public CatalogTableSource where(String condition) {
        return new CatalogTableSource(catalog, name, Optional.of(condition));
    }

    @Override
    public Dataset<Row> read(SparkSession spark) {
        TableDefinition table = catalog.find(name)
                .orElseThrow(() -> failed("the catalog has no such table", "Correct the name"))
                .definition();
        List<Partition> partitions = catalog.partitions(name);
        if (table.format() == TableFormat.SYMLINK) {
            throw failed(
                    "it is a list of another table's files, which Redshift Spectrum reads",
                    "Name the Delta table that it belongs to");
        }
        if (where.isPresent() && table.partitionColumns().isEmpty()) {
            throw failed(
                    "the table has no partition columns, and a condition chooses partitions",
                    "Remove where, and choose rows by a query under derive");
        }
        PartitionChoice choice = new PartitionChoice(table, where, spark);
        return table.format() == TableFormat.DELTA
                ? choice.of(DeltaSource.of(table.location()).read(spark))
                : parquet(table, choice, partitions, spark);
    }

    private static Dataset<Row> parquet(
            TableDefinition table, PartitionChoice choice, List<Partition> partitions, SparkSession spark) {
        SparkSession session = ReadingSession.beside(spark);
        session.conf().set("spark.sql.caseSensitive", false);
        session.conf().set("spark.sql.parquet.inferTimestampNTZ.enabled", false);
        if (table.partitionColumns().isEmpty()) {
            return session.read().schema(table.columns()).parquet(InputFile.pattern(table.location()));
        }
        FolderColumns chosen = choice.among(partitions);
        String[] folders = chosen.values().keySet().stream()
                .sorted()
                .map(InputFile::pattern)
                .toArray(String[]::new);
        return folders.length == 0
                ? session.createDataFrame(List.of(), table.allColumns())
                : chosen.behind(session.read().schema(table.columns()).parquet(folders));
    }

    private RelataException failed(String why, String remedy) {
        return RelataException.failed(new Problem("Cannot read table " + name, "in the catalog", why, remedy));
    }
}
