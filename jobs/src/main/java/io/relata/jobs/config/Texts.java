package io.relata.jobs.config;

import io.relata.RelataException;
import io.relata.TableName;
import io.relata.jobs.source.CsvMoments;
import io.relata.transforms.json.RecordsPath;
import io.relata.transforms.survey.ConflictPolicy;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** The kinds of text that a job file holds. */
final class Texts {

    static final Text<String> ANY = new Text<>("text", "name", "", Texts::asItIs);

    static final Text<String> JOB = new Text<>(
            "a name of 1 to 128 letters, digits, dots, dashes and underscores that begins with a letter or digit",
            "my-job",
            "^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$",
            Texts::asItIs);

    static final Text<String> TABLE = new Text<>("a table name", "players", "", Texts::tableName);

    static final Text<TableColumn> TABLE_COLUMN = new Text<>(
            "a table and one of its columns with a dot between, the table in back-ticks where it holds a dot",
            "users.user_id",
            "",
            Texts::tableColumn);

    static final Text<String> DATABASE = new Text<>("a database name", "games", "", Texts::databaseName);

    static final Text<String> SCHEMA = new Text<>(
            "a schema name of 1 to 127 letters, digits and underscores that begins with no digit",
            "players_schema",
            "^[A-Za-z_][A-Za-z0-9_]{0,126}$",
            Texts::asItIs);

    static final Text<String> COLUMN_TYPE = new Text<>("a Spark SQL type", "bigint", "", Texts::columnType);

    /** What {@link RecordsPath#parse} reads, less keys in quotes; the job file's schema carries it. */
    private static final String RECORDS_FORM = "^\\$((?:\\.[^.\\[\\]$*\\s]+){0,64})\\[\\*\\]$";

    static final Text<RecordsPath> RECORDS = new Text<>(
            "the path of an array such as $.Records[*], $.a.b[*] or $[*]",
            "$.Records[*]",
            RECORDS_FORM,
            (text, path, reading) -> Optional.of(text.text())
                    .filter(records -> records.matches(RECORDS_FORM))
                    .map(RecordsPath::parse));

    static final Text<StructType> STRUCT =
            new Text<>("fields as Spark SQL writes them", "id bigint, tags array<string>", "", Texts::struct);

    static final Text<String> CHARSET =
            new Text<>("the name of a charset that Java knows", "ISO-8859-1", "", Texts::charset);

    static final Text<String> MOMENT_PATTERN =
            new Text<>("a pattern of Java's DateTimeFormatter", "yyyy-MM-dd HH:mm:ss", "", Texts::momentPattern);

    static final Text<ConflictPolicy> CONFLICT_POLICY = new Text<>(
            "make-cols, make-struct, as-array, json, rescue, reject, fail, or cast or project with a Spark SQL type"
                    + " such as cast:double",
            "make-cols",
            "",
            Texts::conflictPolicy);

    static final Text<String> REGION =
            new Text<>("the name of a region", "eu-central-1", "^[a-z]{2}[a-z0-9-]{1,60}$", Texts::asItIs);

    private static final Pattern ENDPOINT_FORM =
            Pattern.compile("https?://[A-Za-z0-9.-]{1,255}(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]{0,255})?");

    static final Text<String> ENDPOINT = new Text<>(
            "http:// or https:// with a host",
            "https://glue.eu-central-1.amazonaws.com",
            "",
            unshown(
                    ENDPOINT_FORM,
                    "http:// or https://, a host, a port and a path",
                    "Write for example https://glue.eu-central-1.amazonaws.com; credentials come from the environment, a"
                            + " profile or a role"));

    static final Text<String> CATALOG_ID =
            new Text<>("the number of an account", "123456789012", "^[A-Za-z0-9:/_.-]{1,255}$", Texts::asItIs);

    static final Text<String> BUCKET = new Text<>(
            "a bucket such as s3a://bucket, maybe with a folder in it",
            "s3a://bucket",
            "^s3[an]?://[A-Za-z0-9._-]{1,255}(/.{0,1024})?$",
            Texts::asItIs);

    private static final int MOST_BRACKETS = 50;

    private Texts() {}

    private static Optional<String> asItIs(Node.Scalar text, KeyPath path, Reading reading) {
        return Optional.of(text.text());
    }

