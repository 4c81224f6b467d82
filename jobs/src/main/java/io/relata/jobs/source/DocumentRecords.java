package io.relata.jobs.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.relata.transforms.json.InputFile;
import io.relata.transforms.json.JsonLimits;
import io.relata.transforms.json.RecordsPath;
import io.relata.transforms.json.RejectReason;
import io.relata.transforms.json.TextEncoding;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;

/**
 * The records of one document file as rows of {@link FoundRecord#SCHEMA}, read as a stream: one record at a time is
 * held. Where the text stops being JSON, the last row is a reject at that place and the file ends there; a file that
 * cannot be read or decompressed is an exception.
 */
final class DocumentRecords extends RecordRows {

    private final InputFile file;
    private final Optional<RecordsPath> path;
    private final JsonLimits limits;
    private final TextEncoding encoding;
    private final RecordedInputStream bytes;
    private final JsonParser parser;
    private final DocumentWalk walk;
    private OptionalLong recordStart = OptionalLong.empty();

    private DocumentRecords(InputFile file, Optional<RecordsPath> path, JsonLimits limits, PushbackInputStream in)
            throws IOException {
        this.file = file;
        this.path = path;
        this.limits = limits;
        encoding = TextEncoding.of(in);
        bytes = new RecordedInputStream(encoding.asUtf8(in), limits.recordBytes());
        JsonParser opened;
        try {
            opened = JsonText.parser(bytes);
        } catch (CharacterCodingException e) {
            opened = JsonText.parser("");
            begin(unreadable(0, new byte[0], noText()));
        }
        parser = opened;
        walk = new DocumentWalk(parser, path);
    }

    static DocumentRecords open(InputFile file, Optional<RecordsPath> path, JsonLimits limits, Configuration settings)
            throws IOException {
        InputStream content = file.open(settings);
        try {
            return new DocumentRecords(file, path, limits, new PushbackInputStream(content, TextEncoding.HEAD));
        } catch (IOException | RuntimeException e) {
            content.close();
            throw e;
        }
    }

    @Override
    UncheckedIOException unreadable(IOException failure) {
        return new UncheckedIOException(
                "Cannot read %s past byte %d: %s".formatted(file.path(), bytes.total(), failure.getMessage()), failure);
    }

    @Override
    void closeStream() throws IOException {
        parser.close();
        bytes.close();
    }

    @Override
    Optional<Row> advance() throws IOException {
        try {
            return switch (walk.next()) {
                case RECORD -> Optional.of(record());
                case NO_LIST -> Optional.of(noList());
                case END -> Optional.empty();
            };
        } catch (JsonProcessingException e) {
            return Optional.of(unreadableFrom(breakingPoint(), e.getOriginalMessage()));
        } catch (CharacterCodingException e) {
            return Optional.of(unreadableFrom(breakingPoint(), noText()));
        }
    }

    private Row record() throws IOException {
        JsonToken first = parser.currentToken();
        long start = parser.currentTokenLocation().getByteOffset();
        bytes.mark(start);
        recordStart = OptionalLong.of(start);
        Optional<Defect> broken = JsonText.walk(parser, limits);
        recordStart = OptionalLong.empty();
        long end = parser.currentLocation().getByteOffset();
        if (first != JsonToken.START_OBJECT) {
            return rejected(JsonText.notAnObject(first), start, end);
        }
        if (end - start > limits.recordBytes()) {
            return rejected(JsonText.tooLarge(end - start, limits), start, end);
        }
        if (broken.isPresent()) {
            return rejected(broken.get(), start, end);
        }
        try {
            return FoundRecord.good(JsonText.decode(bytes.bytes(start, end)), file.path(), position(start));
        } catch (CharacterCodingException e) {
            return rejected(new Defect(RejectReason.MALFORMED, "a text that is not valid UTF-8"), start, end);
        }
    }

    private Row rejected(Defect defect, long start, long end) {
        byte[] raw = bytes.bytes(start, Math.min(end, start + JsonLimits.RAW_BYTES));
        return FoundRecord.bad(Optional.of(JsonText.shown(raw)), defect, file.path(), position(start));
    }

    private Row noList() {
        Defect defect = new Defect(
                RejectReason.RECORDS_PATH_MISSING, "the document holds no list at %s".formatted(path.orElseThrow()));
        return FoundRecord.bad(Optional.empty(), defect, file.path(), position(walk.documentStart()));
    }

    private long breakingPoint() {
        return recordStart.orElse(parser.currentLocation().getByteOffset());
    }

    private Row unreadableFrom(long start, String why) throws IOException {
        bytes.mark(start);
        byte[] raw = bytes.head(start);
        close();
        return unreadable(start, raw, why);
    }

    private Row unreadable(long start, byte[] raw, String why) {
        Defect defect =
                new Defect(RejectReason.MALFORMED, why + "; nothing from here to the end of the file could be read");
        return FoundRecord.bad(Optional.of(JsonText.shown(raw)), defect, file.path(), position(start));
    }

    private String noText() {
        return "this is no text in " + encoding;
    }

    /** Known in UTF-8 only: the parser counts the bytes that it is given. */
    private OptionalLong position(long offset) {
        return encoding == TextEncoding.UTF_8 ? OptionalLong.of(offset) : OptionalLong.empty();
    }
}
