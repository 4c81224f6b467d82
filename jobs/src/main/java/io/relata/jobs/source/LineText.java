package io.relata.jobs.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.relata.transforms.json.JsonLimits;
import io.relata.transforms.json.RejectReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.Row;

/** Judges one line: a record, a reject, or nothing at all. */
final class LineText {

    private LineText() {}

    /** A row of {@link FoundRecord#SCHEMA}; empty for a line of white space. */
    static Optional<Row> found(byte[] line, String file, JsonLimits limits) {
        if (isBlank(line)) {
            return Optional.empty();
        }
        String text;
        try {
            text = JsonText.decode(line);
        } catch (CharacterCodingException e) {
            return Optional.of(bad(line, new Defect(RejectReason.MALFORMED, "a text that is not valid UTF-8"), file));
        }
        Optional<Defect> defect = line.length > limits.recordBytes()
                ? Optional.of(JsonText.tooLarge(line.length, limits))
                : defect(text, limits);
        return Optional.of(defect.map(found -> bad(line, found, file))
                .orElseGet(() -> FoundRecord.good(text, file, OptionalLong.empty())));
    }

    /** What keeps a text that is not blank from being one record. */
    static Optional<Defect> defect(String text, JsonLimits limits) {
        try (JsonParser parser = JsonText.parser(text)) {
            JsonToken first = parser.nextToken();
            Optional<Defect> broken = JsonText.walk(parser, limits);
            if (parser.nextToken() != null) {
                return Optional.of(new Defect(RejectReason.MALFORMED, "another value follows the first on its line"));
            }
            return first == JsonToken.START_OBJECT ? broken : Optional.of(JsonText.notAnObject(first));
        } catch (JsonProcessingException e) {
            return Optional.of(new Defect(RejectReason.MALFORMED, e.getOriginalMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row bad(byte[] line, Defect defect, String file) {
        return FoundRecord.bad(Optional.of(JsonText.shown(line)), defect, file, OptionalLong.empty());
    }

    private static boolean isBlank(byte[] line) {
        for (byte character : line) {
            if (character != ' ' && character != '\t' && character != '\r' && character != '\n') {
                return false;
            }
        }
        return true;
    }
}
