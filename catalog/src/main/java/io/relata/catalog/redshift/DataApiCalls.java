package io.relata.catalog.redshift;

import io.relata.RelataException;
import io.relata.catalog.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.redshiftdata.RedshiftDataClient;
import software.amazon.awssdk.services.redshiftdata.model.ActiveSessionsExceededException;
import software.amazon.awssdk.services.redshiftdata.model.ActiveStatementsExceededException;
import software.amazon.awssdk.services.redshiftdata.model.DescribeStatementResponse;
import software.amazon.awssdk.services.redshiftdata.model.GetStatementResultResponse;
import software.amazon.awssdk.services.redshiftdata.model.StatementStatusString;
import software.amazon.awssdk.services.redshiftdata.model.StatusString;
import software.amazon.awssdk.services.redshiftdata.model.SubStatementData;

/**
 * Gives SQL to the Redshift Data API and waits until it has run. Calls that fail for a passing reason are repeated by the
 * SDK; what is asked for twice under one token the API runs once.
 */
final class DataApiCalls {

    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    /** How long what was cancelled may take to end. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private static final int CLIENT_ERRORS = 400;
    private static final int SERVER_ERRORS = 500;

    private final RedshiftDataClient client;
    private final DataApiSettings settings;
    private final Clock clock;
    private final Sleeper sleeper;

    DataApiCalls(RedshiftDataClient client, DataApiSettings settings, Clock clock, Sleeper sleeper) {
        this.client = client;
        this.settings = settings;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /**
     * Runs one statement by itself, or several in a transaction.
     *
     * @param token by which the API knows that it has them already
     * @return the API's id of them
     * @throws RelataException when one fails, or they have not ended in time
     */
    String run(List<String> sqls, UUID token) {
        Waits waits = new Waits(settings.patience());
        String id = submit(sqls, token, waits);
        Optional<DescribeStatementResponse> ended = await(sqls, id, waits);
        String late = "";
        if (ended.isEmpty()) {
            late = waits.why() + ", and was cancelled";
            ended = cancelled(sqls, id);
        }
        if (ended.isEmpty()) {
            throw RelataException.failed(SqlFailure.unknown(sqls, id, late + ", which did not end it"));
        }
        if (ended.get().status() != StatusString.FINISHED) {
            throw late.isEmpty() ? failed(sqls, ended.get()) : RelataException.failed(SqlFailure.of(sqls, 1, late));
        }
        return id;
    }

    private String submit(List<String> sqls, UUID token, Waits waits) {
        while (true) {
            try {
                return sqls.size() == 1 ? execute(sqls.get(0), token) : executeAll(sqls, token);
            } catch (ActiveStatementsExceededException | ActiveSessionsExceededException e) {
                if (!waits.next()) {
                    throw RelataException.failed(SqlFailure.of(sqls, 1, String.valueOf(e.getMessage())), e);
                }
            } catch (SdkException e) {
                throw isRefusal(e)
                        ? RelataException.failed(SqlFailure.of(sqls, 1, String.valueOf(e.getMessage())), e)
                        : unknown(sqls, "the statements of token " + token, e);
            }
        }
    }

    /** Whether the API has answered that it did nothing. */
    private static boolean isRefusal(SdkException failure) {
        return failure instanceof SdkServiceException answer
                && answer.statusCode() >= CLIENT_ERRORS
                && answer.statusCode() < SERVER_ERRORS;
    }

    private String execute(String sql, UUID token) {
        return client.executeStatement(request -> request.sql(sql)
                        .clientToken(token.toString())
                        .database(settings.database())
                        .workgroupName(workgroup())
                        .clusterIdentifier(cluster())
                        .dbUser(user())
                        .secretArn(secret()))
                .id();
    }

    private String executeAll(List<String> sqls, UUID token) {
        return client.batchExecuteStatement(request -> request.sqls(sqls)
                        .clientToken(token.toString())
                        .database(settings.database())
                        .workgroupName(workgroup())
                        .clusterIdentifier(cluster())
                        .dbUser(user())
                        .secretArn(secret()))
                .id();
    }

