package io.relata.catalog.redshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.relata.RelataException;
import io.relata.catalog.Sleeper;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

@Tag("any-spark")
class DataApiRunnerTest extends SqlRunnerContract {

    private static final String FIRST_LINE = "(INSERT INTO \"mart\".\"t\" (\"k\", \"v\"))";

    private final List<Duration> waits = new ArrayList<>();
    private Sleeper sleeper = waits::add;
    private DataApiServer server;
    private DataApiRunner runner;

    /** Goes on only while somebody waits. */
    private final class WaitedClock extends Clock {

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return waits.stream().reduce(Instant.EPOCH, Instant::plus, (one, other) -> other);
        }
    }

    @BeforeEach
    void start() throws IOException {
        server = DataApiServer.start(SqlRunnerContract::connection);
        runner = runner(new DataApiSettings.Compute.Workgroup("analytics"), new DataApiSettings.Login.Role());
    }

    private DataApiRunner runner(DataApiSettings.Compute compute, DataApiSettings.Login login) {
        DataApiSettings settings = new DataApiSettings(
                "eu-central-1", Optional.of(server.endpoint()), compute, "dev", login, Duration.ofMinutes(1));
        return new DataApiRunner(
                DataApiRunner.client(
                        settings, StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret"))),
                settings,
                new WaitedClock(),
                duration -> sleeper.sleep(duration));
    }

    @AfterEach
    void stop() {
        runner.close();
        server.close();
    }

    @Override
    SqlRunner runner() {
        return runner;
    }

    @Test
    void aStatementIsLookedAtLessAndLessOftenUntilItHasEnded() {
        server.pendingFor(7);
        runner.run(insert("SELECT 1, 'a'"));
        assertThat(waits)
                .extracting(Duration::toMillis)
                .containsExactly(200L, 400L, 800L, 1_600L, 3_200L, 5_000L, 5_000L);
        assertThat(server.calls())
                .startsWith("ExecuteStatement")
                .endsWith("DescribeStatement")
                .hasSize(9);
    }

    @Test
    void severalStatementsAreOneBatch() {
        runner.run(new Transaction(List.of(insert("SELECT 1, 'a'"), insert("SELECT 2, 'b'"))));
        assertThat(server.calls()).containsExactly("BatchExecuteStatement", "DescribeStatement");
    }

    @Test
    void whatRunsAndAsWhomIsTold() {
        runner.run(insert("SELECT 1, 'a'"));
        JsonNode asRole = server.requests().get(0);
        assertThat(asRole.path("WorkgroupName").asText()).isEqualTo("analytics");
        assertThat(asRole.path("Database").asText()).isEqualTo("dev");
        assertThat(asRole.has("DbUser") || asRole.has("SecretArn") || asRole.has("ClusterIdentifier"))
                .isFalse();
        try (DataApiRunner onCluster =
                runner(new DataApiSettings.Compute.Cluster("c1"), new DataApiSettings.Login.User("loader"))) {
            onCluster.run(insert("SELECT 2, 'b'"));
        }
        JsonNode asUser = server.requests().get(2);
        assertThat(asUser.path("ClusterIdentifier").asText()).isEqualTo("c1");
        assertThat(asUser.path("DbUser").asText()).isEqualTo("loader");
        try (DataApiRunner withSecret = runner(
                new DataApiSettings.Compute.Cluster("c1"),
                new DataApiSettings.Login.Secret("arn:aws:secretsmanager:x"))) {
            withSecret.run(new Transaction(List.of(insert("SELECT 3, 'c'"), insert("SELECT 4, 'd'"))));
        }
        assertThat(server.requests().get(4).path("SecretArn").asText()).isEqualTo("arn:aws:secretsmanager:x");
    }

    @Test
    void aStatementWhoseAnswerIsLostRunsOnce() {
        server.loseAnswer("ExecuteStatement", 2);
        runner.run(insert("SELECT 1, 'a'"));
        assertThat(rows()).containsExactly(row("1", "a"));
        server.loseAnswer("BatchExecuteStatement", 1);
        runner.run(new Transaction(List.of(insert("SELECT 2, 'b'"), insert("SELECT 3, 'c'"))));
        assertThat(rows()).containsExactly(row("1", "a"), row("2", "b"), row("3", "c"));
    }

    @Test
    void aStatementWhoseAnswersAreAllLostMayHaveRun() {
        server.loseAnswer("ExecuteStatement", 100);
        assertThatThrownBy(() -> runner.run(insert("SELECT 1, 'a'")))
                .isInstanceOf(RelataException.class)
                .hasMessageStartingWith("Cannot tell whether a statement ran in the warehouse " + FIRST_LINE + ": ")
                .hasMessageContaining(". See in the warehouse what became of the statements of token ")
                .hasMessageEndingWith(" before you run again.");
    }

    @Test
    void callsThatAreThrottledAreMadeAgain() {
        server.refuse("DescribeStatement", 2, "ThrottlingException");
        runner.run(insert("SELECT 1, 'a'"));
        assertThat(rows()).containsExactly(row("1", "a"));
        server.refuse("ExecuteStatement", 1, "InternalServerException");
        runner.run(insert("SELECT 2, 'b'"));
        assertThat(rows()).hasSize(2);
    }

    @Test
    void aWarehouseThatIsBusyIsAskedUntilItIsNot() {
        server.refuse("ExecuteStatement", 3, "ActiveStatementsExceededException");
        runner.run(insert("SELECT 1, 'a'"));
        assertThat(waits).extracting(Duration::toMillis).containsExactly(200L, 400L, 800L);
        assertThat(rows()).containsExactly(row("1", "a"));
        server.refuse("ExecuteStatement", 100, "ActiveStatementsExceededException");
        assertThatThrownBy(() -> runner.run(insert("SELECT 2, 'b'")))
                .isInstanceOf(RelataException.class)
                .hasMessageStartingWith(
                        "Cannot run a statement in the warehouse " + FIRST_LINE + ": refused as ordered")
                .hasMessageEndingWith(". See what the warehouse says, then run again.");
    }

    @Test
    void whatTheApiRefusesHasNotRun() {
        server.refuse("ExecuteStatement", 1, "ValidationException");
        assertThatThrownBy(() -> runner.run(insert("SELECT 1, 'a'")))
                .isInstanceOf(RelataException.class)
                .hasMessageStartingWith(
                        "Cannot run a statement in the warehouse " + FIRST_LINE + ": refused as ordered")
                .hasMessageEndingWith(". See what the warehouse says, then run again.");
        assertThat(server.given()).isEmpty();
    }

    @Test
    void aStatementThatTakesTooLongIsCancelled() {
        server.ending(DataApiServer.Ending.WHEN_CANCELLED);
        assertThatThrownBy(() -> runner.run(insert("SELECT 1, 'a'")))
                .isInstanceOf(RelataException.class)
                .hasMessage(
                        "Cannot run a statement in the warehouse " + FIRST_LINE + ": it had not ended after 60 seconds,"
                                + " and was cancelled. See what the warehouse says, then run again.");
        assertThat(server.calls()).endsWith("CancelStatement", "DescribeStatement");
        server.ending(DataApiServer.Ending.BY_ITSELF);
        assertThat(rows()).isEmpty();
    }

    @Test
    void aStatementThatEndsJustBeforeItIsCancelledHasRun() {
        server.ending(DataApiServer.Ending.JUST_BEFORE_THE_CANCEL);
        runner.run(insert("SELECT 1, 'a'"));
        assertThat(server.calls()).endsWith("CancelStatement", "DescribeStatement");
        server.ending(DataApiServer.Ending.BY_ITSELF);
        assertThat(rows()).containsExactly(row("1", "a"));
    }

    @Test
    void nobodyKnowsWhatBecomesOfAStatementThatCannotBeCancelled() {
        server.ending(DataApiServer.Ending.NEVER);
        assertThatThrownBy(() -> runner.run(insert("SELECT 1, 'a'")))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot tell whether a statement ran in the warehouse " + FIRST_LINE
                        + ": it had not ended after"
                        + " 60 seconds, and was cancelled, which did not end it. See in the warehouse what became of"
                        + " statement-1 before you run again.");
    }

    @Test
    void aStatementThatSomebodyCancelsFails() {
        server.ending(DataApiServer.Ending.BY_SOMEBODY);
        assertThatThrownBy(() -> runner.run(insert("SELECT 1, 'a'")))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot run a statement in the warehouse " + FIRST_LINE
                        + ": somebody cancelled it. See what the warehouse says, then run again.");
    }

    @Test
    void aProgramThatIsToldToStopCancelsWhatItRuns() {
        server.ending(DataApiServer.Ending.WHEN_CANCELLED);
        sleeper = duration -> {
            throw new InterruptedException();
        };
        try {
            assertThatThrownBy(() -> runner.run(insert("SELECT 1, 'a'")))
                    .isInstanceOf(RelataException.class)
                    .hasMessage(
                            "Cannot run a statement in the warehouse " + FIRST_LINE + ": the program was told to stop"
                                    + " before it had ended, and was cancelled. See what the warehouse says, then run again.");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(server.calls())
                .containsExactly("ExecuteStatement", "DescribeStatement", "CancelStatement", "DescribeStatement");
    }

    @Test
    void whatIsTooMuchForTheApiIsNotSent() {
        List<RedshiftStatement> many = Collections.nCopies(41, insert("SELECT 1, 'a'"));
        assertThatThrownBy(() -> runner.run(new Transaction(many)))
                .isInstanceOf(RelataException.class)
                .hasMessage(
                        "Cannot give a transaction of 41 statements to the Redshift Data API (its limits): it takes 40 at"
                                + " most. Write fewer or shorter ones.");
        assertThatThrownBy(() -> runner.run(insert("SELECT 1, '" + "\u00e9".repeat(50_000) + "'")))
                .isInstanceOf(RelataException.class)
                .hasMessageStartingWith(
                        "Cannot give a statement, INSERT INTO \"mart\".\"t\" (\"k\", \"v\") to the Redshift Data"
                                + " API (its limits): it has 1000")
                .hasMessageEndingWith(" bytes, and 100,000 at most are taken. Write fewer or shorter ones.");
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void settingsThatCannotBeAreRefused() {
        assertThatThrownBy(
                        () -> runner(new DataApiSettings.Compute.Workgroup("w"), new DataApiSettings.Login.User("u")))
                .isInstanceOf(RelataException.class)
                .hasMessage(
                        "Cannot use the Redshift Data API (its settings): a workgroup of Redshift Serverless takes no"
                                + " user's name. Leave the user out, or give the ARN of a secret.");
    }
}
