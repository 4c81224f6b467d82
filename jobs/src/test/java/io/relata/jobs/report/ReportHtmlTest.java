package io.relata.jobs.report;

import static io.relata.jobs.report.PageParser.elements;
import static io.relata.jobs.report.PageParser.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.relata.ParentLink;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.RunId;
import io.relata.TableDefinition;
import io.relata.TableFormat;
import io.relata.TableName;
import io.relata.TableStatistics;
import io.relata.jobs.config.Chart;
import io.relata.transforms.json.RecordPlace;
import io.relata.transforms.survey.DataKeys;
import io.relata.transforms.survey.SourceSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.NodeList;

class ReportHtmlTest {

    private static final Path GOLDEN =
            Path.of(System.getProperty("relata.root"), "jobs/src/test/resources/report/full.html");

    private static final RunId RUN = new RunId("20261121t100000z-00000001");
    private static final String HOSTILE =
            "</script></style></title><img src=x onerror=alert(1)>\"'&\u202e\u0000\u001b]\ufffe";
    private static final String HOSTILE_SHOWN =
            "</script></style></title><img src=x onerror=alert(1)>\"'&\\u202e\\u0000\\u001b]\\ufffe";

    @Test
    void aFullReport() throws IOException {
        String page = new String(ReportHtml.write(full()), StandardCharsets.UTF_8);
        if (Boolean.getBoolean("relata.update")) {
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(GOLDEN, page);
        }
        assertThat(page)
                .as("jobs/src/test/resources/report/full.html is stale. Write it anew with -Drelata.update=true, look"
                        + " at it and commit it")
                .isEqualTo(Files.readString(GOLDEN));
    }

    @Test
    void sectionsWithNothingToShowAreLeftOut() {
        Document page = PageParser.parse(ReportHtml.write(report("job", List.of(), List.of(), List.of())));
        assertThat(texts(page, "h2")).containsExactly("Run " + RUN);
        assertThat(elements(page, "svg")).isEmpty();
    }

    @Test
    void aFailedRunTellsItsError() {
        RunLog log = new RunLog(
                RUN,
                "job",
                new RunReport.Versions("1", "2", "3"),
                java.time.Clock.fixed(Instant.EPOCH, java.time.ZoneOffset.UTC));
        RunReport failed = log.failed(
                new RelataException(
                        RelataException.Kind.CONTRACT, new Problem("Cannot <b>", "here", "x & y", "Fix it")),
                3);
        Document page = PageParser.parse(ReportHtml.write(failed));
        assertThat(texts(page, "p")).containsExactly("failed, exit code 3", "Cannot <b> (here): x & y. Fix it.");
    }

    @Test
    void tablesStandBelowTheOnesTheyJoinAndNoneIsLost() {
        Document page = PageParser.parse(ReportHtml.write(report(
                "job",
                List.of(
                        table("a_b_c", Optional.of(new ParentLink("A_b", "c", "id"))),
                        table("a", Optional.empty()),
                        table("z", Optional.of(new ParentLink("not_here", "z", "id"))),
                        table("own", Optional.of(new ParentLink("own", "own", "id"))),
                        table("a_b", Optional.of(new ParentLink("a", "b", "id")))),
                List.of(),
                List.of())));
        assertThat(elements(page, "th").stream()
                        .filter(cell -> cell.getAttribute("scope").equals("row")))
                .extracting(cell -> cell.getTextContent() + " " + cell.getAttribute("style"))
                .containsExactly("a ", "a_b padding-left: 2.0em", "a_b_c padding-left: 3.5em", "z ", "own ");
        assertThat(texts(page, "td")).contains("id = A_b.c", "id = not_here.z");
    }

