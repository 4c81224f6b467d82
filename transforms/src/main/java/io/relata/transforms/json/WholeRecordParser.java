package io.relata.transforms.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Reads one record completely, whatever it holds: decides on what a fast scanner refuses. Exactly RFC 8259 in strict
 * UTF-8, unless it is told to be lenient. Takes memory in proportion to the record's values. Safe for use by several
 * threads.
 */
public final class WholeRecordParser {

    private final JsonFactory factory;
    private final JsonLimits limits;

    public WholeRecordParser(JsonLimits limits, Set<Leniency> lenient) {
        this.limits = limits;
        this.factory = WholeRecordFactory.of(lenient);
    }

    /** Reads what lies from {@code start} up to {@code end}, perhaps with white space around it. */
    public WholeRecord parse(byte[] bytes, int start, int end) {
        if (end - start > limits.recordBytes()) {
            return refused(
                    RejectReason.TOO_LARGE,
                    "it has " + (end - start) + " bytes, and at most " + limits.recordBytes() + " are allowed");
        }
        // a decoder of its own, since Jackson's takes some bytes that are not UTF-8
        Reader text = new InputStreamReader(
                new ByteArrayInputStream(bytes, start, end - start), StandardCharsets.UTF_8.newDecoder());
        try (JsonParser parser = factory.createParser(text)) {
            return parse(parser);
        } catch (CharacterCodingException e) {
            return refused(RejectReason.MALFORMED, "it is not UTF-8");
        } catch (JsonProcessingException e) {
            return refused(RejectReason.MALFORMED, e.getOriginalMessage() + at(e.getLocation()));
        } catch (IOException e) {
            throw new UncheckedIOException("Reading from memory failed", e);
        }
    }

    private WholeRecord parse(JsonParser parser) throws IOException {
        WholeValueBuilder builder = new WholeValueBuilder();
        int values = 0;
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (builder.isComplete()) {
                return refused(RejectReason.MALFORMED, "something follows its end" + at(parser.currentTokenLocation()));
            }
            if (token.isScalarValue() || token.isStructStart()) {
                values++;
                if (values > limits.values()) {
                    return refused(RejectReason.TOO_LARGE, "it holds more than " + limits.values() + " values");
                }
            }
            if (token.isStructStart() && builder.depth() == limits.depth()) {
                return refused(
                        RejectReason.TOO_DEEP,
                        "more than " + limits.depth() + " objects and lists lie inside one another"
                                + at(parser.currentTokenLocation()));
            }
            if (token.isNumeric() && parser.getTextLength() > limits.numberLength()) {
                return refused(
                        RejectReason.TOO_LARGE,
                        "a number has more than " + limits.numberLength() + " characters"
                                + at(parser.currentTokenLocation()));
            }
            builder.add(token, parser);
        }
        if (!builder.isComplete()) {
            return refused(RejectReason.MALFORMED, "it ends before its value does");
        }
        return builder.value() instanceof JsonValue.ObjectValue object
                ? new WholeRecord.Good(object, builder.repeatedKeys())
                : refused(RejectReason.NOT_AN_OBJECT, "a record is an object, and it is " + kind(builder.value()));
    }

    private static String kind(JsonValue value) {
        if (value instanceof JsonValue.ArrayValue) {
            return "a list";
        }
        if (value instanceof JsonValue.TextValue) {
            return "a text";
        }
        if (value instanceof JsonValue.NumberValue) {
            return "a number";
        }
        return value instanceof JsonValue.BooleanValue flag ? String.valueOf(flag.value()) : "null";
    }

    private static String at(JsonLocation location) {
        return ", at character " + (location.getCharOffset() + 1);
    }

    private static WholeRecord refused(RejectReason reason, String detail) {
        return new WholeRecord.Refused(reason, detail);
    }
}
