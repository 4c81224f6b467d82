package io.relata.jobs;

import static io.relata.testing.TableAssert.assertThatTable;
import static org.apache.spark.sql.RowFactory.create;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.relata.TableDefinition;
import io.relata.testing.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Jobs of mode merge: a document that comes again takes the place of the one with its key, in every table. */
@ExtendWith(SparkExtension.class)
class MergeTest {

    private static final String JOB = """
            job: orders
            sources: {orders: {path: in}}
            relationalize: {source: orders, root: o, key: [k]}
            target: {path: out, mode: merge, format: delta}
            catalog: {database: db}
            """;

    private static final String ORDERED =
            JOB.replace("key: [k]", "key: [k], order-by: [at], delete-when: \"op = 'D'\"");

    private Program program;
    private SparkSession spark;

    @BeforeEach
    void start(SparkSession session, @TempDir Path folder) {
        spark = session;
        program = new Program(folder, session);
        // Delta's default of 50 tasks per look at a log is for large tables.
    }

    private TableDefinition definition(String table) {
        return program.published("out", "db", table).definition();
    }

    private Dataset<Row> rows(String table) {
        return spark.read().format("delta").load(definition(table).location());
    }

    private List<String> texts(String table, String... columns) {
        return rows(table).selectExpr(columns).collectAsList().stream()
                .map(Row::toString)
                .sorted()
                .toList();
    }

    @Test
    void aDocumentThatComesAgainIsReplacedWithAllThatHangsFromIt() {
        program.runJob(
                JOB,
                "{\"k\":1,\"n\":\"one\",\"items\":[{\"s\":\"a\",\"tags\":[\"x\",\"y\"]},{\"s\":\"b\",\"tags\":[\"z\"]}]}",
                "{\"k\":2,\"n\":\"two\",\"items\":[{\"s\":\"c\",\"tags\":[\"u\"]}]}");
        program.runJob(
                JOB,
                "{\"k\":1,\"n\":\"uno\",\"items\":[{\"s\":\"a\",\"tags\":[\"y\",\"x\",\"w\"]}]}",
                "{\"k\":3,\"n\":\"three\",\"items\":[]}");

        assertThatTable(rows("o").select("k", "n")).hasRows(create(1L, "uno"), create(2L, "two"), create(3L, "three"));
        assertThat(texts("o_items", "k", "index", "`items.val.s`")).containsExactly("[1,0,a]", "[2,0,c]");
        assertThat(texts("o_items.val.tags", "k", "index", "`items.val.tags.val`"))
                .containsExactly("[1,0,y]", "[1,1,x]", "[1,2,w]", "[2,0,u]");
        assertThat(definition("o_items").statistics().rows()).isEqualTo(2);
    }

    @Test
    void filesThatHoldNoDocumentOfTheRunStayWhereTheyAre() throws IOException {
        String job = JOB.replace("relationalize:", "tables: {o: {files: 100}}\nrelationalize:");
        program.runJob(job, documents(0, 10));
        program.runJob(job, documents(10, 20));
        program.runJob(job, documents(15, 16));

        assertThat(rows("o").count()).isEqualTo(20);
        assertThat(filesOf("o")).containsExactly("1 of 10", "3 of 10");
        assertThat(filesOf("o_items")).containsExactly("1 of 10", "3 of 10");
        assertThat(definition("o").statistics()).satisfies(all -> {
            assertThat(all.rows()).isEqualTo(20);
            assertThat(all.files()).isEqualTo(2);
        });
    }

    private static String[] documents(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(k -> "{\"k\":" + k + ",\"items\":[\"" + k + "\"]}")
                .toArray(String[]::new);
    }

    /** Of each file the number of the run that wrote it, and its rows. */
    private List<String> filesOf(String table) throws IOException {
        Path runs = Path.of(definition(table).location().substring("file:".length()))
                .getParent();
        List<String> names;
        try (Stream<Path> folders = Files.list(runs)) {
            names = folders.map(run -> run.getFileName().toString()).sorted().toList();
        }
        return rows(table).groupBy(col("_metadata.file_path")).count().collectAsList().stream()
                .map(file -> {
                    String run =
                            Path.of(file.getString(0)).getParent().getFileName().toString();
                    return (names.indexOf(run) + 1) + " of " + file.getLong(1);
                })
                .sorted()
                .toList();
    }

