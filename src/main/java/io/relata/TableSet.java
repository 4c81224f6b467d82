package io.relata;

import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The tables of a run, in order: the root first, each child after its parent. Immutable and never empty; AWS Glue
 * calls its like a DynamicFrameCollection. Names are compared exactly.
 */
public final class TableSet implements Iterable<NamedTable> {

    private final Map<String, NamedTable> tables;

    private TableSet(Map<String, NamedTable> tables) {
        this.tables = Collections.unmodifiableMap(tables);
    }

    /** @throws IllegalArgumentException when there is no table or two have the same name */
    public static TableSet of(Collection<NamedTable> tables) {
        if (tables.isEmpty()) {
            throw new IllegalArgumentException("A table set needs at least one table");
        }
        Map<String, NamedTable> byName = new LinkedHashMap<>();
        for (NamedTable table : tables) {
            if (byName.put(table.name(), table) != null) {
                throw new IllegalArgumentException("Two tables are named " + table.name());
            }
        }
        return new TableSet(byName);
    }

    /** @throws IllegalArgumentException when there is no table or two have the same name */
    public static TableSet of(NamedTable... tables) {
        return of(List.of(tables));
    }

    /** The first table. */
    public NamedTable root() {
        return tables.values().iterator().next();
    }

    /** The names, in order. */
    public Set<String> names() {
        return tables.keySet();
    }

    public Optional<NamedTable> find(String name) {
        return Optional.ofNullable(tables.get(name));
    }

    /** @throws RelataException when there is no such table; the message lists those there are */
    public NamedTable table(String name) {
        return find(name)
                .orElseThrow(() -> RelataException.failed(new Problem(
                        "Cannot find table " + name,
                        "in the tables of this run",
                        "there are " + String.join(", ", tables.keySet()),
                        "Use one of these names")));
    }

    /** The rows of a table; for a name that does not exist an empty dataset without columns, as Glue's select gives. */
    public Dataset<Row> select(String name) {
        return find(name)
                .map(NamedTable::rows)
                .orElseGet(() -> root().rows().sparkSession().emptyDataFrame());
    }

    /** These tables and one more at the end, or in the place of the one that has its name. */
    public TableSet with(NamedTable table) {
        Map<String, NamedTable> next = new LinkedHashMap<>(tables);
        next.put(table.name(), table);
        return new TableSet(next);
    }

    /** Each table replaced by what {@code change} makes of it. */
    public TableSet map(UnaryOperator<NamedTable> change) {
        return of(stream().map(change).toList());
    }

    public Stream<NamedTable> stream() {
        return tables.values().stream();
    }

    @Override
    public Iterator<NamedTable> iterator() {
        return tables.values().iterator();
    }

    @Override
    public String toString() {
        return "TableSet" + tables.keySet();
    }
}
