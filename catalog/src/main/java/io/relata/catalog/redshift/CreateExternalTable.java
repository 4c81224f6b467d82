package io.relata.catalog.redshift;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * Registers a table over Parquet files in S3 in the catalog behind an external schema.
 *
 * @param columns of the files, at least one
 * @param partitionColumns none of {@code columns}
 * @param location the folder of the files, or of the manifests
 * @param rows how many there are, by which queries are planned; empty when nobody counted
 */
public record CreateExternalTable(
        RelationName table,
        List<ExternalColumn> columns,
        List<ExternalColumn> partitionColumns,
        Files files,
        S3Location location,
        OptionalLong rows)
        implements RedshiftStatement {

    /** What lies at the location. */
    public enum Files {
        /** The files. */
        PARQUET,
        /** A text file with the names of the files, as Delta tables have it. */
        MANIFEST
    }

    private static final String PARQUET_CLASSES = "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe";

    public CreateExternalTable {
        requireNonNull(table, "table");
        requireNonNull(files, "files");
        requireNonNull(rows, "rows");
        columns = List.copyOf(columns);
        partitionColumns = List.copyOf(partitionColumns);
        location = location.folder();
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("Table " + table.sql() + " has no columns");
        }
    }

    @Override
    public String sql() {
        StringBuilder sql = new StringBuilder("CREATE EXTERNAL TABLE ")
                .append(table.sql())
                .append(" (\n  ")
                .append(columns.stream().map(ExternalColumn::sql).collect(Collectors.joining(",\n  ")))
                .append("\n)");
        if (!partitionColumns.isEmpty()) {
            sql.append("\nPARTITIONED BY (")
                    .append(partitionColumns.stream().map(ExternalColumn::sql).collect(Collectors.joining(", ")))
                    .append(")");
        }
        if (files == Files.MANIFEST) {
            sql.append("\nROW FORMAT SERDE ")
                    .append(Literal.of(PARQUET_CLASSES))
                    .append("\nSTORED AS INPUTFORMAT ")
                    .append(Literal.of("org.apache.hadoop.hive.ql.io.SymlinkTextInputFormat"))
                    .append(" OUTPUTFORMAT ")
                    .append(Literal.of("org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat"));
        } else {
            sql.append("\nSTORED AS PARQUET");
        }
        sql.append("\nLOCATION ").append(location.sql());
        rows.ifPresent(number ->
                sql.append("\nTABLE PROPERTIES ('numRows'='").append(number).append("')"));
        return sql.toString();
    }

    @Override
    public Sharing sharing() {
        return Sharing.ALONE;
    }
}
