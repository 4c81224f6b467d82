package io.relata.jobs.schema;

import io.relata.jobs.report.DrawnTable;
import io.relata.jobs.report.TableDrawing;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The drawing that reports have. */
final class SvgText {

    private SvgText() {}

    static String of(List<SchemaTable> tables) {
        Map<String, SchemaTable.Join> joins = SchemaTable.joins(tables);
        return TableDrawing.svg(tables.stream()
                .map(table -> {
                    Optional<SchemaTable.Join> join = Optional.ofNullable(joins.get(table.name()));
                    return new DrawnTable(
                            table.name(),
                            join.map(SchemaTable.Join::parent),
                            join.map(SchemaTable.Join::parentColumn).orElse(""),
                            table.rows());
                })
                .toList());
    }
}
