package io.relata.jobs.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.Catalog;
import io.relata.Partition;
import io.relata.PartitionValues;
import io.relata.RelataException;
import io.relata.RunId;
import io.relata.TableDefinition;
import io.relata.TableName;
import io.relata.TableStatistics;
import io.relata.catalog.local.LocalCatalog;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Publishing of runs whose rows come in place of those of some partitions. */
class PartitionsPublishTest {

    @TempDir
    Path folder;

    private String target;
    private RunManifests manifests;
    private Publisher publisher;
    private Catalog catalog;

    @BeforeEach
    void open() {
        target = folder + "/target";
        manifests = new RunManifests(new TargetLayout(target, Runs.FIRST), new Configuration());
        publisher = new Publisher(manifests, Runs.CLOCK);
        catalog = new LocalCatalog(folder.resolve("catalog"));
    }

    private static Loading replacing(Optional<RunId> follows, String... days) {
        Set<PartitionValues> values =
                Arrays.stream(days).map(PartitionedRuns::values).collect(Collectors.toSet());
        return new Loading.ReplacePartitions(follows, values);
    }

    private Publication publish(RunId run, StagedTable... tables) {
        return publisher.publish(
                RunManifest.staged(run, "games", Runs.CATALOG, Runs.NOW, List.of(tables), List.of()), catalog);
    }

    private List<String> shown(String table) {
        return catalog.partitions(new TableName("db", table)).stream()
                .map(Partition::location)
                .map(location -> location.substring(target.length() + table.length() + 2))
                .toList();
    }

    private TableDefinition definition(String table) {
        return catalog.find(new TableName("db", table)).orElseThrow().definition();
    }

    @Test
    void partitionsOfOtherValuesStayWhereTheyAre() {
        publish(Runs.FIRST, PartitionedRuns.table(target, Runs.FIRST, "a", "1", "2"));
        publish(
                Runs.SECOND,
                PartitionedRuns.table(
                        target, Runs.SECOND, "a", replacing(Optional.of(Runs.FIRST), "2", "3"), "2", "3"));
        assertThat(shown("a")).containsExactly(Runs.FIRST + "/day=1", Runs.SECOND + "/day=2", Runs.SECOND + "/day=3");
        assertThat(definition("a").statistics()).isEqualTo(new TableStatistics(9, 3, 300));
        assertThat(definition("a").location()).isEqualTo(target + "/a");
    }

    @Test
    void replacedPartitionsWithoutNewRowsAreDropped() {
        publish(Runs.FIRST, PartitionedRuns.table(target, Runs.FIRST, "a", "1", "2"));
        publish(
                Runs.SECOND,
                PartitionedRuns.table(target, Runs.SECOND, "a", replacing(Optional.of(Runs.FIRST), "1", "2"), "2"));
        assertThat(shown("a")).containsExactly(Runs.SECOND + "/day=2");
        publish(Runs.THIRD, PartitionedRuns.table(target, Runs.THIRD, "a", replacing(Optional.of(Runs.SECOND), "2")));
        assertThat(shown("a")).isEmpty();
        assertThat(definition("a").location())
                .as("where there are no partitions, readers take what lies at the location")
                .isEqualTo(target + "/a/" + Runs.THIRD);
        assertThat(definition("a").statistics()).isEqualTo(new TableStatistics(0, 0, 0));
    }

    @Test
    void ofTwoMergesThatFollowTheSameRunTheLaterIsRefused() {
        publish(Runs.FIRST, PartitionedRuns.asDelta(PartitionedRuns.table(target, Runs.FIRST, "a", "1")));
        Loading merge = new Loading.Merge(Optional.of(Runs.FIRST));
        publish(Runs.SECOND, PartitionedRuns.asDelta(PartitionedRuns.table(target, Runs.SECOND, "a", merge, "1")));
        assertThatThrownBy(() -> publish(
                        Runs.THIRD,
                        PartitionedRuns.asDelta(PartitionedRuns.table(target, Runs.THIRD, "a", merge, "1"))))
                .isInstanceOfSatisfying(
                        RelataException.class,
                        refused -> assertThat(refused.kind()).isEqualTo(RelataException.Kind.TARGET_HELD))
                .hasMessage("Cannot merge into table db.a (run " + Runs.THIRD + "): run " + Runs.SECOND
                        + " published it while this one was at work. Run again: it goes on from what is published"
                        + " then.");
    }

