package io.relata.jobs.publish;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.Catalog;
import io.relata.CatalogTable;
import io.relata.Partition;
import io.relata.RunId;
import io.relata.TableDefinition;
import io.relata.TableFormat;
import io.relata.TableName;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** A target and a catalog that several processes use at once, each in turns. */
final class SharedTarget implements Interleavings.World {

    private static final String BUCKET = "gs://bucket";
    private static final String TARGET = BUCKET + "/out";
    private static final String JOB = "games";

    private final BucketFileSystem files;
    private final Turns turns;
    private final Catalog unwatched;
    private final Catalog catalog;
    private final RunManifests manifests;
    private final Publisher publisher;
    private final Map<RunId, Turns.Process> runs = new TreeMap<>(Comparator.comparing(RunId::value));
    private final List<Turns.Process> others = new ArrayList<>();
    private final Set<TableName> names = new TreeSet<>(Comparator.comparing(TableName::toString));
    private final List<Consumer<SharedTarget>> checks = new ArrayList<>();
    /** The files that a reader needs of what lies at a location. */
    private final Map<String, Set<String>> needed = new HashMap<>();

    /** The files of a partitioned table after a run, by day. */
    private final Map<RunId, Map<String, String>> filesOfDays = new HashMap<>();

    private boolean vacuums;

    SharedTarget(
            MeetingPlaces places,
            BucketFileSystem files,
            Configuration configuration,
            Catalog catalog,
            Predicate<TableDefinition> denied) {
        this.turns = new Turns(places);
        this.files = files;
        files.clear(turns, path -> vacuums || !path.endsWith("/_relata/runs"));
        unwatched = catalog;
        this.catalog = new TurnCatalog(catalog, turns, denied);
        manifests = new RunManifests(new TargetLayout(TARGET, Runs.FIRST), configuration);
        publisher = new Publisher(manifests, Runs.CLOCK);
    }

    @Override
    public Turns turns() {
        return turns;
    }

    /** A run that has published before anything else begins. */
    SharedTarget published(RunId run, String... tables) {
        publisher.publish(written(run, tables), catalog);
        return this;
    }

    /** A run that has published the first load of tables that others append to. */
    SharedTarget loaded(RunId run, String... tables) {
        publisher.publish(written(run, new Loading.Append(Optional.empty()), tables), catalog);
        return this;
    }

    /** A process that publishes one more load of tables, made when they showed {@code follows}. */
    SharedTarget appending(RunId run, RunId follows, String... tables) {
        RunManifest manifest = written(run, new Loading.Append(Optional.of(follows)), tables);
        return running(run, false, () -> publish(manifest));
    }

    /** A run whose tables were never shown, and that was undone. */
    SharedTarget undone(RunId run, String... tables) {
        RunManifest manifest = manifests.create(written(run, tables));
        manifests.end(manifest.to(RunManifest.State.UNDONE, Runs.NOW));
        return this;
    }

    /** A run that has replaced days of a table, before anything else begins. */
    SharedTarget replacedDays(TableFormat format, RunId run, Optional<RunId> follows, String... days) {
        publisher.publish(writtenDays(format, run, follows, days), catalog);
        return this;
    }

    /** A process that publishes days of a table, made when it showed {@code follows}. */
    SharedTarget replacingDays(TableFormat format, RunId run, RunId follows, String... days) {
        RunManifest manifest = writtenDays(format, run, Optional.of(follows), days);
        return running(run, false, () -> publish(manifest));
    }

    /** A run that has died when the catalog showed the first of its tables. */
    SharedTarget diedAfterTheFirstTable(RunId run, String first, String second) {
        Catalog deadly = new TurnCatalog(catalog, turns, definition -> {
            if (definition.name().table().equals(second)) {
                throw new PowerLoss();
            }
            return false;
        });
        RunManifest manifest = written(run, first, second);
        assertThatThrownBy(() -> publisher.publish(manifest, deadly)).isInstanceOf(PowerLoss.class);
        return this;
    }

    private static final class PowerLoss extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** A process that publishes what it wrote. */
    SharedTarget publishing(RunId run, String... tables) {
        RunManifest manifest = written(run, tables);
        return running(run, false, () -> publish(manifest));
    }

