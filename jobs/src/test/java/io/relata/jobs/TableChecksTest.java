package io.relata.jobs;

import static io.relata.testing.TableAssert.assertThatTable;
import static org.apache.spark.sql.RowFactory.create;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.relata.CatalogTable;
import io.relata.testing.SparkExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a job's checks find in the tables of a run, and what becomes of the run. */
@ExtendWith(SparkExtension.class)
class TableChecksTest {

    private static final String JOB = """
            job: shop
            sources: {orders: {path: in}}
            relationalize: {source: orders, root: root}
            target: {path: out}
            catalog: {database: db}
            """;

    private static final String[] ORDERS = {
        "{\"id\": 1, \"level\": \"free\", \"buyer\": 7, \"paid\": true, \"items\": [{\"sku\": \"a\"}]}",
        "{\"id\": 2, \"level\": \"paid\", \"buyer\": null, \"paid\": false, \"items\": []}",
        "{\"id\": 2, \"level\": null, \"buyer\": 8, \"paid\": null, \"items\": [{\"sku\": \"b\"}, {\"sku\": \"a\"}]}",
        "{\"id\": null, \"level\": \"gold\", \"buyer\": 7, \"paid\": true}",
        "{\"id\": null, \"level\": \"Free\", \"buyer\": 1, \"paid\": false}"
    };

    private Program program;
    private SparkSession spark;

    @BeforeEach
    void start(SparkSession session, @TempDir Path folder) {
        spark = session;
        program = new Program(folder, session);
        // Delta's default of 50 tasks per look at a log is for large tables.
    }

    private static String checked(String... checks) {
        StringBuilder job = new StringBuilder(JOB).append("checks:\n");
        for (String check : checks) {
            job.append("  ").append(check).append('\n');
        }
        return job.toString();
    }

    private String refused(String job, String... records) {
        return program.executeJob("run", job, records).refusal();
    }

    /** {@code name rule outcome rows} of each check in the latest report. */
    private List<String> reported() {
        List<JsonNode> reports = program.reports("out");
        List<String> lines = new ArrayList<>();
        reports.get(reports.size() - 1)
                .get("checks")
                .forEach(check -> lines.add("%s %s %s %s %d"
                        .formatted(
                                check.get("name").asText(),
                                check.get("table").asText(),
                                check.get("rule").asText(),
                                check.get("outcome").asText(),
                                check.get("rows").asLong())));
        return lines;
    }

    private List<String> warned(String check, String... records) {
        program.runJob(checked(check.replaceFirst("}$", ", on-breach: warn}")), records);
        return reported();
    }

    @Test
    void aRunWhoseTablesHoldWhatIsCheckedIsPublished() {
        Program.Outcome outcome = program.executeJob(
                "run",
                checked(
                        "orders: {table: root, unique: buyer, not-null: [level, paid], accepted: {level: [free, paid], paid:"
                                + " [true, false], id: [1, 2]}, rows: {at-least: 2, at-most: 2}}",
                        "items: {table: ROOT_items, unique: [id, index], references: {id: root.items}}"),
                ORDERS[0],
                ORDERS[1]);
        assertThat(outcome).isEqualTo(new Program.Outcome(0, """
                        root                                                    2 rows    1 files SIZE
                          root_items                                            1 rows    1 files SIZE   id = root.items
                        report: DIR/out/_relata/runs/RUN.report.json
                        page: DIR/out/_relata/runs/RUN.report.html
                        """, ""));
        assertThat(reported())
                .containsExactly(
                        "orders root unique (buyer) PASSED 0",
                        "orders root not-null (level) PASSED 0",
                        "orders root not-null (paid) PASSED 0",
                        "orders root accepted (level) PASSED 0",
                        "orders root accepted (paid) PASSED 0",
                        "orders root accepted (id) PASSED 0",
                        "orders root rows (at least 2) PASSED 0",
                        "orders root rows (at most 2) PASSED 0",
                        "items root_items unique (id, index) PASSED 0",
                        "items root_items references (id in root.items) PASSED 0");
        assertThat(program.published("out", "db", "root")
                        .definition()
                        .statistics()
                        .rows())
                .isEqualTo(2);
    }

