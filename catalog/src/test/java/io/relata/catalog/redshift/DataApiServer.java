package io.relata.catalog.redshift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The Redshift Data API on this machine: its protocol over HTTP, with a PostgreSQL behind it that runs what it is given,
 * and faults on order. Statements have run when they are taken, and say so only after some looks.
 */
final class DataApiServer implements AutoCloseable {

    private static final int PAGES = 10;

    private final JsonMapper json = new JsonMapper();
    private final HttpServer http;
    private final Callable<Connection> sessions;
    private final Map<String, Execution> executions = new ConcurrentHashMap<>();
    private final Map<String, String> idsByToken = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> refusals = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> lostAnswers = new ConcurrentHashMap<>();
    private final List<JsonNode> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private String refusal = "";
    private int looks;
    private Ending ending = Ending.BY_ITSELF;

    /** How statements end that are given from now on. */
    enum Ending {
        /** When they have run. */
        BY_ITSELF,
        /** They run on until they are cancelled, and have done nothing then. */
        WHEN_CANCELLED,
        /** They have run just before they are cancelled. */
        JUST_BEFORE_THE_CANCEL,
        /** Never, whatever is asked. */
        NEVER,
        /** Somebody else cancels them. */
        BY_SOMEBODY
    }

    /** Statements that were given. */
    private final class Execution {
        private final List<String> sqls;
        private final ObjectNode result = json.createObjectNode();
        private final ArrayNode rows = json.createArrayNode();
        private int looksLeft = looks;
        private final Ending ends = ending;
        private String status = "FINISHED";
        private String error = "";
        private int failed = -1;

        private Execution(List<String> sqls) {
            this.sqls = sqls;
        }
    }

    private DataApiServer(Callable<Connection> sessions) throws IOException {
        this.sessions = sessions;
        http = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        http.createContext("/", this::answer);
        http.start();
    }

