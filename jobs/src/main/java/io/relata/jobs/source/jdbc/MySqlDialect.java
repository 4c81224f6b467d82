package io.relata.jobs.source.jdbc;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.apache.spark.sql.types.DecimalType;

/** MySQL and MariaDB, whose drivers name the types alike. */
record MySqlDialect(Driver driver) implements Dialect {

    private static final long serialVersionUID = 1L;
    private static final int BITS_OF_A_LONG = 63;

    /** By which it is spoken to. */
    enum Driver {
        MYSQL,
        MARIADB
    }

    @Override
    public String driverClass() {
        return driver == Driver.MYSQL ? "com.mysql.cj.jdbc.Driver" : "org.mariadb.jdbc.Driver";
    }

    @Override
    public String driverArtifact() {
        return driver == Driver.MYSQL ? "com.mysql:mysql-connector-j" : "org.mariadb.jdbc:mariadb-java-client";
    }

    @Override
    public Properties properties() {
        Properties properties = new Properties();
        // Else 2 becomes true.
        properties.setProperty("tinyInt1isBit", "false");
        properties.setProperty("yearIsDateType", "false");
        properties.setProperty("connectTimeout", "30000");
        properties.setProperty("tcpKeepAlive", "true");
        // Without it this driver reads a whole result into memory, whatever the fetch size is.
        if (driver == Driver.MYSQL) {
            properties.setProperty("useCursorFetch", "true");
        }
        return properties;
    }

    @Override
    public List<String> session() {
        return List.of("SET time_zone = '+00:00'");
    }

    @Override
    public boolean escapesByBackslash() {
        return true;
    }

    @Override
    public String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    /** Zero dates are below all others. */
    @Override
    public String countable(String column) {
        return column + " >= '1000-01-01'";
    }

    @Override
    public String text(String expression) {
        return "CAST(" + expression + " AS CHAR)";
    }

    @Override
    public ReadColumn column(ResultSetMetaData columns, int number, ZeroDates zeroDates) throws SQLException {
        String name = columns.getColumnLabel(number);
        String quoted = quoted(name);
        String type = columns.getColumnTypeName(number).toUpperCase(Locale.ROOT);
        String plain = type.replace(" UNSIGNED", "");
        int precision = columns.getPrecision(number);
        Conversion whole = whole(plain, !plain.equals(type));
        return switch (plain) {
            case "TINYINT", "SMALLINT", "MEDIUMINT", "INT", "INTEGER", "BIGINT" -> ReadColumn.of(name, quoted, whole);
            case "YEAR" -> ReadColumn.of(name, quoted + " + 0", Conversions.SHORT);
            case "BIT" -> ReadColumn.of(name, quoted + " + 0", bits(precision));
            case "DECIMAL" ->
                precision > DecimalType.MAX_PRECISION()
                        ? ReadColumn.asText(name, text(quoted))
                        : ReadColumn.of(name, quoted, Conversions.decimal(precision, columns.getScale(number)));
            // As text a float has six digits.
            case "FLOAT" -> ReadColumn.of(name, quoted + " + 0e0", Conversions.FLOAT);
            case "DOUBLE" -> ReadColumn.of(name, quoted, Conversions.DOUBLE);
            case "DATE" -> ReadColumn.of(name, text(quoted), new CalendarText(CalendarText.Kind.DATE, zeroDates));
            case "DATETIME", "TIMESTAMP" ->
                ReadColumn.of(name, text(quoted), new CalendarText(CalendarText.Kind.TIMESTAMP, zeroDates));
            case "TIME" -> ReadColumn.asText(name, text(quoted));
            case "BINARY", "VARBINARY", "TINYBLOB", "BLOB", "MEDIUMBLOB", "LONGBLOB", "GEOMETRY" ->
                ReadColumn.of(name, quoted, Conversions.BYTES);
            default -> ReadColumn.of(name, quoted, Conversions.TEXT);
        };
    }

    private static Conversion whole(String type, boolean unsigned) {
        return switch (type) {
            case "TINYINT" -> unsigned ? Conversions.SHORT : Conversions.BYTE;
            case "SMALLINT" -> unsigned ? Conversions.INTEGER : Conversions.SHORT;
            case "MEDIUMINT" -> Conversions.INTEGER;
            case "INT", "INTEGER" -> unsigned ? Conversions.LONG : Conversions.INTEGER;
            default -> unsigned ? Conversions.decimal(20, 0) : Conversions.LONG;
        };
    }

    private static Conversion bits(int count) {
        if (count == 1) {
            return Conversions.BIT;
        }
        return count <= BITS_OF_A_LONG ? Conversions.LONG : Conversions.decimal(20, 0);
    }
}
