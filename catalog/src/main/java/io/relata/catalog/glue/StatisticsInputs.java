package io.relata.catalog.glue;

import io.relata.ColumnStatistics.Binaries;
import io.relata.ColumnStatistics.Booleans;
import io.relata.ColumnStatistics.Dates;
import io.relata.ColumnStatistics.Decimals;
import io.relata.ColumnStatistics.Fractions;
import io.relata.ColumnStatistics.Integers;
import io.relata.ColumnStatistics.Texts;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import org.apache.spark.sql.types.DataType;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.glue.model.BinaryColumnStatisticsData;
import software.amazon.awssdk.services.glue.model.BooleanColumnStatisticsData;
import software.amazon.awssdk.services.glue.model.ColumnStatistics;
import software.amazon.awssdk.services.glue.model.ColumnStatisticsData;
import software.amazon.awssdk.services.glue.model.ColumnStatisticsType;
import software.amazon.awssdk.services.glue.model.DateColumnStatisticsData;
import software.amazon.awssdk.services.glue.model.DecimalColumnStatisticsData;
import software.amazon.awssdk.services.glue.model.DecimalNumber;
import software.amazon.awssdk.services.glue.model.DoubleColumnStatisticsData;
import software.amazon.awssdk.services.glue.model.LongColumnStatisticsData;
import software.amazon.awssdk.services.glue.model.StringColumnStatisticsData;

/** What is known of a column's values as it is sent to the catalog. */
final class StatisticsInputs {

    private StatisticsInputs() {}

    static ColumnStatistics of(io.relata.ColumnStatistics column, DataType type, Instant analyzed) {
        return ColumnStatistics.builder()
                .columnName(column.column().toLowerCase(Locale.ROOT))
                .columnType(GlueTypes.of(type))
                .analyzedTime(analyzed)
                .statisticsData(data(column))
                .build();
    }

    private static ColumnStatisticsData data(io.relata.ColumnStatistics column) {
        ColumnStatisticsData.Builder data = ColumnStatisticsData.builder();
        long nulls = column.nulls();
        if (column.values() instanceof Integers integers) {
            LongColumnStatisticsData.Builder known =
                    LongColumnStatisticsData.builder().numberOfNulls(nulls).numberOfDistinctValues(integers.distinct());
            integers.least().ifPresent(known::minimumValue);
            integers.greatest().ifPresent(known::maximumValue);
            data.type(ColumnStatisticsType.LONG).longColumnStatisticsData(known.build());
        } else if (column.values() instanceof Fractions fractions) {
            DoubleColumnStatisticsData.Builder known = DoubleColumnStatisticsData.builder()
                    .numberOfNulls(nulls)
                    .numberOfDistinctValues(fractions.distinct());
            fractions.least().ifPresent(known::minimumValue);
            fractions.greatest().ifPresent(known::maximumValue);
            data.type(ColumnStatisticsType.DOUBLE).doubleColumnStatisticsData(known.build());
        } else if (column.values() instanceof Decimals decimals) {
            DecimalColumnStatisticsData.Builder known = DecimalColumnStatisticsData.builder()
                    .numberOfNulls(nulls)
                    .numberOfDistinctValues(decimals.distinct());
            decimals.least().map(StatisticsInputs::number).ifPresent(known::minimumValue);
            decimals.greatest().map(StatisticsInputs::number).ifPresent(known::maximumValue);
            data.type(ColumnStatisticsType.DECIMAL).decimalColumnStatisticsData(known.build());
        } else if (column.values() instanceof Dates dates) {
            DateColumnStatisticsData.Builder known =
                    DateColumnStatisticsData.builder().numberOfNulls(nulls).numberOfDistinctValues(dates.distinct());
            dates.least().map(StatisticsInputs::midnight).ifPresent(known::minimumValue);
            dates.greatest().map(StatisticsInputs::midnight).ifPresent(known::maximumValue);
            data.type(ColumnStatisticsType.DATE).dateColumnStatisticsData(known.build());
        } else if (column.values() instanceof Booleans booleans) {
            data.type(ColumnStatisticsType.BOOLEAN)
                    .booleanColumnStatisticsData(BooleanColumnStatisticsData.builder()
                            .numberOfNulls(nulls)
                            .numberOfTrues(booleans.trues())
                            .numberOfFalses(booleans.falses())
                            .build());
        } else if (column.values() instanceof Texts texts) {
            data.type(ColumnStatisticsType.STRING)
                    .stringColumnStatisticsData(StringColumnStatisticsData.builder()
                            .numberOfNulls(nulls)
                            .numberOfDistinctValues(texts.distinct())
                            .maximumLength(texts.longest())
                            .averageLength(texts.averageLength())
                            .build());
        } else {
            Binaries binaries = (Binaries) column.values();
            data.type(ColumnStatisticsType.BINARY)
                    .binaryColumnStatisticsData(BinaryColumnStatisticsData.builder()
                            .numberOfNulls(nulls)
                            .maximumLength(binaries.longest())
                            .averageLength(binaries.averageLength())
                            .build());
        }
        return data.build();
    }

    private static DecimalNumber number(BigDecimal number) {
        return DecimalNumber.builder()
                .unscaledValue(SdkBytes.fromByteArray(number.unscaledValue().toByteArray()))
                .scale(number.scale())
                .build();
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
