package io.relata.catalog.glue;

import static io.relata.catalog.glue.GlueFixture.FIRST;
import static io.relata.catalog.glue.GlueFixture.PLAYERS;
import static io.relata.catalog.glue.GlueFixture.SECOND;
import static io.relata.catalog.glue.GlueFixture.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.relata.CatalogConflictException;
import io.relata.CatalogTable;
import io.relata.CatalogVersion;
import io.relata.RelataException;
import io.relata.RunId;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of single tables that are throttled, fail, lose their answer or are denied. */
@Tag("any-spark")
class GlueFaultsTest {

    private final GlueFixture glue = new GlueFixture();
    private final GlueServer server = glue.server;
    private final GlueCatalog catalog = glue.catalog;

    @AfterEach
    void close() {
        glue.close();
    }

    @Test
    void createWhoseAnswerIsLostIsFoundToBeDone() {
        server.call("CreateDatabase", "{\"DatabaseInput\": {\"Name\": \"games\"}}");
        server.loseAnswer("CreateTable", 1);

        CatalogVersion version = catalog.put(table(FIRST), CatalogVersion.ABSENT);

        assertThat(version.value()).startsWith("0-");
        assertThat(catalog.find(PLAYERS)).contains(new CatalogTable(table(FIRST), version));
        assertThat(server.writes()).containsExactly("CreateTable");
    }

    @Test
    void updateWhoseAnswerIsLostIsFoundToBeDone() {
        CatalogVersion created = catalog.put(table(FIRST), CatalogVersion.ABSENT);
        server.forgetCalls();
        server.loseAnswer("UpdateTable", 1);

        CatalogVersion version = catalog.put(table(SECOND), created);

        assertThat(version.value()).startsWith("1-");
        assertThat(catalog.find(PLAYERS)).contains(new CatalogTable(table(SECOND), version));
        assertThat(server.writes()).containsExactly("UpdateTable");
    }

    @Test
    void dropWhoseAnswersAreLostIsDone() {
        CatalogVersion created = catalog.put(table(FIRST), CatalogVersion.ABSENT);
        server.loseAnswer("UpdateTable", 1);
        server.loseAnswer("DeleteTable", 1);

        catalog.drop(PLAYERS, created);

        assertThat(catalog.find(PLAYERS)).isEmpty();
    }

