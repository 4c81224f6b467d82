package io.relata.jobs.source;

import io.relata.Problem;
import io.relata.RejectedRecord;
import io.relata.RelataException;
import io.relata.transforms.json.FileLayout;
import io.relata.transforms.json.FilePart;
import io.relata.transforms.json.InputFile;
import io.relata.transforms.json.JsonLimits;
import java.io.IOException;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;

/**
 * The names of a CSV file's columns.
 *
 * @param file the file's path
 * @param start the offset where they stand
 * @param names without blanks around them
 * @param defect why they are no names; empty where all is well
 */
record CsvHeader(String file, long start, List<String> names, String defect) implements Serializable {

    CsvHeader {
        names = List.copyOf(names);
    }

    /** The header of a file; empty where the file holds no line. */
    static Optional<CsvHeader> of(InputFile file, CsvFormat format, Configuration settings) throws IOException {
        FilePart whole = new FilePart(file.path(), 0, FilePart.WHOLE, FileLayout.LINES, file.bytes());
        try (CsvText text = CsvText.open(whole, format, JsonLimits.DEFAULT, settings)) {
            return text.next().map(found -> {
                List<String> names =
                        found.cells().stream().map(cell -> cell.text().strip()).toList();
                String defect = found.defect().map(Defect::detail).orElseGet(() -> defect(names));
                return new CsvHeader(file.path(), found.start(), names, defect);
            });
        }
    }

    private static String defect(List<String> names) {
        Set<String> known = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (name.isEmpty()) {
                return "column %,d has no name".formatted(i + 1);
            }
            if (name.indexOf('\r') >= 0 || name.indexOf('\n') >= 0) {
                return "a name has a line end in it";
            }
            if (!known.add(name)) {
                return "two columns are named " + name;
            }
            if (name.equals(RejectedRecord.COLUMN)) {
                return "it has the name %s, which is kept for what is known of rejected records".formatted(name);
            }
        }
        return "";
    }

    /** @throws RelataException when they are no names of columns */
    void require() {
        if (!defect.isEmpty()) {
            throw unreadable("its first line does not name its columns: " + defect);
        }
    }

    /** @throws RelataException when one of these columns is not among them */
    void require(List<String> columns) {
        List<String> missing =
                columns.stream().filter(name -> !names.contains(name)).toList();
        if (!missing.isEmpty()) {
            throw unreadable("its header has no column " + String.join(", ", missing)
                    + ", which the schema names, upper and lower case being two");
        }
    }

    private RelataException unreadable(String why) {
        return RelataException.failed(
                new Problem(
                        "Cannot read CSV",
                        file,
                        why,
                        "Correct the file, the schema or the delimiter, or write header: false where its first line is a record"));
    }
}