    /** @param sessions opens a connection to what runs the SQL */
    static DataApiServer start(Callable<Connection> sessions) throws IOException {
        return new DataApiServer(sessions);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    /** The operations that were called, in order. */
    List<String> calls() {
        return List.copyOf(calls);
    }

    /** What was asked, in order. */
    List<JsonNode> requests() {
        return List.copyOf(requests);
    }

    /** So many looks at a statement find it at work. */
    void pendingFor(int times) {
        looks = times;
    }

    void ending(Ending next) {
        ending = next;
    }

    /** Refuses the next calls of an operation. */
    void refuse(String operation, int times, String type) {
        refusal = type;
        refusals.put(operation, new AtomicInteger(times));
    }

    /** Does what the next calls of an operation ask for, and ends the connection instead of answering. */
    void loseAnswer(String operation, int times) {
        lostAnswers.put(operation, new AtomicInteger(times));
    }

    @Override
    public void close() {
        http.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String operation = exchange.getRequestHeaders().getFirst("X-Amz-Target").replaceFirst("^.*\\.", "");
        JsonNode request = json.readTree(exchange.getRequestBody());
        calls.add(operation);
        requests.add(request);
        if (take(refusals, operation)) {
            boolean isOurs = refusal.equals("InternalServerException");
            send(exchange, isOurs ? 500 : 400, error(refusal, "refused as ordered"));
            return;
        }
        ObjectNode response = json.createObjectNode();
        int code = 200;
        switch (operation) {
            case "ExecuteStatement" ->
                response = given(request, List.of(request.path("Sql").asText()));
            case "BatchExecuteStatement" -> {
                List<String> sqls = new ArrayList<>();
                request.path("Sqls").forEach(sql -> sqls.add(sql.asText()));
                response = given(request, sqls);
            }
            case "DescribeStatement" -> response = described(request.path("Id").asText());
            case "CancelStatement" -> {
                if (cancel(request.path("Id").asText())) {
                    response.put("Status", true);
                } else {
                    code = 400;
                    response =
                            error("ValidationException", "Could not cancel a query that is already in FINISHED state");
                }
            }
            case "GetStatementResult" -> response = page(request);
            default -> throw new IOException("No operation " + operation);
        }
        if (take(lostAnswers, operation)) {
            exchange.close();
        } else {
            send(exchange, code, response);
        }
    }

    private static boolean take(Map<String, AtomicInteger> orders, String operation) {
        AtomicInteger left = orders.get(operation);
        return left != null && left.getAndDecrement() > 0;
    }

    private ObjectNode error(String type, String message) {
        return json.createObjectNode().put("__type", type).put("message", message);
    }

    private void send(HttpExchange exchange, int code, ObjectNode body) throws IOException {
        byte[] bytes = json.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private ObjectNode given(JsonNode request, List<String> sqls) {
        String id = idsByToken.computeIfAbsent(request.path("ClientToken").asText(), token -> {
            String next = "statement-" + (executions.size() + 1);
            Execution execution = new Execution(sqls);
            if (execution.ends == Ending.BY_ITSELF || execution.ends == Ending.JUST_BEFORE_THE_CANCEL) {
                execute(execution);
            }
            executions.put(next, execution);
            return next;
        });
        return json.createObjectNode().put("Id", id);
    }

    /** In one session, and in one transaction where there are several. */
    private void execute(Execution execution) {
        try (Connection session = sessions.call()) {
            session.setAutoCommit(execution.sqls.size() == 1);
            for (int i = 0; i < execution.sqls.size(); i++) {
                execution.failed = i;
                try (Statement statement = session.createStatement()) {
                    if (statement.execute(execution.sqls.get(i))) {
                        read(statement.getResultSet(), execution);
                    }
                }
            }
            if (!session.getAutoCommit()) {
                session.commit();
            }
            execution.failed = -1;
        } catch (SQLException e) {
            execution.status = "FAILED";
            execution.error = e.getMessage();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void read(ResultSet result, Execution execution) throws SQLException {
        ArrayNode columns = execution.result.putArray("ColumnMetadata");
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            columns.addObject().put("name", result.getMetaData().getColumnLabel(i));
        }
        while (result.next()) {
            ArrayNode row = execution.rows.addArray();
            for (int i = 1; i <= columns.size(); i++) {
                ObjectNode field = row.addObject();
                String text = result.getString(i);
                if (text == null) {
                    field.put("isNull", true);
                    continue;
                }
                switch (result.getMetaData().getColumnType(i)) {
                    case Types.INTEGER, Types.BIGINT -> field.put("longValue", result.getLong(i));
                    case Types.DOUBLE -> field.put("doubleValue", result.getDouble(i));
                    case Types.BIT -> field.put("booleanValue", result.getBoolean(i));
                    case Types.BINARY -> field.put("blobValue", result.getBytes(i));
                    default -> field.put("stringValue", text);
                }
            }
        }
    }

    private ObjectNode described(String id) {
        Execution execution = find(id);
        ObjectNode answer = json.createObjectNode().put("Id", id);
        if (execution.ends == Ending.BY_SOMEBODY) {
            return answer.put("Status", "ABORTED");
        }
        boolean isEndless = execution.ends != Ending.BY_ITSELF && !execution.status.equals("ABORTED");
        boolean endedJustNow = execution.ends == Ending.JUST_BEFORE_THE_CANCEL && execution.looksLeft < 0;
        if ((isEndless && !endedJustNow) || execution.looksLeft > 0) {
            execution.looksLeft -= execution.looksLeft > 0 ? 1 : 0;
            return answer.put("Status", execution.looksLeft % 2 == 0 ? "STARTED" : "PICKED");
        }
        answer.put("Status", execution.status);
        if (!execution.error.isEmpty()) {
            answer.put("Error", execution.error);
        }
        if (execution.sqls.size() > 1) {
            ArrayNode parts = answer.putArray("SubStatements");
            for (int i = 0; i < execution.sqls.size(); i++) {
                ObjectNode part = parts.addObject().put("Id", id + ":" + (i + 1));
                if (i == execution.failed) {
                    part.put("Status", "FAILED").put("Error", execution.error);
                } else {
                    part.put("Status", execution.failed >= 0 && i > execution.failed ? "ABORTED" : "FINISHED");
                }
            }
        }
        return answer;
    }

    private boolean cancel(String id) {
        Execution execution = find(id);
        switch (execution.ends) {
            case JUST_BEFORE_THE_CANCEL -> {
                execution.looksLeft = -1;
                return false;
            }
            case NEVER -> {
                return true;
            }
            default -> {
                execution.status = "ABORTED";
                return true;
            }
        }
    }

    private ObjectNode page(JsonNode request) {
        Execution execution = find(request.path("Id").asText());
        int from = request.path("NextToken").asInt(0);
        ObjectNode page = execution.result.deepCopy();
        ArrayNode rows = page.putArray("Records");
        int until = Math.min(from + 1 + execution.rows.size() / PAGES, execution.rows.size());
        for (int i = from; i < until; i++) {
            rows.add(execution.rows.get(i));
        }
        if (until < execution.rows.size()) {
            page.put("NextToken", String.valueOf(until));
        }
        return page;
    }

    private Execution find(String id) {
        Execution execution = executions.get(id);
        if (execution == null) {
            throw new IllegalStateException("No statement " + id);
        }
        return execution;
    }

    /** What was given, by the API's ids. */
    Map<String, List<String>> given() {
        Map<String, List<String>> given = new HashMap<>();
        executions.forEach((id, execution) -> given.put(id, execution.sqls));
        return given;
    }
}
