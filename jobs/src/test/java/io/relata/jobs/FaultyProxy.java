package io.relata.jobs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hands requests on to an S3 server, byte by byte so that signatures hold, and does to some what a network and a busy
 * store do. One request a connection; for small bodies, which it holds in memory.
 */
final class FaultyProxy implements AutoCloseable {

    /** What happens to a request instead of its plain answer. */
    enum Fault {
        /** Refused with 503 SlowDown, not done. */
        SLOW_DOWN,
        /** The connection is reset, the request not done. */
        RESET,
        /** Done, and half of the answer's body comes. */
        CUT,
        /** Done, and no answer comes. */
        ANSWER_LOST
    }

    /**
     * A request.
     *
     * @param target the path and the query
     * @param number counts all requests from 1
     */
    record Request(S3Operation operation, String target, int number) {}

    private static final String SLOW_DOWN = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>SlowDown</Code>"
            + "<Message>Please reduce your request rate.</Message></Error>";
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");
    private static final Pattern EXPECT = Pattern.compile("(?i)\r\nexpect:");
    private static final Pattern OWN_HEADERS = Pattern.compile("(?i)\r\n(?:connection|expect):[^\r]*");
    private static final int LONGEST_HEAD = 1 << 16;

    private final ServerSocket listening;
    private final URI server;
    private final ExecutorService connections = Executors.newCachedThreadPool();
    private final List<Request> requests = new ArrayList<>();
    private final Map<Request, Fault> faulty = new HashMap<>();
    private Function<Request, Optional<Fault>> faults = request -> Optional.empty();

    private FaultyProxy(ServerSocket listening, URI server) {
        this.listening = listening;
        this.server = server;
    }

    static FaultyProxy before(S3Server server) {
        try {
            FaultyProxy proxy =
                    new FaultyProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server.endpoint());
            proxy.connections.execute(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    /** From now on; requests are counted anew. */
    synchronized void does(Function<Request, Optional<Fault>> faults) {
        this.faults = faults;
        requests.clear();
        faulty.clear();
    }

    /** No faults from now on. */
    void heals() {
        does(request -> Optional.empty());
    }

    /** The requests that came. */
    synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    /** The requests that met a fault, and which. */
    synchronized Map<Request, Fault> faulty() {
        return Map.copyOf(faulty);
    }

    private synchronized Optional<Fault> fault(String head) {
        Request request = new Request(S3Operation.of(head), head.split(" ", 3)[1], requests.size() + 1);
        requests.add(request);
        Optional<Fault> fault = faults.apply(request);
        fault.ifPresent(met -> faulty.put(request, met));
        return fault;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                connections.execute(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = client.getInputStream();
            String head = head(in);
            if (head.isEmpty()) {
                return;
            }
            Optional<Fault> fault = fault(head);
            if (fault.isPresent() && fault.get() == Fault.RESET) {
                reset(client);
                return;
            }
            byte[] body = body(head, in, client.getOutputStream());
            if (fault.isPresent() && fault.get() == Fault.SLOW_DOWN) {
                client.getOutputStream().write(slowDown(head));
                return;
            }
            byte[] answer = answer(head, body);
            if (fault.isPresent() && fault.get() == Fault.ANSWER_LOST) {
                reset(client);
                return;
            }
            int length =
                    fault.isPresent() ? answer.length - (answer.length - bodyStart(answer) + 1) / 2 : answer.length;
            client.getOutputStream().write(answer, 0, length);
        } catch (IOException e) {
            // The client went away, as clients do.
            return;
        }
    }

    /** Closes so that the other side finds its connection reset. */
    private static void reset(Socket client) throws IOException {
        client.setSoLinger(true, 0);
    }

    /** The request line and the headers, with the empty line that ends them; empty when nothing was sent. */
    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int ends = 0;
        while (ends < 4) {
            int next = in.read();
            if (next < 0 || head.size() > LONGEST_HEAD) {
                return "";
            }
            head.write(next);
            ends = next == (ends % 2 == 0 ? '\r' : '\n') ? ends + 1 : next == '\r' ? 1 : 0;
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static byte[] body(String head, InputStream in, OutputStream out) throws IOException {
        Matcher length = LENGTH.matcher(head);
        if (!length.find()) {
            return new byte[0];
        }
        if (EXPECT.matcher(head).find()) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        }
        return in.readNBytes(Integer.parseInt(length.group(1)));
    }

    private byte[] answer(String head, byte[] body) throws IOException {
        String lines = OWN_HEADERS.matcher(head.substring(0, head.length() - 4)).replaceAll("");
        try (Socket upstream = new Socket(server.getHost(), server.getPort())) {
            upstream.getOutputStream()
                    .write((lines + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            upstream.getOutputStream().write(body);
            return upstream.getInputStream().readAllBytes();
        }
    }

    private static int bodyStart(byte[] answer) {
        return new String(answer, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
    }

    private static byte[] slowDown(String head) {
        return ("HTTP/1.1 503 Slow Down\r\nConnection: close\r\nContent-Type: application/xml\r\nContent-Length: "
                        + SLOW_DOWN.length() + "\r\n\r\n" + (head.startsWith("HEAD ") ? "" : SLOW_DOWN))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            connections.shutdownNow();
        }
    }
}
