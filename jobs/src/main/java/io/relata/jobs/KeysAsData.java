package io.relata.jobs;

import io.relata.jobs.config.JobFile;
import io.relata.jobs.config.RelationalizeSpec;
import io.relata.transforms.plan.OptionPath;
import io.relata.transforms.survey.DataKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Objects of a job's records whose keys look like data and still become columns, and what to write about it. */
final class KeysAsData {

    private final RelationalizeSpec spec;
    private final List<DataKeys> found;

    private KeysAsData(RelationalizeSpec spec, List<DataKeys> found) {
        this.spec = spec;
        this.found = found;
    }

    /** Empty where the records were not surveyed, or the job says of all such objects what they become. */
    static Optional<KeysAsData> of(JobFile job, SourceRecords records) {
        if (job.relationalize().isEmpty() || !(records instanceof SourceBytes bytes)) {
            return Optional.empty();
        }
        RelationalizeSpec spec = job.relationalize().get();
        List<String> settled = Stream.of(spec.asMap(), spec.json(), spec.exclude())
                .flatMap(List::stream)
                .map(OptionPath::normal)
                .toList();
        return bytes.survey()
                .map(survey -> DataKeys.of(survey).stream()
                        .filter(keys -> settled.stream().noneMatch(path -> isAtOrBelow(keys.path(), path)))
                        .toList())
                .filter(open -> !open.isEmpty())
                .map(open -> new KeysAsData(spec, open));
    }

    List<DataKeys> found() {
        return found;
    }

    /** What is noticed, a sentence each. */
    List<String> sentences() {
        return found.stream().map(KeysAsData::sentence).toList();
    }

    private static String sentence(DataKeys keys) {
        if (keys.isOfRecords()) {
            return String.format(
                    Locale.ROOT,
                    "The %,d keys of the records themselves, of %,d, look like data; each becomes columns, as only objects"
                            + " within records become rows (as-map): write such records as an object within another",
                    keys.keys(),
                    keys.objects());
        }
        return String.format(
                Locale.ROOT,
                "The %,d keys of %s in %,d objects look like data; each becomes columns unless as-map, json or"
                        + " exclude under relationalize names the path",
                keys.keys(),
                OptionPath.json(keys.path()),
                keys.objects());
    }

    /** The lines of a job file that make rows of them, with the paths that it has there; none where none would. */
    List<String> lines() {
        List<String> paths = new ArrayList<>(spec.asMap());
        found.stream().filter(keys -> !keys.isOfRecords()).map(DataKeys::path).forEach(paths::add);
        if (paths.size() == spec.asMap().size()) {
            return List.of();
        }
        return List.of(
                "relationalize:",
                "  as-map: ["
                        + String.join(
                                ", ", paths.stream().map(KeysAsData::quoted).toList()) + "]");
    }

    private static boolean isAtOrBelow(String path, String above) {
        return path.equals(above)
                || path.startsWith(above + ".")
                || path.startsWith(above + "[")
                || path.startsWith(above + "{");
    }

    /** As YAML reads it, whatever the keys on the way hold. */
    private static String quoted(String path) {
        return "'" + path.replace("'", "''") + "'";
    }
}