    @Test
    void everyRuleCountsTheRowsThatBreakIt() {
        assertThat(warned(
                        "orders: {table: root, unique: id, not-null: [id, buyer], accepted: {level: [free, paid], paid:"
                                + " 'false'}, references: {buyer: root.id, id: root.buyer}, rows: {at-least: 7}}",
                        ORDERS))
                .containsExactly(
                        "orders root unique (id) WARNED 2",
                        "orders root not-null (id) WARNED 2",
                        "orders root not-null (buyer) WARNED 1",
                        "orders root accepted (level) WARNED 2",
                        "orders root accepted (paid) WARNED 2",
                        "orders root references (buyer in root.id) WARNED 3",
                        "orders root references (id in root.buyer) WARNED 2",
                        "orders root rows (at least 7) WARNED 2");
        assertThat(warned("orders: {table: root, rows: {at-most: 1}}", ORDERS))
                .containsExactly("orders root rows (at most 1) WARNED 4");
    }

    @Test
    void columnsThatAreUniqueTogetherMayRepeatAlone() {
        String[] records = {
            "{\"a\": 1, \"b\": 1}",
            "{\"a\": 1, \"b\": 2}",
            "{\"a\": 2, \"b\": 1}",
            "{\"a\": null, \"b\": 1}",
            "{\"a\": null, \"b\": 1}"
        };
        assertThat(warned("pairs: {table: root, unique: [a, b]}", records))
                .containsExactly("pairs root unique (a, b) PASSED 0");
        records[0] = records[1];
        assertThat(warned("pairs: {table: root, unique: [a, b]}", records))
                .containsExactly("pairs root unique (a, b) WARNED 2");
    }

    @Test
    void allThatIsBrokenIsToldAndNothingIsPublished() {
        program.runJob(checked("orders: {table: root, unique: id, rows: {at-most: 1}}"), ORDERS[0]);
        CatalogTable before = program.published("out", "db", "root");
        Map<String, String> files = program.snapshot("out");

        String message = "Cannot publish shop (database db): 3 of 5 rules under checks are broken: ids: root breaks"
                + " unique (id) by 2 rows; ids: root breaks rows (at least 6) by 1 row; levels: root breaks accepted"
                + " (level) by 2 rows (which only warns). Correct the input, or the checks in the job file; nothing of"
                + " this run is shown.";
        assertThat(program.executeJob(
                        "run",
                        checked(
                                "ids: {table: root, unique: id, rows: {at-least: 6, at-most: 6}}",
                                "levels: {table: root, accepted: {level: [free, paid]}, on-breach: warn}",
                                "skus: {table: root_items, not-null: items.val.sku}"),
                        ORDERS))
                .isEqualTo(new Program.Outcome(
                        3,
                        "",
                        "report: DIR/out/_relata/runs/RUN.report.json\npage: DIR/out/_relata/runs/RUN.report.html\nrelata: "
                                + message + "\n"));

        assertThat(program.published("out", "db", "root")).isEqualTo(before);
        assertThatTable(program.rows(spark, before).select("id")).hasRows(create(1L));
        Map<String, String> after = program.snapshot("out");
        assertThat(after).containsAllEntriesOf(files);
        after.keySet().removeAll(files.keySet());
        assertThat(after.keySet())
                .map(program::plain)
                .containsExactly("out/_relata/runs/RUN.report.html", "out/_relata/runs/RUN.report.json");
        assertThat(reported())
                .containsExactly(
                        "ids root unique (id) FAILED 2",
                        "ids root rows (at least 6) FAILED 1",
                        "ids root rows (at most 6) PASSED 0",
                        "levels root accepted (level) WARNED 2",
                        "skus root_items not-null (items.val.sku) PASSED 0");
        JsonNode report = program.reports("out").get(1);
        assertThat(report.get("outcome").asText()).isEqualTo("FAILED");
        assertThat(report.get("exitCode").asInt()).isEqualTo(3);
        assertThat(report.get("error").asText()).isEqualTo(message);
        assertThat(report.get("steps").findValuesAsText("name"))
                .containsExactly("survey", "plan", "shred", "derive", "check");
    }

