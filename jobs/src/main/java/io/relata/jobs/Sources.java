package io.relata.jobs;

import io.relata.Catalog;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.jobs.config.Contract;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.config.RelationalizeSpec;
import io.relata.jobs.config.SourceSpec;
import io.relata.jobs.publish.PublishedSchema;
import io.relata.jobs.source.CatalogTableSource;
import io.relata.jobs.source.CsvSource;
import io.relata.jobs.source.DeltaSource;
import io.relata.jobs.source.JsonSource;
import io.relata.jobs.source.LineReader;
import io.relata.jobs.source.ParquetSource;
import io.relata.transforms.SurveyedJson;
import io.relata.transforms.json.InputFile;
import io.relata.transforms.json.JsonInput;
import io.relata.transforms.json.RecordChoice;
import io.relata.transforms.plan.PublishedTables;
import io.relata.transforms.survey.Conflicts;
import io.relata.transforms.survey.KeptTables;
import io.relata.transforms.survey.Survey;
import io.relata.transforms.survey.SurveyExtent;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Takes up the sources that a job file describes. JSON that is relationalized goes through Relata's own engine; what
 * is loaded as it is, Spark reads.
 */
final class Sources {

    private Sources() {}

    /**
     * The records of every source, by its name in the job file; those for the engine are surveyed here.
     *
     * @param catalog where tables that are sources are found
     * @param known what readers of the relationalized tables know
     * @param taken the files that are read, and which records of them
     * @param columns those of sources without a record
     * @param environment where the passwords of databases are
     */
    static Map<String, SourceRecords> survey(
            JobFile job,
            SparkSession spark,
            Catalog catalog,
            PublishedSchema known,
            TakenFiles taken,
            KnownColumns columns,
            Map<String, String> environment) {
        Map<String, SourceRecords> records = new LinkedHashMap<>();
        job.sources().forEach((name, spec) -> {
            Optional<RelationalizeSpec> relationalize =
                    job.relationalize().filter(candidate -> candidate.source().equals(name));
            if (spec instanceof SourceSpec.Jdbc jdbc) {
                records.put(name, JdbcSources.rows(jdbc, spark, environment));
            } else if (relationalize.isPresent() && spec instanceof SourceSpec.Json json) {
                StructType source = taken.isNone(name) ? columns.ofRoot(known) : known.source();
                KeptTables kept = kept(job, known.tables());
                records.put(
                        name,
                        bytes(json, taken.of(name), taken.chosen(name), relationalize.get(), spark, source, kept));
            } else if (relationalize.isPresent() && taken.isNone(name)) {
                records.put(name, new SourceRows(spark.createDataFrame(List.of(), columns.ofRoot(known))));
            } else if (taken.isNone(name)) {
                records.put(name, columns.noRows(name, spec, spark));
            } else {
                Dataset<Row> rows = rows(spec, taken.of(name), taken.chosen(name), spark, catalog);
                records.put(name, new SourceRows(ComputedColumns.of(rows, spec)));
            }
        });
        return records;
    }

    private static Dataset<Row> rows(
            SourceSpec spec,
            Optional<List<InputFile>> files,
            Optional<RecordChoice> chosen,
            SparkSession spark,
            Catalog catalog) {
        if (spec instanceof SourceSpec.Json json) {
            return rows(json, files, chosen, spark);
        }
        if (spec instanceof SourceSpec.Csv csv) {
            return rows(csv, files, spark);
        }
        if (spec instanceof SourceSpec.Parquet parquet) {
            ParquetSource all = ParquetSource.of(parquet.paths());
            return files.map(all::withFiles).orElse(all).read(spark);
        }
        if (spec instanceof SourceSpec.Delta delta) {
            DeltaSource newest = DeltaSource.of(delta.path());
            OptionalLong version = delta.version();
            return (version.isPresent() ? newest.withVersion(version.getAsLong()) : newest).read(spark);
        }
        SourceSpec.CatalogTable table = (SourceSpec.CatalogTable) spec;
        CatalogTableSource all = CatalogTableSource.of(catalog, table.table());
        return table.where().map(all::where).orElse(all).read(spark);
    }

    private static Dataset<Row> rows(SourceSpec.Csv spec, Optional<List<InputFile>> files, SparkSession spark) {
        CsvSource all = CsvSource.of(spec.paths(), spec.format()).withRequired(spec.required());
        CsvSource source = files.map(all::withFiles).orElse(all);
        return spec.schema().map(source::withSchema).orElse(source).read(spark);
    }

    private static Dataset<Row> rows(
            SourceSpec.Json spec, Optional<List<InputFile>> files, Optional<RecordChoice> chosen, SparkSession spark) {
        JsonSource whole = JsonSource.of(spec.paths()).withLayout(spec.layout());
        JsonSource all = chosen.map(whole::withChoice).orElse(whole);
        JsonSource source = files.map(all::withFiles).orElse(all);
        JsonSource located = spec.records().map(source::withRecords).orElse(source);
        JsonSource typed = spec.schema()
                .map(schema -> located.withSchema(schema, LineReader.CHECKED))
                .orElse(located);
        return typed.withRequired(spec.required()).read(spark);
    }

    /** The tables that stay as readers know them. */
    private static KeptTables kept(JobFile job, PublishedTables known) {
        TableContracts contracts = TableContracts.of(job, known.tables());
        Set<String> kept = new LinkedHashSet<>();
        Set<String> others = new LinkedHashSet<>();
        known.tables()
                .forEach(table -> (contracts.at(table.path()) == Contract.RESCUE ? kept : others).add(table.path()));
        Conflicts conflicts =
                job.relationalize().map(RelationalizeSpec::conflicts).orElse(Conflicts.NONE);
        return KeptTables.of(kept, others, conflicts);
    }

    private static SourceRecords bytes(
            SourceSpec.Json spec,
            Optional<List<InputFile>> files,
            Optional<RecordChoice> chosen,
            RelationalizeSpec relationalize,
            SparkSession spark,
            StructType known,
            KeptTables kept) {
        JsonInput whole = JsonInput.of(spec.paths()).withLayout(spec.layout()).withLenient(spec.lenient());
        JsonInput all = files.map(whole::withFiles).orElse(whole);
        JsonInput located = spec.records().map(all::withRecords).orElse(all);
        JsonInput input = chosen.map(located::withChoice).orElse(located);
        if (spec.schema().isPresent()) {
            return new SourceBytes(
                    SurveyedJson.withSchema(spark, input, spec.schema().get(), relationalize.conflicts()));
        }
        if (!kept.isNone() && kept.others().isEmpty()) {
            return new SourceBytes(SurveyedJson.rescuing(spark, input, known, relationalize.conflicts()));
        }
        // A sample of the files need not show any of the chosen records.
        SurveyedJson json = spec.survey() == SurveyExtent.SAMPLE && chosen.isEmpty()
                ? SurveyedJson.sample(spark, input, relationalize.conflicts(), relationalize.surveyed(), known, kept)
                : SurveyedJson.survey(spark, input, relationalize.conflicts(), relationalize.surveyed(), known, kept);
        boolean mayBeNone = files.isPresent() && !known.isEmpty();
        if (!mayBeNone && json.survey().filter(Survey::isEmpty).isPresent()) {
            throw RelataException.failed(new Problem(
                    "Cannot read JSON",
                    String.join(", ", spec.paths()),
                    "its files hold no record, so its columns are unknown",
                    "Give the schema of the records, or run again when there are some"));
        }
        return new SourceBytes(json);
    }
}
