package io.relata.jobs.config;

import io.relata.jobs.source.jdbc.JdbcOptions;
import io.relata.jobs.source.jdbc.JdbcRecords;
import io.relata.jobs.source.jdbc.JsonType;
import io.relata.jobs.source.jdbc.PartitionedBy;
import io.relata.jobs.source.jdbc.Window;
import io.relata.jobs.source.jdbc.ZeroDates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The keys of a source that is a database. */
final class JdbcKeys {

    private static final Pattern URL_FORM =
            Pattern.compile("jdbc:(mysql|mariadb|postgresql)://[A-Za-z0-9._:\\[\\]-]{1,300}/[A-Za-z0-9._-]{1,200}");

    private static final String INFERRED = "inferred";

    private static final Text<String> DATABASE_URL = new Text<>(
            "the JDBC address of MySQL, MariaDB or PostgreSQL without options",
            "jdbc:mysql://db.example.com:3306/shop",
            "",
            Texts.unshown(
                    URL_FORM,
                    "jdbc:mysql:, jdbc:mariadb: or jdbc:postgresql:, a host, a port and a database",
                    "Write for example jdbc:mysql://db.example.com:3306/shop; user, password-variable and secret are keys"
                            + " of their own"));

    private static final Text<JsonType> JSON_TYPE = new Text<>(
            "inferred, or a Spark SQL type",
            INFERRED,
            "",
            (text, path, reading) -> text.text().equals(INFERRED)
                    ? Optional.of(JsonType.INFERRED)
                    : Texts.COLUMN_TYPE.conversion().of(text, path, reading).map(JsonType::of));

    static final Key<String> URL = Key.optional("url", DATABASE_URL, "the address of the database");

    static final Key<String> USER = Key.optional("user", Texts.ANY, "the user of the database");

    static final Key<String> PASSWORD_VARIABLE = Key.optional(
            "password-variable",
            WarehouseTexts.VARIABLE,
            "the variable of the environment that holds the password of the database's user");

    static final Key<String> SECRET = Key.optional(
            "secret",
            Texts.ANY,
            "instead of user and password-variable, the name or ARN of the secret in AWS Secrets Manager that holds username"
                    + " and password as JSON");

    static final Key<String> REGION = Key.optional("region", Texts.REGION, "the region of the secret")
            .orElseShown("that of its ARN, or of the environment, the profile or the machine");

    static final Key<String> ENDPOINT = Key.optional("endpoint", Texts.ENDPOINT, "where AWS Secrets Manager is called")
            .orElseShown("the region's own");

    static final Key<SqlFile> QUERY = Key.optional(
            "query",
            SqlFiles.FILE,
            "instead of table, the file with a query of the database, in the job file's folder; :from and :as-of stand for"
                    + " the times given to the run");

    static final Key<String> COLUMN =
            Key.required("column", Texts.ANY, "the column of numbers, dates or times whose values are cut into ranges");

    static final Key<String> LOWER = Key.optional(
                    "lower", new Word(), "about the least value; rows below it are in the first part, as are nulls")
            .orElseShown("the least that there is");

    static final Key<String> UPPER = Key.optional(
                    "upper", new Word(), "about the greatest value; rows above it are in the last part")
            .orElseShown("the greatest that there is");

    static final Key<Long> COUNT =
            Key.required("count", new WholeNumber(1, 1_000), "how many parts, each read by a session of its own");

    static final Key<Fields> PARTITION = Key.optional(
                    "partition",
                    new Section(COLUMN, LOWER, UPPER, COUNT),
                    "how the rows of a database are shared out to tasks")
            .orElseShown("one task reads them all");

    static final Key<Long> FETCH_SIZE = Key.optional(
                    "fetch-size",
                    new WholeNumber(1, 1_000_000),
                    "how many rows of a database a task holds in memory at a time")
            .orElse((long) JdbcOptions.FETCH_SIZE);

    static final Key<ZeroDates> ZERO_DATES = Key.optional(
                    "zero-dates",
                    Choice.of(ZeroDates.class),
                    "what becomes of dates of a database that the calendar does not have, such as 0000-00-00 in MySQL: their"
                            + " rows are rejected, or they are null")
            .orElse(ZeroDates.REJECT);

    static final Key<Map<String, JsonType>> JSON_COLUMNS = Key.optional(
            "json-columns",
            new MapOf<>(Texts.ANY, JSON_TYPE, MapOf.Growth.OPEN),
            "columns of a database whose text is JSON and is parsed, by name: by a type, or by one found out over all their"
                    + " values (inferred); a row with text that is no JSON or does not fit is rejected");

    private static final List<Key<?>> ALL = List.of(
            URL,
            USER,
            PASSWORD_VARIABLE,
            SECRET,
            REGION,
            ENDPOINT,
            QUERY,
            PARTITION,
            FETCH_SIZE,
            ZERO_DATES,
            JSON_COLUMNS);

    private JdbcKeys() {}

    /** These keys and others of the same kind of source. */
    static List<Key<?>> and(Key<?>... others) {
        List<Key<?>> keys = new ArrayList<>(ALL);
        keys.addAll(Arrays.asList(others));
        return List.copyOf(keys);
    }

    static SourceSpec.Jdbc spec(Fields source) {
        return new SourceSpec.Jdbc(
                source.value(URL),
                source.find(SECRET)
                        .<JdbcLogin>map(name -> new JdbcLogin.Secret(name, source.find(REGION), source.find(ENDPOINT)))
                        .orElseGet(() -> new JdbcLogin.Variable(source.find(USER), source.find(PASSWORD_VARIABLE))),
                source.find(QUERY)
                        .<JdbcRecords>map(JdbcKeys::query)
                        .orElseGet(() -> JdbcRecords.Table.of(source.value(SourceKeys.TABLE))),
                new JdbcOptions(
                        source.find(SourceKeys.WHERE),
                        Window.NONE,
                        source.find(PARTITION).map(JdbcKeys::partition),
                        Math.toIntExact(source.value(FETCH_SIZE)),
                        source.value(ZERO_DATES),
                        new LinkedHashMap<>(source.find(JSON_COLUMNS).orElse(Map.of()))));
    }

    /** A semicolon at its end would end more than the query. */
    private static JdbcRecords.Query query(SqlFile file) {
        return new JdbcRecords.Query(file.name(), file.text().replaceFirst(";\\s*\\z", ""));
    }

    private static PartitionedBy partition(Fields partition) {
        return new PartitionedBy(
                partition.value(COLUMN),
                partition
                        .find(LOWER)
                        .flatMap(lower -> partition.find(UPPER).map(upper -> new PartitionedBy.Bounds(lower, upper))),
                Math.toIntExact(partition.value(COUNT)));
    }
}
