package io.relata.jobs.merge;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.relata.ColumnName;
import io.relata.jobs.publish.EarlierFiles.Extent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;

/** Tells from what is known of a file whether it may hold some of these values: whole numbers, or texts by their bytes. */
final class KeyValues {

    /** So many values take some tens of megabytes; of more, only the ends are looked at. */
    private static final int MOST = 500_000;

    private KeyValues() {}

    /** @param values a column of values, none of them null */
    static Predicate<Extent> of(Dataset<Row> values) {
        return of(values, MOST);
    }

    static Predicate<Extent> of(Dataset<Row> values, int most) {
        DataType type = values.schema().fields()[0].dataType();
        if (type instanceof StringType) {
            return in(values, most, KeyValues::bytes, KeyValues::bytes, Arrays::compareUnsigned);
        }
        boolean isWhole = type instanceof ByteType
                || type instanceof ShortType
                || type instanceof IntegerType
                || type instanceof LongType;
        return isWhole
                ? KeyValues.<Long>in(
                        values, most, value -> ((Number) value).longValue(), Long::parseLong, Comparator.naturalOrder())
                : extent -> true;
    }

    private static byte[] bytes(Object text) {
        return ((String) text).getBytes(UTF_8);
    }

    private static <T> Predicate<Extent> in(
            Dataset<Row> values, int most, Function<Object, T> value, Function<String, T> parsed, Comparator<T> order) {
        NavigableSet<T> found = new TreeSet<>(order);
        List<Row> rows = values.distinct().takeAsList(most + 1);
        if (rows.size() <= most) {
            rows.forEach(row -> found.add(value.apply(row.get(0))));
            return extent -> mayHold(found, extent, parsed, order);
        }
        Column column = ColumnName.column(values.columns()[0]);
        Row ends = values.agg(functions.min(column), functions.max(column)).head();
        T least = value.apply(ends.get(0));
        T greatest = value.apply(ends.get(1));
        return extent -> order.compare(parsed.apply(extent.least()), greatest) <= 0
                && order.compare(parsed.apply(extent.greatest()), least) >= 0;
    }

    private static <T> boolean mayHold(
            NavigableSet<T> values, Extent extent, Function<String, T> parsed, Comparator<T> order) {
        T next = values.ceiling(parsed.apply(extent.least()));
        return next != null && order.compare(next, parsed.apply(extent.greatest())) <= 0;
    }
}
