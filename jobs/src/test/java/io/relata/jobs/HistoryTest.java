package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.CatalogTable;
import io.relata.TableName;
import io.relata.catalog.local.LocalCatalog;
import io.relata.testing.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Jobs of mode history: all versions of a document are kept, in every table, each with the interval that it holds in. */
@ExtendWith(SparkExtension.class)
class HistoryTest {

    private static final String JOB = """
            job: orders
            sources: {orders: {path: in}}
            relationalize: {source: orders, root: o, key: [k], order-by: [at], delete-when: "op = 'D'"}
            target: {path: out, mode: history, format: delta}
            catalog: {database: db, path: catalog}
            """;

    private static final String[] VERSIONS = {"k", "valid_from", "valid_to", "is_current"};

    private Program program;
    private SparkSession spark;

    @BeforeEach
    void start(SparkSession session, @TempDir Path folder) {
        spark = session;
        program = new Program(folder, session);
    }

    private List<String> texts(String table, String... columns) {
        return program.texts(spark, "catalog", table, columns);
    }

    private List<String> versions(String table, String... columns) {
        return texts(
                table, Stream.concat(Stream.of(VERSIONS), Stream.of(columns)).toArray(String[]::new));
    }

    private CatalogTable published(String table) {
        return new LocalCatalog(program.path("catalog"))
                .find(new TableName("db", table))
                .orElseThrow();
    }

    /** A document whose items all have the tag t. */
    private static String order(int k, int at, String op, String... items) {
        List<String> list = Stream.of(items)
                .map(item -> "{\"s\":\"" + item + "\",\"tags\":[\"t\"]}")
                .toList();
        return "{\"k\":" + k + ",\"at\":" + at + ",\"op\":\"" + op + "\",\"items\":" + list + "}";
    }

    private String lastNote() {
        var reports = program.reports("out");
        return reports.get(reports.size() - 1).path("notes").toString();
    }

    private String refusal(String job, String... documents) {
        return program.executeJob("run", job, documents).err();
    }

    @Test
    void aVersionHoldsUntilTheNextOneInEveryTable() {
        program.runJob(JOB, order(1, 10, "I", "a", "b"), order(2, 10, "I", "c"));
        program.runJob(JOB, order(1, 20, "U", "d"));
        program.runJob(JOB, order(1, 30, "U"), order(3, 30, "I", "e"));

        assertThat(versions("o"))
                .containsExactly(
                        "[1,10,20,false]",
                        "[1,20,30,false]",
                        "[1,30,null,true]",
                        "[2,10,null,true]",
                        "[3,30,null,true]");
        assertThat(versions("o_items", "`items.val.s`"))
                .containsExactly(
                        "[1,10,20,false,a]",
                        "[1,10,20,false,b]",
                        "[1,20,30,false,d]",
                        "[2,10,null,true,c]",
                        "[3,30,null,true,e]");
        assertThat(versions("o_items.val.tags", "`items.val.tags.val`"))
                .containsExactly(
                        "[1,10,20,false,t]",
                        "[1,10,20,false,t]",
                        "[1,20,30,false,t]",
                        "[2,10,null,true,t]",
                        "[3,30,null,true,t]");
        assertThat(Program.columns(published("o_items")))
                .containsExactly(
                        "id bigint",
                        "index int",
                        "k bigint",
                        "items.val.s string",
                        "items.val.tags bigint",
                        "valid_from bigint",
                        "valid_to bigint",
                        "is_current boolean");
        assertThat(lastNote())
                .contains(
                        "Of 2 documents of o, 2 became versions and 0 removed what was before them; 0 were superseded"
                                + " in the run, and 0 came late. Of the published versions, 0 were replaced and 1 got another end.");
    }

