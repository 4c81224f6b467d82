package io.relata.jobs.bookmark;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.transforms.json.ListedFile;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds the one file that a person or an event names among those of all sources. A name is taken as it is written where a
 * file has it, else as events of S3 write keys, with what a URL may not hold escaped. For one thread.
 */
public final class NamedFile {

    private final String literal;
    private final String decoded;
    private final Map<String, Found> asWritten = new TreeMap<>();
    private final Map<String, Found> asDecoded = new TreeMap<>();

    /** A file and the source that it is of. */
    public record Found(String source, ListedFile file) {}

    public NamedFile(String name) {
        literal = name;
        decoded = decoded(name);
    }

    /** A file that a source has, which reads these paths. */
    public void add(String source, List<String> paths, ListedFile file) {
        Found found = new Found(source, file);
        if (FilePath.isMeant(file.path(), literal, paths)) {
            asWritten.put(source + "\n" + file.path(), found);
        } else if (FilePath.isMeant(file.path(), decoded, paths)) {
            asDecoded.put(source + "\n" + file.path(), found);
        }
    }

    /** @throws RelataException when no file has the name, or several have */
    public Found found() {
        List<Found> all = new ArrayList<>((asWritten.isEmpty() ? asDecoded : asWritten).values());
        if (all.isEmpty()) {
            throw refused(
                    "no source has a file of this name",
                    "Give the path of a file that a source's path covers, its key in the bucket, or its path below the"
                            + " source's folder");
        }
        if (all.size() > 1) {
            Found first = all.get(0);
            Found second = all.get(1);
            throw refused(
                    first.source().equals(second.source())
                            ? "source " + first.source() + " has " + all.size() + " files of this name, "
                                    + first.file().path() + " and "
                                    + second.file().path() + " among them"
                            : "the sources " + first.source() + " and " + second.source() + " both read such a file",
                    "Give its whole path; it has to be of one source alone");
        }
        return all.get(0);
    }

    private RelataException refused(String why, String remedy) {
        return RelataException.usage(new Problem("Cannot take one file", "--filename " + literal, why, remedy));
    }

    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }
}
