package io.relata.jobs.source.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.TimestampType;
import org.jspecify.annotations.Nullable;

/** Arrays of one dimension that the database writes as JSON, each element as text. */
record ArrayText(DataType element) implements Conversion {

    private static final long serialVersionUID = 1L;
    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public Optional<Object> read(ResultSet row, int number) throws SQLException, Unfit {
        Optional<String> text = Optional.ofNullable(row.getString(number));
        return text.isEmpty() ? Optional.empty() : Optional.of(values(text.get()));
    }

    private @Nullable Object[] values(String text) throws Unfit {
        try {
            JsonNode array = JSON.readTree(text);
            @Nullable Object[] values = new @Nullable Object[array.size()];
            for (int i = 0; i < values.length; i++) {
                JsonNode node = array.get(i);
                if (node.isArray()) {
                    throw Unfit.forType("is an array of more than one dimension");
                }
                if (!node.isNull()) {
                    values[i] = value(node.asText());
                }
            }
            return values;
        } catch (JsonProcessingException e) {
            throw Unfit.forType("is an array that the database does not write as JSON");
        }
    }

    private Object value(String text) throws Unfit {
        if (element.equals(DataTypes.BooleanType)) {
            return Boolean.valueOf(text);
        }
        if (element.equals(DataTypes.ShortType)) {
            return Short.valueOf(text);
        }
        if (element.equals(DataTypes.IntegerType)) {
            return Integer.valueOf(text);
        }
        if (element.equals(DataTypes.LongType)) {
            return Long.valueOf(text);
        }
        if (element.equals(DataTypes.FloatType)) {
            return Float.valueOf(text);
        }
        if (element.equals(DataTypes.DoubleType)) {
            return Double.valueOf(text);
        }
        if (element instanceof DecimalType decimal) {
            return Conversions.exact(text, decimal.precision(), decimal.scale());
        }
        return isCalendar()
                ? CalendarText.time(text.replaceFirst("[+]00$", ""), ZeroDates.REJECT)
                        .orElseThrow()
                        .toString()
                : text;
    }

    private boolean isCalendar() {
        return element instanceof DateType || element instanceof TimestampType;
    }

    @Override
    public DataType carried() {
        return DataTypes.createArrayType(isCalendar() ? DataTypes.StringType : element);
    }

    @Override
    public Column made(Column carried) {
        return isCalendar() ? carried.cast(DataTypes.createArrayType(element)) : carried;
    }
}