    /** As {@link #publishing}, and it may die. */
    SharedTarget publishingUntilItDies(RunId run, String... tables) {
        RunManifest manifest = written(run, tables);
        return running(run, true, () -> publish(manifest));
    }

    /** A process that does what a run does: it recovers what others left, and publishes. */
    SharedTarget job(RunId run, String... tables) {
        RunManifest manifest = written(run, tables);
        return running(run, false, () -> {
            new Recovery(manifests, publisher).recover(catalog, Runs.CATALOG);
            publish(manifest);
        });
    }

    SharedTarget rollback(RunId run, RunId earlier) {
        return running(
                run,
                false,
                () -> new Rollback(manifests, publisher, Runs.CLOCK).to(earlier, run, catalog, Runs.CATALOG));
    }

    SharedTarget recovering(String name) {
        others.add(turns.add(name, false, () -> new Recovery(manifests, publisher).recover(catalog, Runs.CATALOG)));
        return this;
    }

    /**
     * A process that removes what may be removed, from the moment when it marks what it has found. That is everything
     * here: what it finds first only narrows what it removes, so nothing else is removed than in some order of these.
     */
    SharedTarget vacuuming(int retain) {
        vacuums = true;
        Vacuum vacuum = new Vacuum(manifests.layout(Runs.FIRST), manifests, Runs.CLOCK);
        others.add(turns.add("vacuum", false, () -> vacuum.remove(JOB, catalog, "db", retain, removal -> {})));
        return this;
    }

    SharedTarget then(Consumer<SharedTarget> check) {
        checks.add(check);
        return this;
    }

    private SharedTarget running(RunId run, boolean mortal, Runnable work) {
        runs.put(run, turns.add("run " + run.value().replaceFirst(".*-0*", ""), mortal, work));
        return this;
    }

    private void publish(RunManifest manifest) {
        try {
            publisher.publish(manifest, catalog);
        } catch (RuntimeException e) {
            publisher.abandon(
                    manifest.run(),
                    manifest.tables().stream().map(StagedTable::name).toList());
            throw e;
        }
    }

    private RunManifest written(RunId run, String... tables) {
        return written(run, new Loading.Replace(), tables);
    }

    private RunManifest written(RunId run, Loading loading, String... tables) {
        RunManifest manifest = Runs.manifest(TARGET, run, tables);
        List<StagedTable> staged = new ArrayList<>();
        manifest.tables().forEach(table -> {
            names.add(table.name());
            table.files().forEach(file -> write(table.definition().location() + "/" + file.name()));
            needed.put(table.definition().location(), Set.of(table.definition().location() + "/part-0.parquet"));
            staged.add(StagedTable.of(table.definition(), table.files(), List.of(), loading));
        });
        return RunManifest.staged(run, JOB, Runs.CATALOG, manifest.created(), staged, manifest.inputs());
    }

    private RunManifest writtenDays(TableFormat format, RunId run, Optional<RunId> follows, String... days) {
        StagedTable table = PartitionedRuns.replacing(TARGET, run, "a", follows, days);
        names.add(table.name());
        Map<String, String> files = new TreeMap<>(follows.map(filesOfDays::get).orElse(Map.of()));
        for (Partition day : table.written()) {
            String file = day.location() + "/part-0.parquet";
            write(file);
            needed.put(day.location(), Set.of(file));
            files.put(day.values().values().get(0), file);
        }
        filesOfDays.put(run, files);
        if (format == TableFormat.DELTA) {
            write(DeltaLog.firstCommit(table.folder()), PartitionedRuns.log(files));
            needed.put(table.folder(), Set.copyOf(files.values()));
            table = PartitionedRuns.asDelta(table);
        }
        return RunManifest.staged(run, JOB, Runs.CATALOG, Runs.NOW.minusSeconds(60), List.of(table), List.of());
    }

    private void write(String path) {
        write(path, "x");
    }

