package io.relata.transforms.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** Writes down what it is given, and checks that it is given it as the contract says. */
final class RecordingScanner implements RecordScanner {

    private record Given(byte[] bytes, int start, byte[] copy) {}

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final boolean taking;
    private final List<String> found = new ArrayList<>();
    private final List<Given> unreleased = new ArrayList<>();
    private Framing framing = Framing.RANGES;
    private int judged;
    private RecordPlace origin = new RecordPlace("", OptionalLong.empty());

    private RecordingScanner(boolean taking) {
        this.taking = taking;
    }

    /** Takes all that Jackson takes for an object. */
    static RecordingScanner taking() {
        return new RecordingScanner(true);
    }

    /** Has everything judged. */
    static RecordingScanner refusing() {
        return new RecordingScanner(false);
    }

    /** Each record's text, or {@code position REASON detail <raw>}, or {@code position judged text}. */
    List<String> found() {
        assertThat(unreleased).as("bytes that were not released").isEmpty();
        return found;
    }

    int judged() {
        return judged;
    }

    @Override
    public void framing(Framing framing) {
        this.framing = framing;
    }

    @Override
    public void origin(RecordPlace first) {
        origin = first;
    }

    @Override
    public int scan(byte[] bytes, int start, int limit) {
        assertThat(bytes.length).isGreaterThanOrEqualTo(limit + PADDING);
        assertThat(start).isLessThan(limit);
        assertThat(JsonChecker.isSpace(bytes[start])).isFalse();
        int end = framing == Framing.LINES ? lineEnd(bytes, start, limit) : limit;
        if (!taking || !isObject(bytes, start, end)) {
            return REFUSED;
        }
        unreleased.add(new Given(bytes, start, Arrays.copyOfRange(bytes, start, end)));
        found.add(text(bytes, start, end));
        return Math.min(limit, end + (framing == Framing.LINES ? 1 : 0));
    }

    @Override
    public void judge(byte[] bytes, int start, int end, RecordPlace place) {
        assertThat(bytes.length).isGreaterThanOrEqualTo(end + PADDING);
        assertThat(start).isLessThan(end);
        judged++;
        assertThat(place).as("the place that the origin of the bytes gives").isEqualTo(placeOf(start));
        unreleased.add(new Given(bytes, start, Arrays.copyOfRange(bytes, start, end)));
        found.add(position(place) + " judged " + text(bytes, start, end));
    }

    @Override
    public void reject(JsonReject reject) {
        found.add("%s %s %s <%s>".formatted(position(reject.place()), reject.reason(), reject.detail(), reject.raw()));
    }

    @Override
    public void release() {
        for (Given given : unreleased) {
            int end = given.start + given.copy.length;
            assertThat(Arrays.equals(given.bytes, given.start, end, given.copy, 0, given.copy.length))
                    .as("bytes as they were given")
                    .isTrue();
        }
        unreleased.clear();
    }

    private RecordPlace placeOf(int index) {
        return new RecordPlace(
                origin.file(),
                origin.position().isPresent()
                        ? OptionalLong.of(origin.position().getAsLong() + index)
                        : OptionalLong.empty());
    }

    private static String position(RecordPlace place) {
        return place.position().isPresent() ? Long.toString(place.position().getAsLong()) : "-";
    }

    private static int lineEnd(byte[] bytes, int start, int limit) {
        int at = start;
        while (at < limit && bytes[at] != '\n') {
            at++;
        }
        return at;
    }

    private static boolean isObject(byte[] bytes, int start, int end) {
        try (JsonParser parser = MAPPER.getFactory().createParser(text(bytes, start, end))) {
            JsonNode value = MAPPER.readTree(parser);
            return value != null && value.isObject() && parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    private static String text(byte[] bytes, int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.UTF_8).stripTrailing();
    }
}
