package io.relata.jobs.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.relata.PartitionValues;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.TableDefinition;
import io.relata.TableStatistics;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;

/** The files of earlier runs that a published Delta table consists of, as its log names them. Immutable. */
public final class EarlierFiles {

    private static final JsonMapper JSON = new JsonMapper();

    private final TableDefinition shown;
    private final List<DeltaLog.LiveFile> files;

    /**
     * The least and the greatest value of a column in a file, as a Delta log writes them: of texts perhaps only how they
     * begin, the greatest then with a character behind that is beyond all that were cut.
     */
    public record Extent(String least, String greatest) {}

    private EarlierFiles(TableDefinition shown, List<DeltaLog.LiveFile> files) {
        this.shown = shown;
        this.files = List.copyOf(files);
    }

    /**
     * Reads the log of the table to go on from.
     *
     * @param shown the published table
     * @param location where the run writes its own rows of the table
     * @throws RelataException when the table lies at another target, cannot be read without its log, or the log cannot be
     *     read
     */
    public static EarlierFiles of(TableDefinition shown, String location, Configuration configuration) {
        if (!FolderPath.of(TargetLayout.runs(shown.location())).equals(FolderPath.of(TargetLayout.runs(location)))) {
            throw refused(shown, "it lies at another target than " + location);
        }
        try {
            DeltaLog log = DeltaLog.read(shown.location(), configuration);
            log.demand().ifPresent(demand -> {
                throw refused(
                        shown,
                        "its Delta log asks readers for " + demand
                                + ", and Redshift Spectrum reads the files without the log");
            });
            return new EarlierFiles(shown, log.live());
        } catch (IOException e) {
            throw RelataException.failed(
                    new Problem(
                            "Cannot go on with table " + shown.name(),
                            shown.location(),
                            "its Delta log cannot be read: " + e.getMessage(),
                            "Nothing of this run is shown. Run again, or write mode: replace"),
                    e);
        }
    }

    /** The files whose values of a column may be some of those asked for; also all of which nobody knows the values. */
    public EarlierFiles mayHold(String column, Predicate<Extent> values) {
        return where(file -> extent(file, column).filter(values.negate()).isEmpty());
    }

    /** All but those at these locations. */
    public EarlierFiles without(Collection<String> locations) {
        Set<String> left = Set.copyOf(locations);
        return where(file -> !left.contains(file.location()));
    }

    EarlierFiles where(Predicate<DeltaLog.LiveFile> condition) {
        return new EarlierFiles(shown, files.stream().filter(condition).toList());
    }

    /** Where they lie. */
    public List<String> locations() {
        return files.stream().map(DeltaLog.LiveFile::location).toList();
    }

    /**
     * Those at these locations, by the folder of the run that wrote them. Of a table without partitions they all come
     * together under the folder of all runs, for where a file lies says nothing there.
     */
    public SortedMap<String, List<String>> byRun(Collection<String> locations) {
        Set<String> wanted = Set.copyOf(locations);
        String runs = TargetLayout.runs(shown.location());
        return files.stream()
                .filter(file -> wanted.contains(file.location()))
                .collect(Collectors.groupingBy(
                        file -> shown.partitionKeys().isEmpty() ? runs : file.runFolder(runs),
                        TreeMap::new,
                        Collectors.mapping(DeltaLog.LiveFile::location, Collectors.toList())));
    }

    /** Those of each partition; of a table without partitions, all of them. */
    public Collection<EarlierFiles> byPartition() {
        return files.stream().collect(Collectors.groupingBy(DeltaLog.LiveFile::partition)).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(partition -> new EarlierFiles(shown, partition.getValue()))
                .toList();
    }

    /** The partition of one of them; of a table without partitions, one that stands for all. */
    public PartitionValues partition() {
        return files.get(0).partition();
    }

    /** Those of fewer bytes. */
    public EarlierFiles smallerThan(long bytes) {
        return where(file -> file.bytes() < bytes);
    }

    /** The size of each, in bytes. */
    public List<Long> sizes() {
        return files.stream().map(DeltaLog.LiveFile::bytes).toList();
    }

    /**
     * Their counts. Rows that the log does not count are counted in the files.
     *
     * @throws IOException when a file cannot be read
     */
    public TableStatistics statistics(Configuration configuration) throws IOException {
        long rows = 0;
        long bytes = 0;
        TableFolder folder = new TableFolder(TargetLayout.runs(shown.location()), configuration);
        for (DeltaLog.LiveFile file : files) {
            rows += file.rows().isPresent()
                    ? file.rows().getAsLong()
                    : folder.rows(file.location().substring(folder.location().length() + 1));
            bytes += file.bytes();
        }
        return new TableStatistics(rows, files.size(), bytes);
    }

    /** The sizes together of those at these locations, in bytes. */
    public long bytes(Collection<String> locations) {
        Set<String> counted = Set.copyOf(locations);
        return files.stream()
                .filter(file -> counted.contains(file.location()))
                .mapToLong(DeltaLog.LiveFile::bytes)
                .sum();
    }

    /** The table as readers see it. */
    public TableDefinition shown() {
        return shown;
    }

    List<DeltaLog.LiveFile> files() {
        return files;
    }

    private static Optional<Extent> extent(DeltaLog.LiveFile file, String column) {
        try {
            JsonNode statistics = JSON.readTree(file.add().path("stats").asText("{}"));
            JsonNode least = statistics.path("minValues").path(column);
            JsonNode greatest = statistics.path("maxValues").path(column);
            return least.isValueNode() && greatest.isValueNode() && !least.isNull() && !greatest.isNull()
                    ? Optional.of(new Extent(least.asText(), greatest.asText()))
                    : Optional.empty();
        } catch (IOException e) {
            // Statistics that cannot be read spare nobody a look into the file.
            return Optional.empty();
        }
    }

    private static RelataException refused(TableDefinition shown, String why) {
        return RelataException.usage(new Problem(
                "Cannot go on with table " + shown.name(),
                shown.location(),
                why,
                "Write it as run " + shown.run() + " did, or load everything anew with mode: replace"));
    }
}
