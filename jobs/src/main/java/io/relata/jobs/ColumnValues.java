package io.relata.jobs;

import io.relata.ColumnStatistics;
import io.relata.jobs.publish.ShownRows;
import io.relata.jobs.publish.StagedTable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;

/**
 * Reads all that a table shows once, and says what the values of its columns are like. Distinct values are estimated, by
 * 5 percent more or less. Columns of timestamps and of values that hold others are left out.
 */
final class ColumnValues {

    private ColumnValues() {}

    /** Reads what some aggregates gave, which begin at an index of the row. */
    private interface Reader {
        ColumnStatistics.Values read(Row row, int at);
    }

    /** The aggregates over a column beside the count of its values, and who reads them. */
    private record Question(String column, List<Column> aggregates, Reader reader) {}

    /** Empty when the table shows nothing or has no column of a kind that is looked at. */
    static List<ColumnStatistics> of(StagedTable table, SparkSession spark) {
        List<String> locations = ShownRows.locations(table.definition(), table.partitions());
        if (locations.isEmpty()) {
            return List.of();
        }
        // By place, since names may hold whatever a key of the data held.
        StructField[] fields = table.definition().columns().fields();
        Dataset<Row> rows = ShownRows.rows(table.definition(), locations, spark)
                .toDF(IntStream.range(0, fields.length).mapToObj(i -> "c" + i).toArray(String[]::new));
        List<Question> questions = new ArrayList<>();
        List<Column> asked = new ArrayList<>();
        for (int i = 0; i < fields.length; i++) {
            Column value = rows.col("c" + i);
            Optional<Question> question = question(fields[i], value);
            question.ifPresent(questions::add);
            question.ifPresent(one -> asked.add(functions.count(value)));
            question.ifPresent(one -> asked.addAll(one.aggregates()));
        }
        if (questions.isEmpty()) {
            return List.of();
        }
        Row row = rows.agg(functions.count(functions.lit(1)), asked.toArray(Column[]::new))
                .first();
        long all = row.getLong(0);
        List<ColumnStatistics> statistics = new ArrayList<>();
        int at = 1;
        for (Question question : questions) {
            long nulls = all - row.getLong(at);
            statistics.add(new ColumnStatistics(
                    question.column(), nulls, question.reader().read(row, at + 1)));
            at += 1 + question.aggregates().size();
        }
        return statistics;
    }

    private static Optional<Question> question(StructField field, Column value) {
        DataType type = field.dataType();
        Column distinct = functions.approx_count_distinct(value);
        Column least = functions.min(value);
        Column greatest = functions.max(value);
        if (type instanceof LongType
                || type instanceof IntegerType
                || type instanceof ShortType
                || type instanceof ByteType) {
            return Optional.of(new Question(
                    field.name(),
                    List.of(distinct, least.cast("bigint"), greatest.cast("bigint")),
                    (row, at) -> new ColumnStatistics.Integers(
                            integer(row, at + 1), integer(row, at + 2), row.getLong(at))));
        }
        if (type instanceof DoubleType || type instanceof FloatType) {
            return Optional.of(new Question(
                    field.name(),
                    List.of(distinct, least.cast("double"), greatest.cast("double")),
                    (row, at) -> new ColumnStatistics.Fractions(
                            fraction(row, at + 1), fraction(row, at + 2), row.getLong(at))));
        }
        if (type instanceof DecimalType) {
            return Optional.of(new Question(
                    field.name(),
                    List.of(distinct, least, greatest),
                    (row, at) -> new ColumnStatistics.Decimals(
                            decimal(row, at + 1), decimal(row, at + 2), row.getLong(at))));
        }
        if (type instanceof DateType) {
            return Optional.of(new Question(
                    field.name(),
                    List.of(distinct, day(least), day(greatest)),
                    (row, at) -> new ColumnStatistics.Dates(date(row, at + 1), date(row, at + 2), row.getLong(at))));
        }
        if (type instanceof BooleanType) {
            return Optional.of(new Question(
                    field.name(),
                    List.of(
                            functions.count(functions.when(value, 1)),
                            functions.count(functions.when(functions.not(value), 1))),
                    (row, at) -> new ColumnStatistics.Booleans(row.getLong(at), row.getLong(at + 1))));
        }
        Column length = functions.octet_length(value);
        List<Column> lengths = List.of(functions.max(length).cast("bigint"), functions.avg(length));
        if (type instanceof StringType) {
            return Optional.of(new Question(
                    field.name(),
                    List.of(distinct, lengths.get(0), lengths.get(1)),
                    (row, at) -> new ColumnStatistics.Texts(
                            integer(row, at + 1).orElse(0),
                            fraction(row, at + 2).orElse(0),
                            row.getLong(at))));
        }
        if (type instanceof BinaryType) {
            return Optional.of(new Question(
                    field.name(),
                    lengths,
                    (row, at) -> new ColumnStatistics.Binaries(
                            integer(row, at).orElse(0), fraction(row, at + 1).orElse(0))));
        }
        return Optional.empty();
    }

    /** As a count of days, since a session may give dates as either of two classes. */
    private static Column day(Column date) {
        return functions.datediff(date, functions.lit("1970-01-01").cast("date"));
    }

    private static OptionalLong integer(Row row, int at) {
        return row.isNullAt(at) ? OptionalLong.empty() : OptionalLong.of(row.getLong(at));
    }

    private static OptionalDouble fraction(Row row, int at) {
        return row.isNullAt(at) || !Double.isFinite(row.getDouble(at))
                ? OptionalDouble.empty()
                : OptionalDouble.of(row.getDouble(at));
    }

    private static Optional<BigDecimal> decimal(Row row, int at) {
        return row.isNullAt(at) ? Optional.empty() : Optional.of(row.getDecimal(at));
    }

    private static Optional<LocalDate> date(Row row, int at) {
        return row.isNullAt(at) ? Optional.empty() : Optional.of(LocalDate.ofEpochDay(row.getInt(at)));
    }
}
