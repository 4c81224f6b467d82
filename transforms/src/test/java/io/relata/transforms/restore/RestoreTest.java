package io.relata.transforms.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.TableSet;
import io.relata.testing.SparkExtension;
import io.relata.transforms.Relationalize;
import io.relata.transforms.SurveyedJson;
import io.relata.transforms.json.JsonInput;
import io.relata.transforms.plan.RelationalPlan;
import io.relata.transforms.plan.RelationalizeOptions;
import io.relata.transforms.survey.Conflicts;
import io.relata.transforms.survey.SurveyOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class RestoreTest {

    private final SparkSession spark;

    @TempDir
    Path folder;

    RestoreTest(SparkSession spark) {
        this.spark = spark;
    }

    @Test
    void documentsComeBackFromTheirTables() throws IOException {
        List<String> documents = List.of(
                "{\"a\":1,\"b\":{\"c\":\"x\",\"d\":[true,null,false]},\"e\":[]}",
                "{\"a\":12345678901234567890,\"f\":[[1,2],[],null,[3]]}",
                "{\"g\":[{\"h\":0.1,\"i\":[{\"j\":\"\"}]},{\"h\":2.5},null]}");

        assertThat(restored(RelationalizeOptions.root("root"), documents))
                .containsExactlyInAnyOrderElementsOf(documents);
    }

    @Test
    void namesThatPathsHaveToQuoteComeBack() throws IOException {
        List<String> documents = List.of(
                "{\"\":1,\" b c\":2,\"d.e\":{\"[]\":3,\"{key}\":4},\"it's\":[{\"`\":7,\"back\\\\slash\":5,\"li\\nne\":6}]}");

        assertThat(restored(RelationalizeOptions.root("root"), documents)).containsExactlyElementsOf(documents);
    }

    @Test
    void namesThatAreDataComeBack() throws IOException {
        List<String> documents = List.of("{\"props\":{\"x y\":{\"n\":[1,2]},\"z\":{\"n\":[]}}}", "{\"props\":{}}");

        assertThat(restored(RelationalizeOptions.root("root").withAsMap("props"), documents))
                .containsExactlyInAnyOrderElementsOf(documents);
    }

    private List<String> restored(RelationalizeOptions options, List<String> documents) throws IOException {
        Path file = Files.write(folder.resolve("in.json"), documents);
        SurveyedJson json = SurveyedJson.survey(
                spark, JsonInput.of(List.of(file.toString())), Conflicts.NONE, SurveyOptions.DEFAULT);
        TableSet tables = Relationalize.with(options)
                .stagedAt(folder.resolve("tables").toString())
                .apply(spark, json);
        return Restore.of(RelationalPlan.of(json.schema(), options))
                .documents(tables)
                .collectAsList();
    }
}