    @Test
    void createOfADatabaseWhoseAnswerIsLostIsDone() {
        server.loseAnswer("CreateDatabase", 1);

        catalog.put(table(FIRST), CatalogVersion.ABSENT);

        assertThat(catalog.tables("games")).containsExactly(PLAYERS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ThrottlingException", "OperationTimeoutException", "ResourceNotReadyException"})
    void passingRefusalsAreWaitedOutEverywhere(String type) {
        for (String operation :
                new String[] {"GetTable", "CreateDatabase", "CreateTable", "UpdateTable", "DeleteTable", "GetTables"}) {
            server.refuse(operation, 5, type, "later");
        }

        CatalogVersion version = catalog.put(table(FIRST), CatalogVersion.ABSENT);
        version = catalog.put(table(SECOND), version);
        assertThat(catalog.tables("games")).containsExactly(PLAYERS);
        catalog.drop(PLAYERS, version);

        assertThat(catalog.find(PLAYERS)).isEmpty();
        assertThat(glue.time.sleeps()).hasSizeGreaterThanOrEqualTo(30).allMatch(sleep -> sleep.toSeconds() <= 20);
    }

    @Test
    void failuresOfTheServerAreWaitedOut() {
        server.fail("CreateTable", 3);
        server.fail("UpdateTable", 3);
        server.fail("GetTable", 3);

        CatalogVersion version = catalog.put(table(FIRST), CatalogVersion.ABSENT);
        version = catalog.put(table(SECOND), version);

        assertThat(catalog.find(PLAYERS)).contains(new CatalogTable(table(SECOND), version));
    }

    @Test
    void concurrentModificationWithoutAChangeIsTriedAgain() {
        CatalogVersion created = catalog.put(table(FIRST), CatalogVersion.ABSENT);
        server.refuse("UpdateTable", 2, "ConcurrentModificationException", "busy");

        CatalogVersion version = catalog.put(table(SECOND), created);

        assertThat(catalog.find(PLAYERS)).contains(new CatalogTable(table(SECOND), version));
    }

    @Test
    void changeOfAnotherRunBetweenReadAndWriteIsAConflictThatNamesIt() {
        CatalogVersion created = catalog.put(table(FIRST), CatalogVersion.ABSENT);
        RunId third = new RunId("20260103t000000z-00000003");
        server.before("UpdateTable", () -> glue.catalog(GlueServer.ACCESS_KEY).put(table(third), created));

        assertThatThrownBy(() -> catalog.put(table(SECOND), created))
                .isInstanceOf(CatalogConflictException.class)
                .hasMessageStartingWith(
                        "Cannot change table games.players (in the catalog): run " + third + " holds it at version 1-")
                .hasMessageEndingWith(", and this change is made for version " + created.value()
                        + ". Run again when the other run has ended.");

        assertThat(catalog.find(PLAYERS).orElseThrow().definition()).isEqualTo(table(third));
    }

    @Test
    void tableCreatedByAnotherRunBetweenReadAndWriteIsAConflictThatNamesIt() {
        catalog.put(table(FIRST), CatalogVersion.ABSENT);
        catalog.drop(PLAYERS, catalog.find(PLAYERS).orElseThrow().version());
        server.before(
                "CreateTable", () -> glue.catalog(GlueServer.ACCESS_KEY).put(table(FIRST), CatalogVersion.ABSENT));

        assertThatThrownBy(() -> catalog.put(table(SECOND), CatalogVersion.ABSENT))
                .isInstanceOf(CatalogConflictException.class)
                .hasMessageStartingWith(
                        "Cannot change table games.players (in the catalog): run " + FIRST + " holds it at version 0-")
                .hasMessageEndingWith(
                        ", and this change is to create the table. Run again when the other run has ended.");
    }

    @Test
    void changeThatWasDoneAndOvertakenIsNoConflict() {
        CatalogVersion created = catalog.put(table(FIRST), CatalogVersion.ABSENT);
        server.before("GetTable", () -> {});
        server.before("GetTable", () -> {
            GlueCatalog other = glue.catalog(GlueServer.ACCESS_KEY);
            RunId third = new RunId("20260103t000000z-00000003");
            other.put(table(third), other.find(PLAYERS).orElseThrow().version());
        });

        CatalogVersion version = catalog.put(table(SECOND), created);

        assertThat(version.value()).isEqualTo("overtaken-00000002");
        assertThatThrownBy(() -> catalog.put(table(FIRST), version)).isInstanceOf(CatalogConflictException.class);
    }

    @Test
    void throttlingThatDoesNotEndFailsAtTheDeadline() {
        server.throttle("GetTable", 1_000);

        assertThatThrownBy(() -> catalog.find(PLAYERS))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot read table games.players (in the Glue Data Catalog of eu-central-1):"
                        + " ThrottlingException: Rate exceeded. Run again when the catalog answers.");

        Duration waited = glue.time.sleeps().stream().reduce(Duration.ZERO, Duration::plus);
        assertThat(waited).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5));
        assertThat(server.calls()).hasSizeLessThan(60);
    }

    @Test
    void deniedAccessSaysWhoMayNotDoWhat() {
        server.deny("games", "players");

        assertThatThrownBy(() -> catalog.find(PLAYERS))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot read table games.players (in the Glue Data Catalog of eu-central-1):"
                        + " AccessDeniedException: User: arn:aws:sts::123456789012:assumed-role/jobs/run is not"
                        + " authorized to perform: glue:GetTable on resource:"
                        + " arn:aws:glue:eu-central-1:123456789012:table/games/players. Allow it for the role that runs"
                        + " the job, in IAM and, where it is in use, in Lake Formation.");
        assertThat(glue.time.sleeps()).isEmpty();
    }

    @Test
    void refusalThatDoesNotPassIsNotRepeated() {
        server.refuse("CreateTable", 1, "ResourceNumberLimitExceededException", "200000 tables");

        assertThatThrownBy(() -> catalog.put(table(FIRST), CatalogVersion.ABSENT))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot create table games.players (in the Glue Data Catalog of eu-central-1):"
                        + " ResourceNumberLimitExceededException: 200000 tables. Have the quota raised, or remove what"
                        + " is not needed.");
        assertThat(server.writes()).containsExactly("CreateTable");
    }

    @Test
    void wrongKeyIsReportedWithoutTheKeyOrTheSecret() {
        Throwable failure =
                catchThrowable(() -> glue.catalog("AKIDOFSOMEONEELSE").find(PLAYERS));

        assertThat(failure)
                .isInstanceOf(RelataException.class)
                .hasMessage(
                        "Cannot read table games.players (in the Glue Data Catalog of eu-central-1):"
                                + " UnrecognizedClientException with HTTP status 400. Renew the AWS credentials and run again.");
    }

    @Test
    void answerThatMayRepeatWhatWasSignedIsNotShown() {
        server.refuse("GetTable", 1, "InvalidSignatureException", "canonical x-amz-security-token: topsecret");

        assertThatThrownBy(() -> catalog.find(PLAYERS))
                .hasMessage("Cannot read table games.players (in the Glue Data Catalog of eu-central-1):"
                        + " InvalidSignatureException with HTTP status 400. Renew the AWS credentials and run again.");
    }

    @Test
    void endpointThatNobodyServesIsGivenUpAtTheDeadline() {
        URI nobody = server.endpoint();
        glue.server.close();

        assertThatThrownBy(() -> glue.catalog(nobody, GlueServer.ACCESS_KEY).find(PLAYERS))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot read table games.players (in the Glue Data Catalog of eu-central-1): no answer:"
                        + " ConnectException: Connection refused. Check the region and the way to its endpoint, and run"
                        + " again.");
    }

    @Test
    void hostThatDoesNotExistIsReportedAtOnce() {
        assertThatThrownBy(() -> glue.catalog(URI.create("http://glue.no-such-host.invalid"), GlueServer.ACCESS_KEY)
                        .find(PLAYERS))
                .isInstanceOf(RelataException.class)
                .hasMessageStartingWith("Cannot read table games.players (in the Glue Data Catalog of eu-central-1): no"
                        + " answer: UnknownHostException: ");
        assertThat(glue.time.sleeps()).isEmpty();
    }
}
