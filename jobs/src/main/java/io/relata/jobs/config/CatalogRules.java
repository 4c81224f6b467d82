package io.relata.jobs.config;

import io.relata.catalog.glue.PartitionIndexes;
import io.relata.jobs.publish.LoadColumn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the keys of the catalog must be to each other, and to those of the target. */
final class CatalogRules {

    private final Fields catalog;
    private final Optional<Fields> target;
    private final Reading reading;

    CatalogRules(Fields catalog, Optional<Fields> target, Reading reading) {
        this.catalog = catalog;
        this.target = target;
        this.reading = reading;
    }

    void check() {
        catalog.find(CatalogKeys.TYPE)
                .ifPresent(type -> OwnKeys.check(catalog, "a catalog", type, CatalogKeys.OWN_KEYS, reading));
        if (catalog.find(CatalogKeys.TYPE).equals(Optional.of(CatalogKeys.Type.GLUE))) {
            catalog.find(CatalogKeys.PARTITION_INDEXES).ifPresent(this::indexesAreOfPartitionColumns);
        }
    }

    private void indexesAreOfPartitionColumns(List<List<String>> indexes) {
        if (indexes.size() > PartitionIndexes.MOST) {
            problem(
                    "it names " + indexes.size() + " indexes, and Glue takes " + PartitionIndexes.MOST + " for a table",
                    "Leave out those that serve the fewest queries");
        }
        Set<List<String>> named = new HashSet<>();
        for (List<String> index : indexes) {
            if (index.isEmpty()) {
                problem("an index has no column", "Name at least one partition column in each");
            } else if (!named.add(index)) {
                problem("index [" + String.join(", ", index) + "] is named twice", "Name it once");
            } else if (new HashSet<>(index).size() < index.size()) {
                problem("index [" + String.join(", ", index) + "] has a column twice", "Name it once");
            }
        }
        target.ifPresent(fields -> indexes.stream()
                .flatMap(List::stream)
                .distinct()
                .filter(column -> !columns(fields).contains(column))
                .forEach(column -> problem(
                        "\"" + column + "\" is no partition column of this job",
                        columns(fields).isEmpty()
                                ? "Name it in target.partition-by, or leave the indexes out"
                                : "The partition columns are " + Words.all(columns(fields)))));
    }

    private static List<String> columns(Fields target) {
        List<String> columns =
                new ArrayList<>(target.find(TargetKeys.PARTITION_BY).orElse(List.of()));
        if (target.find(TargetKeys.MODE).filter(TargetSpec.Mode::keepsRows).isPresent()) {
            columns.add(LoadColumn.NAME);
        }
        return columns;
    }

    private void problem(String what, String remedy) {
        reading.problem(catalog, CatalogKeys.PARTITION_INDEXES, what, remedy);
    }
}
