package io.relata.transforms.survey;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.relata.transforms.json.Framing;
import io.relata.transforms.json.RecordPlace;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Surveys records in the plainest way: each becomes maps and lists, and each place is counted by itself. */
final class SurveyOracle {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final Pattern FRACTION = Pattern.compile("-?(\\d+)(?:\\.(\\d+))?(?:[eE]([+-]?\\d+))?");
    private static final BigInteger LARGEST_EXPONENT = BigInteger.TWO.pow(28);
    private static final Object NULL = "null value";

    /** A number as it is written. */
    private record Literal(String text) {}

    private record Text(String text) {}

    /** A value and the record that holds it. */
    private record Met(Object value, FirstRecord record) {}

    private SurveyOracle() {}

    /** The root's place of the good ones among these records. */
    static SurveyPlace root(int split, Framing framing, List<String> records) {
        List<Met> good = new ArrayList<>();
        long position = 0;
        for (String record : records) {
            OptionalLong known = framing == Framing.LINES ? OptionalLong.of(position) : OptionalLong.empty();
            position += record.getBytes(UTF_8).length + 1;
            try (JsonParser parser = FACTORY.createParser(record)) {
                Object value = parser.nextToken() == null ? NULL : read(parser);
                if (parser.nextToken() == null && value instanceof Map) {
                    good.add(new Met(value, new FirstRecord(split, good.size(), new RecordPlace("file", known))));
                }
            } catch (IOException malformed) {
                continue;
            }
        }
        return place(split, good);
    }

    private static Object read(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, Object> members = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String key = encodable(parser.getText());
                parser.nextToken();
                members.put(key, read(parser));
            }
            return members;
        }
        if (token == JsonToken.START_ARRAY) {
            List<Object> elements = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                elements.add(read(parser));
            }
            return elements;
        }
        if (token.isNumeric()) {
            return new Literal(parser.getText());
        }
        if (token == JsonToken.VALUE_NULL) {
            return NULL;
        }
        return token.isBoolean() ? (Object) parser.getBooleanValue() : new Text(encodable(parser.getText()));
    }

    /** UTF-8 has no lone surrogates. */
    private static String encodable(String text) {
        return text.replaceAll(
                "[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]", "\ufffd");
    }

    private static SurveyPlace place(int split, List<Met> values) {
        long nulls = 0;
        long booleans = 0;
        long longs = 0;
        long bigIntegers = 0;
        long fractions = 0;
        long strings = 0;
        long objects = 0;
        long arrays = 0;
        long emptyArrays = 0;
        long blankObjects = 0;
        NumberExtents numbers = NumberExtents.NONE;
        int longest = 0;
        TreeMap<String, List<Met>> members = new TreeMap<>(SurveyPlace.CODE_POINTS);
        List<Met> elements = new ArrayList<>();
        Map<Kind, FirstRecord> firsts = new EnumMap<>(Kind.class);
        for (Met met : values) {
            Object value = met.value();
            kind(value).ifPresent(kind -> firsts.putIfAbsent(kind, met.record()));
            if (Objects.equals(value, NULL)) {
                nulls++;
            } else if (value instanceof Boolean) {
                booleans++;
            } else if (value instanceof Literal literal) {
                numbers = numbers.plus(extents(literal.text()));
                if (!literal.text().matches("-?\\d+")) {
                    fractions++;
                } else if (new BigInteger(literal.text()).bitLength() < Long.SIZE) {
                    longs++;
                } else {
                    bigIntegers++;
                }
            } else if (value instanceof Text text) {
                strings++;
                longest = Math.max(longest, text.text().getBytes(UTF_8).length);
            } else if (value instanceof Map<?, ?> object) {
                objects++;
                blankObjects += object.values().stream().allMatch(NULL::equals) ? 1 : 0;
                object.forEach((key, member) -> members.computeIfAbsent((String) key, ignored -> new ArrayList<>())
                        .add(new Met(member, met.record())));
            } else {
                arrays++;
                emptyArrays += ((List<?>) value).isEmpty() ? 1 : 0;
                ((List<?>) value).forEach(element -> elements.add(new Met(element, met.record())));
            }
        }
        TreeMap<String, SurveyPlace> below = new TreeMap<>(SurveyPlace.CODE_POINTS);
        members.forEach((key, list) -> below.put(key, place(split, list)));
        long singles = values.size() - nulls - arrays;
        return new SurveyPlace(
                new KindCounts(nulls, booleans, longs, bigIntegers, fractions, strings, objects, arrays),
                numbers,
                new FirstRecords(firsts),
                longest,
                strings,
                emptyArrays,
                blankObjects,
                0,
                SplitCounts.of(new SplitCounts.Row(split, arrays, emptyArrays, singles, objects, blankObjects)),
                below,
                elements.isEmpty() ? Optional.empty() : Optional.of(place(split, elements)));
    }

    private static Optional<Kind> kind(Object value) {
        if (Objects.equals(value, NULL)) {
            return Optional.empty();
        }
        if (value instanceof Boolean) {
            return Optional.of(Kind.BOOLEAN);
        }
        if (value instanceof Literal) {
            return Optional.of(Kind.NUMBER);
        }
        if (value instanceof Text) {
            return Optional.of(Kind.STRING);
        }
        return Optional.of(value instanceof Map ? Kind.OBJECT : Kind.ARRAY);
    }

    private static NumberExtents extents(String literal) {
        int beyondDouble = Double.isInfinite(Double.parseDouble(literal)) ? 1 : 0;
        if (literal.matches("-?\\d+")) {
            BigInteger number = new BigInteger(literal);
            boolean isExact = number.abs().compareTo(BigInteger.TWO.pow(53)) <= 0;
            int digits = number.abs().toString().length();
            return new NumberExtents(digits, 0, 0, number.bitLength() < Long.SIZE && !isExact ? 1 : 0, beyondDouble, 0);
        }
        Matcher parts = FRACTION.matcher(literal);
        if (!parts.matches()) {
            throw new IllegalArgumentException(literal);
        }
        int exponent = parts.group(3) == null
                ? 0
                : new BigInteger(parts.group(3))
                        .min(LARGEST_EXPONENT)
                        .max(LARGEST_EXPONENT.negate())
                        .intValue();
        int fraction = parts.group(2) == null ? 0 : parts.group(2).length();
        return new NumberExtents(
                0,
                Math.max(1, parts.group(1).length() + exponent),
                Math.max(0, fraction - exponent),
                0,
                beyondDouble,
                0);
    }
}
