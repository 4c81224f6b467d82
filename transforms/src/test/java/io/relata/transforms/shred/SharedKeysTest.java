package io.relata.transforms.shred;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.RelataException;
import io.relata.testing.SparkExtension;
import io.relata.transforms.SurveyedJson;
import io.relata.transforms.json.JsonInput;
import io.relata.transforms.plan.RelationalPlan;
import io.relata.transforms.plan.RelationalizeOptions;
import io.relata.transforms.survey.Conflicts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Documents with one key, written side by side with numbers that tell them apart. */
@ExtendWith(SparkExtension.class)
class SharedKeysTest {

    private static final StructType SCHEMA = StructType.fromDDL("k bigint, a array<struct<b: array<string>>>");
    private static final List<String> FIRST = List.of(
            "{\"k\":1,\"a\":[{\"b\":[\"old\"]}]}",
            "{\"k\":\"refused\"}",
            "{\"k\":1,\"a\":[{\"b\":[\"new\",\"newer\"]},{\"b\":[]}]}");
    private static final List<String> SECOND = List.of("{\"k\":1,\"a\":[{\"b\":[\"last\"]}]}", "{\"k\":2}");

    private final SparkSession spark;

    @TempDir
    Path folder;

    SharedKeysTest(SparkSession spark) {
        this.spark = spark;
    }

    @BeforeEach
    void write() throws IOException {
        Files.write(Files.createDirectory(folder.resolve("in")).resolve("1.json"), FIRST);
        Files.write(folder.resolve("in/2.json"), SECOND);
    }

    private RelationalPlan plan(RelationalizeOptions options) {
        return RelationalPlan.of(SCHEMA, options.withKey("k"));
    }

    private Function<String, Destination> destinations() {
        return table -> new Destination(folder + "/out/" + table, OutputFiles.count(1));
    }

    private ShreddedTables bytes(RelationalPlan plan, SharedKeys sharedKeys) {
        JsonInput input = JsonInput.of(List.of(folder.resolve("in").toString()));
        SurveyedJson json = SurveyedJson.withSchema(spark, input, SCHEMA, Conflicts.NONE);
        return Shredder.shred(spark, json.records(plan), plan, destinations(), sharedKeys);
    }

    /** Two records in each of two partitions. */
    private ShreddedTables rows(RelationalPlan plan) {
        String records = Stream.of(FIRST.get(0), FIRST.get(2), SECOND.get(0), SECOND.get(1))
                .map(record -> "'" + record + "'")
                .collect(Collectors.joining(", "));
        Dataset<Row> rows = spark.range(0, 4, 1, 2)
                .selectExpr("from_json(array(" + records + ")[id], '" + SCHEMA.toDDL() + "') AS record")
                .select("record.*");
        return Shredder.shred(rows, plan, destinations(), SharedKeys.NUMBERED);
    }

    private List<String> rows(ShreddedTables tables, int number, String... columns) {
        ShreddedTable table = tables.tables().get(number);
        return spark
                .read()
                .schema(table.schema())
                .parquet(table.location())
                .selectExpr(columns)
                .orderBy(RecordNumber.COLUMN, columns[0])
                .collectAsList()
                .stream()
                .map(Row::toString)
                .toList();
    }

    @Test
    void everyRowOfEveryTableHasTheNumberOfItsRecord() {
        ShreddedTables tables = bytes(plan(RelationalizeOptions.root("t")), SharedKeys.NUMBERED);

        assertThat(tables.records()).isEqualTo(5);
        assertThat(tables.rejected()).isOne();
        assertThat(rows(tables, 0, "k", "relata_record")).containsExactly("[1,0]", "[1,1]", "[1,2]", "[2,3]");
        assertThat(rows(tables, 1, "index", "relata_record")).containsExactly("[0,0]", "[0,1]", "[1,1]", "[0,2]");
        assertThat(rows(tables, 2, "`a.val.b.val`", "relata_record"))
                .containsExactly("[old,0]", "[new,1]", "[newer,1]", "[last,2]");
    }

    @Test
    void documentsWithOneKeyHaveTheIdsThatEachWouldHaveAlone() {
        ShreddedTables tables = bytes(plan(RelationalizeOptions.root("t")), SharedKeys.NUMBERED);

        assertThat(rows(tables, 0, "a", "k", "relata_record").stream()
                        .filter(row -> row.contains(",1,"))
                        .map(row -> row.substring(0, row.indexOf(',')))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void recordsThatComeAsRowsAreNumberedByTheirPartition() {
        ShreddedTables tables = rows(plan(RelationalizeOptions.root("t")));

        long second = 1L << 33;
        assertThat(rows(tables, 0, "k", "relata_record"))
                .containsExactly("[1,0]", "[1,1]", "[1," + second + "]", "[2," + (second + 1) + "]");
        assertThat(rows(tables, 2, "`a.val.b.val`", "relata_record"))
                .containsExactly("[old,0]", "[new,1]", "[newer,1]", "[last," + second + "]");
    }

    @Test
    void theyFailTheRunWhereNobodyAsksForNumbers() {
        assertThatThrownBy(() -> bytes(plan(RelationalizeOptions.root("t")), SharedKeys.REFUSED))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot tell documents apart by key k (root table t): at least 1 keys come more than once:"
                        + " 1:1 (3 times). Give a key that names each document once, or remove the duplicates from the"
                        + " input.");
    }

    @Test
    void aColumnOfTheNumbersNameIsRefused() {
        RelationalizeOptions options = RelationalizeOptions.root("t")
                .withTable("t_a", RelationalizeOptions.TableOptions.NONE.withRename("a.val.b", "RELATA_RECORD"));

        assertThatThrownBy(() -> bytes(plan(options), SharedKeys.NUMBERED))
                .isInstanceOf(RelataException.class)
                .hasMessage(
                        "Cannot tell the records of table t_a apart (column relata_record): this name is kept for the"
                                + " number that tells one record's rows from another's. Rename the column under tables in the"
                                + " job file.");
    }
}
