package io.relata.catalog.glue;

import static io.relata.catalog.glue.GlueFixture.FIRST;
import static io.relata.catalog.glue.GlueFixture.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.relata.CatalogVersion;
import io.relata.ColumnStatistics;
import io.relata.TableDefinition;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GlueColumnStatisticsTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
    private static final String WHERE = " of table games.players (in the Glue Data Catalog of eu-central-1): ";

    private final GlueFixture glue = new GlueFixture();
    private final GlueServer server = glue.server;
    private final GlueCatalog catalog = glue.catalog;

    @AfterEach
    void close() {
        glue.close();
    }

    @Test
    void eachKindIsWrittenAsGlueHasIt() {
        TableDefinition table = GlueFixture.table(
                FIRST,
                StructType.fromDDL(
                        "Whole int, real double, exact decimal(10,2), day date, yes boolean, text string, raw"
                                + " binary, at timestamp, list array<int>"),
                new StructType());
        catalog.put(table, CatalogVersion.ABSENT);
        server.forgetCalls();

        List<String> undone = catalog.describeColumns(
                table,
                List.of(
                        new ColumnStatistics(
                                "Whole", 1, new ColumnStatistics.Integers(OptionalLong.of(-5), OptionalLong.of(7), 2)),
                        new ColumnStatistics(
                                "real",
                                2,
                                new ColumnStatistics.Fractions(OptionalDouble.of(-0.5), OptionalDouble.empty(), 3)),
                        new ColumnStatistics(
                                "exact",
                                3,
                                new ColumnStatistics.Decimals(
                                        Optional.of(new BigDecimal("-1.29")),
                                        Optional.of(new BigDecimal("655.36")),
                                        4)),
                        new ColumnStatistics(
                                "day",
                                4,
                                new ColumnStatistics.Dates(
                                        Optional.of(LocalDate.of(1969, 12, 31)),
                                        Optional.of(LocalDate.of(2026, 1, 2)),
                                        5)),
                        new ColumnStatistics("yes", 5, new ColumnStatistics.Booleans(6, 7)),
                        new ColumnStatistics("text", 6, new ColumnStatistics.Texts(8, 2.5, 9)),
                        new ColumnStatistics("raw", 7, new ColumnStatistics.Binaries(10, 0.5))),
                NOW);

        assertThat(undone).isEmpty();
        assertThat(server.calls()).containsExactly("UpdateColumnStatisticsForTable", "GetColumnStatisticsForTable");
        assertThat(written())
                .containsExactly(
                        "day date {\"DateColumnStatisticsData\":{\"MaximumValue\":1.767312E9,\"MinimumValue\":-86400.0,"
                                + "\"NumberOfDistinctValues\":5,\"NumberOfNulls\":4},\"Type\":\"DATE\"}",
                        "exact decimal(10,2) {\"DecimalColumnStatisticsData\":{\"MaximumValue\":{\"Scale\":2,"
                                + "\"UnscaledValue\":\"AQAA\"},\"MinimumValue\":{\"Scale\":2,\"UnscaledValue\":\"/38=\"},"
                                + "\"NumberOfDistinctValues\":4,\"NumberOfNulls\":3},\"Type\":\"DECIMAL\"}",
                        "raw binary {\"BinaryColumnStatisticsData\":{\"AverageLength\":0.5,\"MaximumLength\":10,"
                                + "\"NumberOfNulls\":7},\"Type\":\"BINARY\"}",
                        "real double {\"DoubleColumnStatisticsData\":{\"MinimumValue\":-0.5,"
                                + "\"NumberOfDistinctValues\":3,\"NumberOfNulls\":2},\"Type\":\"DOUBLE\"}",
                        "text string {\"StringColumnStatisticsData\":{\"AverageLength\":2.5,\"MaximumLength\":8,"
                                + "\"NumberOfDistinctValues\":9,\"NumberOfNulls\":6},\"Type\":\"STRING\"}",
                        "whole int {\"LongColumnStatisticsData\":{\"MaximumValue\":7,\"MinimumValue\":-5,"
                                + "\"NumberOfDistinctValues\":2,\"NumberOfNulls\":1},\"Type\":\"LONG\"}",
                        "yes boolean {\"BooleanColumnStatisticsData\":{\"NumberOfFalses\":7,\"NumberOfNulls\":5,"
                                + "\"NumberOfTrues\":6},\"Type\":\"BOOLEAN\"}");
    }

    @Test
    void twentyFiveColumnsAreWrittenWithACall() {
        TableDefinition table = integers(60);
        catalog.put(table, CatalogVersion.ABSENT);
        server.forgetCalls();

        assertThat(catalog.describeColumns(table, known(60), NOW)).isEmpty();

        assertThat(server.calls())
                .containsExactly(
                        "UpdateColumnStatisticsForTable",
                        "UpdateColumnStatisticsForTable",
                        "UpdateColumnStatisticsForTable");
        assertThat(server.columnStatistics("games", "players")).hasSize(60);
    }

    @Test
    void refusedColumnIsToldAndWhatWasThereOfItIsRemoved() {
        TableDefinition table = integers(3);
        catalog.put(table, CatalogVersion.ABSENT);
        catalog.describeColumns(table, known(3), NOW);
        server.refuseStatistics("games", "players", "c1", "InvalidInputException");
        server.forgetCalls();

        List<String> undone = catalog.describeColumns(table, known(3), NOW);

        assertThat(undone)
                .containsExactly("Cannot write the column statistics" + WHERE
                        + "column c1: InvalidInputException: as ordered by the test. Queries are planned without these"
                        + " columns' until a run can write them.");
        assertThat(server.calls())
                .containsExactly(
                        "UpdateColumnStatisticsForTable",
                        "GetColumnStatisticsForTable",
                        "DeleteColumnStatisticsForTable");
        assertThat(server.columnStatistics("games", "players").keySet()).containsExactly("c0", "c2");
    }

    @Test
    void passingRefusalOfAColumnIsWaitedOut() {
        TableDefinition table = integers(3);
        catalog.put(table, CatalogVersion.ABSENT);
        server.refuseStatistics("games", "players", "c1", "ThrottlingException");
        server.refuseStatistics("games", "players", "c1", "InternalServiceException");
        server.forgetCalls();

        assertThat(catalog.describeColumns(table, known(3), NOW)).isEmpty();

        assertThat(server.writes()).hasSize(3).containsOnly("UpdateColumnStatisticsForTable");
        assertThat(server.columnStatistics("games", "players")).hasSize(3);
    }

    @Test
    void columnsOfWhichNothingNewIsKnownLoseWhatIsOfOlderRows() {
        CatalogVersion version = catalog.put(integers(3), CatalogVersion.ABSENT);
        catalog.describeColumns(integers(3), known(3), NOW);
        TableDefinition changed =
                GlueFixture.table(SECOND, StructType.fromDDL("c0 bigint, C1 array<int>, c2 bigint"), new StructType());
        catalog.put(changed, version);

        assertThat(catalog.describeColumns(changed, List.of(known(1).get(0)), NOW))
                .isEmpty();

        assertThat(server.columnStatistics("games", "players").keySet()).containsExactly("c0");
    }

    @Test
    void callsThatAreDeniedAreToldAndNothingIsThrown() {
        TableDefinition table = integers(2);
        catalog.put(table, CatalogVersion.ABSENT);
        catalog.describeColumns(table, known(2), NOW);
        for (String operation : List.of("UpdateColumnStatisticsForTable", "DeleteColumnStatisticsForTable")) {
            server.refuse(operation, 1, "AccessDeniedException", "not authorized: glue:" + operation);
        }

        assertThat(catalog.describeColumns(table, known(2), NOW))
                .containsExactly(
                        "Cannot write the column statistics" + WHERE
                                + "AccessDeniedException: not authorized: glue:UpdateColumnStatisticsForTable. Allow it"
                                + " for the role that runs the job, in IAM and, where it is in use, in Lake Formation.",
                        "Cannot remove the old statistics of column c0" + WHERE
                                + "AccessDeniedException: not authorized: glue:DeleteColumnStatisticsForTable. Allow it"
                                + " for the role that runs the job, in IAM and, where it is in use, in Lake Formation.");
    }

    private static TableDefinition integers(int columns) {
        StructType schema = new StructType();
        DataType type = DataTypes.LongType;
        for (int i = 0; i < columns; i++) {
            schema = schema.add("c" + i, type);
        }
        return GlueFixture.table(FIRST, schema, new StructType());
    }

    private static List<ColumnStatistics> known(int columns) {
        return IntStream.range(0, columns)
                .mapToObj(i -> new ColumnStatistics(
                        "c" + i, 0, new ColumnStatistics.Integers(OptionalLong.empty(), OptionalLong.empty(), 0)))
                .toList();
    }

    private List<String> written() {
        return server.columnStatistics("games", "players").values().stream()
                .map(column -> column.path("ColumnName").asText() + " "
                        + column.path("ColumnType").asText() + " " + sorted(column.path("StatisticsData")))
                .toList();
    }

    private static String sorted(JsonNode node) {
        JsonMapper json = JsonMapper.builder()
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .build();
        try {
            return json.writeValueAsString(json.treeToValue(node, TreeMap.class));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
