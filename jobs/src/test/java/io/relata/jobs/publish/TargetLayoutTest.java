package io.relata.jobs.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.RelataException;
import io.relata.TableName;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

class TargetLayoutTest {

    private final TargetLayout layout = new TargetLayout("s3a://bucket/tables/", Runs.FIRST);

    @Test
    void everythingOfARunLiesUnderItsTarget() {
        assertThat(layout.location(name("players"))).isEqualTo("s3a://bucket/tables/players/20261121t100000z-00000001");
        assertThat(layout.manifest()).isEqualTo("s3a://bucket/tables/_relata/runs/20261121t100000z-00000001.json");
        assertThat(layout.report()).isEqualTo("s3a://bucket/tables/_relata/runs/20261121t100000z-00000001.report.json");
        assertThat(layout.reportPage())
                .isEqualTo("s3a://bucket/tables/_relata/runs/20261121t100000z-00000001.report.html");
        assertThat(layout.staging()).isEqualTo("s3a://bucket/tables/_relata/staging/20261121t100000z-00000001");
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
