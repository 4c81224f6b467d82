package io.relata.transforms.json;

import io.relata.Problem;
import io.relata.RelataException;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;

/**
 * Which JSON is read, and how: {@code JsonInput.of(List.of("s3a://raw/players/"))}. Immutable; each {@code with} method
 * gives another input.
 *
 * @param paths files, folders (read with all folders inside them) and patterns, of any file system that Hadoop knows;
 *     at least one
 * @param layout how records lie in the files
 * @param records where the records of each file lie; every file is then read as documents
 * @param limits what one record may take
 * @param lenient what beyond RFC 8259 is taken for JSON
 * @param listed the files to read of those that the paths stand for; empty where all of them are. Tasks do not get to
 *     know it, since they are told what they read
 * @param choice the records that alone are read; empty where all of them are
 */
public record JsonInput(
        List<String> paths,
        JsonLayout layout,
        Optional<RecordsPath> records,
        JsonLimits limits,
        Set<Leniency> lenient,
        Optional<List<InputFile>> listed,
        Optional<RecordChoice> choice)
        implements Serializable {

    private static final long SMALLEST_SPLIT = 8L << 20;
    private static final long LARGEST_SPLIT = 512L << 20;

    /** @throws RelataException of kind usage when there is no path, or a records path with lines */
    public JsonInput {
        paths = List.copyOf(paths);
        lenient = Set.copyOf(lenient);
        listed = listed.map(List::copyOf);
        if (paths.isEmpty()) {
            throw RelataException.usage(
                    new Problem("Cannot read JSON", "no path", "a source needs at least one", "Name one"));
        }
        if (layout == JsonLayout.LINES && records.isPresent()) {
            throw RelataException.usage(new Problem(
                    "Cannot use a records path with lines",
                    records.get().toString(),
                    "the layout LINES says that each line is a record itself",
                    "Leave out the records path, or the layout"));
        }
    }

    /** Of strict JSON in files whose layouts are told from their content, within {@link JsonLimits#DEFAULT}. */
    public static JsonInput of(List<String> paths) {
        return new JsonInput(
                paths,
                JsonLayout.AUTO,
                Optional.empty(),
                JsonLimits.DEFAULT,
                Set.of(),
                Optional.empty(),
                Optional.empty());
    }

    public JsonInput withLayout(JsonLayout layout) {
        return new JsonInput(paths, layout, records, limits, lenient, listed, choice);
    }

    public JsonInput withRecords(RecordsPath records) {
        return new JsonInput(paths, layout, Optional.of(records), limits, lenient, listed, choice);
    }

    public JsonInput withLimits(JsonLimits limits) {
        return new JsonInput(paths, layout, records, limits, lenient, listed, choice);
    }

    public JsonInput withLenient(Set<Leniency> lenient) {
        return new JsonInput(paths, layout, records, limits, lenient, listed, choice);
    }

    /** Reads these files, which were listed before, and asks for no others; there may be none. */
    public JsonInput withFiles(List<InputFile> files) {
        return new JsonInput(paths, layout, records, limits, lenient, Optional.of(files), choice);
    }

    /** Reads these records alone, each by its place, which is slower for each byte than reading all. */
    public JsonInput withChoice(RecordChoice choice) {
        return new JsonInput(paths, layout, records, limits, lenient, listed, Optional.of(choice));
    }

    /**
     * Lists the files, looks at the head of each, and shares them out. The same files give the same splits. Files of no
     * bytes are in none.
     *
     * @param targetBytes about how much a split holds, as it is stored; a file that cannot be cut may be more
     * @throws RelataException when a path leads to no file, or a file cannot be read
     */
    public List<JsonSplit> splits(Configuration settings, long targetBytes) {
        return splits(settings, files(settings), targetBytes);
    }

    /**
     * The splits for so many tasks at once: about one for each, or more where they would hold more than
     * {@value #LARGEST_SPLIT} bytes. Every task writes a file for every table, so there are no more than needed.
     */
    public List<JsonSplit> splitsFor(Configuration settings, int tasks) {
        List<InputFile> files = files(settings);
        long total = files.stream().mapToLong(InputFile::bytes).sum();
        long share = (total + tasks - 1) / tasks;
        return splits(settings, files, Math.max(SMALLEST_SPLIT, Math.min(LARGEST_SPLIT, share)));
    }

    private List<InputFile> files(Configuration settings) {
        return listed.orElseGet(() -> InputFiles.list(paths, settings)).stream()
                .filter(file -> file.bytes() > 0)
                .toList();
    }

    private List<JsonSplit> splits(Configuration settings, List<InputFile> files, long targetBytes) {
        JsonLayout asked = records.isPresent() ? JsonLayout.DOCUMENT : layout;
        List<FileLayout> layouts = FileLayouts.of(files, asked, settings);
        Splits splits = new Splits(targetBytes);
        for (int i = 0; i < files.size(); i++) {
            InputFile file = files.get(i);
            splits.add(file, layouts.get(i), file.isCompressed(settings));
        }
        return splits.all();
    }

    /** An {@link Optional} cannot be serialized. */
    private Object writeReplace() {
        return new Serialized(
                paths,
                layout,
                records.stream().toList(),
                limits,
                lenient,
                choice.stream().toList());
    }

    private record Serialized(
            List<String> paths,
            JsonLayout layout,
            List<RecordsPath> records,
            JsonLimits limits,
            Set<Leniency> lenient,
            List<RecordChoice> choice)
            implements Serializable {

        private Object readResolve() {
            return new JsonInput(
                    paths,
                    layout,
                    records.stream().findFirst(),
                    limits,
                    lenient,
                    Optional.empty(),
                    choice.stream().findFirst());
        }
    }
}
