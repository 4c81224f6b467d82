package io.relata.jobs.verify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.relata.transforms.json.JsonLayout;
import io.relata.transforms.json.WholeRecordFactory;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/**
 * Hands out the documents of one file, one after the other, by Jackson's parser. What is no document is passed over: that
 * it was rejected shows in the counts.
 */
final class DocumentFile implements Closeable {

    private final BufferedReader text;
    private final JsonFactory json;
    private final boolean isLines;
    private final JsonParser parser;
    private boolean isInside;
    private boolean hasEnded;

    private DocumentFile(BufferedReader text, InputFormat format, boolean isLines) throws IOException {
        this.text = text;
        this.isLines = isLines;
        json = WholeRecordFactory.of(format.lenient());
        parser = json.createParser(text);
        if (!format.records().isEmpty()) {
            isInside = isFound(format);
            hasEnded = !isInside;
        }
    }

    static DocumentFile open(FileText file, InputFormat format) throws IOException {
        boolean isLines = format.layout() == JsonLayout.LINES
                || (format.layout() == JsonLayout.AUTO && format.records().isEmpty() && looksLikeLines(file, format));
        return new DocumentFile(file.open(), format, isLines);
    }

    /** Whether one of the first lines is an object and nothing else, as none is in the midst of a document. */
    private static boolean looksLikeLines(FileText file, InputFormat format) throws IOException {
        JsonFactory json = WholeRecordFactory.of(format.lenient());
        try (BufferedReader text = file.open()) {
            int looked = 0;
            for (String line = text.readLine();
                    line != null && looked < FileText.LINES_LOOKED_AT;
                    line = text.readLine()) {
                if (line.startsWith("[")) {
                    return false;
                }
                if (line.startsWith("{") && whole(line, json).isPresent()) {
                    return true;
                }
                looked++;
            }
            return false;
        }
    }

    /** The next one; empty at the end. */
    Optional<Json> next() throws IOException {
        return isLines ? nextLine() : nextValue();
    }

    private Optional<Json> nextLine() throws IOException {
        for (String line = text.readLine(); line != null; line = text.readLine()) {
            Optional<Json> document = whole(line, json);
            if (document.isPresent()) {
                return document;
            }
        }
        return Optional.empty();
    }

    private static Optional<Json> whole(String line, JsonFactory json) throws IOException {
        try (JsonParser parser = json.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            Json document = Json.read(parser);
            return parser.nextToken() == null ? Optional.of(document) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private Optional<Json> nextValue() throws IOException {
        try {
            while (!hasEnded) {
                JsonToken token = parser.nextToken();
                if (token == JsonToken.START_OBJECT) {
                    return Optional.of(Json.read(parser));
                }
                if (token == JsonToken.START_ARRAY && !isInside) {
                    isInside = true;
                } else if (token == JsonToken.START_ARRAY) {
                    parser.skipChildren();
                } else if (token == JsonToken.END_ARRAY) {
                    isInside = false;
                } else if (token == null || token == JsonToken.END_OBJECT) {
                    hasEnded = true;
                }
            }
        } catch (JsonProcessingException e) {
            // From here on nobody knows where a document begins.
            hasEnded = true;
        }
        return Optional.empty();
    }

    private boolean isFound(InputFormat format) throws IOException {
        try {
            parser.nextToken();
            for (String key : format.records()) {
                if (parser.currentToken() != JsonToken.START_OBJECT || !isAtMember(key)) {
                    return false;
                }
            }
            return parser.currentToken() == JsonToken.START_ARRAY;
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private boolean isAtMember(String key) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean isIt = parser.currentName().equals(key);
            parser.nextToken();
            if (isIt) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        parser.close();
        text.close();
    }
}
