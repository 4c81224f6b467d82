package io.relata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"players", "root_game.val", "a", "0", "-", "a..b", "a-_.b"})
    void aPlainNameIsItsOwnFolder(String name) {
        assertThat(FolderName.of(name)).isEqualTo(name);
    }

    @Test
    void otherNamesGetAReadableFolder() {
        assertThat(FolderName.of("bestellungen für märz/2026")).isEqualTo("bestellungen-f-r-m-rz-2026~5f4696cbec66");
        assertThat(FolderName.of("..")).isEqualTo("table~cad4e87a8273");
        assertThat(FolderName.of("_relata")).isEqualTo("relata~ebc6e635b18e");
    }

    @Test
    void aHundredCharactersAreTheLongestPlainName() {
        assertThat(FolderName.of("x".repeat(100))).isEqualTo("x".repeat(100));
        assertThat(FolderName.of("x".repeat(101))).startsWith("x".repeat(40) + "~");
        assertThat(FolderName.of("x".repeat(255))).hasSize(53);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..", ".", "../..", "/", "a/b", "/etc", "_a", ".a", "#a", "a~", "~", "a b", "a%2Fb", "a:b", "a?b", "a*",
                "{a}", "[a]", "a\\b", "é", "é", "日本", "\ud800", "\ud801", "🎮", "_relata", "a=b", "a,b", "a`b", "ſ", "ß"
            })
    void aHostileNameIsASafeFolderOfItsOwn(String name) {
        String folder = FolderName.of(name);
        assertThat(folder).matches("[a-z0-9][a-z0-9-]{0,39}~[0-9a-f]{12}");
        assertThat(new Path("/t/" + folder + "/run").getParent().getParent()).isEqualTo(new Path("/t"));
    }

    @Test
    void twoTablesNeverShareAFolderOnAnyFileSystem() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String alphabet = "az09_.-~/ \u00e9e\u0301\ud800\ud801\u017fs";
        Set<String> names = new HashSet<>();
        Set<String> folders = new HashSet<>();
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder("t");
            int length = random.nextInt(6);
            for (int k = 0; k < length; k++) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            names.add(text.toString());
        }
        names.forEach(name -> folders.add(FolderName.of(name).toUpperCase(Locale.ROOT)));
        assertThat(folders).as("seed %d", seed).hasSameSizeAs(names);
    }

    @Test
    void namesThatDifferInCaseAloneHaveFoldersThatDifferInMore() {
        assertThat(FolderName.of("root_Tags")).isEqualTo("root-tags~eb7c658a8de0");
        assertThat(FolderName.of("root_tags")).isEqualTo("root_tags");
    }

    @Test
    void theEmptyNameHasAFolderToo() {
        assertThat(FolderName.of("")).startsWith("table~");
    }
}
