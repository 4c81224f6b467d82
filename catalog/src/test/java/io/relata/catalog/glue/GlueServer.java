package io.relata.catalog.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Glue Data Catalog's API on this machine: JSON 1.1 over HTTP with real state, the limits that Glue has, and faults
 * on order. It asks for signed requests of {@link #ACCESS_KEY} and does not check the signature itself.
 *
 * <p>Started by {@link #main} it serves until it is stopped: {@code catalog.endpoint=http://127.0.0.1:PORT} with
 * {@code AWS_ACCESS_KEY_ID} set to the key and any secret.
 */
public final class GlueServer implements AutoCloseable {

    /** The access key id that requests must be signed with. */
    public static final String ACCESS_KEY = "AKIDRELATATEST";

    private static final Pattern SIGNED = Pattern.compile("AWS4-HMAC-SHA256 Credential=([^/]+)/\\d{8}/[a-z0-9-]+/glue/"
            + "aws4_request, ?SignedHeaders=[a-z0-9;-]+, ?Signature=[0-9a-f]{64}");

    private final JsonMapper json = new JsonMapper();
    private final HttpServer http;
    private final ExecutorService threads;
    private final GlueStore store;
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, Deque<Fault>> faults = new ConcurrentHashMap<>();
    private final Set<String> denied = Collections.synchronizedSet(new HashSet<>());
    private final Set<String> readOnly = Collections.synchronizedSet(new HashSet<>());

    private GlueServer(int port, Clock clock) throws IOException {
        store = new GlueStore(clock);
        http = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
        threads = Executors.newFixedThreadPool(8, task -> {
            Thread thread = new Thread(task, "glue-server");
            thread.setDaemon(true);
            return thread;
        });
        http.setExecutor(threads);
        http.createContext("/", this::answer);
        http.start();
    }

    /** A server on a free port. */
    public static GlueServer start() {
        return start(0);
    }

    /** @param port 0 for a free one */
    public static GlueServer start(int port) {
        try {
            return new GlueServer(port, Clock.systemUTC());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param arguments the port */
    public static void main(String[] arguments) throws InterruptedException {
        try (GlueServer server = start(Integer.parseInt(arguments[0]))) {
            System.out.println("The Glue API is at " + server.endpoint() + " for AWS_ACCESS_KEY_ID=" + ACCESS_KEY);
            Thread.currentThread().join();
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }

    /** What happens to the next calls of an operation, in the order given. */
    private sealed interface Fault {
        record Refuse(GlueRefusal refusal) implements Fault {}

        record LoseAnswer() implements Fault {}

        record Before(Runnable action) implements Fault {}
    }

    /** Refuses the next calls of an operation as too many. */
    public void throttle(String operation, int times) {
        order(operation, times, new Fault.Refuse(GlueRefusal.of("ThrottlingException", "Rate exceeded")));
    }

    /** Fails the next calls of an operation without doing anything. */
    public void fail(String operation, int times) {
        order(operation, times, new Fault.Refuse(GlueRefusal.internal()));
    }

    /** Refuses the next calls of an operation with an error of a name. */
    public void refuse(String operation, int times, String type, String message) {
        order(operation, times, new Fault.Refuse(GlueRefusal.of(type, message)));
    }

    /** Does what the next calls of an operation ask for, and ends the connection instead of answering. */
    public void loseAnswer(String operation, int times) {
        order(operation, times, new Fault.LoseAnswer());
    }

    /** Does something of its own just before the next call of an operation. */
    public void before(String operation, Runnable action) {
        order(operation, 1, new Fault.Before(action));
    }

    /** Refuses a partition within the next batches that hold it, once for each code. */
    public void refusePartition(List<String> values, String... codes) {
        List.of(codes).forEach(code -> store.refuseItem(values, code));
    }

    /** Leaves so many partitions out of the next answers to BatchGetPartition, as unprocessed. */
    public void leaveUnprocessed(int partitions) {
        store.leaveUnprocessed(partitions);
    }

    /** Denies all access to a table. */
    public void deny(String database, String table) {
        denied.add(database + "." + table);
    }

    /** Denies to change a table. */
    public void denyChanges(String database, String table) {
        readOnly.add(database + "." + table);
    }

    /** Takes back {@link #deny} and {@link #denyChanges}. */
    public void allow(String database, String table) {
        denied.remove(database + "." + table);
        readOnly.remove(database + "." + table);
    }

    /** Cuts pages to so many items. */
    public void longestPage(int items) {
        store.longestPage(items);
    }

    private void order(String operation, int times, Fault fault) {
        Deque<Fault> ordered = faults.computeIfAbsent(operation, key -> new ArrayDeque<>());
        synchronized (ordered) {
            ordered.addAll(Collections.nCopies(times, fault));
        }
    }

    /** The operations called since the start or {@link #forgetCalls}, in order. */
    public List<String> calls() {
        synchronized (calls) {
            return List.copyOf(calls);
        }
    }

    /** Those of {@link #calls} that can change something. */
    public List<String> writes() {
        return calls().stream()
                .filter(call -> !call.startsWith("Get") && !call.startsWith("BatchGet"))
                .toList();
    }

    public void forgetCalls() {
        calls.clear();
    }

    /** A table as GetTable would show it; empty when there is none. */
    public Optional<JsonNode> table(String database, String table) {
        return store.find(database, table).map(stored -> stored.table().deepCopy());
    }

    /** The partitions of a table as GetPartitions would show them. */
    public List<JsonNode> partitions(String database, String table) {
        return store.find(database, table)
                .map(stored -> stored.partitions().values().stream()
                        .map(partition -> (JsonNode) partition.deepCopy())
                        .toList())
                .orElse(List.of());
    }

    /** The partition indexes of a table as GetPartitionIndexes would show them. */
    public List<JsonNode> indexes(String database, String table) {
        return store.find(database, table)
                .map(stored -> stored.indexes().all().stream()
                        .map(index -> (JsonNode) index.deepCopy())
                        .toList())
                .orElse(List.of());
    }

    /** Glue has made the indexes of a table that it was at. */
    public void endIndexing(String database, String table) {
        indexing(database, table, index -> index.put("IndexStatus", "ACTIVE"));
    }

    /** Glue could not make the indexes of a table that it was at, for what it found in a partition. */
    public void failIndexing(String database, String table, String code, String... values) {
        indexing(database, table, index -> {
            ObjectNode error = index.put("IndexStatus", "FAILED")
                    .putArray("BackfillErrors")
                    .addObject()
                    .put("Code", code);
            List.of(values).forEach(error.putArray("Partitions").addObject().putArray("Values")::add);
        });
    }

    private void indexing(String database, String table, Consumer<ObjectNode> change) {
        store.find(database, table).orElseThrow().indexes().all().stream()
                .filter(index -> index.path("IndexStatus").asText().equals("CREATING"))
                .forEach(change);
    }

    /** Another program has begun to delete the indexes of a table. */
    public void deleteIndexes(String database, String table) {
        store.find(database, table)
                .orElseThrow()
                .indexes()
                .all()
                .forEach(index -> index.put("IndexStatus", "DELETING"));
    }

    /** What the catalog has of a table's columns, as GetColumnStatisticsForTable would show it, by column. */
    public Map<String, JsonNode> columnStatistics(String database, String table) {
        return store.find(database, table)
                .map(stored -> new TreeMap<String, JsonNode>(stored.statistics().all()))
                .orElseGet(TreeMap::new);
    }

    /** Refuses a column within the next batch of statistics that holds it. */
    public void refuseStatistics(String database, String table, String column, String code) {
        store.find(database, table).orElseThrow().statistics().refuse(column, code);
    }

    /** How many earlier versions of a table Glue keeps. */
    public int archivedVersions(String database, String table) {
        return store.find(database, table).map(GlueStore.StoredTable::archived).orElse(0);
    }

    /** Another program changes a table. */
    public void change(String database, String table, Consumer<ObjectNode> change) {
        store.change(database, table, change);
    }

    /** Another program makes a call. */
    public JsonNode call(String operation, String request) {
        try {
            return store.perform(operation, json.readTree(request));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String target = Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Target"))
                    .orElse("");
            String operation = target.substring(target.indexOf('.') + 1);
            calls.add(operation);
            try {
                requireSigned(exchange);
                JsonNode request = json.readTree(body);
                requireAllowed(operation, request);
                Optional<Fault> fault = next(operation);
                if (fault.isPresent() && fault.get() instanceof Fault.Refuse refuse) {
                    throw refuse.refusal();
                }
                if (fault.isPresent() && fault.get() instanceof Fault.Before before) {
                    before.action().run();
                }
                JsonNode answer = store.perform(operation, request);
                if (fault.isPresent() && fault.get() instanceof Fault.LoseAnswer) {
                    return;
                }
                send(exchange, 200, answer);
            } catch (GlueRefusal e) {
                send(
                        exchange,
                        e.status(),
                        json.createObjectNode().put("__type", e.type()).put("Message", e.getMessage()));
            }
        }
    }

    private static void requireSigned(HttpExchange exchange) {
        String authorization = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .orElse("");
        Matcher signed = SIGNED.matcher(authorization);
        if (!signed.matches()) {
            throw GlueRefusal.of("MissingAuthenticationTokenException", "Missing Authentication Token");
        }
        if (!signed.group(1).equals(ACCESS_KEY)) {
            throw GlueRefusal.of(
                    "UnrecognizedClientException", "The security token included in the request is invalid.");
        }
    }

    private void requireAllowed(String operation, JsonNode request) {
        String database = request.path("DatabaseName").asText();
        for (JsonNode name : List.of(
                request.path("Name"),
                request.path("TableName"),
                request.path("TableInput").path("Name"))) {
            String table = database + "." + name.asText().toLowerCase(Locale.ROOT);
            if (denied.contains(table) || (readOnly.contains(table) && !operation.contains("Get"))) {
                throw GlueRefusal.of(
                        "AccessDeniedException",
                        "User: arn:aws:sts::123456789012:assumed-role/jobs/run is not authorized to perform: glue:"
                                + operation + " on resource: arn:aws:glue:eu-central-1:123456789012:table/"
                                + table.replace('.', '/'));
            }
        }
    }

    private Optional<Fault> next(String operation) {
        Deque<Fault> ordered = faults.get(operation);
        if (ordered == null) {
            return Optional.empty();
        }
        synchronized (ordered) {
            return Optional.ofNullable(ordered.poll());
        }
    }

    private void send(HttpExchange exchange, int status, JsonNode answer) throws IOException {
        byte[] body = json.writeValueAsString(answer).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
        exchange.getResponseHeaders().add("x-amzn-RequestId", "00000000-0000-4000-8000-000000000000");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