    /** What became of them; empty when they have not ended in time. */
    private Optional<DescribeStatementResponse> await(List<String> sqls, String id, Waits waits) {
        try {
            while (true) {
                DescribeStatementResponse now = client.describeStatement(request -> request.id(id));
                switch (now.status()) {
                    case FINISHED, FAILED, ABORTED -> {
                        return Optional.of(now);
                    }
                    default -> {
                        if (!waits.next()) {
                            return Optional.empty();
                        }
                    }
                }
            }
        } catch (SdkException e) {
            throw unknown(sqls, id, e);
        }
    }

    /** Also where the thread is told to stop: the SDK makes no call then, and what runs would run on. */
    private Optional<DescribeStatementResponse> cancelled(List<String> sqls, String id) {
        boolean isToStop = Thread.interrupted();
        try {
            cancel(sqls, id);
            return await(sqls, id, new Waits(isToStop ? Duration.ZERO : GRACE));
        } finally {
            if (isToStop) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void cancel(List<String> sqls, String id) {
        try {
            client.cancelStatement(request -> request.id(id));
        } catch (SdkException e) {
            // What has ended meanwhile cannot be cancelled, and the next look tells how it ended.
            if (!isRefusal(e)) {
                throw unknown(sqls, id, e);
            }
        }
    }

    /** A page of what a query gave. */
    GetStatementResultResponse result(String sql, String id, Optional<String> page) {
        try {
            return client.getStatementResult(request -> request.id(id).nextToken(page.orElse(null)));
        } catch (SdkException e) {
            throw RelataException.failed(SqlFailure.of(List.of(sql), 1, String.valueOf(e.getMessage())), e);
        }
    }

    /** A transaction is told by the statement of it that failed. */
    private static RelataException failed(List<String> sqls, DescribeStatementResponse ended) {
        String why = Optional.ofNullable(ended.error())
                .orElse(ended.status() == StatusString.ABORTED ? "somebody cancelled it" : "no reason is given");
        int number = 1;
        for (SubStatementData one : ended.subStatements()) {
            if (one.status() == StatementStatusString.FAILED) {
                return RelataException.failed(SqlFailure.of(
                        sqls, number, Optional.ofNullable(one.error()).orElse(why)));
            }
            number++;
        }
        return RelataException.failed(SqlFailure.of(sqls, 1, why));
    }

    private static RelataException unknown(List<String> sqls, String handle, SdkException cause) {
        return RelataException.failed(SqlFailure.unknown(sqls, handle, String.valueOf(cause.getMessage())), cause);
    }

    @Nullable
    private String workgroup() {
        return settings.compute() instanceof DataApiSettings.Compute.Workgroup workgroup ? workgroup.name() : null;
    }

    @Nullable
    private String cluster() {
        return settings.compute() instanceof DataApiSettings.Compute.Cluster cluster ? cluster.identifier() : null;
    }

    @Nullable
    private String user() {
        return settings.login() instanceof DataApiSettings.Login.User user ? user.name() : null;
    }

    @Nullable
    private String secret() {
        return settings.login() instanceof DataApiSettings.Login.Secret secret ? secret.arn() : null;
    }

    /** The waits between one look and the next. */
    private final class Waits {

        private final Instant begun = clock.instant();
        private final Duration patience;
        private Duration wait = FIRST_WAIT;
        private boolean interrupted;

        private Waits(Duration patience) {
            this.patience = patience;
        }

        /** Waits; false, without waiting, when the time is up. */
        private boolean next() {
            if (Duration.between(begun, clock.instant()).plus(wait).compareTo(patience) > 0) {
                return false;
            }
            try {
                sleeper.sleep(wait);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                interrupted = true;
                return false;
            }
            wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
            return true;
        }

        private String why() {
            return interrupted
                    ? "the program was told to stop before it had ended"
                    : "it had not ended after " + patience.toSeconds() + " seconds";
        }
    }
}
