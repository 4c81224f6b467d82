package io.relata.catalog.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** AWS Secrets Manager on this machine: keeps texts by name, and gives them over its protocol. */
public final class SecretsServer implements AutoCloseable {

    private final JsonMapper json = new JsonMapper();
    private final Map<String, String> secrets = new ConcurrentHashMap<>();
    private final HttpServer http;

    private SecretsServer() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", this::answer);
        http.start();
    }

    public static SecretsServer start() throws IOException {
        return new SecretsServer();
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    public void keep(String name, String secret) {
        secrets.put(name, secret);
    }

    @Override
    public void close() {
        http.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        JsonNode request = json.readTree(exchange.getRequestBody());
        String operation = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        String name = request.path("SecretId").asText();
        Optional<String> secret = Optional.ofNullable(secrets.get(name));
        if (!operation.equals("secretsmanager.GetSecretValue") || secret.isEmpty()) {
            // The real one names the secret's account here.
            send(exchange, 400, error("ResourceNotFoundException", "not found, says 123456789012"));
            return;
        }
        send(exchange, 200, json.createObjectNode().put("Name", name).put("SecretString", secret.get()));
    }

    private ObjectNode error(String type, String message) {
        return json.createObjectNode().put("__type", type).put("Message", message);
    }

    private void send(HttpExchange exchange, int code, ObjectNode body) throws IOException {
        byte[] bytes = json.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