    @Test
    void hostileTextIsDataWhereverItStands() {
        Answer.Rows rows = new Answer.Rows(
                List.of(HOSTILE, HOSTILE), List.of(List.of(Optional.of(HOSTILE), Optional.of("1"))), 1, 2, 0);
        RunReport report = new RunReport(
                RUN,
                HOSTILE,
                RunReport.Outcome.FAILED,
                1,
                Optional.of(HOSTILE),
                Instant.EPOCH,
                Instant.EPOCH,
                List.of(new RunReport.Step(HOSTILE, Duration.ofSeconds(1))),
                List.of(HOSTILE),
                Optional.of(new SurveyReport(
                        OptionalLong.empty(),
                        1,
                        0,
                        0,
                        List.of(),
                        List.of(new SourceSchema.Clash(
                                HOSTILE,
                                HOSTILE,
                                HOSTILE,
                                List.of(new SourceSchema.First(
                                        HOSTILE, new RecordPlace(HOSTILE, OptionalLong.empty()))))),
                        List.of(new DataKeys(HOSTILE, 1, 1)))),
                new RunReport.Records(1, 1, 0),
                List.of(new SchemaChange(SchemaChange.Kind.TYPE_CHANGED, HOSTILE, HOSTILE, HOSTILE, HOSTILE)),
                List.of(table("t\"'<b>&\u202e", Optional.of(new ParentLink(HOSTILE, HOSTILE, HOSTILE)))),
                List.of(new FileSizes(HOSTILE, 1, 1, 1, 1, OptionalLong.of(1))),
                List.of(new Balance(HOSTILE, 1, 1)),
                List.of(new RunReport.Rejects(HOSTILE, 1, HOSTILE, Optional.of(HOSTILE))),
                List.of(new Check(HOSTILE, HOSTILE, HOSTILE, Check.Outcome.FAILED, 1)),
                List.of(HOSTILE),
                List.of(new RunReport.Load(HOSTILE, Optional.of(1L))),
                List.of(RunReport.View.failed(HOSTILE, HOSTILE)),
                List.of(
                        new Answer(HOSTILE, HOSTILE, Chart.BAR, rows),
                        new Answer(HOSTILE, HOSTILE, Chart.LINE, rows),
                        new Answer(HOSTILE, HOSTILE, Chart.TABLE, rows),
                        new Answer(HOSTILE, HOSTILE, Chart.TABLE, new Answer.Failure(HOSTILE))),
                new RunReport.Versions(HOSTILE, HOSTILE, HOSTILE),
                Optional.of(new RunReport.Launch(HOSTILE, HOSTILE, Optional.of(HOSTILE))));
        Document page = PageParser.parse(ReportHtml.write(report));
        assertThat(texts(page, "h1")).containsExactly(HOSTILE_SHOWN);
        assertThat(texts(page, "h3")).containsOnly(HOSTILE_SHOWN).hasSize(4);
        assertThat(texts(page, "th")).contains(HOSTILE_SHOWN, "t\"'<b>&\\u202e");
        assertThat(elementNames(page))
                .as("elements of the page")
                .isSubsetOf(Set.of(
                        "html",
                        "head",
                        "meta",
                        "title",
                        "style",
                        "body",
                        "main",
                        "section",
                        "article",
                        "h1",
                        "h2",
                        "h3",
                        "p",
                        "strong",
                        "dl",
                        "div",
                        "dt",
                        "dd",
                        "ul",
                        "li",
                        "table",
                        "thead",
                        "tbody",
                        "tr",
                        "th",
                        "td",
                        "em",
                        "details",
                        "summary",
                        "svg",
                        "desc",
                        "line",
                        "text",
                        "rect",
                        "circle",
                        "polyline"));
    }

