package io.relata.jobs.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relata.CatalogTable;
import io.relata.CatalogVersion;
import io.relata.Partition;
import io.relata.PartitionValues;
import io.relata.RelataException;
import io.relata.TableName;
import io.relata.TableStatistics;
import io.relata.transforms.plan.PublishedTables;
import io.relata.transforms.plan.RelationalPlan;
import io.relata.transforms.plan.RelationalizeOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunManifestsTest {

    @TempDir
    private Path folder;

    private String target;
    private RunManifests manifests;

    @BeforeEach
    void open() {
        target = folder.resolve("target").toUri().getPath();
        manifests = new RunManifests(new TargetLayout(target, Runs.FIRST), new Configuration());
    }

    @Test
    void aManifestReadsBackAsItWasWritten() {
        RunManifest written = full();
        manifests.create(written);
        assertThat(manifests.find(Runs.SECOND)).contains(written);
    }

    @Test
    void aPersonCanReadIt() throws IOException {
        manifests.create(Runs.manifest(target, Runs.FIRST, "games"));
        assertThat(Files.readString(file(Runs.FIRST.value())).replace(target, "TARGET"))
                .isEqualTo("""
                        {
                          "format" : 1,
                          "run" : "20261121t100000z-00000001",
                          "job" : "games",
                          "catalog" : "local /catalog",
                          "state" : "STAGED",
                          "created" : "2026-11-21T12:29:00Z",
                          "updated" : "2026-11-21T12:29:00Z",
                          "inputs" : [ "file:/raw/players.json" ],
                          "tables" : [ {
                            "definition" : {
                              "database" : "db",
                              "table" : "games",
                              "run" : "20261121t100000z-00000001",
                              "location" : "TARGET/games/20261121t100000z-00000001",
                              "format" : "PARQUET",
                              "parent" : {
                                "table" : "players",
                                "column" : "games",
                                "childColumn" : "id"
                              },
                              "statistics" : {
                                "rows" : 3,
                                "files" : 1,
                                "bytes" : 100
                              },
                              "columns" : {
                                "type" : "struct",
                                "fields" : [ {
                                  "name" : "id",
                                  "type" : "long",
                                  "nullable" : false,
                                  "metadata" : { }
                                }, {
                                  "name" : "a.b",
                                  "type" : "string",
                                  "nullable" : true,
                                  "metadata" : {
                                    "comment" : "$.a.b"
                                  }
                                } ]
                              },
                              "partitionColumns" : {
                                "type" : "struct",
                                "fields" : [ ]
                              }
                            },
                            "folder" : "TARGET/games/20261121t100000z-00000001",
                            "files" : [ {
                              "name" : "part-0.parquet",
                              "bytes" : 60,
                              "rows" : 3
                            }, {
                              "name" : "part-1.parquet",
                              "bytes" : 40
                            } ]
                          } ],
                          "notRefreshed" : [ ]
                        }""");
    }

    @Test
    void aRunHasOneManifest() {
        manifests.create(full());
        assertThatThrownBy(() -> manifests.create(Runs.manifest(target, Runs.SECOND, "other")))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot write the manifest of run 20261121t110000z-00000002 as STAGED (" + target
                        + "/_relata/runs/20261121t110000z-00000002.json): the run has a manifest already."
                        + " Start the run under a new run id.");
        assertThat(manifests.find(Runs.SECOND)).contains(full());
    }

    @Test
    void anUpdateReplacesItAndLeavesNoOtherFile() throws IOException {
        RunManifest staged = manifests.create(Runs.manifest(target, Runs.FIRST, "games"));
        RunManifest undone = manifests.update(staged.to(RunManifest.State.UNDONE, Runs.NOW));
        assertThat(manifests.find(Runs.FIRST)).contains(undone);
        try (Stream<Path> files = Files.list(folder.resolve("target/_relata/runs"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactly("20261121t100000z-00000001.json");
        }
    }

    @Test
    void runsAreListedLatestFirstWithoutReportsAndRests() throws IOException {
        assertThat(manifests.runs()).isEmpty();
        manifests.create(Runs.manifest(target, Runs.FIRST));
        manifests.create(Runs.manifest(target, Runs.THIRD));
        manifests.create(Runs.manifest(target, Runs.SECOND));
        Files.writeString(file(Runs.FIRST + ".report"), "{}");
        Files.writeString(file(".20261121t100000z-00000001.json.x"), "{}");
        Files.writeString(file("notes"), "{}");
        Files.writeString(file("20269999t100000z-00000001"), "{}");
        assertThat(manifests.runs()).containsExactly(Runs.THIRD, Runs.SECOND, Runs.FIRST);
    }

    @Test
    void aRunWithoutAManifestHasNone() {
        assertThat(manifests.find(Runs.FIRST)).isEmpty();
    }

    @Test
    void aNewerFormatIsToldAsSuch() throws IOException {
        assertRefused(
                manifest -> manifest.put("format", 2), "its format is 2 and this version of Relata reads format 1");
    }

    @Test
    void damageIsToldWithItsPlace() throws IOException {
        assertRefused(manifest -> manifest.remove("job"), "job is missing");
        assertRefused(
                manifest -> manifest.put("state", "DONE"),
                "state: No enum constant io.relata.jobs.publish.RunManifest.State.DONE");
        assertRefused(manifest -> definition(manifest).remove("location"), "tables[0].definition.location is missing");
        assertRefused(
                manifest -> definition(manifest).put("columns", "long"),
                "tables[0].definition.columns is not a schema of Spark's");
        assertRefused(
                manifest -> definition(manifest).put("partitionColumns", 1),
                "tables[0].definition.partitionColumns is not a schema of Spark's");
        assertRefused(
                manifest -> ((ObjectNode) manifest.at("/tables/0/files/1")).put("bytes", -1),
                "tables[0].files[1].bytes is not a count");
        assertRefused(
                manifest -> manifest.put("run", Runs.SECOND.value()),
                "Run 20261121t110000z-00000002 cannot publish db.games of run 20261121t100000z-00000001");
    }

    @Test
    void aCutFileIsToldAsSuch() throws IOException {
        manifests.create(Runs.manifest(target, Runs.FIRST, "games"));
        Path file = file(Runs.FIRST.value());
        String whole = Files.readString(file);
        Files.writeString(file, whole.substring(0, whole.indexOf("\"tables\"") + 3));
        assertThatThrownBy(() -> manifests.find(Runs.FIRST))
                .hasMessage(unreadable("it is not JSON from line 10, column 6"));
        Files.writeString(file, "");
        assertThatThrownBy(() -> manifests.find(Runs.FIRST)).hasMessage(unreadable("the document is not an object"));
    }

    @Test
    void aManifestUnderAnotherRunsNameIsRefused() throws IOException {
        manifests.create(Runs.manifest(target, Runs.SECOND));
        Files.move(file(Runs.SECOND.value()), file(Runs.FIRST.value()));
        assertThatThrownBy(() -> manifests.find(Runs.FIRST))
                .hasMessage(unreadable("it is the manifest of run 20261121t110000z-00000002"));
    }

    @Test
    void aTargetThatCannotBeWrittenIsToldWithItsPath() throws IOException {
        Files.writeString(folder.resolve("target"), "a file");
        assertThatThrownBy(() -> manifests.create(Runs.manifest(target, Runs.FIRST)))
                .isInstanceOf(RelataException.class)
                .hasMessageStartingWith("Cannot write the manifest of run 20261121t100000z-00000001 as STAGED ("
                        + target + "/_relata/runs/20261121t100000z-00000001.json): ")
                .hasMessageEndingWith(". Check that the target may be written, then run again.");
    }

    @Test
    void aStateNeverGoesBack() {
        RunManifest undone = Runs.manifest(target, Runs.FIRST).to(RunManifest.State.UNDONE, Runs.NOW);
        assertThatThrownBy(() -> undone.to(RunManifest.State.PUBLISHING, Runs.NOW))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Run 20261121t100000z-00000001 is UNDONE and cannot become PUBLISHING");
    }

    @Test
    void aManifestHoldsTablesOfItsOwnRunOnce() {
        StagedTable table = StagedTable.of(Runs.definition(target, Runs.FIRST, "games"), List.of());
        assertThatThrownBy(
                        () -> RunManifest.staged(Runs.SECOND, "job", Runs.CATALOG, Runs.NOW, List.of(table), List.of()))
                .hasMessage("Run 20261121t110000z-00000002 cannot publish db.games of run 20261121t100000z-00000001");
        assertThatThrownBy(() ->
                        RunManifest.staged(Runs.FIRST, "job", Runs.CATALOG, Runs.NOW, List.of(table, table), List.of()))
                .hasMessage("Run 20261121t100000z-00000001 has two tables db.games");
    }

    @Test
    void aMergedTableComesBackAsItWasWritten() {
        StagedTable rows =
                Runs.manifest(target, Runs.SECOND, "players").tables().get(0);
        StagedTable first =
                StagedTable.of(rows.definition(), rows.files(), List.of(), new Loading.Merge(Optional.empty()));
        StagedTable next = StagedTable.of(
                Runs.definition(target, Runs.SECOND, "players_games"),
                rows.files(),
                List.of(),
                new Loading.Merge(Optional.of(Runs.FIRST)));
        RunManifest staged =
                RunManifest.staged(Runs.SECOND, "games", Runs.CATALOG, Runs.NOW, List.of(first, next), List.of());

        manifests.create(staged);

        assertThat(manifests.find(Runs.SECOND)).contains(staged);
    }

    @Test
    void anAppendedRunComesBackAsItWasWritten() {
        StagedTable rows =
                Runs.manifest(target, Runs.SECOND, "players").tables().get(0);
        StagedTable first = StagedTable.of(
                        Runs.definition(target, Runs.FIRST, "players").withLastId(OptionalLong.of(7)),
                        List.of(),
                        List.of(),
                        new Loading.Append(Optional.empty()))
                .replacing(Optional.empty());
        Shown shown = new Shown(new CatalogTable(first.definition(), new CatalogVersion("17")), first.partitions());
        StagedTable appended = StagedTable.of(
                        rows.definition().withLastId(OptionalLong.of(9)),
                        rows.files(),
                        List.of(),
                        new Loading.Append(Optional.of(Runs.FIRST)))
                .replacing(Optional.of(shown));
        assertThat(appended.partitions()).hasSize(2);
        assertThat(appended.definition().statistics()).isEqualTo(new TableStatistics(6, 2, 200));
        RelationalPlan plan = RelationalPlan.of(
                StructType.fromDDL("a array<struct<b: bigint>>, c void"), RelationalizeOptions.root("players"));
        RunManifest staged = RunManifest.staged(
                Runs.SECOND,
                "games",
                Runs.CATALOG,
                Runs.NOW,
                List.of(rows),
                List.of(),
                new PublishedSchema(plan.source(), PublishedTables.of(plan)));
        RunManifest manifest = staged.publishing(Runs.NOW, List.of(appended), List.of());
        manifests.create(manifest);
        assertThat(manifests.find(Runs.SECOND)).contains(manifest);
    }

    @Test
    void replacedPartitionsComeBackAsTheyWereWritten() {
        StagedTable rows = PartitionedRuns.table(target, Runs.SECOND, "players", "1", PartitionValues.NULL);
        StagedTable first =
                PartitionedRuns.table(target, Runs.FIRST, "players", "1", "2").replacing(Optional.empty());
        Shown shown = new Shown(new CatalogTable(first.definition(), new CatalogVersion("17")), first.partitions());
        StagedTable replacing = StagedTable.of(
                        rows.definition(),
                        rows.files(),
                        rows.written(),
                        new Loading.ReplacePartitions(
                                Optional.of(Runs.FIRST),
                                Set.of(PartitionedRuns.values("1"), PartitionedRuns.values("9"))))
                .replacing(Optional.of(shown));
        RunManifest manifest = RunManifest.staged(
                        Runs.SECOND, "games", Runs.CATALOG, Runs.NOW, List.of(rows), List.of())
                .publishing(Runs.NOW, List.of(replacing), List.of());
        manifests.create(manifest);
        assertThat(manifests.find(Runs.SECOND)).contains(manifest);
    }

    @Test
    void aTableWhoseRowsWereWrittenAgainComesBackAsItWasWritten() {
        StagedTable first =
                PartitionedRuns.table(target, Runs.FIRST, "players", "1", "2").replacing(Optional.empty());
        Shown shown = new Shown(new CatalogTable(first.definition(), new CatalogVersion("17")), first.partitions());
        StagedTable rows = PartitionedRuns.table(target, Runs.SECOND, "players", "2");
        StagedTable rewritten = StagedTable.of(
                        rows.definition(), rows.files(), rows.written(), new Loading.Rewrite(Runs.FIRST))
                .replacing(Optional.of(shown));
        assertThat(rewritten.partitions()).extracting(Partition::run).containsExactly(Runs.FIRST, Runs.SECOND);
        RunManifest manifest = RunManifest.staged(
                        Runs.SECOND, "games", Runs.CATALOG, Runs.NOW, List.of(rows), List.of())
                .publishing(Runs.NOW, List.of(rewritten), List.of());
        manifests.create(manifest);
        assertThat(manifests.find(Runs.SECOND)).contains(manifest);
    }

    private RunManifest full() {
        RunManifest staged = Runs.manifest(target, Runs.SECOND, "players", "games");
        CatalogTable before =
                new CatalogTable(Runs.definition(target, Runs.FIRST, "players"), new CatalogVersion("17"));
        return staged.publishing(
                Runs.NOW,
                List.of(
                        staged.tables().get(0).replacing(Optional.of(new Shown(before, List.of()))),
                        staged.tables().get(1)),
                List.of(new TableName("db", "gone")));
    }

    private void assertRefused(Consumer<ObjectNode> damage, String why) throws IOException {
        Path file = file(Runs.FIRST.value());
        Files.deleteIfExists(file);
        manifests.create(Runs.manifest(target, Runs.FIRST, "games"));
        ObjectMapper json = new ObjectMapper();
        JsonNode manifest = json.readTree(file.toFile());
        damage.accept((ObjectNode) manifest);
        json.writeValue(file.toFile(), manifest);
        assertThatThrownBy(() -> manifests.find(Runs.FIRST))
                .isInstanceOf(RelataException.class)
                .hasMessage(unreadable(why));
    }

    private String unreadable(String why) {
        return "Cannot read the manifest of run 20261121t100000z-00000001 (" + target
                + "/_relata/runs/20261121t100000z-00000001.json): " + why
                + ". Use the version of Relata that wrote it; if the file was damaged, restore it from an earlier"
                + " version of the object, or move it away once no table shows this run.";
    }

    private static ObjectNode definition(JsonNode manifest) {
        return (ObjectNode) manifest.at("/tables/0/definition");
    }

    private Path file(String name) {
        return folder.resolve("target/_relata/runs/" + name + ".json");
    }
}
