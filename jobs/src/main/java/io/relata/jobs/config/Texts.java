package io.relata.jobs.config;

import io.relata.RelataException;
import io.relata.TableName;
import io.relata.transforms.json.RecordsPath;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.sql.types.DataType;

/** The kinds of text that a job file holds. */
final class Texts {

    static final Text<String> ANY = new Text<>("text", "name", "", Texts::asItIs);

    static final Text<String> JOB = new Text<>(
            "a name of 1 to 128 letters, digits, dots, dashes and underscores that begins with a letter or digit",
            "my-job",
            "^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$",
            Texts::asItIs);

    static final Text<String> TABLE = new Text<>("a table name", "players", "", Texts::tableName);

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

    private static final int MOST_BRACKETS = 50;

    private Texts() {}

    private static Optional<String> asItIs(Node.Scalar text, KeyPath path, Reading reading) {
        return Optional.of(text.text());
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
