package io.relata.transforms.restore;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.unix_micros;

import io.relata.ColumnName;
import io.relata.NamedTable;
import io.relata.TableSet;
import io.relata.transforms.plan.PlannedColumn.Role;
import io.relata.transforms.plan.PublishedTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;

/** Puts the rows of child tables into the rows that they hang from, the deepest first. */
final class JoinedTables {

    private final PublishedTables known;
    private final TableSet tables;

    JoinedTables(PublishedTables known, TableSet tables) {
        this.known = known;
        this.tables = tables;
    }

    /** The rows of a table, by the names of {@link ShapeColumn}; those that hang from them are lists in them. */
    Dataset<Row> rows(int number) {
        PublishedTables.Table table = known.tables().get(number);
        Dataset<Row> rows = byPlace(number, tables.table(table.name()));
        for (int child = number + 1; child < known.tables().size(); child++) {
            Optional<Integer> key = keyOf(table, known.tables().get(child));
            if (key.isPresent() && isThere(child)) {
                String id = ShapeColumn.rows(child) + "id";
                rows = rows.join(
                                grouped(child, id),
                                col(ShapeColumn.place(number, key.get())).equalTo(col(id)),
                                "left")
                        .drop(id);
            }
        }
        return rows;
    }

    private static Optional<Integer> keyOf(PublishedTables.Table table, PublishedTables.Table child) {
        for (int column = 0; column < table.columns().size(); column++) {
            PublishedTables.Column key = table.columns().get(column);
            boolean isItsKey = child.path().equals(key.path() + Step.Inside.ELEMENT.text())
                    || child.path().equals(key.path() + Step.Inside.ENTRIES.text());
            if (key.role() == Role.KEY && isItsKey) {
                return Optional.of(column);
            }
        }
        return Optional.empty();
    }

    private boolean isThere(int number) {
        PublishedTables.Table table = known.tables().get(number);
        return tables.find(table.name())
                .filter(found -> number(table, found, Role.ID).isPresent()
                        && number(table, found, Role.INDEX).isPresent())
                .isPresent();
    }

    private Dataset<Row> grouped(int number, String id) {
        PublishedTables.Table table = known.tables().get(number);
        NamedTable found = tables.table(table.name());
        Dataset<Row> rows = rows(number);
        String own = ShapeColumn.place(number, number(table, found, Role.ID).orElseThrow());
        String index =
                ShapeColumn.place(number, number(table, found, Role.INDEX).orElseThrow());
        List<Column> kept = new ArrayList<>();
        kept.add(col(index).as("at"));
        for (String column : rows.columns()) {
            if (!column.equals(own) && !column.equals(index)) {
                kept.add(col(column));
            }
        }
        Column list = sort_array(collect_list(struct(kept.toArray(Column[]::new))));
        return rows.groupBy(col(own).as(id)).agg(list.as(ShapeColumn.rows(number)));
    }

    private static Optional<Integer> number(PublishedTables.Table table, NamedTable found, Role role) {
        List<String> there = List.of(found.rows().columns());
        for (int column = 0; column < table.columns().size(); column++) {
            PublishedTables.Column one = table.columns().get(column);
            if (one.role() == role && there.contains(one.name())) {
                return Optional.of(column);
            }
        }
        return Optional.empty();
    }

    private Dataset<Row> byPlace(int number, NamedTable found) {
        PublishedTables.Table table = known.tables().get(number);
        StructType there = found.rows().schema();
        List<Column> columns = new ArrayList<>();
        for (int column = 0; column < table.columns().size(); column++) {
            PublishedTables.Column one = table.columns().get(column);
            if (List.of(there.fieldNames()).contains(one.name())) {
                DataType type = there.apply(one.name()).dataType();
                columns.add(plain(ColumnName.column(one.name()), type).as(ShapeColumn.place(number, column)));
            }
        }
        return found.rows().select(columns.toArray(Column[]::new));
    }

    /** Moments and days as numbers, since a session may give them as either of two classes. */
    private static Column plain(Column value, DataType type) {
        if (type instanceof TimestampType) {
            return unix_micros(value);
        }
        return type instanceof DateType ? unix_date(value) : value;
    }
}
