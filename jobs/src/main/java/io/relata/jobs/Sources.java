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
import io.relata.transforms.json.JsonInput;
import io.relata.transforms.plan.PublishedTables;
import io.relata.transforms.survey.Conflicts;
import io.relata.transforms.survey.KeptTables;
import io.relata.transforms.survey.Survey;
import io.relata.transforms.survey.SurveyExtent;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
     */
    static Map<String, SourceRecords> survey(JobFile job, SparkSession spark, Catalog catalog, PublishedSchema known) {
        Map<String, SourceRecords> records = new LinkedHashMap<>();
        job.sources().forEach((name, spec) -> {
            Optional<RelationalizeSpec> relationalize =
                    job.relationalize().filter(candidate -> candidate.source().equals(name));
            records.put(name, records(spec, relationalize, job, spark, catalog, known));
        });
        return records;
    }

    private static SourceRecords records(
            SourceSpec spec,
            Optional<RelationalizeSpec> relationalize,
            JobFile job,
            SparkSession spark,
            Catalog catalog,
            PublishedSchema known) {
        if (spec instanceof SourceSpec.Json json && relationalize.isPresent()) {
            return bytes(json, relationalize.get(), spark, known.source(), kept(job, known.tables()));
        }
        return new SourceRows(ComputedColumns.of(rows(spec, spark, catalog), spec));
    }

    private static Dataset<Row> rows(SourceSpec spec, SparkSession spark, Catalog catalog) {
        if (spec instanceof SourceSpec.Json json) {
            return rows(json, spark);
        }
        if (spec instanceof SourceSpec.Csv csv) {
            return rows(csv, spark);
        }
        if (spec instanceof SourceSpec.Parquet parquet) {
            return ParquetSource.of(parquet.paths()).read(spark);
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

    private static Dataset<Row> rows(SourceSpec.Csv spec, SparkSession spark) {
        CsvSource source = CsvSource.of(spec.paths(), spec.format()).withRequired(spec.required());
        return spec.schema().map(source::withSchema).orElse(source).read(spark);
    }

    private static Dataset<Row> rows(SourceSpec.Json spec, SparkSession spark) {
        JsonSource source = JsonSource.of(spec.paths()).withLayout(spec.layout());
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
            RelationalizeSpec relationalize,
            SparkSession spark,
            StructType known,
            KeptTables kept) {
        JsonInput all = JsonInput.of(spec.paths()).withLayout(spec.layout()).withLenient(spec.lenient());
        JsonInput input = spec.records().map(all::withRecords).orElse(all);
        if (spec.schema().isPresent()) {
            return new SourceBytes(
                    SurveyedJson.withSchema(spark, input, spec.schema().get(), relationalize.conflicts()));
        }
        if (!kept.isNone() && kept.others().isEmpty()) {
            return new SourceBytes(SurveyedJson.rescuing(spark, input, known, relationalize.conflicts()));
        }
        SurveyedJson json = spec.survey() == SurveyExtent.SAMPLE
                ? SurveyedJson.sample(spark, input, relationalize.conflicts(), relationalize.surveyed(), known, kept)
                : SurveyedJson.survey(spark, input, relationalize.conflicts(), relationalize.surveyed(), known, kept);
        if (json.survey().filter(Survey::isEmpty).isPresent()) {
            throw RelataException.failed(new Problem(
                    "Cannot read JSON",
                    String.join(", ", spec.paths()),
                    "its files hold no record, so its columns are unknown",
                    "Give the schema of the records, or run again when there are some"));
        }
        return new SourceBytes(json);
    }
}
