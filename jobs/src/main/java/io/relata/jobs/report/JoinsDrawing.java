package io.relata.jobs.report;

import io.relata.TableDefinition;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The tables of a run as a drawing, where any of them join. */
final class JoinsDrawing {

    /** More would be a wall, and the table below tells the same. */
    static final int MOST_TABLES = 300;

    private JoinsDrawing() {}

    static void write(Markup page, List<TableDefinition> tables) {
        List<DrawnTable> drawn = drawn(tables);
        if (drawn.size() > MOST_TABLES
                || drawn.stream().allMatch(table -> table.parent().isEmpty())) {
            return;
        }
        page.open("div")
                .with("class", "drawing full")
                .with("role", "region")
                .with("aria-label", "Drawing of the tables")
                .with("tabindex", "0");
        TableDrawing.draw(page, drawn);
        page.close();
    }

    /** Parents are named in any case; one that is not among the tables is none. */
    private static List<DrawnTable> drawn(List<TableDefinition> tables) {
        Map<String, String> names = new HashMap<>();
        tables.forEach(table -> names.put(
                table.name().table().toLowerCase(Locale.ROOT), table.name().table()));
        return tables.stream()
                .map(table -> new DrawnTable(
                        table.name().table(),
                        table.parent()
                                .flatMap(join -> Optional.ofNullable(
                                        names.get(join.parentTable().toLowerCase(Locale.ROOT)))),
                        table.parent().map(join -> join.parentColumn()).orElse(""),
                        OptionalLong.of(table.statistics().rows())))
                .toList();
    }
}
