package io.relata.transforms.plan;

import io.relata.ParentLink;
import io.relata.transforms.plan.PlannedColumn.Role;
import java.util.List;
import java.util.Optional;

/**
 * A table that will be written.
 *
 * @param givenName what the naming policy made of it
 * @param name its last name
 * @param parent the table it hangs from
 * @param columns those that stay, in file order
 */
record ChosenTable(
        DraftTable table,
        String logicalName,
        String givenName,
        String name,
        Optional<ChosenTable> parent,
        List<ChosenColumn> columns) {

    PlannedTable planned() {
        return new PlannedTable(
                name,
                givenName,
                logicalName,
                table.jsonPath(),
                parent.map(this::link),
                columns.stream().map(this::planned).toList());
    }

    private ParentLink link(ChosenTable to) {
        String key = to.columns.stream()
                .filter(column ->
                        table.parentKey().filter(column.column()::equals).isPresent())
                .map(ChosenColumn::name)
                .findFirst()
                .orElseThrow();
        return new ParentLink(to.name, key, columns.get(0).name());
    }

    private PlannedColumn planned(ChosenColumn column) {
        Role role = column.column().role();
        boolean ofRow = role == Role.ID || role == Role.INDEX;
        String path = ofRow ? table.jsonPath() : column.column().path().jsonPath();
        Role planned = column.column().content() == DraftColumn.Content.VOID ? Role.VOID : role;
        return new PlannedColumn(column.name(), column.givenName(), column.logicalName(), path, column.type(), planned);
    }
}