    @Test
    @Tag("any-spark")
    void aRemovalEndsAVersionAndTheDocumentMayReturn() {
        program.runJob(JOB, order(1, 10, "I", "a"), order(2, 10, "I", "b"));
        program.runJob(JOB, order(1, 20, "D", "gone"), order(3, 20, "D"));
        assertThat(versions("o")).containsExactly("[1,10,20,false]", "[2,10,null,true]");
        assertThat(versions("o_items", "`items.val.s`")).containsExactly("[1,10,20,false,a]", "[2,10,null,true,b]");
        assertThat(texts("o__deleted", "k", "at")).containsExactly("[1,20]", "[3,20]");

        program.runJob(JOB, order(1, 30, "I", "back"));
        assertThat(versions("o")).containsExactly("[1,10,20,false]", "[1,30,null,true]", "[2,10,null,true]");

        program.runJob(JOB, order(1, 20, "U", "not gone"), order(2, 10, "D"));
        assertThat(versions("o_items", "`items.val.s`"))
                .containsExactly("[1,10,20,false,a]", "[1,20,30,false,not gone]", "[1,30,null,true,back]");
        assertThat(texts("o__deleted", "k", "at")).containsExactly("[2,10]", "[3,20]");
        assertThat(lastNote())
                .contains(
                        "Of 2 documents of o, 1 became versions and 1 removed what was before them; 0 were superseded"
                                + " in the run, and 0 came late. Of the published versions, 1 were replaced and 0 got another end.");
    }

    @Test
    void whatComesLateGetsItsPlaceBetweenTheVersionsThatAreThere() {
        program.runJob(
                JOB, order(1, 50, "D"), order(1, 10, "I", "a"), order(1, 30, "U", "first"), order(1, 30, "U", "b"));
        assertThat(versions("o_items", "`items.val.s`")).containsExactly("[1,10,30,false,a]", "[1,30,50,false,b]");

        // What was removed goes on counting where the job removes nothing any more.
        program.runJob(JOB.replace(", delete-when: \"op = 'D'\"", ""), order(1, 20, "U", "late"), order(1, 60, "I"));
        assertThat(versions("o"))
                .containsExactly("[1,10,20,false]", "[1,20,30,false]", "[1,30,50,false]", "[1,60,null,true]");
        program.runJob(JOB, order(1, 40, "D"), order(1, 5, "I", "earliest"));
        assertThat(versions("o_items", "`items.val.s`"))
                .containsExactly(
                        "[1,10,20,false,a]", "[1,20,30,false,late]", "[1,30,40,false,b]", "[1,5,10,false,earliest]");
        assertThat(versions("o"))
                .containsExactly(
                        "[1,10,20,false]", "[1,20,30,false]", "[1,30,40,false]", "[1,5,10,false]", "[1,60,null,true]");
        assertThat(texts("o__deleted", "k", "at")).containsExactly("[1,40]", "[1,50]");
        assertThat(lastNote()).contains("and 2 came late. Of the published versions, 0 were replaced and 1 got");
    }

    @Test
    @Tag("any-spark")
    void anIdIsOfOneVersionAlone() {
        program.runJob(JOB, order(1, 10, "I", "a", "b"), order(1, 20, "U", "a", "c"));

        Dataset<Row> root = program.rows(spark, published("o"));
        Dataset<Row> items = program.rows(spark, published("o_items"));
        assertThat(root.join(items, root.col("items").equalTo(items.col("id")))
                        .select(root.col("valid_from"), items.col("valid_from"), items.col("`items.val.s`"))
                        .collectAsList())
                .extracting(Row::toString)
                .containsExactlyInAnyOrder("[10,10,a]", "[10,10,b]", "[20,20,a]", "[20,20,c]");
    }

    @Test
    @Tag("any-spark")
    void whatIsLateIsRefusedWhereTheJobSaysSo() {
        String job = JOB.replace("order-by: [at]", "order-by: [at], late: refuse");
        program.runJob(job, order(1, 10, "I", "a"), order(1, 20, "U", "b"), order(2, 30, "D"));

        Program.Outcome late = program.executeJob(
                "run", job, order(1, 15, "U"), order(2, 10, "I"), order(1, 30, "U", "in time"), order(3, 1, "I"));
        assertThat(late.exitCode()).isEqualTo(3);
        assertThat(late.err())
                .contains(
                        "relata: Cannot merge documents into table db.o (order-by at): 2 documents are earlier than what"
                                + " is published of their keys, and late: refuse takes none such. Write late: apply to give them"
                                + " their place in the history, or leave them out.");
        assertThat(versions("o")).containsExactly("[1,10,20,false]", "[1,20,null,true]");

        program.runJob(job, order(1, 10, "I", "sent again"), order(2, 30, "D"));
        assertThat(versions("o_items", "`items.val.s`"))
                .containsExactly("[1,10,20,false,sent again]", "[1,20,null,true,b]");
    }

