package io.relata.jobs.lineage;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server of this machine that keeps the events it is sent, and answers as a test wants it. */
public final class LineageServer implements AutoCloseable {

    private static final int HANGS = 0;
    private static final int ENDLESS = 1;

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Queue<Integer> answers = new ArrayDeque<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer http;

    /** A request, however it was answered. */
    public record Received(String path, String type, String authorization, String body) {}

    private LineageServer() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        http.setExecutor(threads);
        http.createContext("/", this::answer);
        http.start();
    }

    public static LineageServer start() throws IOException {
        return new LineageServer();
    }

    public String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort() + "/api/v1/lineage";
    }

    public List<Received> received() {
        return List.copyOf(received);
    }

    /** The next request is answered so; those for which nothing is said, with 201. */
    public synchronized LineageServer answering(int status) {
        answers.add(status);
        return this;
    }

    /** The next request is not answered. */
    LineageServer hanging() {
        return answering(HANGS);
    }

    /** The answer to the next request begins and never ends. */
    LineageServer endless() {
        return answering(ENDLESS);
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }

    private synchronized int next() {
        return answers.isEmpty() ? 201 : answers.remove();
    }

    private void answer(HttpExchange exchange) throws IOException {
        received.add(new Received(
                exchange.getRequestURI().toString(),
                String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")),
                String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        int status = next();
        if (status == HANGS) {
            return;
        }
        if (status == ENDLESS) {
            exchange.sendResponseHeaders(201, 0);
            exchange.getResponseBody().flush();
            return;
        }
        exchange.getResponseHeaders().add("Location", url() + "/elsewhere");
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }
}
