package io.relata.jobs.merge;

import io.relata.ColumnName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/** Names columns of a table by number, so that names which data gave meet no others. */
final class KeyColumns {

    /** The columns of a key. */
    static final String KEY = "relata_key_";

    /** The columns of an order. */
    static final String ORDER = "relata_order_";

    private KeyColumns() {}

    /** Columns under their numbers. */
    static List<Column> numbered(String prefix, List<String> names) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            columns.add(ColumnName.column(names.get(i)).as(prefix + i));
        }
        return columns;
    }

    /** Numbered columns under the names that they have in a table. */
    static List<Column> named(String prefix, List<String> names) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            columns.add(functions.col(prefix + i).as(names.get(i)));
        }
        return columns;
    }

    /** The numbered columns. */
    static Column[] all(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> functions.col(prefix + i))
                .toArray(Column[]::new);
    }

    /** Whether the columns of a table are the numbered ones. */
    static Column areEqual(List<String> names, String prefix) {
        Column[] numbered = all(prefix, names.size());
        return IntStream.range(0, numbered.length)
                .mapToObj(i -> ColumnName.column(names.get(i)).equalTo(numbered[i]))
                .reduce(Column::and)
                .orElseThrow();
    }

    static Column[] array(List<Column> columns, Column... others) {
        List<Column> all = new ArrayList<>(columns);
        all.addAll(Arrays.asList(others));
        return all.toArray(Column[]::new);
    }
}
