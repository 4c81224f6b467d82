package io.relata.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingTest {

    @TempDir
    Path temporary;

    private JobFolder folder;

    @BeforeEach
    void createFolder() {
        folder = new JobFolder(temporary);
    }

    @Test
    void parsesKeysAndValue() {
        assertThat(Setting.parse("a.b=c=d")).isEqualTo(new Setting(List.of("a", "b"), "c=d"));
        assertThat(Setting.parse("a.`b.c`.\"d=e\".'f''g'="))
                .isEqualTo(new Setting(List.of("a", "b.c", "d=e", "f'g"), ""));
    }

    @Test
    void refusesWhatIsNoSetting() {
        String remedy = ". Write --set key.key=value, with a key that holds a dot or = in back-ticks.";
        assertThatThrownBy(() -> Setting.parse("a.b"))
                .hasMessage("Cannot read --set a.b (command line): there is no =" + remedy);
        assertThatThrownBy(() -> Setting.parse("a..b=secret"))
                .hasMessage("Cannot read --set a..b (command line): a key is empty" + remedy);
        assertThatThrownBy(() -> Setting.parse("a.`b=secret"))
                .hasMessage("Cannot read --set a.` (command line): the quote is not closed" + remedy);
        assertThatThrownBy(() -> Setting.parse("`a`b=secret"))
                .hasMessage(
                        "Cannot read --set `a` (command line): a quoted key goes on after its closing quote" + remedy);
        assertThatThrownBy(() -> Setting.parse("a.".repeat(20) + "a=secret"))
                .hasMessage("Cannot read --set " + "a.".repeat(20)
                        + "a (command line): it has 21 keys and a job file is never that deep" + remedy);
    }

    @Test
    void replacesAndAddsValues() {
        JobFile job = folder.set("job=other")
                .set("sources.players.path=[a, b]")
                .set("tables.players.rename.`x.y`=z")
                .set("tables.players.files=3")
                .set("target.retain=5")
                .set("target.retain=6")
                .set("target.target-file-size=2 MB")
                .set("catalog.database=2024")
                .read(JobFolder.SMALLEST);

        assertThat(job.name()).isEqualTo("other");
        assertThat(job.sources().get("players").paths())
                .containsExactly(folder.workingDirectory() + "/a", folder.workingDirectory() + "/b");
        assertThat(job.tables().get("players").rename()).containsEntry("x.y", "z");
        assertThat(job.tables().get("players").files()).isEqualTo(OptionalInt.of(3));
        assertThat(job.target().retain()).isEqualTo(6);
        assertThat(job.target().fileSize()).isEqualTo(2_000_000);
        assertThat(job.catalog().database()).isEqualTo("2024");
    }

    @Test
    void takesPlainValuesToTheirEnd() {
        JobFile job = folder.set("sources.players.path=*.json: #x, ${HOME}").read(JobFolder.SMALLEST);

        assertThat(job.sources().get("players").paths())
                .containsExactly(folder.workingDirectory() + "/*.json: #x, ${HOME}");
    }

    @Test
    void suggestsTheKeyMeant() {
        assertThat(folder.set("target.pth=x").set("tabels.root.name=y").problems(JobFolder.SMALLEST))
                .isEqualTo("""
                        --set target.pth: unknown key. Did you mean path?
                        --set tabels.root.name: tabels: unknown key. Did you mean tables?""");
    }

    @Test
    void addsNoSource() {
        assertThat(folder.set("sources.player.path=x").problems(JobFolder.SMALLEST))
                .isEqualTo(
                        "--set sources.player.path: sources.player: the job file names no such entry. Did you mean players?");
        assertThat(new JobFolder(temporary).set("sources.teams.path=x").problems(JobFolder.SMALLEST))
                .isEqualTo(
                        "--set sources.teams.path: sources.teams: the job file names no such entry. The names are players.");
    }

    @Test
    void setsNothingInsideAValue() {
        assertThat(folder.set("job.name=x").problems(JobFolder.SMALLEST))
                .isEqualTo(
                        "--set job.name: job: there is nothing inside it to set, it holds text \"small\". Set job itself.");
    }

    @Test
    void locatesProblemsOfValues() {
        assertThat(folder.set("target.retain=many")
                        .set("sources.players.path=[a")
                        .problems(JobFolder.SMALLEST))
                .isEqualTo("""
                        --set sources.players.path: this is not YAML: expected ',' or ']', but got <stream end>. Check the indentation, and quote text that holds one of : # { } [ ] , & * ! | > %.
                        --set target.retain: expected a whole number from 1 to 1000, found text "many". Write for example 1.""");
    }
}
