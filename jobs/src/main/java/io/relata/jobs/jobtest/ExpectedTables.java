package io.relata.jobs.jobtest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relata.RelataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a test expects: a file {@code TABLE.jsonl} for each table, or a file {@code failure} with the message of the last
 * run.
 *
 * @param folder need not be there
 */
public record ExpectedTables(Path folder) {

    private static final String ENDING = ".jsonl";
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Path failureFile() {
        return folder.resolve("failure");
    }

    /** The message that the last run is to fail with; empty where it is to succeed. */
    public Optional<String> failure() {
        return Files.exists(failureFile())
                ? Optional.of(String.join("\n", JobTest.lines(failureFile())).strip())
                : Optional.empty();
    }

    /**
     * The tables by name.
     *
     * @throws RelataException when a file does not hold a table
     */
    public Map<String, TableText> tables() {
        Map<String, TableText> tables = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            for (Path file : JobTest.entries(folder)) {
                String name = file.getFileName().toString();
                if (name.endsWith(ENDING)) {
                    tables.put(name.substring(0, name.length() - ENDING.length()), read(file));
                }
            }
        }
        return tables;
    }

    /** Expects these tables and no others. */
    public void write(Map<String, TableText> tables) {
        try {
            for (String gone : tables().keySet()) {
                Files.delete(folder.resolve(gone + ENDING));
            }
            Files.createDirectories(folder);
            for (Map.Entry<String, TableText> table : tables.entrySet()) {
                Files.write(
                        folder.resolve(table.getKey() + ENDING),
                        table.getValue().lines());
            }
        } catch (IOException e) {
            throw JobTest.failed(folder, e);
        }
    }

    /** Expects this message. */
    public void write(String failure) {
        try {
            Files.write(failureFile(), List.of(failure));
        } catch (IOException e) {
            throw JobTest.failed(folder, e);
        }
    }

    private static TableText read(Path file) {
        List<ObjectNode> objects = new ArrayList<>();
        List<String> lines = JobTest.lines(file);
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                objects.add(object(file, i + 1, lines.get(i)));
            }
        }
        if (objects.isEmpty()) {
            throw JobTest.wrong(file.toString(), "it has no line with the columns", "Let --update write it");
        }
        Map<String, String> columns = new LinkedHashMap<>();
        objects.get(0)
                .properties()
                .forEach(
                        column -> columns.put(column.getKey(), column.getValue().asText()));
        return new TableText(columns, objects.subList(1, objects.size()));
    }

    private static ObjectNode object(Path file, int line, String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            // told below, without the text
        }
        throw JobTest.wrong(
                file + ", line " + line,
                "it is no JSON object",
                "Write the columns and their types in the first line, and a row in each other, or let --update write it");
    }
}