    @Test
    @Tag("any-spark")
    void theSameRunTwiceChangesNothing() throws IOException {
        String[] documents = {
            order(1, 10, "I", "a", "b"), order(1, 20, "U", "c"), order(2, 10, "D"), order(2, 5, "I"), order(2, 5, "U")
        };
        program.runJob(JOB, documents);
        List<List<String>> before = all();
        program.runJob(JOB, documents);

        assertThat(all()).isEqualTo(before);
        assertThat(filesOf("o__deleted")).containsExactly("1 of 1");
        assertThat(filesOf("o")).containsExactly("2 of 3");
    }

    private List<List<String>> all() {
        return Stream.of("o", "o_items", "o_items.val.tags", "o__deleted")
                .map(table -> texts(table, "*"))
                .toList();
    }

    @Test
    @Tag("any-spark")
    void filesInWhichNoVersionChangesStayWhereTheyAre() throws IOException {
        program.runJob(JOB, order(1, 10, "I", "a"), order(1, 20, "D"), order(2, 10, "I", "b"), order(2, 20, "D"));
        program.runJob(JOB, order(1, 30, "I", "c"), order(3, 30, "I", "d"));
        program.runJob(JOB, order(1, 40, "U", "e"), order(2, 40, "U", "f"));

        assertThat(filesOf("o")).containsExactly("1 of 2", "3 of 4");
        assertThat(filesOf("o_items")).containsExactly("1 of 2", "3 of 4");
        assertThat(published("o_items").definition().statistics().rows()).isEqualTo(6);
        assertThat(versions("o"))
                .containsExactly(
                        "[1,10,20,false]",
                        "[1,30,40,false]",
                        "[1,40,null,true]",
                        "[2,10,20,false]",
                        "[2,40,null,true]",
                        "[3,30,null,true]");
    }

    /** Of each file the number of the run that wrote it, and its rows. */
    private List<String> filesOf(String table) throws IOException {
        CatalogTable shown = published(table);
        Path runs = Path.of(shown.definition().location().substring("file:".length()))
                .getParent();
        List<String> names;
        try (Stream<Path> folders = Files.list(runs)) {
            names = folders.map(run -> run.getFileName().toString()).sorted().toList();
        }
        return program.rows(spark, shown).groupBy(functions.col("_metadata.file_path")).count().collectAsList().stream()
                .map(file -> {
                    String run =
                            Path.of(file.getString(0)).getParent().getFileName().toString();
                    return (names.indexOf(run) + 1) + " of " + file.getLong(1);
                })
                .sorted()
                .toList();
    }

    @Test
    @Tag("any-spark")
    void columnsAndTablesThatAreNewAreEmptyInVersionsOfBefore() {
        program.runJob(JOB, order(1, 10, "I", "a"));
        program.runJob(
                JOB,
                "{\"k\":1,\"at\":20,\"op\":\"U\",\"more\":\"m\",\"items\":[{\"s\":\"b\",\"n\":7}],\"others\":[5]}");
        program.runJob(JOB, order(1, 30, "U", "c"));

        assertThat(versions("o", "more"))
                .containsExactly("[1,10,20,false,null]", "[1,20,30,false,m]", "[1,30,null,true,null]");
        assertThat(versions("o_items", "`items.val.s`", "`items.val.n`"))
                .containsExactly("[1,10,20,false,a,null]", "[1,20,30,false,b,7]", "[1,30,null,true,c,null]");
        assertThat(versions("o_others", "`others.val`")).containsExactly("[1,20,30,false,5]");
    }