    @Test
    void theNumbersOfThePageAreThoseOfTheJson() throws IOException {
        JsonNode json = new ObjectMapper().readTree(ReportJson.write(full()));
        Document page = PageParser.parse(ReportHtml.write(full()));
        List<String> expected = new ArrayList<>();
        json.get("tables").forEach(table -> {
            expected.add(count(table, "rows"));
            expected.add(count(table, "files"));
            expected.add("2.1 kB");
            assertThat(table.get("bytes").asLong()).isEqualTo(2_100);
        });
        json.get("balance").forEach(line -> {
            expected.add(count(line, "expected"));
            expected.add(count(line, "found"));
        });
        json.get("checks").forEach(check -> expected.add(count(check, "rows")));
        json.get("survey").get("dataKeys").forEach(keys -> {
            expected.add(count(keys, "keys"));
            expected.add(count(keys, "objects"));
        });
        json.get("rejects").forEach(reason -> expected.add(count(reason, "records")));
        List<String> shown = elements(page, "td").stream()
                .filter(cell -> cell.getAttribute("class").equals("number"))
                .map(Element::getTextContent)
                .dropWhile(text -> !text.equals(expected.get(0)))
                .toList();
        assertThat(shown).startsWith(expected.toArray(String[]::new));
        assertThat(texts(page, "dd"))
                .startsWith(
                        count(json.get("records"), "read"),
                        count(json.get("records"), "loaded"),
                        count(json.get("records"), "rejected"),
                        "" + json.get("tables").size());
    }

    private static String count(JsonNode node, String name) {
        return String.format(Locale.ROOT, "%,d", node.get(name).asLong());
    }

    @Test
    void onlyTheFirstOfManyRowsAreShownAndThePageSaysSo() {
        List<SchemaChange> changes = IntStream.rangeClosed(1, RowsSection.MOST + 1)
                .mapToObj(number -> SchemaChange.tableAdded("t" + number, 1))
                .toList();
        Markup page = new Markup();
        page.open("section");
        PageSections.changes(changes).write(page);
        Document shown = PageParser.parse(page.close().done().getBytes(StandardCharsets.UTF_8));
        assertThat(elements(shown, "tr")).hasSize(1 + RowsSection.MOST);
        assertThat(texts(shown, "p")).containsExactly("These are the first 500 of 501; report.json has all.");
    }

    @Test
    void nothingIsLoadedAndNothingRuns() {
        byte[] bytes = ReportHtml.write(full());
        Document page = PageParser.parse(bytes);
        assertThat(elements(page, "meta"))
                .extracting(meta -> meta.getAttribute("content"))
                .contains("default-src 'none'; style-src 'unsafe-inline'");
        assertThat(elements(page, "script")).isEmpty();
        for (Element element : elements(page, "*")) {
            NamedNodeMap attributes = element.getAttributes();
            for (int attribute = 0; attribute < attributes.getLength(); attribute++) {
                assertThat(attributes.item(attribute).getNodeName())
                        .doesNotStartWith("on")
                        .isNotIn("src", "href", "xlink:href", "srcset", "action");
            }
        }
        assertThat(texts(page, "style").get(0)).doesNotContain("url(", "@import", "<");
    }

    @Test
    void whoDoesNotSeeItIsToldWhatItShows() {
        Document page = PageParser.parse(ReportHtml.write(full()));
        assertThat(page.getDocumentElement().getAttribute("lang")).isEqualTo("en");
        assertThat(elements(page, "th"))
                .extracting(cell -> cell.getAttribute("scope"))
                .containsOnly("col", "row");
        Set<String> ids = new HashSet<>();
        for (Element element : elements(page, "*")) {
            if (element.hasAttribute("id")) {
                assertThat(ids.add(element.getAttribute("id")))
                        .as("id is used once")
                        .isTrue();
            }
        }
        List<Element> drawings = elements(page, "svg");
        assertThat(drawings.stream()
                        .filter(drawing -> drawing.getAttribute("class").equals("tables")))
                .singleElement()
                .satisfies(drawing -> assertThat(ids).contains(drawing.getAttribute("aria-labelledby")));
        drawings.removeIf(drawing -> drawing.getAttribute("class").equals("tables"));
        assertThat(drawings).hasSize(3).allSatisfy(chart -> {
            assertThat(ids).contains(chart.getAttribute("aria-labelledby").split(" "));
            NodeList children = chart.getElementsByTagName("desc");
            assertThat(children.item(0).getTextContent()).isNotBlank();
        });
    }

