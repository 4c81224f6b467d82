package io.relata.jobs.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.RejectedRecord;
import io.relata.TableSet;
import io.relata.jobs.CaseFolder;
import io.relata.testing.SparkExtension;
import io.relata.transforms.Relationalize;
import io.relata.transforms.SurveyedJson;
import io.relata.transforms.json.JsonLayout;
import io.relata.transforms.plan.RelationalPlan;
import io.relata.transforms.plan.RelationalizeOptions;
import io.relata.transforms.restore.Restore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents of every case of {@code CasesTest} that has tables come back from them. */
@Tag("any-spark")
@ExtendWith(SparkExtension.class)
class CasesVerifyTest {

    private static final Path CASES = Path.of("src/test/resources/cases");

    /** Their values do not come back as they were, so {@code verify} does not compare such jobs' documents and says so. */
    private static final Set<String> CHANGED =
            Set.of("44-integer-or-text-json", "44-integer-or-text-project", "44-integer-or-text-rescue");

    private final SparkSession spark;

    @TempDir
    Path staging;

    CasesVerifyTest(SparkSession spark) {
        this.spark = spark;
    }

    static Stream<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders
                    .filter(Files::isDirectory)
                    .filter(folder -> new CaseFolder(folder).failure().isEmpty())
                    .map(folder -> folder.getFileName().toString())
                    .filter(name -> !CHANGED.contains(name))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theTablesHoldTheDocuments(String name) throws IOException {
        CaseFolder folder = new CaseFolder(CASES.resolve(name));
        RelationalizeOptions options = folder.options();
        SurveyedJson json = folder.json(spark);
        TableSet tables =
                Relationalize.with(options).stagedAt(staging.toString()).apply(spark, json);
        Restore restore = Restore.of(RelationalPlan.of(json.schema(), options));
        FormedDocuments forms =
                new FormedDocuments(restore.shape(tables), new Allowances(options.emptyArrays(), options.caseTwins()));

        List<String> accounted = new ArrayList<>();
        forms.ofTexts(restore.documents(tables)).collectAsList().forEach(row -> accounted.add(form(row)));
        tables.find(tables.root().name() + RejectedRecord.TABLE_SUFFIX)
                .ifPresent(rejects -> forms.ofTexts(rejects.rows().select("raw").as(Encoders.STRING()))
                        .collectAsList()
                        .forEach(row -> accounted.add(form(row))));

        assertThat(accounted).isNotEmpty().containsExactlyInAnyOrderElementsOf(read(folder, forms));
    }

    private static List<String> read(CaseFolder folder, FormedDocuments forms) throws IOException {
        FileText text = new FileText(folder.input().toAbsolutePath().toString(), new Configuration());
        List<String> read = new ArrayList<>();
        new FileDocuments(
                        forms,
                        text.path(),
                        DocumentFile.open(text, new InputFormat(JsonLayout.AUTO, List.of(), Set.of())))
                .forEachRemaining(row -> read.add(form(row)));
        return read;
    }

    private static String form(Row row) {
        return row.getString(0);
    }
}
