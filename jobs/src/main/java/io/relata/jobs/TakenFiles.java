package io.relata.jobs;

import io.relata.jobs.bookmark.Arrived;
import io.relata.transforms.json.InputFile;
import io.relata.transforms.json.ListedFile;
import io.relata.transforms.json.RecordChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files that a run takes of its sources.
 *
 * @param arrived by source; one that is not here is read whole
 * @param chosen by source the records that alone are read of its files; of one that is not here all are
 */
record TakenFiles(Map<String, Arrived> arrived, Map<String, RecordChoice> chosen) {

    /** Every source is read whole. */
    static final TakenFiles ALL = new TakenFiles(Map.of());

    TakenFiles {
        arrived = Map.copyOf(arrived);
        chosen = Map.copyOf(chosen);
    }

    /** All records of these files. */
    TakenFiles(Map<String, Arrived> arrived) {
        this(arrived, Map.of());
    }

    /** The files of a source; empty where all are read. */
    Optional<List<InputFile>> of(String source) {
        return Optional.ofNullable(arrived.get(source))
                .map(files -> files.taken().stream().map(ListedFile::file).toList());
    }

    /** The records that alone are read of a source's files; empty where all are. */
    Optional<RecordChoice> chosen(String source) {
        return Optional.ofNullable(chosen.get(source));
    }

    /** Whether a source gives no record, which its columns must then be known without. */
    boolean isNone(String source) {
        return of(source)
                .filter(files -> files.stream().allMatch(file -> file.bytes() == 0))
                .isPresent();
    }

    /** Whether there is nothing to do for any of these sources. */
    boolean areNone(Iterable<String> sources) {
        for (String source : sources) {
            if (of(source).filter(List::isEmpty).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** What a reader of the report should know, in the order of these sources. */
    List<String> notes(Iterable<String> sources) {
        List<String> notes = new ArrayList<>();
        sources.forEach(source -> Optional.ofNullable(arrived.get(source))
                .map(files -> files.sentence(source))
                .ifPresent(notes::add));
        return notes;
    }
}
