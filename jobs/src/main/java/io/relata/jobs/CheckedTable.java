package io.relata.jobs;

import io.relata.ColumnName;
import io.relata.TableDefinition;
import io.relata.jobs.config.CheckRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;

/** Counts the rows of a run's table that break rules. Names and values reach Spark as data, and never as SQL. */
final class CheckedTable {

    private final TableDefinition table;
    private final SparkSession spark;

    CheckedTable(TableDefinition table, SparkSession spark) {
        this.table = table;
        this.spark = spark;
    }

    DataType type(String column) {
        return table.allColumns().apply(column).dataType();
    }

    /**
     * The rows that break each rule. What one pass over the table can tell is told by one; of the others each takes its
     * own, in which Spark keeps on disk what memory does not hold.
     *
     * @param tables the tables of the run by name
     */
    Map<CheckRule, Long> broken(List<CheckRule> rules, Function<String, CheckedTable> tables) {
        List<CheckRule> together = new ArrayList<>();
        List<Column> counts = new ArrayList<>();
        Map<CheckRule, Long> broken = new HashMap<>();
        Set<CheckRule> distinct = new LinkedHashSet<>(rules);
        for (CheckRule rule : distinct) {
            if (rule instanceof CheckRule.Unique unique) {
                broken.put(rule, alike(unique.columns()));
            } else if (rule instanceof CheckRule.Reference reference) {
                CheckedTable parent = tables.apply(reference.to().table());
                broken.put(rule, without(reference, parent));
            } else {
                together.add(rule);
                counts.add(count(rule));
            }
        }
        if (!together.isEmpty()) {
            Row row = rows().agg(functions.count(functions.lit(1)), counts.toArray(Column[]::new))
                    .first();
            for (int i = 0; i < together.size(); i++) {
                broken.put(together.get(i), broken(together.get(i), row.getLong(0), row.getLong(i + 1)));
            }
        }
        return broken;
    }

    private static Column count(CheckRule rule) {
        return functions.count(
                breaking(rule).map(broken -> functions.when(broken, 1)).orElse(functions.lit(1)));
    }

    /** Whether a row breaks a rule about single rows. */
    private static Optional<Column> breaking(CheckRule rule) {
        if (rule instanceof CheckRule.NotNull notNull) {
            return Optional.of(ColumnName.column(notNull.column()).isNull());
        }
        if (rule instanceof CheckRule.Accepted accepted) {
            // Of null neither this nor its opposite is true, so it is not counted.
            Column text = ColumnName.column(accepted.column()).cast("string");
            return Optional.of(functions.not(text.isin(accepted.values().toArray())));
        }
        return Optional.empty();
    }

    private static long broken(CheckRule rule, long all, long counted) {
        if (rule instanceof CheckRule.AtLeast least) {
            return Math.max(0, least.rows() - all);
        }
        if (rule instanceof CheckRule.AtMost most) {
            return Math.max(0, all - most.rows());
        }
        return counted;
    }

    /** The rows that have the same values as another one, all of them counted. */
    private long alike(List<String> names) {
        List<Column> columns = new ArrayList<>();
        Column isCompared = functions.lit(true);
        for (String name : names) {
            Column column = ColumnName.column(name);
            isCompared = isCompared.and(column.isNotNull());
            columns.add(column.as("column" + columns.size()));
        }
        Row row = rows().where(isCompared)
                .groupBy(columns.toArray(Column[]::new))
                .agg(functions.count(functions.lit(1)).as("rows"))
                .where(functions.col("rows").gt(1))
                .agg(functions.sum("rows"))
                .first();
        return row.isNullAt(0) ? 0 : row.getLong(0);
    }

    private long without(CheckRule.Reference reference, CheckedTable parent) {
        Dataset<Row> values =
                rows().select(ColumnName.column(reference.column()).as("child"));
        Dataset<Row> known =
                parent.rows().select(ColumnName.column(reference.to().column()).as("parent"));
        return values.where(functions.col("child").isNotNull())
                .join(known, functions.col("child").equalTo(functions.col("parent")), "left_anti")
                .count();
    }

    private Dataset<Row> rows() {
        return StagedRows.read(spark, table);
    }
}
