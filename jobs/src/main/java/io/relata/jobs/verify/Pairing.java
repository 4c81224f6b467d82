package io.relata.jobs.verify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds for documents of the input those of the tables that they should have been, by their key or else by likeness, and
 * names the paths where they differ. Values are told by their lengths alone, since they may be secret.
 */
final class Pairing {

    private static final int DOCUMENTS_SHOWN = 20;
    private static final int PATHS_SHOWN = 5;

    private final List<String> keyPaths;

    /** @param keyPaths the paths of the values that name a document; none where nothing does */
    Pairing(List<String> keyPaths) {
        this.keyPaths = List.copyOf(keyPaths);
    }

    private record Pair(Unlike read, Unlike rebuilt, long likeness) {}

    List<Finding> findings(List<Unlike> missing, List<Unlike> extra) {
        List<Finding> findings = new ArrayList<>();
        Set<Unlike> done = new HashSet<>();
        pairs(missing, extra).forEach(pair -> {
            if (!done.contains(pair.read()) && !done.contains(pair.rebuilt())) {
                done.add(pair.read());
                done.add(pair.rebuilt());
                findings.add(Finding.differs("document " + pair.read().place(), differences(pair)));
            }
        });
        missing.stream()
                .filter(document -> !done.contains(document))
                .forEach(document -> findings.add(
                        Finding.differs("document " + document.place(), "the tables have none that is like it")));
        extra.stream()
                .filter(document -> !done.contains(document))
                .forEach(document -> findings.add(Finding.differs(
                        "a document of the tables",
                        "the input has none that is like it; it has "
                                + document.values().size() + " values")));
        return findings.size() <= DOCUMENTS_SHOWN ? findings : shortened(findings);
    }

    private List<Pair> pairs(List<Unlike> missing, List<Unlike> extra) {
        List<Pair> pairs = new ArrayList<>();
        for (Unlike read : missing) {
            for (Unlike rebuilt : extra) {
                long likeness = likeness(read, rebuilt);
                if (likeness > 0) {
                    pairs.add(new Pair(read, rebuilt, likeness));
                }
            }
        }
        pairs.sort(Comparator.comparingLong(Pair::likeness).reversed());
        return pairs;
    }

    /** Documents with one key belong together; others when they share half of what the smaller one has. */
    private long likeness(Unlike read, Unlike rebuilt) {
        long shared = read.shared(rebuilt);
        boolean hasSameKey = !keyPaths.isEmpty()
                && keyPaths.stream()
                        .allMatch(path -> Objects.equals(
                                read.values().get(path), rebuilt.values().get(path)));
        if (hasSameKey) {
            return (long) Integer.MAX_VALUE + shared;
        }
        int smaller = Math.min(read.values().size(), rebuilt.values().size());
        return keyPaths.isEmpty() && 2 * shared >= smaller ? shared : 0;
    }

    private static String differences(Pair pair) {
        Set<String> paths = new TreeSet<>(pair.read().values().keySet());
        paths.addAll(pair.rebuilt().values().keySet());
        paths.removeIf(path -> Objects.equals(
                pair.read().values().get(path), pair.rebuilt().values().get(path)));
        List<String> shown = paths.stream()
                .limit(PATHS_SHOWN)
                .map(path -> path + ": " + shown(path, pair.read()) + " in the input, " + shown(path, pair.rebuilt())
                        + " in the tables")
                .toList();
        int more = paths.size() - shown.size();
        return String.join("; ", shown) + (more == 0 ? "" : "; and at " + more + " more paths");
    }

    private static String shown(String path, Unlike document) {
        String value = document.values().get(path);
        if (value == null) {
            return "nothing";
        }
        return path.endsWith("[]") ? value + " elements" : "a value of " + value.length() + " characters";
    }

    private static List<Finding> shortened(List<Finding> findings) {
        List<Finding> shown = new ArrayList<>(findings.subList(0, DOCUMENTS_SHOWN));
        shown.add(Finding.differs("documents", findings.size() - DOCUMENTS_SHOWN + " more differ and are not listed"));
        return shown;
    }
}