    @Test
    void theLatestOfTheRunCountsWhateverItsPlaceIs() {
        program.runJob(
                ORDERED,
                "{\"k\":1,\"at\":3,\"op\":\"U\",\"items\":[\"third\"]}",
                "{\"k\":1,\"at\":1,\"op\":\"I\",\"items\":[\"first\",\"one\"]}",
                "{\"k\":1,\"at\":2,\"op\":\"D\",\"items\":[\"second\"]}",
                "{\"k\":2,\"at\":5,\"op\":\"I\",\"items\":[\"early\"]}",
                "{\"k\":2,\"at\":5,\"op\":\"I\",\"items\":[\"of two at once the later\"]}",
                "{\"k\":3,\"at\":1,\"op\":\"D\",\"items\":[\"gone\"]}");

        assertThat(texts("o", "k", "at")).containsExactly("[1,3]", "[2,5]");
        assertThat(texts("o_items", "k", "`items.val`")).containsExactly("[1,third]", "[2,of two at once the later]");
        assertThat(texts("o__deleted", "k", "at")).containsExactly("[3,1]");
    }

    @Test
    void aRemovedDocumentGoesFromEveryTableAndComesBackOnlyInALaterState() {
        program.runJob(
                ORDERED,
                "{\"k\":1,\"at\":1,\"op\":\"I\",\"items\":[\"a\",\"b\"]}",
                "{\"k\":2,\"at\":1,\"op\":\"I\",\"items\":[\"c\"]}");
        program.runJob(ORDERED, "{\"k\":1,\"at\":5,\"op\":\"D\",\"items\":[]}");
        assertThat(texts("o", "k", "at")).containsExactly("[2,1]");
        assertThat(texts("o_items", "k", "`items.val`")).containsExactly("[2,c]");

        program.runJob(
                ORDERED,
                "{\"k\":1,\"at\":4,\"op\":\"U\",\"items\":[\"late\"]}",
                "{\"k\":2,\"at\":0,\"op\":\"D\",\"items\":[]}");
        assertThat(texts("o", "k", "at")).containsExactly("[2,1]");
        assertThat(texts("o__deleted", "k", "at")).containsExactly("[1,5]");

        program.runJob(ORDERED, "{\"k\":1,\"at\":6,\"op\":\"I\",\"items\":[\"again\"]}");
        assertThat(texts("o", "k", "at")).containsExactly("[1,6]", "[2,1]");
        assertThat(texts("o_items", "k", "`items.val`")).containsExactly("[1,again]", "[2,c]");
        assertThat(texts("o__deleted", "k", "at")).isEmpty();
    }

    @Test
    void whatIsMissingFromTheWindowOfTheRunIsRemoved() {
        String job =
                JOB.replace("key: [k]", "key: [k], delete-missing: \"timestamp(day) >= :from\"") + "max-rejects: 1\n";
        program.runJob(
                job.replace(" >= :from", " > '2030-01-01'"), days("1 2026-01-01", "2 2026-02-01", "3 2026-02-02"));

        program.write("in/part.json", days("2 2026-02-01", "no record"));
        String[] february = {"run", "job.yaml", "--quiet", "--from", "2026-02-01T00:00:00Z"};
        program.write("job.yaml", job);
        program.execute(february).succeeded();
        assertThat(lastReport()).contains("Nothing of o was removed as missing, since 1 records were rejected.");
        assertThat(texts("o", "k")).containsExactly("[1]", "[2]", "[3]");

        program.write("in/part.json", days("2 2026-02-01", "4 2026-02-03"));
        program.execute(february).succeeded();
        assertThat(lastReport())
                .contains(
                        "Of 2 documents of o, 2 were merged and 0 removed; 0 came late and 0 were superseded in the run."
                                + " Of those published, 1 were missing and removed.");
        assertThat(texts("o", "k")).containsExactly("[1]", "[2]", "[4]");
        assertThat(texts("o_items", "k")).containsExactly("[1]", "[2]", "[4]");

        assertThat(program.execute("run", "job.yaml", "--quiet").err())
                .contains("relata: Cannot remove what is missing (delete-missing): it names :from, and this"
                        + " run was given no such time. Run it with --from and a time such as 2026-01-31T00:00:00Z.");
        assertThat(program.execute("run", "job.yaml", "--from", "2026-02-01T00:00:00Z", "--filename", "part.json")
                        .err())
                .contains(
                        "relata: Cannot take one file (--filename part.json): the documents of all other files would be"
                                + " missing, and delete-missing removes what is. Leave out --filename, or delete-missing in the job"
                                + " file.");
        assertThat(program.executeJob(
                                "run", JOB.replace("key: [k]", "key: [k], delete-missing: \"days > 1\""), days("5 x"))
                        .err())
                .contains("relata: Cannot merge documents into table db.o (delete-missing): ");
    }