    @Test
    @Tag("any-spark")
    void versionsLieInPartitionsOfTheirOwn() {
        String job = JOB.replace("mode: history", "mode: history, partition-by: [at]")
                .replace("{path: in}", "{path: in, schema: \"k string, at date, op string, items array<string>\"}");
        program.runJob(
                job,
                "{\"k\":\"a\",\"at\":\"2026-01-01\",\"op\":\"I\",\"items\":[\"x\"]}",
                "{\"k\":\"b\",\"at\":\"2026-01-01\",\"op\":\"I\",\"items\":[\"y\"]}");
        program.runJob(job, "{\"k\":\"a\",\"at\":\"2026-02-01\",\"op\":\"U\",\"items\":[\"z\"]}");

        assertThat(published("o_items").definition().partitionKeys()).containsExactly("at");
        assertThat(versions("o_items", "at", "`items.val`"))
                .containsExactly(
                        "[a,2026-01-01,2026-02-01,false,2026-01-01,x]",
                        "[a,2026-02-01,null,true,2026-02-01,z]",
                        "[b,2026-01-01,null,true,2026-01-01,y]");
        assertThat(versions("o")).hasSize(3);
    }

    @Test
    @Tag("any-spark")
    void rowsOfSourcesThatAreLoadedAsTheyAreHaveHistoriesToo() {
        String job = """
                job: people
                sources: {people: {path: in, schema: "a int, b string, seen timestamp, gone boolean"}}
                tables: {people: {key: [a, b], order-by: [seen], delete-when: gone}}
                target: {path: out, mode: history, format: delta}
                catalog: {database: db, path: catalog}
                """;
        program.runJob(
                job,
                "{\"a\":1,\"b\":\"x\",\"seen\":\"2026-01-01T00:00:00.000001Z\",\"gone\":false}",
                "{\"a\":1,\"b\":\"y\",\"seen\":\"2026-01-01T00:00:00Z\",\"gone\":false}");
        program.runJob(
                job,
                "{\"a\":1,\"b\":\"x\",\"seen\":\"2026-01-01T00:00:00.000002Z\",\"gone\":false}",
                "{\"a\":1,\"b\":\"y\",\"seen\":\"2026-01-02T00:00:00Z\",\"gone\":true}");

        assertThat(texts("people", "a", "b", "unix_micros(valid_to) - unix_micros(valid_from)", "is_current"))
                .containsExactly("[1,x,1,false]", "[1,x,null,true]", "[1,y,86400000000,false]");
        assertThat(texts("people__deleted", "a", "b", "seen")).hasSize(1);
    }

    @Test
    void historiesGoOnAfterFilesAreJoinedAndAfterARollback() {
        program.runJob(JOB, order(1, 10, "I", "a"), order(2, 10, "D"));
        program.runJob(JOB, order(3, 10, "I", "b"));
        String second = published("o").definition().run().value();
        List<List<String>> before = all();
        program.execute("optimize", "job.yaml").succeeded();
        assertThat(all()).isEqualTo(before);

        program.runJob(JOB, order(1, 20, "U", "c"), order(2, 5, "I", "d"));
        List<List<String>> after = all();
        assertThat(versions("o"))
                .containsExactly("[1,10,20,false]", "[1,20,null,true]", "[2,5,10,false]", "[3,10,null,true]");
        program.execute("rollback", "job.yaml", second).succeeded();
        assertThat(all()).isEqualTo(before);
        program.execute("run", "job.yaml", "--quiet").succeeded();
        assertThat(all()).isEqualTo(after);
    }

    @Test
    @Tag("any-spark")
    void tablesThatShowAnotherRunThanTheirRootAreNotGoneOnWith() {
        program.runJob(JOB.replace(", delete-when: \"op = 'D'\"", ""), order(1, 10, "I", "a"));
        String first = published("o").definition().run().value();
        program.runJob(JOB, order(1, 20, "D"));
        program.execute("rollback", "job.yaml", first).succeeded();

        assertThat(refusal(JOB, order(1, 30, "U")))
                .contains(
                        "relata: Cannot merge documents into table db.o__deleted (DIR/out/o__deleted/RUN): it shows run"
                                + " RUN, and db.o shows run RUN, so they are of different times. Run again; if it stays"
                                + " so, drop from the catalog the one that shows the wrong run, or load everything anew.");
    }

