package io.relata.jobs.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("any-spark")
@Timeout(60)
class HttpReceiverTest {

    private static final HttpReceiver.Patience MUCH = patience(10_000);
    private static final HttpReceiver.Patience LITTLE = patience(200);
    private static final ObjectNode EVENT =
            JsonNodeFactory.instance.objectNode().put("job", "\u00e4\n\u2028");

    private LineageServer server;

    @BeforeEach
    void start() throws IOException {
        server = LineageServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static HttpReceiver.Patience patience(long millis) {
        return new HttpReceiver.Patience(Duration.ofMillis(millis), Duration.ofMillis(1), 3);
    }

    private void send(Optional<String> key) throws IOException {
        new HttpReceiver(server.url(), key, MUCH).take(EVENT);
    }

    private void isRefused(String why) {
        assertThatThrownBy(() -> send(Optional.empty()))
                .isInstanceOf(IOException.class)
                .hasMessage(why);
    }

    @Test
    void anEventIsSentOnceWithTheKey() throws IOException {
        send(Optional.of("s3cret"));
        assertThat(server.received())
                .containsExactly(new LineageServer.Received(
                        "/api/v1/lineage", "application/json", "Bearer s3cret", "{\"job\":\"\u00e4\\n\u2028\"}"));
    }

    @Test
    void aServerThatFailsForAMomentIsAskedAgain() throws IOException {
        server.answering(503).answering(429);
        send(Optional.empty());
        assertThat(server.received()).hasSize(3).extracting("authorization").containsOnly("null");
    }

    @Test
    void aServerThatGoesOnFailingIsGivenUp() {
        server.answering(500).answering(500).answering(500);
        isRefused("it answered 500, the last of 3 times");
        assertThat(server.received()).hasSize(3);
    }

    @Test
    void whatTheServerDoesNotWantIsNotSentAgain() {
        server.answering(401);
        isRefused("it answered 401");
        assertThat(server.received()).hasSize(1);
    }

    /** The key would go to whoever the answer names. */
    @Test
    void nobodyFollowsAServerElsewhere() {
        server.answering(307);
        isRefused("it answered 307");
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void aServerThatHangsIsNotWaitedForLong() {
        server.hanging().endless().hanging();
        assertThatThrownBy(() -> new HttpReceiver(server.url(), Optional.empty(), LITTLE).take(EVENT))
                .hasMessage("it did not answer within 200 ms, the last of 3 times");
    }

    @Test
    void whereNobodyListensIsSaid() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        assertThatThrownBy(() -> new HttpReceiver("http://127.0.0.1:" + port + "/", Optional.empty(), MUCH).take(EVENT))
                .hasMessage("it cannot be reached (ConnectException), the last of 3 times");
    }

    @Test
    void aKeyThatNoHeaderMayHoldIsNotTold() {
        assertThatThrownBy(() -> send(Optional.of("s3cret\r\nX: y")))
                .hasMessage("the address names no server, or the key holds what no header may hold")
                .hasNoCause();
        assertThat(server.received()).isEmpty();
    }
}
