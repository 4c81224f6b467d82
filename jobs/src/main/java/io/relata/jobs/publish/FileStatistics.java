package io.relata.jobs.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What a Delta log says of a file, out of the file's footer: its rows, and of its first columns the nulls and the ends,
 * by which readers leave files out. What is not certain is not said: readers then look into the file. Ends are said of
 * whole numbers, dates, timestamps and short texts; not of floating point, whose NaN no footer counts.
 *
 * @param rows how many the file holds
 * @param json as the log has it
 */
record FileStatistics(long rows, ObjectNode json) {

    /** As many as Delta's own writers look at. */
    private static final int MOST_COLUMNS = 32;

    /** Of longer texts Delta's own writers say only how they begin. */
    private static final int MOST_CHARACTERS = 32;

    private static final List<DataType> WHOLE_NUMBERS =
            List.of(DataTypes.ByteType, DataTypes.ShortType, DataTypes.IntegerType, DataTypes.LongType);

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    /** @param columns of the file, in order */
    static FileStatistics of(ParquetMetadata footer, StructType columns) {
        long rows = footer.getBlocks().stream()
                .mapToLong(BlockMetaData::getRowCount)
                .sum();
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("numRecords", rows);
        ObjectNode least = json.putObject("minValues");
        ObjectNode greatest = json.putObject("maxValues");
        ObjectNode nulls = json.putObject("nullCount");
        for (StructField column : Arrays.copyOf(columns.fields(), Math.min(MOST_COLUMNS, columns.fields().length))) {
            whole(footer, column.name()).ifPresent(all -> {
                nulls.put(column.name(), all.getNumNulls());
                if (all.hasNonNullValue()) {
                    Optional<JsonNode> from = value(all, all.genericGetMin(), column.dataType());
                    Optional<JsonNode> to = value(all, all.genericGetMax(), column.dataType());
                    if (from.isPresent() && to.isPresent()) {
                        least.set(column.name(), from.get());
                        greatest.set(column.name(), to.get());
                    }
                }
            });
        }
        return new FileStatistics(rows, json);
    }

    /** What the row groups say of a column of values together; empty where one of them says less than all. */
    private static Optional<Statistics<?>> whole(ParquetMetadata footer, String column) {
        Statistics<?> all = null;
        for (BlockMetaData block : footer.getBlocks()) {
            Optional<ColumnChunkMetaData> found = block.getColumns().stream()
                    .filter(chunk -> Arrays.equals(chunk.getPath().toArray(), new String[] {column}))
                    .findFirst();
            if (found.isEmpty()) {
                return Optional.empty();
            }
            ColumnChunkMetaData chunk = found.get();
            Statistics<?> statistics = chunk.getStatistics();
            if (statistics == null
                    || !statistics.isNumNullsSet()
                    || (!statistics.hasNonNullValue() && statistics.getNumNulls() < chunk.getValueCount())) {
                return Optional.empty();
            }
            if (all == null) {
                all = Statistics.createStats(chunk.getPrimitiveType());
            }
            all.mergeStatistics(statistics);
        }
        return Optional.ofNullable(all);
    }

    private static Optional<JsonNode> value(Statistics<?> statistics, Comparable<?> end, DataType type) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (end instanceof Number number && WHOLE_NUMBERS.contains(type)) {
            return Optional.of(nodes.numberNode(number.longValue()));
        }
        if (end instanceof Integer days && type.equals(DataTypes.DateType)) {
            LocalDate date = LocalDate.ofEpochDay(days);
            return date.getYear() < 1 || date.getYear() > 9999
                    ? Optional.empty()
                    : Optional.of(nodes.textNode(date.toString()));
        }
        if (end instanceof Long micros && type.equals(DataTypes.TimestampType) && isInMicros(statistics)) {
            Instant moment = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
            return moment.isBefore(FIRST) || moment.isAfter(LAST)
                    ? Optional.empty()
                    : Optional.of(nodes.textNode(MOMENT.format(moment)));
        }
        if (end instanceof Binary bytes && type.equals(DataTypes.StringType)) {
            String text = bytes.toStringUsingUTF8();
            boolean isExact = Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes.getBytes());
            return isExact && text.codePointCount(0, text.length()) <= MOST_CHARACTERS
                    ? Optional.of(nodes.textNode(text))
                    : Optional.empty();
        }
        return Optional.empty();
    }

    private static boolean isInMicros(Statistics<?> statistics) {
        LogicalTypeAnnotation annotation = statistics.type().getLogicalTypeAnnotation();
        return annotation instanceof TimestampLogicalTypeAnnotation timestamp
                && timestamp.getUnit() == TimeUnit.MICROS
                && timestamp.isAdjustedToUTC();
    }
}
