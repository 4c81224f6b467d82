package io.relata.jobs.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.Catalog;
import io.relata.CatalogTable;
import io.relata.CatalogVersion;
import io.relata.Partition;
import io.relata.PartitionChanges;
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
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Publishing of runs whose rows come beside those of other runs. */
class AppendPublishTest {

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

    /** A run whose ids end with {@code lastId} and go on after those of the run it follows. */
    private RunManifest appending(RunId run, Optional<RunId> follows, long lastId, String... tables) {
        List<StagedTable> staged = Arrays.stream(tables)
                .map(table -> StagedTable.of(
                        Runs.definition(target, run, table).withLastId(OptionalLong.of(lastId)),
                        List.of(),
                        List.of(),
                        new Loading.Append(follows)))
                .toList();
        return RunManifest.staged(run, "games", Runs.CATALOG, Runs.NOW, staged, List.of());
    }

    private List<String> loads(String table) {
        return catalog.partitions(new TableName("db", table)).stream()
                .map(Partition::location)
                .map(location -> location.substring(location.lastIndexOf('/') + 1))
                .toList();
    }

    private TableDefinition shown(String table) {
        return catalog.find(new TableName("db", table)).orElseThrow().definition();
    }

    @Test
    void eachRunIsOneMorePartition() {
        publisher.publish(appending(Runs.FIRST, Optional.empty(), 5, "a", "b"), catalog);
        assertThat(shown("a").location()).isEqualTo(target + "/a");
        publisher.publish(appending(Runs.SECOND, Optional.of(Runs.FIRST), 9, "a", "b"), catalog);
        assertThat(loads("a")).containsExactly(Runs.FIRST.value(), Runs.SECOND.value());
        assertThat(shown("a").statistics()).isEqualTo(new TableStatistics(6, 2, 200));
        assertThat(shown("a").lastId()).hasValue(9);
        assertThat(shown("a").run()).isEqualTo(Runs.SECOND);
    }

    @Test
    void ofTwoRunsThatFollowTheSameOneTheLaterIsRefusedAndNothingOfItIsShown() {
        publisher.publish(appending(Runs.FIRST, Optional.empty(), 5, "a", "b"), catalog);
        publisher.publish(appending(Runs.SECOND, Optional.of(Runs.FIRST), 9, "a", "b"), catalog);
        assertThatThrownBy(
                        () -> publisher.publish(appending(Runs.THIRD, Optional.of(Runs.FIRST), 12, "a", "b"), catalog))
                .isInstanceOfSatisfying(
                        RelataException.class,
                        refused -> assertThat(refused.kind()).isEqualTo(RelataException.Kind.TARGET_HELD))
                .hasMessage("Cannot append to table db.a (run " + Runs.THIRD + "): run " + Runs.SECOND
                        + " published it while this one was at work. Run again: it goes on from what is published"
                        + " then.");
        assertThat(loads("a")).containsExactly(Runs.FIRST.value(), Runs.SECOND.value());
        assertThat(shown("b").lastId()).hasValue(9);
    }

    @Test
    void aTableThatCameWhileTheFirstRunWasAtWorkIsNotAppendedTo() {
        publisher.publish(appending(Runs.FIRST, Optional.empty(), 5, "a"), catalog);
        assertThatThrownBy(() -> publisher.publish(appending(Runs.SECOND, Optional.empty(), 5, "a"), catalog))
                .hasMessageContaining("run " + Runs.FIRST + " published it while this one was at work");
        catalog.drop(
                new TableName("db", "a"),
                catalog.find(new TableName("db", "a")).orElseThrow().version());
        assertThatThrownBy(() -> publisher.publish(appending(Runs.THIRD, Optional.of(Runs.FIRST), 5, "a"), catalog))
                .hasMessageContaining("it was dropped while this one was at work");
    }

    @Test
    void whatWasAppendedIsTakenBackWhenAnotherTableIsRefused() {
        publisher.publish(appending(Runs.FIRST, Optional.empty(), 5, "a", "b"), catalog);
        CatalogTable before = catalog.find(new TableName("db", "a")).orElseThrow();
        List<Partition> loads = catalog.partitions(new TableName("db", "a"));
        Catalog denying = new Denying(catalog, new TableName("db", "b"));
        assertThatThrownBy(
                        () -> publisher.publish(appending(Runs.SECOND, Optional.of(Runs.FIRST), 9, "a", "b"), denying))
                .hasMessage("Cannot publish run " + Runs.SECOND + " (table db.b): denied; tables moved back to their"
                        + " earlier state: 1. Run again when the catalog takes the table.");
        assertThat(shown("a")).isEqualTo(before.definition());
        assertThat(catalog.partitions(new TableName("db", "a"))).isEqualTo(loads);
    }

    @Test
    void aRunThatDiedInTheMiddleIsFinishedWithoutDoublingItsPartition() {
        publisher.publish(appending(Runs.FIRST, Optional.empty(), 5, "a", "b"), catalog);
        Catalog dying = new Denying(catalog, new TableName("db", "b")) {
            @Override
            public CatalogVersion put(TableDefinition definition, PartitionChanges changes, CatalogVersion expected) {
                if (definition.name().table().equals("b")) {
                    throw new StackOverflowError("died");
                }
                return super.put(definition, changes, expected);
            }
        };
        RunManifest second = appending(Runs.SECOND, Optional.of(Runs.FIRST), 9, "a", "b");
        assertThatThrownBy(() -> publisher.publish(second, dying)).isInstanceOf(StackOverflowError.class);
        assertThat(loads("a")).hasSize(2);
        assertThat(loads("b")).hasSize(1);
        assertThat(new Recovery(manifests, publisher).recover(catalog, Runs.CATALOG))
                .containsExactly(new Recovered(Runs.SECOND, Recovered.Outcome.FINISHED));
        assertThat(loads("a")).containsExactly(Runs.FIRST.value(), Runs.SECOND.value());
        assertThat(loads("b")).containsExactly(Runs.FIRST.value(), Runs.SECOND.value());
        assertThat(shown("b").statistics()).isEqualTo(new TableStatistics(6, 2, 200));
    }

    @Test
    void replacingDropsAllLoadsButItsOwn() {
        publisher.publish(appending(Runs.FIRST, Optional.empty(), 5, "a"), catalog);
        publisher.publish(appending(Runs.SECOND, Optional.of(Runs.FIRST), 9, "a"), catalog);
        publisher.publish(Runs.manifest(target, Runs.THIRD, "a"), catalog);
        assertThat(loads("a")).containsExactly(Runs.THIRD.value());
        assertThat(shown("a").statistics()).isEqualTo(new TableStatistics(3, 1, 100));
        assertThat(shown("a").partitionKeys()).containsExactly("load");
    }

    /** A catalog that refuses one table. */
    private static class Denying implements Catalog {

        private final Catalog catalog;
        private final TableName denied;

        Denying(Catalog catalog, TableName denied) {
            this.catalog = catalog;
            this.denied = denied;
        }

        @Override
        public Optional<CatalogTable> find(TableName name) {
            return catalog.find(name);
        }

        @Override
        public List<TableName> tables(String database) {
            return catalog.tables(database);
        }

        @Override
        public List<Partition> partitions(TableName name) {
            return catalog.partitions(name);
        }

        @Override
        public CatalogVersion put(TableDefinition definition, PartitionChanges changes, CatalogVersion expected) {
            if (definition.name().equals(denied)) {
                throw new IllegalStateException("denied");
            }
            return catalog.put(definition, changes, expected);
        }

        @Override
        public void drop(TableName name, CatalogVersion expected) {
            catalog.drop(name, expected);
        }
    }
}
