package io.relata.transforms.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** What one file is read as, found from its first value and at most its first {@value #HEAD} bytes. */
public enum FileLayout {
    LINES,
    DOCUMENT;

    private static final int GLANCE = 16 << 10;
    private static final int HEAD = 1 << 20;
    private static final int DEEPEST = 10_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(HEAD)
                    .build())
            .build();

    /**
     * Lines are split as UTF-8, so a file in another encoding is read as a document even where lines are asked for.
     *
     * @throws IOException with the file's name when it cannot be read
     */
    public static FileLayout of(InputFile file, JsonLayout asked, Configuration settings) throws IOException {
        if (asked == JsonLayout.DOCUMENT) {
            return DOCUMENT;
        }
        try (InputStream content = file.open(settings);
                PushbackInputStream in = new PushbackInputStream(content, TextEncoding.HEAD)) {
            if (TextEncoding.of(in) != TextEncoding.UTF_8) {
                return DOCUMENT;
            }
            return asked == JsonLayout.LINES ? LINES : ofText(in);
        } catch (IOException e) {
            throw new IOException("Cannot read %s: %s".formatted(file.path(), e.getMessage()), e);
        }
    }

    /**
     * A list is a document. So is an object that goes over several lines, or that another value follows on its line; so
     * is one whose end is not in sight, since a document costs little memory however long, or is cut off, where its first
     * line is its brace alone: an object inside of it must not be taken for a record. Any other first value that is not
     * JSON says nothing, and lines lose less to it.
     */
    private static FileLayout ofText(InputStream in) throws IOException {
        byte[] glance = in.readNBytes(GLANCE);
        Optional<FileLayout> layout = ofHead(glance);
        if (layout.isPresent() || glance.length < GLANCE) {
            return layout.orElse(LINES);
        }
        byte[] more = in.readNBytes(HEAD - GLANCE);
        byte[] head = Arrays.copyOf(glance, GLANCE + more.length);
        System.arraycopy(more, 0, head, GLANCE, more.length);
        return ofHead(head).orElse(head.length < HEAD ? LINES : DOCUMENT);
    }

    /** Empty where it ends too soon to tell. */
    private static Optional<FileLayout> ofHead(byte[] head) throws IOException {
        try (JsonParser parser = FACTORY.createParser(head)) {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_ARRAY) {
                return Optional.of(DOCUMENT);
            }
            if (first != JsonToken.START_OBJECT) {
                return first == null ? Optional.empty() : Optional.of(LINES);
            }
            long start = parser.currentTokenLocation().getByteOffset();
            parser.skipChildren();
            long end = parser.currentLocation().getByteOffset();
            if (hasLineFeed(head, start, end)) {
                return Optional.of(DOCUMENT);
            }
            JsonToken second = parser.nextToken();
            if (second == null || !second.isStructStart()) {
                return second == null && !hasLineFeed(head, end, head.length) ? Optional.empty() : Optional.of(LINES);
            }
            long next = parser.currentTokenLocation().getByteOffset();
            return Optional.of(hasLineFeed(head, end, next) ? LINES : DOCUMENT);
        } catch (JsonProcessingException e) {
            if (!isForWantOfMore(e, head.length)) {
                return Optional.of(LINES);
            }
            return opensOnALineOfItsOwn(head) ? Optional.of(DOCUMENT) : Optional.empty();
        }
    }

    private static boolean isForWantOfMore(JsonProcessingException failure, int length) {
        JsonLocation location = failure.getLocation();
        return failure instanceof JsonEOFException || (location != null && location.getByteOffset() >= length);
    }

    /** Of a text that begins with an object. */
    private static boolean opensOnALineOfItsOwn(byte[] head) {
        int at = 0;
        while (at < head.length && head[at] != '{') {
            at++;
        }
        at++;
        while (at < head.length && (head[at] == ' ' || head[at] == '\t' || head[at] == '\r')) {
            at++;
        }
        return at < head.length && head[at] == '\n';
    }

    private static boolean hasLineFeed(byte[] text, long start, long end) {
        for (int i = (int) start; i < end; i++) {
            if (text[i] == '\n') {
                return true;
            }
        }
        return false;
    }
}