    @Test
    void aRunThatIsOnlyWarnedOfIsPublishedAndSaysSo() {
        assertThat(program.executeJob(
                        "run",
                        checked("levels: {table: root, accepted: {level: [free, paid]}, on-breach: warn}"),
                        ORDERS))
                .isEqualTo(new Program.Outcome(0, """
                        root                                                    5 rows    1 files SIZE
                          root_items                                            3 rows    1 files SIZE   id = root.items
                        warning: levels: root breaks accepted (level) by 2 rows
                        report: DIR/out/_relata/runs/RUN.report.json
                        page: DIR/out/_relata/runs/RUN.report.html
                        """, ""));
        assertThat(program.published("out", "db", "root")
                        .definition()
                        .statistics()
                        .rows())
                .isEqualTo(5);
    }

    @Test
    void namesAndValuesAreNeverReadAsSql() {
        String record = "{\"a`b.c\": \"x' OR '1'='1\", \"column0\": \"%s\", \"rows\": 1, \"child\": \"\\\\\"}";
        String job = checked(
                "odd:",
                "  table: root",
                "  unique: ['a`b.c', column0, rows]",
                "  not-null: 'a`b.c'",
                "  accepted: {'a`b.c': [\"x' OR '1'='1\"], child: ['\\'], column0: ['%', '']}",
                "  references: {'a`b.c': root.a`b.c, child: root.child}",
                "  on-breach: warn");
        program.runJob(job, record.formatted("%"), record.formatted(""), record.formatted("y\\u001b[2J"));
        assertThat(reported())
                .containsExactly(
                        "odd root unique (a`b.c, column0, rows) PASSED 0",
                        "odd root not-null (a`b.c) PASSED 0",
                        "odd root accepted (a`b.c) PASSED 0",
                        "odd root accepted (child) PASSED 0",
                        "odd root accepted (column0) WARNED 1",
                        "odd root references (a`b.c in root.a`b.c) PASSED 0",
                        "odd root references (child in root.child) PASSED 0");
        program.runJob(
                job,
                record.formatted("%"),
                record.formatted("%"),
                record.formatted("%").replace("x'", "'"));
        assertThat(reported())
                .contains(
                        "odd root unique (a`b.c, column0, rows) WARNED 2",
                        "odd root accepted (a`b.c) WARNED 1",
                        "odd root accepted (column0) PASSED 0");
    }

    @Test
    void derivedTablesAreCheckedToo() {
        program.write("levels.sql", "SELECT level, count(*) AS orders, array(1) AS many FROM root GROUP BY level");
        String job = checked("levels: {table: levels, not-null: [level, many], references: {orders: root.id}}")
                + "derive: {levels: {sql: levels.sql}}\n";
        assertThat(refused(job, ORDERS))
                .isEqualTo("relata: Cannot publish shop (database db): 1 of 3 rules under checks are broken: levels:"
                        + " levels breaks not-null (level) by 1 row. Correct the input, or the checks in the job file;"
                        + " nothing of this run is shown.");
        program.runJob(job, ORDERS[0], ORDERS[1]);
    }

    @Test
    void deltaTablesAreCheckedBeforeTheyAreShown() {
        String delta = "{path: out, format: delta, mode: append}";
        String job = checked(
                        "orders: {table: root, unique: id, accepted: {level: [free, paid]}}",
                        "items: {table: root_items, references: {id: root.items}, rows: {at-most: 1}}")
                .replace("{path: out}", delta);
        program.runJob(job, ORDERS[0]);
        CatalogTable before = program.published("out", "db", "root");
        assertThat(refused(job, ORDERS))
                .isEqualTo("relata: Cannot publish shop (database db): 3 of 4 rules under checks are broken: orders:"
                        + " root breaks unique (id) by 2 rows; orders: root breaks accepted (level) by 2 rows; items:"
                        + " root_items breaks rows (at most 1) by 2 rows. Correct the input, or the checks in the job file;"
                        + " nothing of this run is shown.");
        assertThat(program.published("out", "db", "root")).isEqualTo(before);
        // The rows that stay are not looked at: with them there are two of this id.
        program.runJob(job, ORDERS[0]);
        assertThat(program.rows(spark, program.published("out", "db", "root")).count())
                .isEqualTo(2);
    }

