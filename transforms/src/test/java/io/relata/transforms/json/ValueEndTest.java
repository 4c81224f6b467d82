package io.relata.transforms.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueEndTest {

    private static final byte[] CHARACTERS =
            "{[}]\"\"\"\\,:x[Z\u00e9\ud83d\ude00 \0\u007f".getBytes(StandardCharsets.UTF_8);

    /** Also where the bytes come little by little, and where the end is asked for twice. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theEndIsWherePlainCountingFindsIt(long seed) {
        Random random = new Random(seed);
        int closed = 0;
        for (int round = 0; round < 100_000; round++) {
            byte[] bytes = new byte[1 + random.nextInt(60) + RecordScanner.PADDING];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = random.nextInt(50) == 0
                        ? (byte) random.nextInt(256)
                        : CHARACTERS[random.nextInt(CHARACTERS.length)];
            }
            bytes[0] = (byte) "{[\"".charAt(random.nextInt(3));
            int limit = bytes.length - RecordScanner.PADDING;
            int expected = plainEnd(bytes, limit);
            String run = "seed %d, round %d: %s".formatted(seed, round, Arrays.toString(bytes));

            ValueEnd value = new ValueEnd();
            value.begin(bytes[0]);
            int step = 1 + random.nextInt(limit);
            int found = ValueEnd.OPEN;
            for (int seen = Math.min(step, limit); found == ValueEnd.OPEN; seen = Math.min(seen + step, limit)) {
                found = value.find(bytes, 0, seen);
                if (seen == limit) {
                    break;
                }
            }
            assertThat(found).as(run).isEqualTo(expected);
            if (expected != ValueEnd.OPEN) {
                closed++;
                assertThat(value.find(bytes, 0, limit)).as(run).isEqualTo(expected);
            }
        }
        assertThat(closed).as("seed %d: values with an end", seed).isGreaterThan(10_000);
    }

    private static int plainEnd(byte[] bytes, int limit) {
        int depth = 0;
        boolean quoted = false;
        for (int at = 0; at < limit; at++) {
            switch (bytes[at]) {
                case '\\' -> at += quoted ? 1 : 0;
                case '"' -> quoted = !quoted;
                case '{', '[' -> depth += quoted ? 0 : 1;
                case '}', ']' -> depth -= quoted ? 0 : 1;
                default -> {}
            }
            if (depth == 0 && !quoted && at < limit) {
                return at + 1;
            }
        }
        return ValueEnd.OPEN;
    }
}
