package io.relata.jobs.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.RunId;
import io.relata.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecoveryTest {

    private static final String[] TABLES = {"a", "b", "c"};

    @TempDir
    private Path folder;

    private String target;
    private RunManifests manifests;
    private Publisher publisher;
    private Recovery recovery;
    private final FakeCatalog catalog = new FakeCatalog();

    @BeforeEach
    void open() {
        target = folder.toString();
        manifests = new RunManifests(new TargetLayout(target, Runs.FIRST), new Configuration());
        publisher = new Publisher(manifests, Runs.CLOCK);
        recovery = new Recovery(manifests, publisher);
        publish(Runs.FIRST);
    }

    @Test
    void nothingIsUnfinishedAfterRunsThatEnded() throws IOException {
        catalog.beforePut(definition -> {
            throw denied();
        });
        assertThatThrownBy(() -> publish(Runs.SECOND)).isInstanceOf(RelataException.class);
        assertThat(recovery.recover(catalog, Runs.CATALOG)).isEmpty();
        assertThat(marks()).isEmpty();
    }

    @Test
    void aRunThatDiedBetweenTwoTablesIsFinished() throws IOException {
        dieAt("b", Runs.SECOND);
        assertThat(catalog.shown()).containsExactly("db.a " + Runs.SECOND, "db.b " + Runs.FIRST, "db.c " + Runs.FIRST);
        assertThat(recovery.recover(catalog, Runs.CATALOG))
                .containsExactly(new Recovered(Runs.SECOND, Recovered.Outcome.FINISHED))
                .extracting(Recovered::sentence)
                .containsExactly(
                        "Run 20261121t110000z-00000002 had ended in the midst of publishing and was finished.");
        assertThat(catalog.shown())
                .containsExactly("db.a " + Runs.SECOND, "db.b " + Runs.SECOND, "db.c " + Runs.SECOND);
        assertThat(state(Runs.SECOND)).isEqualTo(RunManifest.State.PUBLISHED);
        assertThat(marks()).isEmpty();
        assertThat(recovery.recover(catalog, Runs.CATALOG)).isEmpty();
    }

    @Test
    void aRunThatDiedBeforeTheFirstTableIsFinished() {
        dieAt("a", Runs.SECOND);
        assertThat(recovery.recover(catalog, Runs.CATALOG)).hasSize(1);
        assertThat(catalog.shown())
                .containsExactly("db.a " + Runs.SECOND, "db.b " + Runs.SECOND, "db.c " + Runs.SECOND);
    }

    @Test
    void aDeadRunWhoseTableWasTakenIsUndone() throws IOException {
        dieAt("c", Runs.SECOND);
        catalog.set(Runs.definition(target, Runs.THIRD, "b"));
        assertThat(recovery.recover(catalog, Runs.CATALOG))
                .containsExactly(new Recovered(Runs.SECOND, Recovered.Outcome.UNDONE))
                .extracting(Recovered::sentence)
                .containsExactly("Run 20261121t110000z-00000002 had ended in the midst of publishing and was undone.");
        assertThat(catalog.shown()).containsExactly("db.a " + Runs.FIRST, "db.b " + Runs.THIRD, "db.c " + Runs.FIRST);
        assertThat(state(Runs.SECOND)).isEqualTo(RunManifest.State.UNDONE);
        assertThat(marks()).isEmpty();
    }

    @Test
    void aRunThatPublishesToAnotherCatalogIsLeftAlone() throws IOException {
        dieAt("b", Runs.SECOND);
        assertThat(recovery.recover(catalog, "local /elsewhere")).isEmpty();
        assertThat(catalog.shown()).contains("db.b " + Runs.FIRST);
        assertThat(marks()).containsExactly(Runs.SECOND.value());
    }

    @Test
    void aRunThatIsAboutToBeginIsLeftAlone() throws IOException {
        manifests.create(Runs.manifest(target, Runs.SECOND, TABLES));
        mark(Runs.SECOND.value());
        assertThat(recovery.recover(catalog, Runs.CATALOG)).isEmpty();
        assertThat(state(Runs.SECOND)).isEqualTo(RunManifest.State.STAGED);
        assertThat(marks()).containsExactly(Runs.SECOND.value());
    }

    @Test
    void whatIsLeftOfARunThatEndedIsCleared() throws IOException {
        mark(Runs.FIRST.value());
        mark("not a run");
        assertThat(recovery.recover(catalog, Runs.CATALOG)).isEmpty();
        assertThat(marks()).containsExactly("not a run");
    }

    @Test
    void aCatalogThatRefusesFailsTheRecoveryAndTheRunStaysUnfinished() throws IOException {
        dieAt("b", Runs.SECOND);
        catalog.beforePut(definition -> {
            throw denied();
        });
        assertThatThrownBy(() -> recovery.recover(catalog, Runs.CATALOG)).hasMessageContaining(", nor undo it");
        assertThat(marks()).containsExactly(Runs.SECOND.value());
        catalog.beforePut(definition -> {});
        assertThat(recovery.recover(catalog, Runs.CATALOG))
                .containsExactly(new Recovered(Runs.SECOND, Recovered.Outcome.FINISHED));
    }

    private void publish(RunId run) {
        publisher.publish(Runs.manifest(target, run, TABLES), catalog);
    }

    private void dieAt(String table, RunId run) {
        catalog.beforePut(definition -> {
            if (definition.name().equals(new TableName("db", table))) {
                throw new ProcessDied();
            }
        });
        assertThatThrownBy(() -> publish(run)).isInstanceOf(ProcessDied.class);
        catalog.beforePut(definition -> {});
    }

    private RunManifest.State state(RunId run) {
        return manifests.find(run).orElseThrow().state();
    }

    private void mark(String name) throws IOException {
        Path file = folder.resolve("_relata/unfinished").resolve(name);
        Files.createDirectories(file.getParent());
        Files.createFile(file);
    }

    private List<String> marks() throws IOException {
        Path marks = folder.resolve("_relata/unfinished");
        if (!Files.exists(marks)) {
            return List.of();
        }
        try (var files = Files.list(marks)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".crc"))
                    .sorted()
                    .toList();
        }
    }

    private static RelataException denied() {
        return RelataException.failed(new Problem("Cannot update", "glue", "access denied", "Ask"));
    }

    private static final class ProcessDied extends Error {
        private static final long serialVersionUID = 1L;
    }
}
