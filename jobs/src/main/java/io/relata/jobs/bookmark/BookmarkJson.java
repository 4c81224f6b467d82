package io.relata.jobs.bookmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relata.RunId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A bookmark as JSON that a person can read. */
final class BookmarkJson {

    /** Raised whenever an older Relata would read a bookmark wrongly. */
    private static final int FORMAT = 1;

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private BookmarkJson() {}

    static byte[] write(Bookmark bookmark) {
        ObjectNode document = JSON.createObjectNode();
        document.put("format", FORMAT);
        document.put("run", bookmark.run().value());
        document.put("job", bookmark.job());
        ObjectNode sources = document.putObject("sources");
        bookmark.sources().forEach((source, segments) -> {
            ArrayNode taken = sources.putObject(source).putArray("taken");
            segments.forEach(
                    segment -> taken.addObject().put("list", segment.name()).put("files", segment.files()));
        });
        try {
            return JSON.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write the bookmark of run " + bookmark.run(), e);
        }
    }

    /** @throws IllegalArgumentException when this is no bookmark, or one of a newer Relata */
    static Bookmark read(byte[] content) {
        JsonNode document = parse(content);
        if (document.path("format").asInt() != FORMAT) {
            throw new IllegalArgumentException("its format is " + document.path("format") + " and not " + FORMAT);
        }
        Map<String, List<Segment>> sources = new TreeMap<>();
        JsonNode written = document.path("sources");
        if (!written.isObject()) {
            throw new IllegalArgumentException("sources is not an object");
        }
        written.properties().forEach(source -> sources.put(source.getKey(), segments(source.getValue())));
        return new Bookmark(new RunId(text(document, "run")), text(document, "job"), sources);
    }

    private static JsonNode parse(byte[] content) {
        try {
            return JSON.readTree(content);
        } catch (IOException e) {
            throw new IllegalArgumentException("it is not JSON", e);
        }
    }

    private static List<Segment> segments(JsonNode source) {
        if (!source.path("taken").isArray()) {
            throw new IllegalArgumentException("taken is not a list");
        }
        List<Segment> segments = new ArrayList<>();
        source.path("taken")
                .forEach(segment -> segments.add(
                        new Segment(text(segment, "list"), segment.path("files").asLong())));
        return segments;
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isTextual()) {
            throw new IllegalArgumentException(field + " is not a text");
        }
        return value.textValue();
    }
}
