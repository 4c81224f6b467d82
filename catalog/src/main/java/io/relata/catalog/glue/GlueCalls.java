package io.relata.catalog.glue;

import io.relata.RelataException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;

/** The client, how calls of it are repeated, and how its failures are told. */
final class GlueCalls implements AutoCloseable {

    private final GlueClient client;
    private final GlueSettings settings;
    private final Backoff backoff;

    GlueCalls(GlueClient client, GlueSettings settings, Backoff backoff) {
        this.client = client;
        this.settings = settings;
        this.backoff = backoff;
    }

    GlueClient client() {
        return client;
    }

    /** The catalog's id as the SDK wants it: null means that of the credentials. */
    @Nullable
    String catalogId() {
        return settings.catalogId().orElse(null);
    }

    Backoff.Attempts attempts() {
        return backoff.begin();
    }

    /**
     * Makes a call that may be made more than once, until it succeeds.
     *
     * @param what what cannot be done when it fails
     * @throws RelataException when it fails for good
     */
    <T> T repeat(String what, Function<GlueClient, T> call) {
        Backoff.Attempts attempts = attempts();
        while (true) {
            try {
                return call.apply(client);
            } catch (SdkException e) {
                if (!GlueFailures.isPassing(e) || !attempts.pause()) {
                    throw problem(what, e);
                }
            }
        }
    }

    /** {@link #repeat} for a call that may ask for what does not exist. */
    <T> Optional<T> repeatIfExists(String what, Function<GlueClient, T> call) {
        return repeat(what, client -> {
            try {
                return Optional.of(call.apply(client));
            } catch (EntityNotFoundException e) {
                return Optional.empty();
            }
        });
    }

    RelataException problem(String what, SdkException failure) {
        return GlueFailures.problem(what, place(), failure);
    }

    String place() {
        return "in the Glue Data Catalog of " + settings.region();
    }

    @Override
    public void close() {
        client.close();
    }
}