    @Test
    void documentsMoveFromPartitionToPartition() {
        String job = JOB.replace("key: [k]", "key: [k], order-by: [at], delete-when: gone")
                .replace("mode: merge", "mode: merge, partition-by: [day]");
        program.runJob(
                job,
                "{\"k\":1,\"at\":1,\"gone\":false,\"day\":\"007 a/{b}\",\"items\":[\"a\",\"b\"]}",
                "{\"k\":2,\"at\":1,\"gone\":false,\"day\":\"007 a/{b}\",\"items\":[\"c\"]}",
                "{\"k\":3,\"at\":1,\"gone\":false,\"day\":null,\"items\":[\"d\"]}");
        program.runJob(
                job,
                "{\"k\":1,\"at\":2,\"gone\":false,\"day\":\"8\",\"items\":[\"e\"]}",
                "{\"k\":3,\"at\":2,\"gone\":false,\"day\":\"9\",\"items\":[\"f\"]}",
                "{\"k\":2,\"at\":0,\"gone\":true,\"day\":\"8\",\"items\":[]}");

        assertThat(definition("o").partitionKeys()).containsExactly("day");
        assertThat(texts("o", "k", "at", "day")).containsExactly("[1,2,8]", "[2,1,007 a/{b}]", "[3,2,9]");
        assertThat(texts("o_items", "k", "day", "`items.val`"))
                .containsExactly("[1,8,e]", "[2,007 a/{b},c]", "[3,9,f]");

        program.runJob(job, "{\"k\":2,\"at\":3,\"gone\":true,\"day\":null,\"items\":[]}");
        assertThat(texts("o", "k", "at", "day")).containsExactly("[1,2,8]", "[3,2,9]");
        assertThat(texts("o_items", "k", "day", "`items.val`")).containsExactly("[1,8,e]", "[3,9,f]");
        assertThat(texts("o__deleted", "k", "at")).containsExactly("[2,3]");
    }

    @Test
    void aFileThatWasChangedIsTakenAgainAndItsDocumentsReplaced() {
        String job = JOB.replace("{path: in}", "{path: in, bookmark: enabled, changed-files: reload}");
        program.write("in/a.json", documents(0, 2));
        program.runJob(job, documents(2, 4));
        program.write("in/a.json", "{\"k\":1,\"items\":[\"anew\",\"and more\"]}");
        program.execute("run", "job.yaml", "--quiet").succeeded();

        assertThat(texts("o", "k")).containsExactly("[0]", "[1]", "[2]", "[3]");
        assertThat(texts("o_items", "k", "`items.val`"))
                .containsExactly("[0,0]", "[1,and more]", "[1,anew]", "[2,2]", "[3,3]");
    }

    private String lastReport() {
        List<JsonNode> reports = program.reports("out");
        return reports.get(reports.size() - 1).toString();
    }

    private static String[] days(String... documents) {
        return Stream.of(documents)
                .map(document -> document.split(" ", 2))
                .map(parts -> parts[0].equals("no")
                        ? "no record"
                        : "{\"k\":" + parts[0] + ",\"day\":\"" + parts[1] + "\",\"items\":[1]}")
                .toArray(String[]::new);
    }

    @Test
    void theSameRunTwiceChangesNothing() {
        String[] documents = {
            "{\"k\":1,\"at\":1,\"op\":\"I\",\"items\":[\"a\",\"b\"]}",
            "{\"k\":2,\"at\":1,\"op\":\"D\",\"items\":[\"c\"]}"
        };
        program.runJob(ORDERED, documents);
        List<List<String>> before = List.of(texts("o", "*"), texts("o_items", "*"), texts("o__deleted", "*"));
        program.runJob(ORDERED, documents);

        assertThat(List.of(texts("o", "*"), texts("o_items", "*"), texts("o__deleted", "*")))
                .isEqualTo(before);
    }

    @Test
    void aColumnThatIsNewIsNullInDocumentsOfBefore() {
        program.runJob(JOB, documents(0, 2));
        program.runJob(JOB, "{\"k\":1,\"more\":\"m\",\"items\":[\"x\"],\"others\":[{\"y\":1}]}");

        assertThatTable(rows("o").select("k", "more")).hasRows(create(0L, null), create(1L, "m"));
        assertThat(texts("o_items", "k", "`items.val`")).containsExactly("[0,0]", "[1,x]");
        assertThat(texts("o_others", "k", "`others.val.y`")).containsExactly("[1,1]");
    }

