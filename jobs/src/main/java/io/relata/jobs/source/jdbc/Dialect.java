package io.relata.jobs.source.jdbc;

import io.relata.Problem;
import io.relata.RelataException;
import java.io.Serializable;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Properties;

/** How one kind of database is addressed, and what its types become. */
interface Dialect extends Serializable {

    DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

    /** That of an address. */
    static Dialect of(String url) {
        if (url.startsWith("jdbc:postgresql:")) {
            return new PostgresDialect();
        }
        if (url.startsWith("jdbc:mysql:")) {
            return new MySqlDialect(MySqlDialect.Driver.MYSQL);
        }
        if (url.startsWith("jdbc:mariadb:")) {
            return new MySqlDialect(MySqlDialect.Driver.MARIADB);
        }
        throw RelataException.usage(new Problem(
                "Cannot read from a database",
                "its address",
                "it begins with none of jdbc:mysql:, jdbc:mariadb: and jdbc:postgresql:",
                "Write one of them"));
    }

    String driverClass();

    /** What Maven calls the driver. */
    String driverArtifact();

    /** What the driver needs to hold few rows in memory and to give values as they are. */
    Properties properties();

    /** What each session begins with: its times are in UTC. */
    List<String> session();

    boolean escapesByBackslash();

    /** The name as one identifier, whatever is in it. */
    String quoted(String name);

    /** Which of the dates or times of a column, as it is quoted, can be counted: they are in the years that rows may have. */
    String countable(String column);

    /** What reads a column of a result. */
    ReadColumn column(ResultSetMetaData columns, int number, ZeroDates zeroDates) throws SQLException;

    /** The value of an expression as text. */
    String text(String expression);

    /** A literal in UTC, cut to microseconds. */
    default String timestamp(Instant time) {
        return "TIMESTAMP '" + TIME.format(LocalDateTime.ofInstant(time, ZoneOffset.UTC)) + "'";
    }

    default String date(LocalDate date) {
        return "DATE '" + date + "'";
    }
}
