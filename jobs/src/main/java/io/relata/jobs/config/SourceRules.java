package io.relata.jobs.config;

import io.relata.RelataException;
import io.relata.jobs.config.SourceKeys.Kind;
import io.relata.jobs.source.CsvFormat;
import io.relata.jobs.source.CsvSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** What the keys of a source must be to what kind of source it is. */
final class SourceRules {

    private final Map<String, Fields> sources;
    private final Optional<Fields> relationalize;
    private final Reading reading;

    SourceRules(Map<String, Fields> sources, Optional<Fields> relationalize, Reading reading) {
        this.sources = sources;
        this.relationalize = relationalize;
        this.reading = reading;
    }

    void check() {
        sources.forEach((name, source) -> {
            columnsAreOfWhatIsLoadedAsItIs(name, source);
            if (source.names(SourceKeys.FORMAT) && !source.says(SourceKeys.FORMAT)) {
                return; // its kind is unknown
            }
            Kind kind = Kind.of(source);
            keysAreOfTheKind(kind, source);
            switch (kind) {
                case JSON, PARQUET -> {}
                case CSV -> {
                    signsDiffer(source);
                    columnsHaveNamesAndTypes(source);
                }
                case DELTA -> isOneFolder(source);
                case JDBC -> new JdbcRules(source, reading).check();
                case CATALOG_TABLE -> isATablesName(source);
            }
        });
    }

    private void columnsAreOfWhatIsLoadedAsItIs(String name, Fields source) {
        if (source.names(SourceKeys.COLUMNS)
                && relationalize
                        .flatMap(fields -> fields.find(RelationalizeKeys.SOURCE))
                        .equals(Optional.of(name))) {
            reading.problem(
                    source,
                    SourceKeys.COLUMNS,
                    "only records that are loaded as they are take further columns, and those of " + name
                            + " are relationalized",
                    "Remove it, and make the columns by a query under derive");
        }
    }

    private void keysAreOfTheKind(Kind kind, Fields source) {
        List<Key<?>> own = SourceKeys.OWN_KEYS.getOrDefault(kind, List.of());
        boolean isOfFiles = kind != Kind.CATALOG_TABLE && kind != Kind.JDBC;
        if (isOfFiles
                && !source.names(SourceKeys.PATH)
                && (source.names(SourceKeys.TABLE) || source.names(JdbcKeys.QUERY))) {
            reading.problem(source, SourceKeys.PATH, "it is missing", "Give the files, folders and globs to read");
        }
        SourceKeys.SECTION.keys().stream()
                .filter(key -> source.names(key) && !own.contains(key))
                .filter(key -> SourceKeys.OWN_KEYS.values().stream().anyMatch(keys -> keys.contains(key)))
                .forEach(key -> reading.problem(
                        source,
                        key,
                        kind == Kind.CATALOG_TABLE
                                ? "a source that is a table of the catalog has no such key"
                                : "a source of format " + Choice.word(kind) + " has no such key",
                        "Remove it, or make the source " + owners(key)));
    }

    private static String owners(Key<?> key) {
        return Words.either(SourceKeys.OWN_KEYS.entrySet().stream()
                .filter(kind -> kind.getValue().contains(key))
                .map(Map.Entry::getKey)
                .sorted()
                .map(kind -> kind == Kind.CATALOG_TABLE
                        ? "a table of the catalog, without path and format"
                        : "one of format " + Choice.word(kind))
                .toList());
    }

    private void signsDiffer(Fields source) {
        Optional<Character> delimiter = source.find(CsvKeys.DELIMITER);
        if (delimiter.isPresent() && delimiter.equals(source.find(CsvKeys.QUOTE))) {
            reading.problem(source, CsvKeys.QUOTE, "it is the delimiter too", "Write another for one of the two");
        }
        if (delimiter.isPresent() && delimiter.equals(source.find(CsvKeys.ESCAPE))) {
            reading.problem(source, CsvKeys.ESCAPE, "it is the delimiter too", "Write another for one of the two");
        }
        if (source.says(CsvKeys.ESCAPE) && source.find(CsvKeys.QUOTE).equals(Optional.of(CsvFormat.NONE))) {
            reading.problem(
                    source,
                    CsvKeys.ESCAPE,
                    "it stands inside of quotes, and quote: none says there are none",
                    "Remove it");
        }
    }

    private void columnsHaveNamesAndTypes(Fields source) {
        if (source.find(CsvKeys.HEADER).equals(Optional.of(false)) && !source.names(SourceKeys.SCHEMA)) {
            reading.problem(
                    source,
                    CsvKeys.HEADER,
                    "nothing names the columns, as the files have no header and the job gives no schema",
                    "Give the schema, such as id BIGINT, name STRING");
        }
        StructType schema = source.find(SourceKeys.SCHEMA).orElse(new StructType());
        for (StructField field : schema.fields()) {
            if (!CsvSource.canRead(field.dataType())) {
                reading.problem(
                        source,
                        SourceKeys.SCHEMA,
                        "column " + field.name() + " is of type "
                                + field.dataType().catalogString()
                                + ", and a cell of CSV is text, a number, a truth value, a day or a moment",
                        "Read it as STRING");
            }
        }
    }

    private void isOneFolder(Fields source) {
        if (source.find(SourceKeys.PATH).filter(paths -> paths.size() > 1).isPresent()) {
            reading.problem(
                    source,
                    SourceKeys.PATH,
                    "a Delta table is one folder",
                    "Name one, and further tables as further sources");
        }
    }

    private void isATablesName(Fields source) {
        source.find(SourceKeys.TABLE).ifPresent(text -> {
            try {
                if (SourceKeys.table(text).isPresent()) {
                    return;
                }
            } catch (RelataException refused) {
                // told below
            }
            reading.problem(
                    source,
                    SourceKeys.TABLE,
                    "expected a database and a table with a dot between",
                    "Write for example games.players");
        });
    }
}
