package io.relata.jobs;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.TableDefinition;
import io.relata.catalog.redshift.CreateTable;
import io.relata.catalog.redshift.Distribution;
import io.relata.catalog.redshift.Identifier;
import io.relata.catalog.redshift.NativeColumn;
import io.relata.catalog.redshift.NativeType;
import io.relata.catalog.redshift.RedshiftType;
import io.relata.catalog.redshift.RelationName;
import io.relata.catalog.redshift.SortKey;
import io.relata.catalog.redshift.TableConstraint;
import io.relata.jobs.config.WarehouseTableSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructField;

/** A published table as one that the warehouse keeps itself. */
final class NativeTable {

    private final String schema;
    private final TableDefinition published;
    private final WarehouseTableSpec spec;

    /** @throws RelataException when the job file names a column that the table does not have */
    NativeTable(String schema, TableDefinition published, WarehouseTableSpec spec) {
        this.schema = schema;
        this.published = published;
        this.spec = spec;
        requireColumns("key", spec.key());
        requireColumns("not-null", spec.notNull());
        requireColumns("references", spec.references().keySet());
        requireColumns("sort-key", spec.sortKey());
        requireColumns("version", spec.version().stream().toList());
        requireColumns("distribution-key", spec.distributionKey().stream().toList());
    }

    private void requireColumns(String key, Collection<String> columns) {
        Set<String> known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        known.addAll(Arrays.asList(published.allColumns().fieldNames()));
        for (String column : columns) {
            if (!known.contains(column)) {
                throw RelataException.usage(new Problem(
                        "Cannot keep table " + name() + " in the warehouse",
                        "warehouse.tables." + name() + "." + key,
                        "published table " + published.name() + " has no column " + column,
                        "Its columns are " + String.join(", ", known)));
            }
        }
    }

    private String name() {
        return published.name().table();
    }

    /** Its columns, in the order of the published table's. */
    List<Identifier> columns() {
        return Stream.of(published.allColumns().fieldNames())
                .map(Identifier::new)
                .toList();
    }

    /**
     * What makes it.
     *
     * @param longest the bytes of the longest texts by column, where they are known
     * @throws RelataException when Redshift has no type for a column
     */
    CreateTable definition(Map<String, Integer> longest) {
        List<NativeColumn> columns = new ArrayList<>();
        for (StructField field : published.allColumns().fields()) {
            NativeColumn column = NativeColumn.of(field.name(), type(field, longest));
            columns.add(isFilled(field.name()) ? column.notNull() : column);
        }
        return new CreateTable(RelationName.of(schema, name()), columns, constraints(), distribution(), sortKey());
    }

    private RedshiftType type(StructField field, Map<String, Integer> longest) {
        OptionalInt bytes = Optional.ofNullable(longest.get(field.name()))
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
        return NativeType.of(field.dataType(), bytes)
                .filter(type -> type != RedshiftType.Plain.SUPER)
                .orElseThrow(() -> RelataException.failed(new Problem(
                        "Cannot keep table " + name() + " in the warehouse",
                        name() + "." + field.name(),
                        "Redshift has no type for " + field.dataType().catalogString()
                                + (bytes.isPresent() ? " of " + bytes.getAsInt() + " bytes" : ""),
                        "Leave the column out, cut it, or read it through the external schema")));
    }

    private boolean isFilled(String column) {
        return Stream.concat(spec.key().stream(), spec.notNull().stream()).anyMatch(column::equalsIgnoreCase);
    }

    private List<TableConstraint> constraints() {
        List<TableConstraint> constraints = new ArrayList<>();
        if (!spec.key().isEmpty()) {
            constraints.add(new TableConstraint.PrimaryKey(identifiers(spec.key())));
        }
        spec.references()
                .forEach((column, to) -> constraints.add(new TableConstraint.ForeignKey(
                        List.of(identifier(column)),
                        RelationName.of(schema, to.table()),
                        List.of(new Identifier(to.column())))));
        return constraints;
    }

    private Distribution distribution() {
        if (spec.distributionKey().isPresent()) {
            return new Distribution.Key(identifier(spec.distributionKey().get()));
        }
        return switch (spec.distribution()) {
            case AUTO -> new Distribution.Auto();
            case EVEN -> new Distribution.Even();
            case ALL -> new Distribution.All();
        };
    }

    private SortKey sortKey() {
        if (spec.sortKey().isEmpty()) {
            return new SortKey.Auto();
        }
        return switch (spec.sort()) {
            case COMPOUND -> new SortKey.Compound(identifiers(spec.sortKey()));
            case INTERLEAVED -> new SortKey.Interleaved(identifiers(spec.sortKey()));
        };
    }

    List<Identifier> identifiers(List<String> columns) {
        return columns.stream().map(this::identifier).toList();
    }

    /** One of its columns by the name that it has, whatever the case it is asked for in. */
    Identifier identifier(String column) {
        return columns().stream()
                .filter(one -> one.name().equalsIgnoreCase(column))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Table " + name() + " has no column " + column));
    }
}
