package io.relata.jobs.lineage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends events to a server. What it answers is neither read nor shown, and where it points elsewhere nobody follows. */
final class HttpReceiver implements Receiver {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int FIRST_SUCCESS = 200;
    private static final int FIRST_REDIRECT = 300;
    private static final int FIRST_SERVER_ERROR = 500;

    private final HttpClient client;
    private final String url;
    private final Optional<String> key;
    private final Patience patience;

    /**
     * How long a server is waited for.
     *
     * @param answer the longest that one try may take
     * @param pause before the second try; twice as long before the third, and so on
     */
    record Patience(Duration answer, Duration pause, int tries) {

        static final Patience USUAL = new Patience(Duration.ofSeconds(5), Duration.ofMillis(500), 3);
    }

    /** What one try came to; a failure that may pass is worth another. */
    private record Answer(Optional<String> failure, boolean mayPass) {

        static final Answer TAKEN = new Answer(Optional.empty(), false);

        static Answer passing(String failure) {
            return new Answer(Optional.of(failure), true);
        }
    }

    /** @param key what is sent as bearer token */
    HttpReceiver(String url, Optional<String> key, Patience patience) {
        this.client = HttpClient.newBuilder()
                .connectTimeout(patience.answer())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        this.url = url;
        this.key = key;
        this.patience = patience;
    }

    @Override
    public String place() {
        return url;
    }

    @Override
    public void take(ObjectNode event) throws IOException {
        HttpRequest request = request(event);
        Answer answer = sent(request);
        int tries = 1;
        for (; answer.mayPass() && tries < patience.tries(); tries++) {
            pause(patience.pause().multipliedBy(1L << (tries - 1)));
            answer = sent(request);
        }
        if (answer.failure().isPresent()) {
            throw new IOException(answer.failure().get() + (tries > 1 ? ", the last of " + tries + " times" : ""));
        }
    }

    private HttpRequest request(ObjectNode event) throws IOException {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                    .timeout(patience.answer())
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(event.toString(), StandardCharsets.UTF_8));
            key.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
            return request.build();
        } catch (IllegalArgumentException refused) {
            // Its message quotes the key.
            throw new IOException("the address names no server, or the key holds what no header may hold");
        }
    }

    private Answer sent(HttpRequest request) throws IOException {
        var sending = client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
        try {
            // The request's own limit ends with the headers, and a body may go on for ever.
            int status = sending.get(patience.answer().toMillis(), TimeUnit.MILLISECONDS)
                    .statusCode();
            if (status >= FIRST_SUCCESS && status < FIRST_REDIRECT) {
                return Answer.TAKEN;
            }
            boolean mayPass = status >= FIRST_SERVER_ERROR || status == TOO_MANY_REQUESTS || status == REQUEST_TIMEOUT;
            return new Answer(Optional.of("it answered " + status), mayPass);
        } catch (TimeoutException e) {
            sending.cancel(true);
            return late();
        } catch (ExecutionException e) {
            Throwable cause = Optional.ofNullable(e.getCause()).orElse(e);
            // The request's own limit, which is as long, may be noticed first.
            return cause instanceof HttpTimeoutException
                    ? late()
                    : Answer.passing("it cannot be reached (" + cause.getClass().getSimpleName() + ")");
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private Answer late() {
        return Answer.passing("it did not answer within " + patience.answer().toMillis() + " ms");
    }

    private static void pause(Duration time) throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(time.toMillis());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IOException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new IOException("the run was interrupted", cause);
    }
}
