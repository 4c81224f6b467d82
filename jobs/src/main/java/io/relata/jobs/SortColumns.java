package io.relata.jobs;

import static java.util.Objects.requireNonNull;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.TableDefinition;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.config.RelationalizeSpec;
import io.relata.jobs.config.TableSpec;
import io.relata.jobs.config.TargetSpec;
import io.relata.jobs.merge.Validity;
import io.relata.transforms.plan.PlannedColumn.Role;
import io.relata.transforms.plan.PublishedTables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;

/**
 * What the rows of joined files are sorted by: the columns that were asked for; else, where documents are merged, their
 * key, so that the files of a document stay few. Versions that have ended lie apart from those that later runs will end.
 *
 * @param asked the columns of every table; none where nothing was asked for
 * @param keys by table the columns that say which document a row is of
 */
record SortColumns(List<String> asked, Map<String, List<String>> keys) {

    SortColumns {
        asked = List.copyOf(asked);
        keys = Map.copyOf(keys);
    }

    /** @param known what the tables were made of */
    static SortColumns of(JobFile job, PublishedTables known, List<String> asked) {
        Map<String, List<String>> keys = new HashMap<>();
        if (job.target().mode().replacesByKey()) {
            job.relationalize().ifPresent(spec -> addKeys(spec, known, keys));
            job.sources().keySet().stream()
                    .filter(source -> JobPlan.isFlat(job, source))
                    .forEach(source -> {
                        List<String> key = job.tables()
                                .getOrDefault(source, TableSpec.NONE)
                                .key();
                        keys.put(source, key);
                        keys.put(JobPlan.deletedName(source), key);
                    });
        }
        if (job.target().mode() == TargetSpec.Mode.HISTORY) {
            keys.replaceAll(
                    (table, key) -> Stream.of(Stream.of(Validity.CURRENT), key.stream(), Stream.of(Validity.FROM))
                            .flatMap(names -> names)
                            .toList());
        }
        return new SortColumns(asked, keys);
    }

    private static void addKeys(RelationalizeSpec spec, PublishedTables known, Map<String, List<String>> keys) {
        if (known.tables().isEmpty() || !known.root().equals(spec.root())) {
            return;
        }
        PublishedTables.Table root = known.tables().get(0);
        List<String> paths = new ArrayList<>();
        for (String key : spec.key()) {
            root.columns().stream()
                    .filter(column ->
                            column.role() == Role.VALUE && column.logicalName().equals(key))
                    .map(PublishedTables.Column::path)
                    .forEach(paths::add);
        }
        for (PublishedTables.Table table : known.tables()) {
            Role role = table.equals(root) ? Role.VALUE : Role.PROPAGATED;
            List<String> names = new ArrayList<>();
            for (String path : paths) {
                table.columns().stream()
                        .filter(column -> column.role() == role && column.path().equals(path))
                        .map(PublishedTables.Column::name)
                        .findFirst()
                        .ifPresent(names::add);
            }
            keys.put(table.name(), names);
        }
        keys.put(JobPlan.deletedName(root.name()), requireNonNull(keys.get(root.name())));
    }

    /**
     * Those of a table.
     *
     * @throws RelataException when the table has no column that was asked for, or its values have no order
     */
    List<String> in(TableDefinition table) {
        List<String> known = List.of(table.columns().fieldNames());
        if (asked.isEmpty()) {
            return keys.getOrDefault(table.name().table(), List.of()).stream()
                    .filter(known::contains)
                    .toList();
        }
        for (String name : asked) {
            why(name, known, table).ifPresent(why -> {
                throw RelataException.usage(new Problem(
                        "Cannot sort table " + table.name(),
                        "--sort " + String.join(",", asked),
                        why,
                        "Name columns of plain values that it has, or other tables with --table; its columns are "
                                + String.join(", ", known)));
            });
        }
        return asked;
    }

    private static Optional<String> why(String name, List<String> known, TableDefinition table) {
        if (!known.contains(name)) {
            return Optional.of("its files have no column " + name);
        }
        DataType type = table.columns().apply(name).dataType();
        return type instanceof ArrayType || type instanceof MapType || type instanceof StructType
                ? Optional.of("column " + name + " is of type " + type.catalogString())
                : Optional.empty();
    }
}
