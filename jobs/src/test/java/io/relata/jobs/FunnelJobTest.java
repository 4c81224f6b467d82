package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.relata.Partition;
import io.relata.PartitionValues;
import io.relata.TableName;
import io.relata.catalog.duckdb.DuckDbWarehouse;
import io.relata.testing.SparkExtension;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The funnel job, on its sample and on a year of events. */
@ExtendWith(SparkExtension.class)
class FunnelJobTest {

    private static final String JOB =
            Program.ROOT.resolve("jobs/funnel/job.yaml").toString();
    private static final String HEADER =
            "event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);
    private static final List<String> TYPES = List.of("view", "cart", "remove_from_cart", "purchase");

    private Program program;

    private record Event(Instant time, String type, int session) {

        String month() {
            LocalDate day = LocalDate.ofInstant(time, ZoneOffset.UTC);
            return String.valueOf(day.getYear() * 100 + day.getMonthValue());
        }

        String line() {
            return "%s,%s,%d,1,,,9.99,%d,s%d".formatted(TIME.format(time), type, session % 7, session, session);
        }
    }

    @BeforeEach
    void start(SparkSession session, @TempDir Path folder) {
        program = new Program(folder, session);
    }

    private Program.Outcome run(String... more) {
        return program.execute(
                Stream.concat(Stream.of("run", JOB, "--quiet", "--set", "target.path=out"), Arrays.stream(more))
                        .toArray(String[]::new));
    }

    private Program.Outcome runOnFiles(String... more) {
        return run(Stream.concat(
                        Stream.of("--set", "sources.events.path=events", "--set", "sources.customers.path=customers"),
                        Arrays.stream(more))
                .toArray(String[]::new));
    }

    /** The rows of an answer in the latest report. */
    private String answer(String question) {
        List<JsonNode> reports = program.reports("out");
        for (JsonNode answer : reports.get(reports.size() - 1).get("questions")) {
            if (answer.get("name").asText().equals(question)) {
                return answer.get("rows").toString();
            }
        }
        throw new AssertionError("No answer to " + question);
    }

    private List<String> months() {
        return program.catalog("out").partitions(new TableName("funnel", "events")).stream()
                .map(Partition::values)
                .map(PartitionValues::values)
                .map(values -> values.get(0) + "-" + values.get(1))
                .distinct()
                .toList();
    }

    private Map<String, Long> counted() {
        Map<String, Long> counts = new TreeMap<>();
        try (DuckDbWarehouse warehouse =
                DuckDbWarehouse.open(program.path("out/_relata/warehouse.duckdb"), program.catalog("out"))) {
            warehouse
                    .query("SELECT year * 100 + month, event_type, count(*) FROM funnel_lake.events GROUP BY 1, 2")
                    .rows()
                    .forEach(row -> counts.put(
                            row.get(0).orElseThrow() + " " + row.get(1).orElseThrow(),
                            Long.valueOf(row.get(2).orElseThrow())));
        }
        return counts;
    }

    @Test
    void theSampleAnswersTheJobsQuestions() {
        run().succeeded();
        assertThat(months()).containsExactly("2024-1", "2024-2");
        assertThat(Program.columns(program.published("out", "funnel", "events")))
                .containsExactly(
                        "event_time timestamp",
                        "event_type string",
                        "product_id bigint",
                        "category_id bigint",
                        "category_code string",
                        "brand string",
                        "price decimal(12,2)",
                        "user_id bigint",
                        "user_session string");
        assertThat(program.published("out", "funnel", "events")
                        .definition()
                        .partitionColumns()
                        .toDDL())
                .isEqualTo("year INT,month INT,load STRING");
        assertThat(answer("funnel_by_month"))
                .isEqualTo("[[\"202401\",\"3\",\"2\",\"1\"],[\"202402\",\"2\",\"2\",\"1\"]]");
        assertThat(answer("carts_not_bought"))
                .isEqualTo("[[\"202401\",\"1\",\"0\",\"1\",\"12.50\"],[\"202402\",\"2\",\"1\",\"0\",\"39.00\"]]");
        assertThat(answer("purchases_by_country"))
                .isEqualTo("[[\"unknown\",\"1\",\"2\",\"252.40\"],[\"Nigeria\",\"1\",\"1\",\"249.90\"]]");
        assertThat(program.reports("out").get(0).get("rejects"))
                .hasToString("[{\"reason\":\"SCHEMA_MISMATCH\",\"records\":1,\"where\":\"file:"
                        + Program.ROOT.resolve("jobs/funnel/sample/events/2024-02.csv")
                        + ", byte 852\",\"sample\":\"9999-99-99,xxxx,9999,9999999999999999999,"
                        + "xxxxxxxxxxx.xxxxxxxxxx,xxxxx,999.99,999,x9x9\"}]");
        assertThat(program.execute("verify", JOB, "--set", "target.path=out")
                        .succeeded()
                        .out())
                .contains("same  table funnel.events: ", "same  table funnel.customers: ");
    }

