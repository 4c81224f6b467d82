package io.relata.jobs.report;

import io.relata.TableDefinition;
import java.util.List;
import java.util.Optional;

/** The tables as a drawing and as a tree. */
record TablesSection(List<TableDefinition> tables) implements PageSection {

    @Override
    public String heading() {
        return "Tables";
    }

    @Override
    public boolean isEmpty() {
        return tables.isEmpty();
    }

    @Override
    public void write(Markup page) {
        JoinsDrawing.write(page, tables);
        HtmlTable rows = HtmlTable.begin(
                page,
                heading(),
                List.of(
                        HtmlTable.Column.text("Table"),
                        HtmlTable.Column.number("Rows"),
                        HtmlTable.Column.number("Files"),
                        HtmlTable.Column.number("Size"),
                        HtmlTable.Column.text("Joins")));
        TableTree.of(tables).forEach(node -> rows.row(cells(node.table()), node.depth()));
        rows.end();
    }

    private static List<Optional<String>> cells(TableDefinition table) {
        return List.of(
                Optional.of(table.name().table()),
                Optional.of(Quantity.count(table.statistics().rows())),
                Optional.of(Quantity.count(table.statistics().files())),
                Optional.of(Quantity.bytes(table.statistics().bytes())),
                Optional.of(table.parent()
                        .map(join -> join.childColumn() + " = " + join.parentTable() + "." + join.parentColumn())
                        .orElse("")));
    }
}
