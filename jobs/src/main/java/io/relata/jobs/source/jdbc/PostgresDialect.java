package io.relata.jobs.source.jdbc;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;

/** PostgreSQL. */
record PostgresDialect() implements Dialect {

    private static final long serialVersionUID = 1L;

    @Override
    public String driverClass() {
        return "org.postgresql.Driver";
    }

    @Override
    public String driverArtifact() {
        return "org.postgresql:postgresql";
    }

    @Override
    public Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("connectTimeout", "30");
        properties.setProperty("loginTimeout", "30");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("ApplicationName", "relata");
        return properties;
    }

    @Override
    public List<String> session() {
        return List.of(
                // Of the session that holds the snapshot while others read.
                "SET idle_in_transaction_session_timeout = 0",
                "SET TIME ZONE 'UTC'",
                "SET datestyle = 'ISO, YMD'",
                "SET intervalstyle = 'iso_8601'",
                "SET bytea_output = 'hex'");
    }

    @Override
    public boolean escapesByBackslash() {
        return false;
    }

    @Override
    public String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    @Override
    public String countable(String column) {
        return column + " >= '0001-01-01' AND " + column + " < '10000-01-01'";
    }

    @Override
    public String text(String expression) {
        return "CAST(" + expression + " AS text)";
    }

    @Override
    public ReadColumn column(ResultSetMetaData columns, int number, ZeroDates zeroDates) throws SQLException {
        String name = columns.getColumnLabel(number);
        String quoted = quoted(name);
        String type = columns.getColumnTypeName(number);
        int precision = columns.getPrecision(number);
        int scale = columns.getScale(number);
        if (type.startsWith("_")) {
            return element(type.substring(1), precision, scale)
                    .map(element -> ReadColumn.of(
                            name, text("array_to_json(CAST(" + quoted + " AS text[]))"), new ArrayText(element)))
                    .orElseGet(() -> ReadColumn.asText(name, text(quoted)));
        }
        return switch (type) {
            case "bool" -> ReadColumn.of(name, quoted, Conversions.TRUTH);
            case "int2", "smallserial" -> ReadColumn.of(name, quoted, Conversions.SHORT);
            case "int4", "serial" -> ReadColumn.of(name, quoted, Conversions.INTEGER);
            case "int8", "bigserial", "oid" -> ReadColumn.of(name, quoted, Conversions.LONG);
            case "float4" -> ReadColumn.of(name, quoted, Conversions.FLOAT);
            case "float8" -> ReadColumn.of(name, quoted, Conversions.DOUBLE);
            case "numeric" ->
                isDecimal(precision, scale)
                        ? ReadColumn.of(name, quoted, Conversions.decimal(precision, scale))
                        : ReadColumn.asText(name, text(quoted));
            case "money" -> ReadColumn.asText(name, text("CAST(" + quoted + " AS numeric)"));
            case "date" -> ReadColumn.of(name, text(quoted), new CalendarText(CalendarText.Kind.DATE, zeroDates));
            case "timestamp" ->
                ReadColumn.of(name, text(quoted), new CalendarText(CalendarText.Kind.TIMESTAMP, zeroDates));
            case "timestamptz" ->
                ReadColumn.of(
                        name,
                        text(quoted + " AT TIME ZONE 'UTC'"),
                        new CalendarText(CalendarText.Kind.TIMESTAMP, zeroDates));
            case "bytea" -> ReadColumn.of(name, quoted, Conversions.BYTES);
            // A cast of char(n) would cut the blanks at its end.
            case "bpchar", "varchar", "text", "name" -> ReadColumn.of(name, quoted, Conversions.TEXT);
            case "json", "jsonb", "uuid", "xml", "char" -> ReadColumn.of(name, text(quoted), Conversions.TEXT);
            default -> ReadColumn.asText(name, text(quoted));
        };
    }

    private static boolean isDecimal(int precision, int scale) {
        return precision > 0 && precision <= DecimalType.MAX_PRECISION() && scale >= 0 && scale <= precision;
    }

    private static Optional<DataType> element(String type, int precision, int scale) {
        return switch (type) {
            case "bool" -> Optional.of(DataTypes.BooleanType);
            case "int2" -> Optional.of(DataTypes.ShortType);
            case "int4" -> Optional.of(DataTypes.IntegerType);
            case "int8" -> Optional.of(DataTypes.LongType);
            case "float4" -> Optional.of(DataTypes.FloatType);
            case "float8" -> Optional.of(DataTypes.DoubleType);
            case "numeric" ->
                isDecimal(precision, scale)
                        ? Optional.of(DataTypes.createDecimalType(precision, scale))
                        : Optional.of(DataTypes.StringType);
            case "date" -> Optional.of(DataTypes.DateType);
            case "timestamp", "timestamptz" -> Optional.of(DataTypes.TimestampType);
            case "text", "varchar", "bpchar", "uuid" -> Optional.of(DataTypes.StringType);
            default -> Optional.empty();
        };
    }
}