    @Test
    void aYearOfEventsGivesTheCountsOfItsLinesAndAFileThatIsTakenTwiceChangesNothing() {
        long seed = System.nanoTime();
        System.out.println("FunnelJobTest seed " + seed);
        Random random = new Random(seed);
        List<Event> events = new ArrayList<>();
        Instant first = Instant.parse("2019-10-01T00:00:00Z");
        long seconds = ChronoUnit.SECONDS.between(first, Instant.parse("2020-10-01T00:00:00Z"));
        events.add(new Event(first, "view", 0));
        events.add(new Event(first.plusSeconds(seconds - 1), "purchase", 0));
        for (int i = 0; i < 4_000; i++) {
            Instant time = first.plusSeconds((long) (random.nextDouble() * seconds));
            events.add(new Event(time, TYPES.get(random.nextInt(TYPES.size())), random.nextInt(500)));
        }
        // Files are by when they came, and hold events of several months.
        Map<Integer, List<Event>> files = events.stream().collect(Collectors.groupingBy(event -> random.nextInt(6)));
        files.forEach((file, held) -> write("events/part-" + file + ".csv", held));
        program.write("customers/a.csv", "customer_id,name,country,registered", "1,One,Chile,2019-10-01");

        runOnFiles().succeeded();

        assertThat(months()).hasSize(12);
        assertThat(counted()).as("seed " + seed).isEqualTo(counts(events));
        assertThat(answer("funnel_by_month")).as("seed " + seed).isEqualTo(funnel(events));

        List<Event> late = List.of(new Event(first.plusSeconds(5), "cart", 1), new Event(first, "purchase", 1));
        write("events/late.csv", late);
        write("events/waiting.csv", late);
        events.addAll(late);
        runOnFiles("--filename", "late.csv").succeeded();
        assertThat(counted()).as("seed " + seed).isEqualTo(counts(events));
        Map<String, String> before = program.snapshot("out/events");
        runOnFiles("--filename", "late.csv").succeeded();
        assertThat(program.snapshot("out/events")).isEqualTo(before);
        assertThat(counted()).as("seed " + seed).isEqualTo(counts(events));
        assertThat(answer("funnel_by_month")).as("seed " + seed).isEqualTo(funnel(events));
    }

    @Test
    void filesMayNameTheirColumnsOtherwise() {
        program.write("customers/a.csv", "customer_id,name,country,registered");
        program.write(
                "events/a.csv",
                HEADER.replace("event_time", "at").replace("event_type", "kind"),
                new Event(Instant.parse("2024-12-31T23:59:59Z"), "view", 3).line());
        runOnFiles(
                        "--set",
                        "sources.events.schema=at TIMESTAMP, kind STRING, product_id BIGINT, user_id BIGINT,"
                                + " price DECIMAL(12,2), user_session STRING",
                        "--set",
                        "sources.events.required=[at, kind, product_id, user_id]",
                        "--set",
                        "sources.events.columns={event_time: at, event_type: kind, year: year(at), month: month(at)}")
                .succeeded();
        assertThat(answer("funnel_by_month")).isEqualTo("[[\"202412\",\"1\",\"0\",\"0\"]]");
    }

    @Test
    void anEventOfAnotherTypePublishesNothing() {
        program.write("customers/a.csv", "customer_id,name,country,registered");
        program.write("events/a.csv", HEADER, new Event(Instant.parse("2024-01-01T00:00:00Z"), "wish", 3).line());
        Program.Outcome outcome = runOnFiles();
        assertThat(outcome.refusal())
                .isEqualTo(
                        "relata: Cannot publish funnel (database funnel): 1 of 10 rules under checks are broken: events:"
                                + " events breaks accepted (event_type) by 1 row. Correct the input, or the checks in the job file;"
                                + " nothing of this run is shown.");
        assertThat(program.catalog("out").tables("funnel")).isEmpty();
    }

    private void write(String name, List<Event> events) {
        program.write(
                name,
                Stream.concat(Stream.of(HEADER), events.stream().map(Event::line))
                        .toArray(String[]::new));
    }

    private static Map<String, Long> counts(List<Event> events) {
        return new TreeMap<>(events.stream()
                .collect(Collectors.groupingBy(event -> event.month() + " " + event.type(), Collectors.counting())));
    }

    private static String funnel(List<Event> events) {
        Map<String, List<Event>> months = new TreeMap<>(events.stream().collect(Collectors.groupingBy(Event::month)));
        List<String> rows = new ArrayList<>();
        months.forEach((month, held) -> {
            List<String> row = new ArrayList<>(List.of("\"" + month + "\""));
            for (String type : List.of("view", "cart", "purchase")) {
                Set<Integer> sessions = new HashSet<>();
                held.stream()
                        .filter(event -> event.type().equals(type))
                        .forEach(event -> sessions.add(event.session()));
                row.add("\"" + sessions.size() + "\"");
            }
            rows.add("[" + String.join(",", row) + "]");
        });
        return "[" + String.join(",", rows) + "]";
    }
}
