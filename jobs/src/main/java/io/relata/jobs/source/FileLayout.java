package io.relata.jobs.source;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import org.apache.hadoop.conf.Configuration;

/** What one file is read as, found from its first value and at most its first {@value #HEAD} bytes. */
enum FileLayout {
    LINES,
    DOCUMENT;

    private static final int HEAD = 1 << 20;

    /** Lines are split as UTF-8, so a file in another encoding is read as a document even where lines are asked for. */
    static FileLayout of(InputFile file, JsonLayout asked, Configuration settings) throws IOException {
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
     * is one whose end is not in sight, since a document costs little memory however long. A first value that is not
     * JSON says nothing, and lines lose less to it.
     */
    private static FileLayout ofText(InputStream in) throws IOException {
        RecordedInputStream head = new RecordedInputStream(new Head(in), HEAD);
        try (JsonParser parser = JsonText.parser(head)) {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_ARRAY) {
                return DOCUMENT;
            }
            if (first != JsonToken.START_OBJECT) {
                return LINES;
            }
            long start = parser.currentTokenLocation().getByteOffset();
            parser.skipChildren();
            long end = parser.currentLocation().getByteOffset();
            if (hasLineFeed(head.bytes(start, end))) {
                return DOCUMENT;
            }
            JsonToken second = parser.nextToken();
            if (second == null || !second.isStructStart()) {
                return LINES;
            }
            long next = parser.currentTokenLocation().getByteOffset();
            return hasLineFeed(head.bytes(end, next)) ? LINES : DOCUMENT;
        } catch (JsonProcessingException e) {
            return head.total() >= HEAD && isForWantOfMore(e) ? DOCUMENT : LINES;
        }
    }

    private static boolean isForWantOfMore(JsonProcessingException failure) {
        JsonLocation location = failure.getLocation();
        return failure instanceof JsonEOFException || (location != null && location.getByteOffset() >= HEAD);
    }

    private static boolean hasLineFeed(byte[] text) {
        for (byte character : text) {
            if (character == '\n') {
                return true;
            }
        }
        return false;
    }

    /** The first bytes of a stream, as if it ended there. */
    private static final class Head extends InputStream {

        private final InputStream in;
        private int left = HEAD;

        Head(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            return left-- > 0 ? in.read() : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (left <= 0) {
                return -1;
            }
            int count = in.read(target, offset, Math.min(length, left));
            left -= Math.max(count, 0);
            return count;
        }
    }
}
