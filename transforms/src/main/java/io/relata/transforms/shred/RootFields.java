package io.relata.transforms.shred;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.relata.transforms.json.JsonChecker;
import io.relata.transforms.json.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a few scalars of a record ahead of the walk, since ids are made from them and child rows hold copies of them. A
 * record is only taken as it is read here if the walk takes it too: then its bytes are JSON, and none of its own keys
 * that the schema names comes twice.
 */
final class RootFields {

    private static final int DOUBTFUL = -1;

    private final Node root;
    private final int depth;
    private final int numberLength;
    private byte[] bytes = new byte[0];
    private int limit;

    /** A field that is wanted, or an object that holds some. */
    private static final class Node {

        private final Map<String, Node> children = new LinkedHashMap<>();
        private byte[][] keys = {};
        private Node[] nodes = {};

        private Node child(String key) {
            return children.computeIfAbsent(key, ignored -> new Node());
        }

        private void freeze() {
            keys = children.keySet().stream().map(key -> key.getBytes(UTF_8)).toArray(byte[][]::new);
            nodes = children.values().toArray(Node[]::new);
            children.values().forEach(Node::freeze);
        }

        private int find(byte[] source, int from, int to) {
            for (int i = 0; i < keys.length; i++) {
                if (Arrays.equals(keys[i], 0, keys[i].length, source, from, to)) {
                    return i;
                }
            }
            return DOUBTFUL;
        }
    }

    /**
     * @param paths the keys on the way to each field
     * @param depth how many containers may lie inside one another
     * @param numberLength the most characters of a number
     */
    RootFields(List<List<String>> paths, int depth, int numberLength) {
        this.root = new Node();
        this.depth = depth;
        this.numberLength = numberLength;
        for (List<String> path : paths) {
            Node node = root;
            for (String key : path) {
                node = node.child(key);
            }
        }
        root.freeze();
    }

    /** The record with no more than these fields; empty where a complete parser has to read it. */
    Optional<JsonValue.ObjectValue> read(byte[] source, int start, int end) {
        bytes = source;
        limit = end;
        List<JsonValue.Member> members = new ArrayList<>();
        return source[start] == '{' && object(start, root, members) >= 0
                ? Optional.of(new JsonValue.ObjectValue(members))
                : Optional.empty();
    }

    /** The index behind the object, or for the record behind the last field wanted; {@link #DOUBTFUL}. */
    private int object(int start, Node node, List<JsonValue.Member> found) {
        int at = space(start + 1);
        if (at < limit && bytes[at] == '}') {
            return at + 1;
        }
        boolean[] met = new boolean[node.nodes.length];
        int left = met.length;
        while (at < limit && bytes[at] == '"') {
            int end = keyEnd(at + 1);
            if (end < 0) {
                return DOUBTFUL;
            }
            int wanted = node.find(bytes, at + 1, end);
            at = space(end + 1);
            if (at >= limit || bytes[at] != ':') {
                return DOUBTFUL;
            }
            at = space(at + 1);
            if (wanted < 0) {
                at = JsonChecker.end(bytes, at, limit, depth);
            } else if (met[wanted]) {
                return DOUBTFUL;
            } else {
                met[wanted] = true;
                left--;
                at = value(at, node.nodes[wanted], new String(node.keys[wanted], UTF_8), found);
            }
            if (at < 0 || (left == 0 && node == root)) {
                return at;
            }
            at = space(at);
            if (at >= limit || bytes[at] != ',') {
                break;
            }
            at = space(at + 1);
        }
        return at < limit && bytes[at] == '}' ? at + 1 : DOUBTFUL;
    }

    private int value(int at, Node node, String key, List<JsonValue.Member> found) {
        boolean isContainer = at < limit && (bytes[at] == '{' || bytes[at] == '[');
        if (node.nodes.length > 0 && isContainer && bytes[at] == '{') {
            List<JsonValue.Member> members = new ArrayList<>();
            int end = object(at, node, members);
            found.add(new JsonValue.Member(key, new JsonValue.ObjectValue(members)));
            return end;
        }
        int end = JsonChecker.end(bytes, at, limit, depth);
        if (node.nodes.length > 0 || end < 0) {
            return end; // what is no object holds no fields
        }
        if (isContainer) {
            return DOUBTFUL;
        }
        if (bytes[at] == '"') {
            if (holdsEscape(at + 1, end - 1)) {
                return DOUBTFUL;
            }
            found.add(
                    new JsonValue.Member(key, new JsonValue.TextValue(new String(bytes, at + 1, end - at - 2, UTF_8))));
        } else if (bytes[at] != 'n') {
            if (end - at > numberLength) {
                return DOUBTFUL;
            }
            found.add(new JsonValue.Member(key, JsonScalars.literal(new String(bytes, at, end - at, ISO_8859_1))));
        }
        return end;
    }

    private boolean holdsEscape(int from, int to) {
        for (int at = from; at < to; at++) {
            if (bytes[at] == '\\') {
                return true;
            }
        }
        return false;
    }

    /** The closing quote of a key without escapes. */
    private int keyEnd(int from) {
        int at = Utf8Text.plainEnd(bytes, from, limit);
        while (at < limit && bytes[at] < 0) {
            at = Utf8Text.plainEnd(bytes, at + 1, limit);
        }
        return at < limit && bytes[at] == '"' ? at : DOUBTFUL;
    }

    private int space(int from) {
        int at = from;
        while (at < limit && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\r' || bytes[at] == '\n')) {
            at++;
        }
        return at;
    }
}
