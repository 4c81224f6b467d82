package io.relata.jobs.config;

import io.relata.jobs.publish.LoadColumn;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the keys of the target must be to each other. */
final class TargetRules {

    private final Fields target;
    private final Reading reading;

    TargetRules(Fields target, Reading reading) {
        this.target = target;
        this.reading = reading;
    }

    void check() {
        TargetSpec.Mode mode = target.find(TargetKeys.MODE).orElse(TargetSpec.Mode.REPLACE);
        List<String> columns = target.find(TargetKeys.PARTITION_BY).orElse(List.of());
        if (mode == TargetSpec.Mode.REPLACE_PARTITIONS
                && columns.isEmpty()
                && target.says(TargetKeys.PARTITION_BY)
                        == target.find(TargetKeys.PARTITION_BY).isPresent()) {
            problem(
                    TargetKeys.MODE,
                    "nothing says which columns the partitions are by",
                    "Name them in partition-by, or write mode: replace");
        }
        Set<String> named = new HashSet<>();
        for (String column : columns) {
            if (column.equalsIgnoreCase(LoadColumn.NAME)) {
                problem(
                        TargetKeys.PARTITION_BY,
                        "the partition column " + LoadColumn.NAME + " is the one that tells appended runs apart",
                        "Rename the column under tables");
            } else if (!named.add(column.toLowerCase(Locale.ROOT))) {
                problem(TargetKeys.PARTITION_BY, "column " + column + " is named twice", "Name it once");
            }
        }
    }

    private void problem(Key<?> key, String what, String remedy) {
        reading.problem(target, key, what, remedy);
    }
}
