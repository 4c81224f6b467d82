package io.relata.catalog.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNamesTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "players_data-db, players_data-db",
                "game_details.val, game_details%002eval",
                ".., %002e%002e",
                "a/b, a%002fb",
                "a\\b, a%005cb",
                "a%2fb, a%00252fb",
                "a~b, a%007eb",
                "` `, %0020",
                "ä, %00e4",
                "漢, %6f22",
            })
    void whatMattersToAFileSystemIsEncoded(String name, String expected) {
        assertThat(FileNames.of(name)).isEqualTo(expected);
    }

    @Test
    void longNamesAreCutAndToldApartByTheirDigest() {
        String one = FileNames.of("漢".repeat(254) + "a");
        String other = FileNames.of("漢".repeat(254) + "b");

        assertThat(one)
                .hasSize(140)
                .isEqualTo("%6f22".repeat(15) + "~8027bd9ca354a515e4c6c95082c7a8c011e47a786020adc19c83513b8417789d");
        assertThat(other).hasSize(140).isNotEqualTo(one);
    }

    @Test
    void halvesOfASurrogatePairStayApart() {
        assertThat(FileNames.of("a\ud800"))
                .isNotEqualTo(FileNames.of("a\ud801"))
                .isNotEqualTo(FileNames.of("a?"));
    }

    @Test
    void noTwoNamesShareAFileNameEvenWhereCaseIsIgnored() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String alphabet = "ab%~_-./\\ 0f2e\u00e4\u0130\ud83d\udc96";
        Map<String, String> names = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            StringBuilder name = new StringBuilder();
            int length = random.nextInt(100) == 0 ? 255 : 1 + random.nextInt(4);
            for (int c = 0; c < length; c++) {
                name.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String file = FileNames.of(name.toString());
            assertThat(file).matches("[a-z0-9_%~-]+").isEqualTo(file.toLowerCase(Locale.ROOT));
            assertThat(file.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(140);
            String before = names.put(file, name.toString());
            if (before != null) {
                assertThat(name.toString()).as("seed %s, file %s", seed, file).isEqualTo(before);
            }
        }
    }
}