    @Test
    void partitionColumnsAreCheckedAsOthersAre() {
        String job = checked("orders: {table: root, accepted: {level: [free, paid]}, not-null: level}")
                .replace("{path: out}", "{path: out, mode: replace-partitions, partition-by: [level]}");
        assertThat(refused(job, ORDERS))
                .isEqualTo("relata: Cannot publish shop (database db): 2 of 2 rules under checks are broken: orders:"
                        + " root breaks not-null (level) by 1 row; orders: root breaks accepted (level) by 2 rows. Correct"
                        + " the input, or the checks in the job file; nothing of this run is shown.");
        program.runJob(job, ORDERS[0], ORDERS[1]);
    }

    @Test
    void whatIsNotThereIsFoundBeforeAnythingIsWritten() {
        refusedBeforeWriting(
                "{table: rot, unique: id}",
                "Cannot make check a (table rot): no table that a check may name is called so. Did you mean \"root\".");
        refusedBeforeWriting(
                "{table: elsewhere, unique: id}",
                "Cannot make check a (table elsewhere): no table that a check may name is called so. Name one of root,"
                        + " root_items.");
        refusedBeforeWriting(
                "{table: root, not-null: [id, levl]}",
                "Cannot make check a (root.levl): the table has no such column. Did you mean \"level\".");
        refusedBeforeWriting(
                "{table: root, references: {id: items.id}}",
                "Cannot make check a (table items): no table that a check may name is called so. Name one of root,"
                        + " root_items.");
        refusedBeforeWriting(
                "{table: root_items, references: {id: root.sku}}",
                "Cannot make check a (root.sku): the table has no such column. Name one of buyer, id, items, level,"
                        + " paid.");
    }

    private void refusedBeforeWriting(String check, String message) {
        Program.Outcome outcome = program.executeJob("run", checked("a: " + check), ORDERS);
        assertThat(outcome)
                .isEqualTo(new Program.Outcome(
                        64,
                        "",
                        "report: DIR/out/_relata/runs/RUN.report.json\npage: DIR/out/_relata/runs/RUN.report.html\nrelata: "
                                + message + "\n"));
        assertThat(program.folders("out")).containsExactly("_relata");
        assertThat(program.executeJob("plan", checked("a: " + check), ORDERS).err())
                .isEqualTo("relata: " + message + "\n");
    }

    @Test
    void aColumnThatAQueryDoesNotGiveIsFoundWhenItHasRun() {
        program.write("levels.sql", "SELECT level, array(1) AS many, named_struct('a', 1) AS one FROM root");
        String derive = "derive: {levels: {sql: levels.sql}}\n";
        refusedWhenChecking(
                "{table: levels, not-null: lvel}",
                derive,
                "Cannot make check a (levels.lvel): the table has no such column. Did you mean \"level\".");
        refusedWhenChecking(
                "{table: levels, accepted: {many: 1}}",
                derive,
                "Cannot make check a (levels.many): it is array<int>, and only single values are compared. Name a column"
                        + " of single values, or leave the rule out.");
        refusedWhenChecking(
                "{table: levels, references: {level: levels.one}}",
                derive,
                "Cannot make check a (levels.one): it is struct<a:int>, and only single values are compared. Name a column"
                        + " of single values, or leave the rule out.");
        refusedWhenChecking(
                "{table: root, references: {id: root.level}}",
                "",
                "Cannot make check a (root.id): it is bigint, and root.level is string. Make them one type by cast under"
                        + " tables, or in the query that derives the table.");
    }

    private void refusedWhenChecking(String check, String more, String message) {
        Program.Outcome outcome = program.executeJob("run", checked("a: " + check) + more, ORDERS);
        assertThat(outcome)
                .isEqualTo(new Program.Outcome(
                        64,
                        "",
                        "report: DIR/out/_relata/runs/RUN.report.json\npage: DIR/out/_relata/runs/RUN.report.html\nrelata: "
                                + message + "\n"));
        assertThat(program.catalog("out").tables("db")).isEmpty();
        assertThat(program.folders("out")).containsExactly("_relata");
    }
}
