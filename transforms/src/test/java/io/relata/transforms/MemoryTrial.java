package io.relata.transforms;

import io.relata.NamedTable;
import io.relata.RejectedRecord;
import io.relata.TableSet;
import io.relata.transforms.json.JsonInput;
import io.relata.transforms.json.RejectReason;
import io.relata.transforms.survey.Conflicts;
import io.relata.transforms.survey.Survey;
import io.relata.transforms.survey.SurveyOptions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;

/** Surveys and shreds files and prints what came of each: {@code MemoryTrial folder name...}. */
final class MemoryTrial {

    private MemoryTrial() {}

    public static void main(String[] arguments) {
        SparkSession spark = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.session.timeZone", "UTC")
                .getOrCreate();
        spark.sparkContext().setLogLevel("ERROR");
        for (String name : List.of(arguments).subList(1, arguments.length)) {
            System.out.println(name + ": " + result(spark, arguments[0] + "/" + name));
        }
        spark.stop();
    }

    private static String result(SparkSession spark, String path) {
        SurveyedJson json = SurveyedJson.survey(
                spark, JsonInput.of(List.of(path + ".json")), Conflicts.NONE, SurveyOptions.DEFAULT);
        TableSet set = Relationalize.root("t").stagedAt(path).apply(spark, json);
        long rows = 0;
        int columns = 0;
        int tables = 0;
        for (NamedTable table : set) {
            if (!table.name().endsWith(RejectedRecord.TABLE_SUFFIX)) {
                tables++;
                columns += table.rows().columns().length;
                rows += table.rows().count();
            }
        }
        Map<RejectReason, Long> rejected = new TreeMap<>();
        json.survey()
                .orElseThrow()
                .rejected()
                .forEach((RejectReason reason, Survey.Rejection rejection) -> rejected.put(reason, rejection.count()));
        return tables + " tables, " + columns + " columns, " + rows + " rows, rejected " + rejected;
    }
}