    @Test
    @Tag("any-spark")
    void tablesOfOtherModesAreNoHistoriesAndTheOtherWayRound() {
        program.runJob(JOB.replace("history", "merge"), order(1, 10, "I", "a"));
        assertThat(refusal(JOB, order(1, 20, "U")))
                .contains("relata: Cannot merge documents into table db.o (DIR/out/o/RUN): run RUN wrote it without the"
                        + " columns k, valid_from, so nobody can tell which document a row is of. Drop the job's tables from"
                        + " the catalog and load everything anew; their files stay.");

        String other = JOB.replace("path: catalog", "path: other").replace("path: out", "path: elsewhere");
        program.runJob(other, order(1, 10, "I", "a"));
        assertThat(refusal(other.replace("history", "merge"), order(1, 20, "U")))
                .contains("relata: Cannot load table db.o")
                .contains(" (DIR/elsewhere/")
                .contains("): run RUN wrote it as a history of documents, and this job does not. Write mode: history as"
                        + " before, or load everything anew with mode: replace.");
    }

    @Test
    @Tag("any-spark")
    void versionsGoOnInTheOrderThatTheyHave() {
        program.runJob(
                JOB.replace(", delete-when: \"op = 'D'\"", ""),
                "{\"k\":1,\"at\":10,\"no\":7,\"op\":\"I\",\"items\":[]}");
        String moved = "{\"k\":1,\"at\":20,\"no\":8,\"op\":\"U\",\"items\":[],\"more\":30}";
        for (String column : List.of("no", "more")) {
            assertThat(refusal(
                            JOB.replace("[at]", "[" + column + "]").replace(", delete-when: \"op = 'D'\"", ""), moved))
                    .contains("relata: Cannot merge documents into table db.o (order-by " + column + "): 1 published"
                            + " versions of the same keys were ordered by another column. Write order-by as it was, or drop"
                            + " the job's tables from the catalog and load everything anew; their files stay.");
        }
        assertThat(versions("o")).containsExactly("[1,10,null,true]");
    }

    @Test
    @Tag("any-spark")
    void whatCannotOrderVersionsIsRefused() {
        assertThat(refusal(JOB, order(1, 10, "I", "a"), "{\"k\":1,\"at\":null,\"op\":\"U\",\"items\":[]}"))
                .contains(
                        "relata: Cannot merge documents into table db.o (order-by at): documents of 1 keys have no value"
                                + " there, so nobody can tell from when on they hold. Correct the documents, or name a column that"
                                + " every document has.");
        assertThat(refusal(JOB, "{\"k\":null,\"at\":1,\"op\":\"U\",\"items\":[]}", order(1, 10, "I", "a")))
                .contains(
                        "relata: Cannot merge documents into table db.o (key k): 1 documents have no value there, so");
        assertThat(refusal(JOB, "{\"k\":1,\"at\":1.5,\"op\":\"U\",\"items\":[]}"))
                .contains(
                        "relata: Cannot merge documents into table o (order-by at): it is of type double, and versions"
                                + " are ordered by timestamps, dates, whole numbers, decimals or text. Cast it under tables, or name"
                                + " another column.");
        assertThat(refusal(JOB.replace("[at]", "[k]"), order(1, 10, "I", "a")))
                .contains("relata: Cannot merge documents into table o (order-by): column k is part of the key, so"
                        + " documents with one key have the same value there. Name a column that tells the states of one"
                        + " document apart.");
        assertThat(refusal(JOB.replace("[at]", "[items]"), order(1, 10, "I", "a")))
                .contains("relata: Cannot merge documents into table o (order-by items): it is not a value of the"
                        + " documents. Name a column that says from when on a document holds.");
        assertThat(refusal(JOB, "{\"k\":1,\"at\":1,\"op\":\"U\",\"items\":[],\"Valid_To\":3,\"is_current\":1}"))
                .contains(
                        "relata: Cannot merge documents into table o (column Valid_To, is_current): this name is kept for"
                                + " when a version of a document holds. Rename the column under tables in the job file.");
    }
}