    @Test
    void aChartHasItsTableBelow() {
        Document page = answered(new Answer("q", "Q", Chart.BAR, Drawn.rows("a|b", "x|1")));
        Element details = elements(page, "details").get(0);
        assertThat(details.getElementsByTagName("td").item(0).getTextContent()).isEqualTo("1");
        assertThat(texts(page, "li")).containsExactly("b, from 1 to 1");
    }

    @Test
    void whatHasNoNumbersIsATableAndSaysWhy() {
        for (Chart chart : List.of(Chart.BAR, Chart.LINE)) {
            Document page = answered(new Answer("q", "Q", chart, Drawn.rows("a|b|c", "1|$1.50|-", "2|7|-")));
            assertThat(elements(page, "svg")).isEmpty();
            assertThat(elements(page, "details")).isEmpty();
            assertThat(texts(page, "td")).containsExactly("$1.50", "null", "7", "null");
            assertThat(texts(page, "p"))
                    .endsWith("There is no chart, since no column behind the first one is of numbers.");
        }
    }

    @Test
    void onlyDecimalNumbersAreNumbers() {
        for (String value : List.of("1d", "0x10", " 1", "1,5", "1.5.", "--1", "", "\u0661", "true")) {
            assertThat(ChartData.of(Drawn.rows("a|b", "x|" + value, "y|2"), 10))
                    .as(value)
                    .isEmpty();
        }
        assertThat(ChartData.of(Drawn.rows("a|b", "x|-1.5e+3", "y|+.5", "z|2."), 10))
                .get()
                .satisfies(data -> assertThat(data.series().get(0).numbers()).containsExactly(-1_500.0, 0.5, 2.0));
    }

    @Test
    void noRowsAndASingleColumnAreNoChart() {
        assertThat(texts(answered(new Answer("q", "Q", Chart.BAR, Drawn.rows("a|b"))), "p"))
                .endsWith("No rows.");
        assertThat(elements(answered(new Answer("q", "Q", Chart.LINE, Drawn.rows("a", "1"))), "svg"))
                .isEmpty();
    }

    @Test
    void whatAChartLeavesOutIsSaid() {
        String[] rows = IntStream.range(0, 31)
                .mapToObj(row -> "r" + row + "|1|2|3|4|5|6|7|8|9")
                .toArray(String[]::new);
        Document page = answered(new Answer("q", "Q", Chart.BAR, Drawn.rows("a|b|c|d|e|f|g|h|i|j", rows)));
        assertThat(texts(page, "p"))
                .endsWith("The chart shows the first 30 rows.", "The chart shows the first 8 of 9 columns of numbers.");
        assertThat(elements(page, "rect")).hasSize(30 * 8);
        assertThat(elements(page, "tr"))
                .as("rows of the table, its headings too")
                .hasSize(32);
    }

    private static Document answered(Answer answer) {
        return PageParser.parse(ReportHtml.write(report("job", List.of(), List.of(), List.of(answer))));
    }

    private static Set<String> elementNames(Document page) {
        Set<String> names = new HashSet<>();
        elements(page, "*").forEach(element -> names.add(element.getTagName()));
        return names;
    }

    private static RunReport full() {
        return report(
                "games",
                List.of(
                        table("players", Optional.empty()),
                        table("players_games", Optional.of(new ParentLink("players", "games", "id")))),
                List.of(
                        new RunReport.Step("survey", Duration.ofMillis(1_500)),
                        new RunReport.Step("shred", Duration.ofMillis(62_000))),
                List.of(
                        new Answer(
                                "spent",
                                "What was spent, and by whom?",
                                Chart.BAR,
                                Drawn.rows("player|spent|returned", "Inés Robles|10.98|-2.5", "Bo <b>|3|0", "-|-|NaN")),
                        new Answer(
                                "visits",
                                "Visits",
                                Chart.LINE,
                                Drawn.rows("day|visits", "mon|10", "tue|40", "wed|-", "thu|7")),
                        new Answer(
                                "towns",
                                "Towns",
                                Chart.TABLE,
                                new Answer.Rows(
                                        List.of("town", "people"),
                                        List.of(List.of(Optional.of("Oslo"), Optional.of("709000"))),
                                        2,
                                        3,
                                        0)),
                        new Answer("bad", "Bad", Chart.TABLE, new Answer.Failure("no such column \"x\""))));
    }