    @Test
    void ofTwoRunsThatFollowTheSameOneTheLaterIsRefused() {
        publish(Runs.FIRST, PartitionedRuns.table(target, Runs.FIRST, "a", "1", "2"));
        Loading two = replacing(Optional.of(Runs.FIRST), "2");
        publish(Runs.SECOND, PartitionedRuns.table(target, Runs.SECOND, "a", two, "2"));
        assertThatThrownBy(() -> publish(Runs.THIRD, PartitionedRuns.table(target, Runs.THIRD, "a", two, "2")))
                .isInstanceOfSatisfying(
                        RelataException.class,
                        refused -> assertThat(refused.kind()).isEqualTo(RelataException.Kind.TARGET_HELD))
                .hasMessage("Cannot replace partitions of table db.a (run " + Runs.THIRD + "): run " + Runs.SECOND
                        + " published it while this one was at work. Run again: it goes on from what is published"
                        + " then.");
        assertThat(shown("a")).containsExactly(Runs.FIRST + "/day=1", Runs.SECOND + "/day=2");
    }

    @Test
    void aPartitionColumnOfAnotherTypeIsRefused() {
        publish(Runs.FIRST, PartitionedRuns.table(target, Runs.FIRST, "a", "1", "x"));
        StagedTable days =
                PartitionedRuns.table(target, Runs.SECOND, "a", replacing(Optional.of(Runs.FIRST), "1"), "1");
        TableDefinition text = days.definition();
        TableDefinition number = new TableDefinition(
                text.name(),
                text.columns(),
                new StructType().add("day", DataTypes.LongType),
                text.location(),
                text.format(),
                text.parent(),
                text.run(),
                text.statistics());
        assertThatThrownBy(
                        () -> publish(Runs.SECOND, StagedTable.of(number, List.of(), days.written(), days.loading())))
                .hasMessage(
                        "Cannot load table db.a beside what it has (partition column day): it is of type string, and"
                                + " this run wrote it as bigint. Cast it under tables in the job file, or write mode: replace.");
        assertThat(shown("a")).containsExactly(Runs.FIRST + "/day=1", Runs.FIRST + "/day=x");
    }

    @Test
    void rollingBackShowsThePartitionsOfBefore() {
        publish(Runs.FIRST, PartitionedRuns.table(target, Runs.FIRST, "a", "1", "2"));
        publish(
                Runs.SECOND,
                PartitionedRuns.table(target, Runs.SECOND, "a", replacing(Optional.of(Runs.FIRST), "1", "2"), "1"));
        publisher.publish(
                RunManifest.restoring(manifests.find(Runs.FIRST).orElseThrow(), Runs.THIRD, Runs.NOW), catalog);
        assertThat(shown("a")).containsExactly(Runs.FIRST + "/day=1", Runs.FIRST + "/day=2");
    }

    @Test
    void inTablesThatAreAppendedToEachPartitionOfTheValuesIsReplaced() {
        publish(Runs.FIRST, PartitionedRuns.table(target, Runs.FIRST, "a", new Loading.Append(Optional.empty()), "1"));
        publish(
                Runs.SECOND,
                PartitionedRuns.table(target, Runs.SECOND, "a", new Loading.Append(Optional.of(Runs.FIRST)), "1", "2"));
        assertThat(shown("a")).containsExactly(Runs.FIRST + "/day=1", Runs.SECOND + "/day=1", Runs.SECOND + "/day=2");
        publish(
                Runs.THIRD,
                PartitionedRuns.table(target, Runs.THIRD, "a", replacing(Optional.of(Runs.SECOND), "1"), "1"));
        assertThat(shown("a")).containsExactly(Runs.THIRD + "/day=1", Runs.SECOND + "/day=2");
        assertThat(definition("a").partitionKeys()).containsExactly("day", "load");
    }
}