    @Test
    void derivedTablesAreMadeOfAllDocuments() {
        String job = JOB
                + "derive: {totals: {sql: totals.sql}}\nchecks: {all: {table: o, unique: [k], rows: {at-least: 3}}}\n";
        program.write("totals.sql", "SELECT count(*) AS documents, sum(k) AS keys FROM o");
        program.runJob(job.replace("at-least: 3", "at-least: 1"), documents(0, 2));
        program.runJob(job, documents(1, 3));

        assertThatTable(rows("totals")).hasRows(create(3L, 3L));
    }

    @Test
    void rowsOfSourcesThatAreLoadedAsTheyAreAreMergedToo() {
        String job = """
                job: people
                sources: {people: {path: in}}
                tables: {people: {key: [a, b], order-by: [at], delete-when: gone}}
                target: {path: out, mode: merge, format: delta}
                catalog: {database: db}
                max-rejects: 1
                """;
        program.runJob(
                job,
                "{\"a\":1,\"b\":\"x\",\"at\":1,\"gone\":false}",
                "{\"a\":1,\"b\":\"y\",\"at\":1,\"gone\":false}",
                "no record");
        program.runJob(
                job,
                "{\"a\":1,\"b\":\"y\",\"at\":2,\"gone\":true}",
                "{\"a\":1,\"b\":\"x\",\"at\":0,\"gone\":false}",
                "{\"a\":2,\"b\":\"y\",\"at\":1,\"gone\":false}");

        assertThat(texts("people", "a", "b", "at")).containsExactly("[1,x,1]", "[2,y,1]");
        assertThat(texts("people__deleted", "a", "b", "at")).containsExactly("[1,y,2]");
        assertThat(rows("people__rejects").count()).isOne();
    }

    @Test
    void aDocumentWithoutKeyFailsTheRun() {
        program.runJob(JOB, documents(0, 1));

        assertThat(program.executeJob("run", JOB, "{\"k\":null,\"items\":[]}", documents(2, 3)[0])
                        .err())
                .contains("relata: Cannot merge documents into table db.o (key k): 1 documents have no value there, so"
                        + " nobody can tell which ones they are. Correct the documents, or name a key that every document"
                        + " has.");
        assertThat(rows("o").count()).isOne();
    }

    @Test
    void aTableThatLacksTheKeyIsNotMergedInto() {
        program.runJob(JOB.replace("mode: merge", "mode: replace"), documents(0, 1));

        assertThat(program.executeJob("run", JOB, documents(0, 1)).err())
                .contains("relata: Cannot merge documents into table db.o_items (DIR/out/o_items/RUN): run RUN wrote it"
                        + " without the columns k, so nobody can tell which document a row is of. Load everything anew with"
                        + " mode: replace and this key, or drop the table from the catalog.");
    }

    @Test
    @Tag("any-spark")
    void tablesThatShowAnotherRunThanTheirRootAreNotMergedInto() {
        program.runJob(JOB, "{\"k\":1}");
        String first = definition("o").run().value();
        program.runJob(JOB, "{\"k\":1,\"items\":[\"later\"]}");
        program.execute("rollback", "job.yaml", first).succeeded();

        assertThat(program.executeJob("run", JOB, "{\"k\":2,\"items\":[\"b\"]}").err())
                .contains(
                        "relata: Cannot merge documents into table db.o_items (DIR/out/o_items/RUN): it shows run RUN,"
                                + " and db.o shows run RUN, so they are of different times. Run again; if it stays so, drop from"
                                + " the catalog the one that shows the wrong run, or load everything anew.");
    }

    @Test
    void rulesThatDoNotFitTheColumnsAreRefused() {
        assertThat(program.executeJob("run", ORDERED.replace("[at]", "[when]"), documents(0, 1))
                        .err())
                .contains("relata: Cannot merge documents into table o (order-by): the table has no column when. Name"
                        + " columns that it has: items, k.");
        assertThat(program.executeJob("run", ORDERED.replace("[at]", "[k]"), documents(0, 1))
                        .err())
                .contains("relata: Cannot merge documents into table o (order-by): column k is part of the key, so"
                        + " documents with one key have the same value there. Name a column that tells the states of one"
                        + " document apart.");
        assertThat(program.executeJob("run", ORDERED.replace("order-by: [at], ", ""), documents(0, 1))
                        .err())
                .contains("relata: Cannot merge documents into table db.o (delete-when): ");
        assertThat(program.executeJob(
                                "run",
                                ORDERED.replace("order-by: [at], ", "").replace("op = 'D'", "k + 1"),
                                documents(0, 1))
                        .err())
                .contains("relata: Cannot merge documents into table db.o (delete-when): it is no condition. Write one"
                        + " that is true or false.");
    }
}