    private static RunReport report(
            String job, List<TableDefinition> tables, List<RunReport.Step> steps, List<Answer> answers) {
        boolean isFull = !steps.isEmpty();
        return new RunReport(
                RUN,
                job,
                RunReport.Outcome.DONE,
                0,
                Optional.empty(),
                Instant.parse("2026-11-21T10:00:00Z"),
                Instant.parse("2026-11-21T10:01:03.500Z"),
                steps,
                isFull ? List.of("s3a://raw/players.json") : List.of(),
                isFull ? Optional.of(survey()) : Optional.empty(),
                new RunReport.Records(12_345, 12_344, 1),
                isFull
                        ? List.of(
                                SchemaChange.tableAdded("games", 3),
                                new SchemaChange(SchemaChange.Kind.TYPE_CHANGED, "players", "age", "bigint", "string"))
                        : List.of(),
                tables,
                isFull
                        ? List.of(
                                new FileSizes(
                                        "players",
                                        3,
                                        600_000_000,
                                        44_000_000,
                                        300_000_000,
                                        OptionalLong.of(256_000_000)),
                                new FileSizes("games", 1, 2_100, 2_100, 2_100, OptionalLong.empty()))
                        : List.of(),
                isFull
                        ? List.of(
                                new Balance("records read = rows + rejected", 12_345, 12_345),
                                new Balance("elements", 8, 7))
                        : List.of(),
                isFull
                        ? List.of(new RunReport.Rejects(
                                "MALFORMED", 1, "s3a://raw/players.json at byte 17", Optional.of("{\"xx\":9")))
                        : List.of(),
                isFull
                        ? List.of(
                                new Check("ids", "players", "unique (id)", Check.Outcome.PASSED, 0),
                                new Check("names", "players", "not null (name)", Check.Outcome.WARNED, 2))
                        : List.of(),
                isFull ? List.of("struct $.x has no field") : List.of(),
                isFull ? List.of(new RunReport.Load("mart.players", Optional.of(1_234L))) : List.of(),
                isFull
                        ? List.of(
                                RunReport.View.refreshed("mv_spent", Optional.of(3L)),
                                RunReport.View.failed("mv_old", "no such column"))
                        : List.of(),
                answers,
                new RunReport.Versions("1.0", "3.5.6", "17.0.1"),
                Optional.empty());
    }

    private static SurveyReport survey() {
        return new SurveyReport(
                OptionalLong.empty(),
                12_344,
                1,
                0,
                List.of(),
                List.of(new SourceSchema.Clash(
                        "age",
                        "12,000 number, 344 string",
                        "make-cols",
                        List.of(
                                new SourceSchema.First("number", new RecordPlace("s3a://b/a.json", OptionalLong.of(0))),
                                new SourceSchema.First(
                                        "string", new RecordPlace("s3a://b/a.json", OptionalLong.of(87)))))),
                List.of(new DataKeys("", 1_001, 12_344), new DataKeys("scores", 2_345, 987)));
    }

    private static TableDefinition table(String name, Optional<ParentLink> parent) {
        return new TableDefinition(
                new TableName("db", name),
                new StructType().add("id", "long"),
                List.of(),
                "s3a://b/" + name.length() + "/run",
                TableFormat.PARQUET,
                parent,
                RUN,
                new TableStatistics(2, 1, 2_100));
    }
}
