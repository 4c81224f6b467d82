package io.relata.jobs.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relata.TableDefinition;
import io.relata.transforms.survey.KindCounts;
import io.relata.transforms.survey.SourceSchema;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.spark.sql.types.StructField;

/** A report as JSON; {@code format} is raised when a field changes its meaning or goes. */
final class ReportJson {

    private static final int FORMAT = 1;

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private ReportJson() {}

    static byte[] write(RunReport report) {
        ObjectNode document = JSON.createObjectNode();
        document.put("format", FORMAT);
        document.put("run", report.run().value());
        document.put("job", report.job());
        document.put("outcome", report.outcome().name());
        document.put("exitCode", report.exitCode());
        report.error().ifPresent(error -> document.put("error", error));
        document.put("started", report.started().toString());
        document.put("ended", report.ended().toString());
        document.putObject("versions")
                .put("relata", report.versions().relata())
                .put("spark", report.versions().spark())
                .put("java", report.versions().java());
        report.launch().ifPresent(launch -> launch(launch, document.putObject("launch")));
        list(
                document,
                "steps",
                report.steps(),
                (step, node) -> node.put("name", step.name())
                        .put("millis", step.duration().toMillis()));
        ArrayNode inputs = document.putArray("inputs");
        report.inputs().forEach(inputs::add);
        report.survey().ifPresent(survey -> survey(survey, document.putObject("survey")));
        document.putObject("records")
                .put("read", report.records().read())
                .put("loaded", report.records().loaded())
                .put("rejected", report.records().rejected());
        document.put("balances", report.balances());
        list(
                document,
                "balance",
                report.balance(),
                (line, node) -> node.put("what", line.what())
                        .put("expected", line.expected())
                        .put("found", line.found())
                        .put("verdict", line.agrees() ? "AGREES" : "DIFFERS"));
        list(document, "rejects", report.rejects(), (reason, node) -> {
            node.put("reason", reason.reason()).put("records", reason.records()).put("where", reason.where());
            reason.sample().ifPresent(sample -> node.put("sample", sample));
        });
        list(document, "checks", report.checks(), ReportJson::check);
        list(document, "changes", report.changes(), ReportJson::change);
        list(document, "tables", report.tables(), ReportJson::table);
        list(document, "fileSizes", report.fileSizes(), ReportJson::fileSizes);
        ArrayNode notes = document.putArray("notes");
        report.notes().forEach(notes::add);
        list(document, "loads", report.loads(), (load, node) -> {
            node.put("table", load.table());
            load.rows().ifPresent(rows -> node.put("rows", rows));
        });
        list(document, "views", report.views(), (view, node) -> {
            node.put("name", view.name());
            view.rows().ifPresent(rows -> node.put("rows", rows));
            view.failure().ifPresent(why -> node.put("failure", why));
        });
        list(document, "questions", report.answers(), AnswerJson::write);
        try {
            return JSON.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write the report of run " + report.run(), e);
        }
    }

    private static void launch(RunReport.Launch launch, ObjectNode node) {
        node.put("service", launch.service()).put("job", launch.job());
        launch.run().ifPresent(run -> node.put("run", run));
    }

    private static void survey(SurveyReport survey, ObjectNode node) {
        node.put("extent", survey.sampledBytes().isPresent() ? "sample" : "all");
        survey.sampledBytes().ifPresent(bytes -> node.put("sampledBytes", bytes));
        node.put("records", survey.records())
                .put("rejected", survey.rejected())
                .put("duplicateKeys", survey.duplicateKeys());
        list(node, "clashes", survey.clashes(), ReportJson::clash);
        list(
                node,
                "dataKeys",
                survey.dataKeys(),
                (keys, entry) ->
                        entry.put("path", keys.path()).put("keys", keys.keys()).put("objects", keys.objects()));
        list(node, "paths", survey.paths(), (path, entry) -> {
            entry.put("path", path.path());
            KindCounts kinds = path.kinds();
            putCount(entry, "nulls", kinds.nulls());
            putCount(entry, "booleans", kinds.booleans());
            putCount(entry, "longs", kinds.longs());
            putCount(entry, "bigIntegers", kinds.bigIntegers());
            putCount(entry, "fractions", kinds.fractions());
            putCount(entry, "strings", kinds.strings());
            putCount(entry, "objects", kinds.objects());
            putCount(entry, "arrays", kinds.arrays());
            putCount(entry, "emptyArrays", path.emptyArrays());
            putCount(entry, "longestText", path.longestText());
        });
    }

    private static void clash(SourceSchema.Clash clash, ObjectNode node) {
        node.put("path", clash.path()).put("kinds", clash.kinds()).put("policy", clash.policy());
        list(node, "firsts", clash.firsts(), (first, entry) -> {
            entry.put("kind", first.kind()).put("file", first.record().file());
            first.record().position().ifPresent(position -> entry.put("position", position));
        });
    }

    private static void check(Check check, ObjectNode node) {
        node.put("name", check.name())
                .put("table", check.table())
                .put("rule", check.rule())
                .put("outcome", check.outcome().name())
                .put("rows", check.rows());
    }

    private static void change(SchemaChange change, ObjectNode node) {
        node.put("kind", change.kind().name()).put("table", change.table());
        putText(node, "column", change.column());
        putText(node, "before", change.before());
        putText(node, "after", change.after());
        node.put("breaksReaders", change.kind().breaksReaders());
    }

    private static void fileSizes(FileSizes sizes, ObjectNode node) {
        node.put("table", sizes.table())
                .put("files", sizes.files())
                .put("bytes", sizes.bytes())
                .put("smallest", sizes.smallest())
                .put("largest", sizes.largest());
        sizes.target().ifPresent(target -> node.put("target", target));
    }

    private static void putText(ObjectNode node, String name, String text) {
        if (!text.isEmpty()) {
            node.put(name, text);
        }
    }

    private static void putCount(ObjectNode node, String name, long count) {
        if (count > 0) {
            node.put(name, count);
        }
    }

    private static void table(TableDefinition table, ObjectNode node) {
        node.put("database", table.name().database())
                .put("name", table.name().table())
                .put("location", table.location())
                .put("format", table.format().name())
                .put("rows", table.statistics().rows())
                .put("files", table.statistics().files())
                .put("bytes", table.statistics().bytes());
        table.parent()
                .ifPresent(parent -> node.putObject("parent")
                        .put("table", parent.parentTable())
                        .put("column", parent.parentColumn())
                        .put("childColumn", parent.childColumn()));
        ArrayNode columns = node.putArray("columns");
        for (StructField field : table.columns().fields()) {
            ObjectNode column = columns.addObject()
                    .put("name", field.name())
                    .put("type", field.dataType().catalogString());
            if (field.metadata().contains("comment")) {
                column.put("path", field.metadata().getString("comment"));
            }
        }
        if (!table.partitionKeys().isEmpty()) {
            ArrayNode partitionKeys = node.putArray("partitionKeys");
            table.partitionKeys().forEach(partitionKeys::add);
        }
    }

    private static <T> void list(ObjectNode document, String field, List<T> values, BiConsumer<T, ObjectNode> write) {
        ArrayNode nodes = document.putArray(field);
        values.forEach(value -> write.accept(value, nodes.addObject()));
    }
}