    /**
     * A text of which what is refused is not shown: who wrote a password into it would find it in a log.
     *
     * @param form what all of it must match
     * @param parts what it consists of, for the message
     * @param remedy what to write instead
     */
    static Text.Conversion<String> unshown(Pattern form, String parts, String remedy) {
        return (text, path, reading) -> {
            if (form.matcher(text.text()).matches()) {
                return Optional.of(text.text());
            }
            reading.problem(text.place(), path, "it is more or less than " + parts, remedy);
            return Optional.empty();
        };
    }

    private static Optional<TableColumn> tableColumn(Node.Scalar text, KeyPath path, Reading reading) {
        Optional<TableColumn> column = TableColumn.parse(text.text());
        if (column.isEmpty()) {
            reading.unfit(text, path, TABLE_COLUMN);
        }
        return column;
    }

    private static Optional<String> tableName(Node.Scalar text, KeyPath path, Reading reading) {
        return glueName(text, path, reading, "table", name -> new TableName("any", name));
    }

    private static Optional<String> databaseName(Node.Scalar text, KeyPath path, Reading reading) {
        return glueName(text, path, reading, "database", name -> new TableName(name, "any"));
    }

    private static Optional<String> glueName(
            Node.Scalar text, KeyPath path, Reading reading, String part, Consumer<String> rule) {
        try {
            rule.accept(text.text());
            return Optional.of(text.text());
        } catch (RelataException refused) {
            reading.problem(
                    text.place(),
                    path,
                    "the AWS Glue Data Catalog refuses " + text.quoted() + " as a " + part + " name",
                    "Use 1 to 255 characters on one line");
            return Optional.empty();
        }
    }

    private static Optional<String> columnType(Node.Scalar text, KeyPath path, Reading reading) {
        if (isType(text.text())) {
            return Optional.of(text.text());
        }
        reading.problem(
                text.place(),
                path,
                text.quoted() + " is not a Spark SQL type",
                "Write a type such as string, bigint, decimal(10,2), date or timestamp");
        return Optional.empty();
    }

    private static Optional<StructType> struct(Node.Scalar text, KeyPath path, Reading reading) {
        if (isType("struct<" + text.text() + ">") || isType(text.text())) {
            try {
                return Optional.of(StructType.fromDDL(text.text()));
            } catch (Exception refused) {
                // told below: a type that is no list of fields
            }
        }
        reading.problem(
                text.place(),
                path,
                text.quoted() + " is no list of fields",
                "Write fields such as id bigint, address struct<city: string>, tags array<string>");
        return Optional.empty();
    }

    private static Optional<String> charset(Node.Scalar text, KeyPath path, Reading reading) {
        try {
            return Optional.of(Charset.forName(text.text()).name());
        } catch (IllegalArgumentException unknown) {
            reading.unfit(text, path, CHARSET);
            return Optional.empty();
        }
    }

    private static Optional<String> momentPattern(Node.Scalar text, KeyPath path, Reading reading) {
        try {
            CsvMoments.formatter(text.text());
            return Optional.of(text.text());
        } catch (IllegalArgumentException refused) {
            reading.unfit(text, path, MOMENT_PATTERN);
            return Optional.empty();
        }
    }

    private static Optional<ConflictPolicy> conflictPolicy(Node.Scalar text, KeyPath path, Reading reading) {
        String policy = text.text();
        for (ConflictPolicy.Named named : ConflictPolicy.Named.values()) {
            if (policy.equals(named.name().toLowerCase(Locale.ROOT).replace('_', '-'))) {
                return Optional.of(named);
            }
        }
        int colon = policy.indexOf(':');
        String type = policy.substring(colon + 1);
        if (colon > 0 && isType(type)) {
            if (policy.startsWith("cast:")) {
                return Optional.of(new ConflictPolicy.Cast(DataType.fromDDL(type)));
            }
            if (policy.startsWith("project:")) {
                return Optional.of(new ConflictPolicy.Project(DataType.fromDDL(type)));
            }
        }
        reading.problem(text.place(), path, text.quoted() + " is not a policy", "Write " + CONFLICT_POLICY.form());
        return Optional.empty();
    }

    private static boolean isType(String text) {
        // Spark's parser calls itself for each level, so a hostile text could exhaust the stack.
        if (text.chars().filter(letter -> letter == '<' || letter == '(').count() > MOST_BRACKETS) {
            return false;
        }
        try {
            DataType.fromDDL(text);
            return true;
        } catch (Exception refused) {
            return false;
        }
    }
}
