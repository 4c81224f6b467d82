package io.relata.jobs.source;

import io.relata.transforms.json.JsonLimits;
import io.relata.transforms.json.RejectReason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.Optional;

/** The text of one record as it stands in its file, and what is wrong with it as text. */
final class CsvRaw {

    private final JsonLimits limits;
    private final Charset charset;
    private final StringBuilder shown = new StringBuilder();
    private long bytes;
    private boolean isText = true;

    CsvRaw(JsonLimits limits, Charset charset) {
        this.limits = limits;
        this.charset = charset;
    }

    /** Takes one more line, and gives its text; what is none becomes a replacement, so that reading can go on. */
    String add(ByteLines.Line line, int length) {
        bytes += line.length();
        ByteBuffer content = ByteBuffer.wrap(line.bytes(), 0, length);
        String text;
        try {
            text = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(content.duplicate())
                    .toString();
        } catch (CharacterCodingException e) {
            // Of a line that is cut the last character may be too.
            isText = !line.isWhole() && isText;
            text = charset.decode(content).toString();
        }
        int room = JsonLimits.RAW_BYTES - shown.length();
        if (room > 0) {
            shown.append(shown.isEmpty() ? "" : "\n").append(text, 0, Math.min(text.length(), room));
        }
        return text;
    }

    /** The text, its first characters where it is long. */
    String shown() {
        return shown.toString();
    }

    boolean isTooLarge() {
        return bytes > limits.recordBytes();
    }

    Optional<Defect> defect() {
        if (isTooLarge()) {
            return Optional.of(JsonText.tooLarge(bytes, limits));
        }
        return isText
                ? Optional.empty()
                : Optional.of(new Defect(RejectReason.MALFORMED, "a text that is not valid " + charset.name()));
    }
}
