package io.relata.jobs.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.RelataException;
import io.relata.TableName;
import java.util.HashSet;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetLayoutTest {

    private final TargetLayout layout = new TargetLayout("s3a://bucket/tables/", Runs.FIRST);

    @Test
    void everythingOfARunLiesUnderItsTarget() {
        assertThat(layout.location(name("players"))).isEqualTo("s3a://bucket/tables/players/20261121t100000z-00000001");
        assertThat(layout.manifest()).isEqualTo("s3a://bucket/tables/_relata/runs/20261121t100000z-00000001.json");
        assertThat(layout.report()).isEqualTo("s3a://bucket/tables/_relata/runs/20261121t100000z-00000001.report.json");
        assertThat(layout.staging()).isEqualTo("s3a://bucket/tables/_relata/staging/20261121t100000z-00000001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"players", "root_game.val", "a", "0", "-", "a..b", "a-_.b"})
    void aPlainNameIsItsOwnFolder(String name) {
        assertThat(TargetLayout.folder(name(name))).isEqualTo(name);
    }

    @Test
    void otherNamesGetAReadableFolder() {
        assertThat(TargetLayout.folder(name("Bestellungen für März/2026")))
                .isEqualTo("bestellungen-f-r-m-rz-2026~5f4696cbec66");
        assertThat(TargetLayout.folder(name(".."))).isEqualTo("table~cad4e87a8273");
        assertThat(TargetLayout.folder(name("_relata"))).isEqualTo("relata~ebc6e635b18e");
    }

    @Test
    void aHundredCharactersAreTheLongestPlainName() {
        assertThat(TargetLayout.folder(name("x".repeat(100)))).isEqualTo("x".repeat(100));
        assertThat(TargetLayout.folder(name("x".repeat(101)))).startsWith("x".repeat(40) + "~");
        assertThat(TargetLayout.folder(name("x".repeat(255)))).hasSize(53);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..", ".", "../..", "/", "a/b", "/etc", "_a", ".a", "#a", "a~", "~", "a b", "a%2Fb", "a:b", "a?b", "a*",
                "{a}", "[a]", "a\\b", "é", "é", "日本", "\ud800", "\ud801", "🎮", "_relata", "a=b", "a,b", "a`b", "ſ", "ß"
            })
    void aHostileNameIsASafeFolderOfItsOwn(String name) {
        String folder = TargetLayout.folder(name(name));
        assertThat(folder).matches("[a-z0-9][a-z0-9-]{0,39}~[0-9a-f]{12}");
        assertThat(new Path("/t/" + folder + "/run").getParent().getParent()).isEqualTo(new Path("/t"));
    }

    @Test
    void twoTablesNeverShareAFolderOnAnyFileSystem() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String alphabet = "aAzZ09_.-~/ \u00e9e\u0301\ud800\ud801\u017fsS";
        Set<TableName> names = new HashSet<>();
        Set<String> folders = new HashSet<>();
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder("t");
            int length = random.nextInt(6);
            for (int k = 0; k < length; k++) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            names.add(name(text.toString()));
        }
        names.forEach(name -> folders.add(TargetLayout.folder(name).toUpperCase(Locale.ROOT)));
        assertThat(folders).as("seed %d", seed).hasSameSizeAs(names);
    }

    @Test
    void aNameInAnotherCaseIsTheSameTable() {
        assertThat(layout.location(name("Players"))).isEqualTo(layout.location(name("players")));
    }

    @Test
    void aRelativeTargetIsTheFolderItMeansHere() {
        assertThat(TargetLayout.qualified("out/tables", Runs.FIRST, new Configuration())
                        .target())
                .isEqualTo("file:" + System.getProperty("user.dir") + "/out/tables");
    }

    @Test
    void aTargetThatIsNoFolderIsRefused() {
        assertThatThrownBy(() -> new TargetLayout("//", Runs.FIRST))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot use \"//\" as a target (target.path): it names no folder."
                        + " Give a folder such as s3a://bucket/folder or /data/tables.");
        assertThatThrownBy(() -> new TargetLayout("s3a://", Runs.FIRST))
                .hasMessage("Cannot use \"s3a://\" as a target (target.path): it names no folder."
                        + " Give a folder such as s3a://bucket/folder or /data/tables.");
    }

    @Test
    void aTargetThatSparkWouldTakeForAPatternIsRefused() {
        assertThatThrownBy(() -> new TargetLayout("/data/{a,b}", Runs.FIRST))
                .hasMessage("Cannot use \"/data/{a,b}\" as a target (target.path): Spark takes the characters"
                        + " * ? [ ] { } and \\ for a pattern."
                        + " Give a folder such as s3a://bucket/folder or /data/tables.");
    }

    @Test
    void aTargetThatNoFileSystemServesIsRefused() {
        assertThatThrownBy(() -> TargetLayout.qualified("nowhere://x/y", Runs.FIRST, new Configuration()))
                .hasMessage("Cannot use \"nowhere://x/y\" as a target (target.path):"
                        + " No FileSystem for scheme \"nowhere\"."
                        + " Give a folder such as s3a://bucket/folder or /data/tables.");
    }

    private static TableName name(String table) {
        return new TableName("db", table);
    }
}
