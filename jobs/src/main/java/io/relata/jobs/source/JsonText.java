package io.relata.jobs.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.relata.transforms.json.JsonLimits;
import io.relata.transforms.json.RejectReason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** JSON as RFC 8259 has it, walked token by token, so that a text of any length takes little memory. */
final class JsonText {

    /** Where the parser itself gives up; below this a record that is too deep is rejected alone. */
    private static final int DEEPEST = 10_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(JsonLimits.DEFAULT.recordBytes())
                    .build())
            .build();

    private JsonText() {}

    /** Over UTF-8. */
    static JsonParser parser(InputStream in) throws IOException {
        return FACTORY.createParser(in);
    }

    static JsonParser parser(String text) throws IOException {
        return FACTORY.createParser(text);
    }

    /** Goes from a value's first token to its last, and tells what of the limits it breaks first. */
    static Optional<Defect> walk(JsonParser parser, JsonLimits limits) throws IOException {
        Optional<Defect> defect = Optional.empty();
        int depth = 0;
        JsonToken token = parser.currentToken();
        while (true) {
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            }
            if (defect.isEmpty()) {
                defect = broken(parser, token, depth, limits);
            }
            if (depth == 0) {
                parser.finishToken();
                return defect;
            }
            token = parser.nextToken();
        }
    }

    private static Optional<Defect> broken(JsonParser parser, JsonToken token, int depth, JsonLimits limits)
            throws IOException {
        if (depth > limits.depth()) {
            return Optional.of(new Defect(
                    RejectReason.TOO_DEEP,
                    "more than %,d objects and lists inside one another".formatted(limits.depth())));
        }
        if (token.isNumeric() && parser.getTextLength() > limits.numberLength()) {
            return Optional.of(new Defect(
                    RejectReason.TOO_LARGE,
                    "a number of %,d characters, of at most %,d"
                            .formatted(parser.getTextLength(), limits.numberLength())));
        }
        // Spark would take the key for another, and its value for missing.
        if (token == JsonToken.FIELD_NAME && hasLoneSurrogate(parser.currentName())) {
            return Optional.of(new Defect(RejectReason.MALFORMED, "a key with half a character, which is no Unicode"));
        }
        return Optional.empty();
    }

    private static boolean hasLoneSurrogate(String key) {
        for (int i = 0; i < key.length(); i++) {
            if (Character.isSurrogate(key.charAt(i))) {
                if (i + 1 == key.length() || !Character.isSurrogatePair(key.charAt(i), key.charAt(i + 1))) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    /** What a value that should be an object is. */
    static Defect notAnObject(JsonToken first) {
        String found = first == JsonToken.START_ARRAY
                ? "a list"
                : first.isNumeric() ? "a number" : first == JsonToken.VALUE_STRING ? "a text" : first.asString();
        return new Defect(RejectReason.NOT_AN_OBJECT, found + " where a record must be an object");
    }

    static Defect tooLarge(long bytes, JsonLimits limits) {
        return new Defect(
                RejectReason.TOO_LARGE, "a record of %,d bytes, of at most %,d".formatted(bytes, limits.recordBytes()));
    }

    /** Never with a replacement character for bytes that are no text. */
    static String decode(byte[] utf8) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(utf8))
                .toString();
    }

    /** The start of a record as text, for people to read: bytes that are no text are shown as replacement characters. */
    static String shown(byte[] utf8) {
        int length = Math.min(utf8.length, JsonLimits.RAW_BYTES);
        while (length > 0 && length < utf8.length && (utf8[length] & 0xC0) == 0x80) {
            length--;
        }
        return new String(utf8, 0, length, StandardCharsets.UTF_8);
    }
}