    private void write(String path, String content) {
        try (OutputStream out = files.create(new Path(path))) {
            out.write(content.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A reader finds the files of what the catalog shows, at every moment. */
    @Override
    public void checkBetween() {
        if (vacuums) {
            checkFiles();
        }
    }

    private void checkFiles() {
        for (TableName name : names) {
            for (String location : locations(name)) {
                assertThat(requireNonNull(needed.get(location)))
                        .as("files of table " + name + ", which shows " + location)
                        .allMatch(file -> files.holds(file.substring(BUCKET.length())));
            }
        }
    }

    private List<String> locations(TableName name) {
        List<String> loads =
                unwatched.partitions(name).stream().map(Partition::location).toList();
        return loads.isEmpty()
                ? unwatched.find(name).stream()
                        .map(table -> table.definition().location())
                        .toList()
                : loads;
    }

    /** The runs whose rows a partitioned table consists of, by day. */
    Map<String, String> days() {
        return unwatched.partitions(new TableName("db", "a")).stream()
                .collect(Collectors.toMap(
                        day -> day.values().values().get(0), day -> day.run().value()));
    }

    /** The runs whose loads a table consists of. */
    List<String> loads(String table) {
        return unwatched.partitions(new TableName("db", table)).stream()
                .map(load -> load.run().value())
                .toList();
    }

    @Override
    public void checkAtEnd() {
        others.forEach(
                process -> assertThat(process.failure()).as(process.getName()).isEmpty());
        checkNobodyIsToldALie();
        new Recovery(manifests, publisher).recover(catalog, Runs.CATALOG);
        // One that died when it was about to begin may be alive, for all that others know. Vacuum forgets it after a
        // day.
        assertThat(manifests.unfinished().stream().filter(run -> !state(run).equals("STAGED")))
                .as("unfinished runs after recovery")
                .isEmpty();
        checkOneAfterTheOther();
        checkFiles();
        checks.forEach(check -> check.accept(this));
    }

    private void checkNobodyIsToldALie() {
        runs.forEach((run, process) -> {
            if (process.succeeded()) {
                assertThat(state(run))
                        .as("state of run " + run + ", which said that it published")
                        .isEqualTo("PUBLISHED");
            } else if (!process.died()) {
                assertThat(state(run))
                        .as("state of run " + run + ", which failed")
                        .isIn("UNDONE", "NONE");
            }
        });
    }

    /** The catalog shows what it would if the runs that were published had been so one after the other. */
    private void checkOneAfterTheOther() {
        List<RunManifest> published = manifests.runs().stream()
                .flatMap(run -> manifests.find(run).stream())
                .filter(manifest -> manifest.state() == RunManifest.State.PUBLISHED)
                .toList();
        Map<String, String> found = new TreeMap<>();
        shown().forEach((name, table) ->
                found.put(name, table.definition().run().value()));
        Set<Map<String, String>> allowed =
                orders(published).stream().map(SharedTarget::shownAfter).collect(Collectors.toSet());
        assertThat(allowed).as("what published runs " + states() + " may leave").contains(found);
    }

    private static Map<String, String> shownAfter(List<RunManifest> runs) {
        Map<String, String> shown = new TreeMap<>();
        runs.forEach(run -> run.tables()
                .forEach(table -> shown.put(
                        table.name().toString(), table.definition().run().value())));
        return shown;
    }

    private static <T> List<List<T>> orders(List<T> items) {
        if (items.isEmpty()) {
            return List.of(List.of());
        }
        List<List<T>> orders = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            List<T> rest = new ArrayList<>(items);
            T last = rest.remove(i);
            orders(rest).forEach(order -> {
                List<T> longer = new ArrayList<>(order);
                longer.add(last);
                orders.add(longer);
            });
        }
        return Collections.unmodifiableList(orders);
    }

    /** Each table that there is, by its name. */
    Map<String, CatalogTable> shown() {
        Map<String, CatalogTable> shown = new TreeMap<>();
        names.forEach(name -> unwatched.find(name).ifPresent(table -> shown.put(name.toString(), table)));
        return shown;
    }

    String state(RunId run) {
        return manifests.find(run).map(found -> found.state().name()).orElse("NONE");
    }

    Map<String, String> states() {
        Map<String, String> states = new HashMap<>();
        manifests.runs().forEach(run -> states.put(run.value(), state(run)));
        return new TreeMap<>(states);
    }

    /** The run's process; the test added it. */
    Turns.Process process(RunId run) {
        Turns.Process process = runs.get(run);
        assertThat(process).as("process of run " + run).isNotNull();
        return process;
    }
}
