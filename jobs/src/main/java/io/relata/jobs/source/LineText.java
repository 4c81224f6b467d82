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

/** Judges one line: a record or a reject. */
final class LineText {

    private LineText() {}

    /**
     * A row of {@link FoundRecord#SCHEMA}.
     *
     * @param line what is not blank of it; at least its first {@link JsonLimits#RAW_BYTES} bytes where it is too long
     * @param length how many bytes it has in the file
     * @param position where it begins there
     */
    static Row found(byte[] line, long length, String file, long position, JsonLimits limits) {
        if (length > limits.recordBytes()) {
            return bad(line, JsonText.tooLarge(length, limits), file, position);
        }
        try {
            String text = JsonText.decode(line);
            return defect(text, limits)
                    .map(defect -> bad(line, defect, file, position))
                    .orElseGet(() -> FoundRecord.good(text, file, OptionalLong.of(position)));
        } catch (CharacterCodingException e) {
            return bad(line, new Defect(RejectReason.MALFORMED, "a text that is not valid UTF-8"), file, position);
        }
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

    private static Row bad(byte[] line, Defect defect, String file, long position) {
        return FoundRecord.bad(Optional.of(JsonText.shown(line)), defect, file, OptionalLong.of(position));
    }
}
