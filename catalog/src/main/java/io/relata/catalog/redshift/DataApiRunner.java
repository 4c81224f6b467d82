package io.relata.catalog.redshift;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.Warehouse;
import io.relata.catalog.Sleeper;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.redshiftdata.RedshiftDataClient;
import software.amazon.awssdk.services.redshiftdata.RedshiftDataClientBuilder;
import software.amazon.awssdk.services.redshiftdata.model.ColumnMetadata;
import software.amazon.awssdk.services.redshiftdata.model.Field;
import software.amazon.awssdk.services.redshiftdata.model.GetStatementResultResponse;

/**
 * Runs statements through the Redshift Data API, which needs no network path to the warehouse. Each statement, and each
 * transaction, is given to the API under a token of its own, so that one whose answer is lost is not run twice when it is
 * asked for again; then the API is asked how it stands, less and less often, until it has ended.
 */
public final class DataApiRunner implements SqlRunner {

    /** As many as the API takes in one transaction (BatchExecuteStatement). */
    static final int MOST_STATEMENTS = 40;

    /** In bytes, what the API takes of one statement. */
    private static final int LONGEST = 100_000;

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final RedshiftDataClient client;
    private final DataApiCalls calls;

    DataApiRunner(RedshiftDataClient client, DataApiSettings settings, Clock clock, Sleeper sleeper) {
        this.client = client;
        this.calls = new DataApiCalls(client, settings, clock, sleeper);
    }

    /** A runner that makes its first call when it is first used. */
    public static DataApiRunner open(DataApiSettings settings) {
        return new DataApiRunner(
                client(settings, DefaultCredentialsProvider.create()),
                settings,
                Clock.systemUTC(),
                duration -> Thread.sleep(duration.toMillis()));
    }

    static RedshiftDataClient client(DataApiSettings settings, AwsCredentialsProvider credentials) {
        RedshiftDataClientBuilder builder = RedshiftDataClient.builder()
                .region(Region.of(settings.region()))
                .credentialsProvider(credentials)
                .httpClientBuilder(
                        ApacheHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(ANSWER));
        settings.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    @Override
    public void run(RedshiftStatement statement) {
        runAll(List.of(statement.sql()));
    }

    @Override
    public void run(Transaction transaction) {
        List<String> sqls =
                transaction.statements().stream().map(RedshiftStatement::sql).toList();
        if (sqls.size() > MOST_STATEMENTS) {
            throw refused("a transaction of " + sqls.size() + " statements", "it takes 40 at most");
        }
        runAll(sqls);
    }

    private String runAll(List<String> sqls) {
        for (String sql : sqls) {
            int bytes = sql.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > LONGEST) {
                throw refused(
                        "a statement, " + sql.lines().findFirst().orElse(""),
                        "it has " + bytes + " bytes, and 100,000 at most are taken");
            }
        }
        return calls.run(sqls, UUID.randomUUID());
    }

    @Override
    public Warehouse.QueryResult query(SelectQuery query) {
        String id = runAll(List.of(query.sql()));
        List<String> names = new ArrayList<>();
        List<List<Optional<String>>> rows = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            GetStatementResultResponse page = calls.result(query.sql(), id, next);
            if (names.isEmpty()) {
                page.columnMetadata().stream().map(ColumnMetadata::name).forEach(names::add);
            }
            for (List<Field> record : page.records()) {
                if (rows.size() == SqlFailure.MOST_ROWS) {
                    throw SqlFailure.tooManyRows(query.sql());
                }
                rows.add(record.stream().map(DataApiRunner::text).toList());
            }
            next = Optional.ofNullable(page.nextToken());
        } while (next.isPresent());
        return new Warehouse.QueryResult(names, rows);
    }

    private static Optional<String> text(Field field) {
        return switch (field.type()) {
            case IS_NULL -> Optional.empty();
            case STRING_VALUE -> Optional.of(field.stringValue());
            case LONG_VALUE -> Optional.of(field.longValue().toString());
            case DOUBLE_VALUE -> Optional.of(field.doubleValue().toString());
            case BOOLEAN_VALUE -> Optional.of(field.booleanValue().toString());
            case BLOB_VALUE ->
                Optional.of(HexFormat.of().formatHex(field.blobValue().asByteArray()));
            case UNKNOWN_TO_SDK_VERSION ->
                throw new IllegalStateException("The Redshift Data API gives a value of a kind that is not known here");
        };
    }

    private static RelataException refused(String what, String why) {
        return RelataException.usage(new Problem(
                "Cannot give " + what + " to the Redshift Data API", "its limits", why, "Write fewer or shorter ones"));
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (SdkException e) {
            throw RelataException.failed(
                    new Problem(
                            "Cannot close the Redshift Data API",
                            "its client",
                            String.valueOf(e.getMessage()),
                            "Nothing: what ran has run"),
                    e);
        }
    }
}
