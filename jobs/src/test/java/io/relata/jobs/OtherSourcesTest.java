package io.relata.jobs;

import static io.relata.testing.TableAssert.assertThatTable;
import static org.apache.spark.sql.RowFactory.create;
import static org.assertj.core.api.Assertions.assertThat;

import io.relata.TableName;
import io.relata.testing.SparkExtension;
import java.nio.file.Path;
import java.sql.Date;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs whose sources are not JSON. */
@ExtendWith(SparkExtension.class)
class OtherSourcesTest {

    private static final String TARGET = """
            target: {path: out}
            catalog: {database: db}
            """;

    private static final String SHOPS = """
            job: shops
            sources:
              shops:
                path: in
                format: csv
                schema: id INT, opened DATE, name STRING
                required: [id]
                columns: {year: year(opened), name: "upper(name)", 'odd name`': "id * 2"}
            """ + TARGET;

    private Program program;
    private SparkSession spark;

    @BeforeEach
    void start(SparkSession session, @TempDir Path folder) {
        spark = session;
        program = new Program(folder, session);
        // Delta's default of 50 tasks per look at a log is for large tables.
    }

    private Program.Outcome run(String job) {
        program.write("job.yaml", job);
        return program.execute("run", "job.yaml", "--quiet");
    }

    private Dataset<Row> rows(String target, String table) {
        return program.rows(spark, program.published(target, "db", table));
    }

    @Test
    void rejectedLinesOfCsvAreCountedAndKeptAndColumnsComputedOfTheOthers() {
        program.write("in/a.csv", "id,opened,name", "1,2024-02-29,a", "2,2024-02-30,b", ",2024-03-01,c", "3", "4,,d");
        assertThat(run(SHOPS).err())
                .contains(
                        "relata: Cannot load shops (DIR/in/a.csv, byte 59): 3 of 5 records were rejected and 0 may be; the"
                                + " first is MALFORMED.");
        run(SHOPS + "max-rejects: 3\n").succeeded();
        assertThatTable(rows("out", "shops"))
                .hasColumns("id int", "opened date", "name string", "year int", "odd name` int")
                .hasRows(create(1, Date.valueOf("2024-02-29"), "A", 2024, 2), create(4, null, "D", null, 8));
        assertThatTable(rows("out", "shops__rejects").select("raw", "reason", "detail", "position"))
                .hasRows(
                        create(
                                "2,2024-02-30,b",
                                "SCHEMA_MISMATCH",
                                "a value that its column's type cannot hold: opened",
                                30L),
                        create(",2024-03-01,c", "MISSING_FIELD", "required, and missing or null: id", 45L),
                        create("3", "MALFORMED", "1 cells, and 3 columns", 59L));
        assertThat(program.reports("out").get(1).get("records"))
                .hasToString("{\"read\":5,\"loaded\":2,\"rejected\":3}");
    }

    @Test
    void anExpressionThatSparkRefusesIsTold() {
        program.write("in/a.csv", "id,opened,name");
        assertThat(run(SHOPS.replace("year(opened)", "yeer(opened)")).err())
                .contains("relata: Cannot compute column year (DIR/in): [UNRESOLVED_ROUTINE]")
                .contains("Correct the expression under columns; it sees the fields id, opened, name.");
        assertThat(run(SHOPS.replace("year(opened)", "sum(id)")).err())
                .contains("relata: Cannot compute column year (DIR/in): ");
    }

    /** What is read as rows becomes the same tables as what is read as bytes, but for ids, which only join them. */
    @ParameterizedTest
    @ValueSource(strings = {"parquet", "delta"})
    void nestedRowsBecomeTheTablesOfTheSameJson(String format) {
        program.write(
                "in/a.json",
                "{\"n\":1,\"who\":{\"name\":\"a\",\"tags\":[\"x\",\"y\"]},\"items\":[{\"sku\":\"s\",\"parts\":[1,2]},{\"sku\":null}]}",
                "{\"n\":2,\"who\":{\"name\":null,\"tags\":[]},\"items\":[]}",
                "{\"n\":3,\"items\":[{\"sku\":\"t\",\"parts\":[3]}]}");
        spark.read()
                .json(program.path("in").toString())
                .write()
                .format(format)
                .save(program.path("rows").toString());
        String job = """
                job: nested
                sources: {records: {path: in, format: json}}
                relationalize: {source: records, root: root, key: [n]}
                """ + TARGET;
        run(job).succeeded();
        run(job.replace("path: in, format: json", "path: rows, format: " + format)
                        .replace("path: out", "path: other"))
                .succeeded();
        for (String table : List.of("root", "root_items", "root_who.tags", "root_items.val.parts")) {
            assertThatTable(rows("other", table)).hasSameRowsAs(rows("out", table));
        }
        assertThat(rows("out", "root_items.val.parts").count()).isEqualTo(3);
    }

    @Test
    void aTableOfTheCatalogIsReadByItsPartitionsAndRelationalizedAgain() {
        String load = """
                job: load
                sources: {days: {path: in, columns: {day: "CAST(d AS INT)"}}}
                target: {path: out, mode: append, partition-by: [day]}
                catalog: {database: db}
                """;
        program.runJob(load, "{\"d\":\"1\",\"a\":[1,2]}", "{\"d\":\"2\",\"a\":[3]}");
        program.runJob(load, "{\"d\":\"2\",\"a\":[4]}");
        run("""
                job: again
                sources: {days: {table: db.days, where: day = 2}}
                relationalize: {source: days, root: root}
                target: {path: other}
                catalog: {database: again, path: out/_relata/catalog}
                """).succeeded();
        Dataset<Row> items = program.rows(
                spark,
                program.catalog("out").find(new TableName("again", "root_a")).orElseThrow());
        assertThat(items.select("`a.val`").as(Encoders.LONG()).collectAsList()).containsExactlyInAnyOrder(3L, 4L);
        assertThat(program.reports("other").get(0).get("inputs")).hasToString("[\"table db.days\"]");
    }
}
