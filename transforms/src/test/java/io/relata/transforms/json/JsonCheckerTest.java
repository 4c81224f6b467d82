package io.relata.transforms.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCheckerTest {

    private static final int DEPTH = 100;

    private static final JsonFactory ORACLE = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private static final List<String> TEXTS = List.of(
            "{\"a\":1,\"b\":[true,false,null,-0.5e+10],\"c\":{\"d\":\"x\\u00e9\\n\\\"\"},\"\":[]}",
            "[[[]],{},[{\"k\":{}}],\"\\ud83d\\ude00\\ud83d\",0,10,-1,1E5,1.25,\"\"]",
            "{ \"key with é, ü and 😀\" : \"日本語 text long enough for several words\\\\\" , \"n\"\t:\r\n[ 1 , 2 ] } ",
            "[\"\u007f\u0080\u07ff\u0800\ud7ff\ue000\uffff\ud800\udc00\udbff\udfff\",123456789012345678901234567890]",
            "\"just a text\"",
            "[".repeat(98) + "{\"a\":[1]}" + "]".repeat(98),
            "{\"a\":".repeat(64) + "[{}]" + "}".repeat(64));

    private static final byte[] MUTATIONS =
            "{}[],:\"\\/bfnrtu0123456789abcdefABCDEF+-.eE \t\r\n\0\u001f".getBytes(StandardCharsets.UTF_8);

    @Test
    void theSuitesGoodTextsAreTakenAndItsBadOnesRefused() throws IOException {
        int seen = 0;
        try (Stream<Path> files = Files.list(SharedData.find("json-test-suite").resolve("test_parsing"))) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (!name.startsWith("i_")) {
                    assertThat(isWhole(Files.readAllBytes(file), 200_000))
                            .as(name)
                            .isEqualTo(name.startsWith("y_"));
                    seen++;
                }
            }
        }
        assertThat(seen).isGreaterThan(250);
    }

    /** The oracle reads characters, since it lets pass some bytes that are not UTF-8. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void mutatedTextsAreJudgedAsJacksonDoes(long seed) {
        Random random = new Random(seed);
        int good = 0;
        for (int round = 0; round < 60_000; round++) {
            byte[] text = TEXTS.get(random.nextInt(TEXTS.size())).getBytes(StandardCharsets.UTF_8);
            for (int i = random.nextInt(3); i >= 0; i--) {
                text = mutated(text, random);
            }
            boolean expected = isWholeToJackson(text);
            assertThat(isWhole(text, DEPTH))
                    .as("seed %d, round %d: %s", seed, round, new String(text, StandardCharsets.ISO_8859_1))
                    .isEqualTo(expected);
            good += expected ? 1 : 0;
        }
        assertThat(good).as("texts that stayed JSON").isGreaterThan(1_000);
    }

    @Test
    void everySequenceOfTwoBytesAndLeadOfThreeIsJudgedAsTheDecoderDoes() {
        byte[] text = "\"____\"".getBytes(StandardCharsets.UTF_8);
        for (int lead = 0x80; lead <= 0xFF; lead++) {
            for (int second = 0x20; second <= 0xFF; second++) {
                for (int length = 1; length <= 4; length++) {
                    Arrays.fill(text, 1, 5, (byte) '_');
                    text[1] = (byte) lead;
                    text[2] = (byte) (second == '"' || second == '\\' ? '_' : second);
                    Arrays.fill(text, 3, Math.max(3, length + 1), (byte) 0x80);
                    assertThat(isWhole(text, 0))
                            .as("%x %x, %d bytes", lead, second, length)
                            .isEqualTo(isUtf8(text));
                }
            }
        }
    }

    @Test
    void theEndIsBehindTheValueAndNotBehindWhatFollows() {
        assertThat(end("{\"a\":[1]} x", 1)).isEqualTo(-1);
        assertThat(end("{\"a\":[1]} x", 2)).isEqualTo(9);
        assertThat(end("12,3", 0)).isEqualTo(2);
        assertThat(end("\"a\"\"b\"", 0)).isEqualTo(3);
        assertThat(end("nulls", 0)).isEqualTo(4);
        assertThat(end(" 1", 0)).isEqualTo(-1);
    }

    @Test
    void nothingBehindTheLimitIsUsed() {
        for (String text : TEXTS) {
            byte[] bytes = padded(text.strip().getBytes(StandardCharsets.UTF_8));
            int length = bytes.length - RecordScanner.PADDING;
            assertThat(JsonChecker.end(bytes, 0, length, DEPTH)).isEqualTo(length);
            for (int limit = 0; limit < length; limit++) {
                assertThat(JsonChecker.end(bytes, 0, limit, DEPTH))
                        .as("%s cut at %d", text, limit)
                        .isEqualTo(-1);
            }
        }
    }

    @Test
    void depthIsCountedAndTakesNoStack() {
        String deep = "[{\"a\":".repeat(50_000) + "1" + "}]".repeat(50_000);
        assertThat(end(deep, 100_000)).isEqualTo(deep.length());
        assertThat(end(deep, 99_999)).isEqualTo(-1);
        assertThat(end(deep.replace("}]}]", "}]]}"), 100_000)).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(ints = {63, 64, 65, 127, 128, 129, 300})
    void kindsAreRememberedAcrossWords(int depth) {
        for (int object = 0; object < depth; object++) {
            String around = "[".repeat(object) + "{\"a\":" + "[".repeat(depth - object - 1);
            String good = around + "1" + "]".repeat(depth - object - 1) + ",\"b\":3}" + ",2]".repeat(object);
            assertThat(end(good, depth)).isEqualTo(good.length());
            assertThat(end(good, depth - 1)).isEqualTo(-1);
            assertThat(end(around + "1" + "]".repeat(depth), depth)).isEqualTo(-1);
        }
    }

    private static int end(String text, int depth) {
        byte[] bytes = padded(text.getBytes(StandardCharsets.UTF_8));
        return JsonChecker.end(bytes, 0, bytes.length - RecordScanner.PADDING, depth);
    }

    private static boolean isWhole(byte[] text, int depth) {
        byte[] bytes = padded(text);
        int start = JsonChecker.behindSpace(bytes, 0, text.length);
        int end = JsonChecker.end(bytes, start, text.length, depth);
        return end >= 0 && JsonChecker.behindSpace(bytes, end, text.length) == text.length;
    }

    /** With quotes behind the text, which a reader that looks too far takes for its end. */
    private static byte[] padded(byte[] text) {
        byte[] bytes = Arrays.copyOf(text, text.length + RecordScanner.PADDING);
        Arrays.fill(bytes, text.length, bytes.length, (byte) '"');
        return bytes;
    }

    private static boolean isWholeToJackson(byte[] text) {
        try (JsonParser parser = ORACLE.createParser(decoded(text))) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            parser.finishToken();
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isUtf8(byte[] text) {
        try {
            return decoded(text) != null;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static String decoded(byte[] text) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
    }

    private static byte[] mutated(byte[] text, Random random) {
        int at = random.nextInt(text.length);
        return switch (random.nextInt(5)) {
            case 0 -> replaced(text, at, 1, MUTATIONS[random.nextInt(MUTATIONS.length)]);
            case 1 -> replaced(text, at, 0, MUTATIONS[random.nextInt(MUTATIONS.length)]);
            case 2 -> replaced(text, at, 1, (byte) random.nextInt(256));
            case 3 -> text.length < 2 ? text : replaced(text, at, 1);
            default -> Arrays.copyOf(text, at + 1);
        };
    }

    private static byte[] replaced(byte[] text, int at, int removed, byte... added) {
        byte[] changed = Arrays.copyOf(text, text.length - removed + added.length);
        System.arraycopy(added, 0, changed, at, added.length);
        System.arraycopy(text, at + removed, changed, at + added.length, text.length - at - removed);
        return changed;
    }
}
