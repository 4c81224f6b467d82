package io.relata.jobs.schema;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.catalog.redshift.CreateTable;
import io.relata.catalog.redshift.Distribution;
import io.relata.catalog.redshift.NativeColumn;
import io.relata.catalog.redshift.NativeType;
import io.relata.catalog.redshift.RelationName;
import io.relata.catalog.redshift.SortKey;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.StructField;

/** Statements for Redshift; what quotes names and knows types is where runs have it from. */
final class RedshiftText {

    private RedshiftText() {}

    static String of(List<SchemaTable> tables) {
        return tables.stream().map(RedshiftText::statement).collect(Collectors.joining("\n"));
    }

    private static String statement(SchemaTable table) {
        List<NativeColumn> columns =
                table.columns().stream().map(column -> column(table, column)).toList();
        return new CreateTable(
                                RelationName.of(table.warehouseSchema(), table.name()),
                                columns,
                                List.of(),
                                new Distribution.Auto(),
                                new SortKey.Auto())
                        .sql()
                + ";\n";
    }

    private static NativeColumn column(SchemaTable table, StructField column) {
        return NativeColumn.of(
                column.name(),
                NativeType.of(column.dataType(), OptionalInt.empty())
                        .orElseThrow(() -> RelataException.usage(new Problem(
                                "Cannot tell table " + table.name() + " for Redshift",
                                table.name() + "." + column.name(),
                                "Redshift has no type for " + column.dataType().catalogString(),
                                "Cast the column in the job file, or ask for another format"))));
    }
}
