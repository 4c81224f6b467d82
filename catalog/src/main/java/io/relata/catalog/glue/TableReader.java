package io.relata.catalog.glue;

import io.relata.CatalogTable;
import io.relata.ParentLink;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.RunId;
import io.relata.TableDefinition;
import io.relata.TableFormat;
import io.relata.TableName;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;

/** Reads what {@link TableInputs} wrote back from a table of the catalog, and refuses a table that it did not write. */
final class TableReader {

    static final String RUN = "relata.run";
    static final String FORMAT = "relata.format";
    static final String LAST_ID = "relata.last-id";
    static final String PARENT_TABLE = "relata.parent.table";
    static final String PARENT_COLUMN = "relata.parent.column";
    static final String CHILD_COLUMN = "relata.parent.child-column";

    private TableReader() {}

    /** A table of the catalog, its version, and the mark on it. */
    record Found(CatalogTable table, Optional<ChangeMark> mark) {

        TableDefinition definition() {
            return table.definition();
        }
    }

    static boolean isOurs(Table table) {
        return table.parameters().containsKey(RUN);
    }

    /** @throws RelataException when another program made the table, or took apart what we had written */
    static Found read(TableName name, Table table) {
        if (!isOurs(table)) {
            throw RelataException.failed(new Problem(
                    "Cannot use table " + name,
                    "in the Glue Data Catalog",
                    "another program made it: it has no parameter " + RUN,
                    "Use another database or table name in the job file, or drop the table"));
        }
        try {
            TableDefinition definition = definition(name, table);
            return new Found(
                    new CatalogTable(definition, GlueVersion.of(table, definition.run())),
                    ChangeMark.of(table.parameters()));
        } catch (IllegalArgumentException e) {
            throw RelataException.failed(
                    new Problem(
                            "Cannot read table " + name,
                            "in the Glue Data Catalog",
                            "it is not as Relata wrote it: " + e.getMessage(),
                            "Undo what another program changed, or drop the table and run the job again"),
                    e);
        }
    }

    private static TableDefinition definition(TableName name, Table table) {
        Map<String, String> parameters = table.parameters();
        SchemaParameters.Columns columns = SchemaParameters.read(parameters)
                .orElseThrow(() -> new IllegalArgumentException("it has no parameter spark.sql.sources.schema"));
        String location = Optional.ofNullable(table.storageDescriptor())
                .map(StorageDescriptor::location)
                .orElseThrow(() -> new IllegalArgumentException("it has no location"));
        return new TableDefinition(
                name,
                columns.inFiles(),
                columns.partition(),
                GlueLocation.read(location, parameters),
                TableFormat.valueOf(parameters.getOrDefault(FORMAT, "")),
                parent(parameters),
                new RunId(parameters.getOrDefault(RUN, "")),
                StatisticsParameters.read(parameters),
                lastId(parameters));
    }

    private static OptionalLong lastId(Map<String, String> parameters) {
        String text = parameters.get(LAST_ID);
        try {
            return text == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("parameter " + LAST_ID + " is \"" + text + "\"", e);
        }
    }

    private static Optional<ParentLink> parent(Map<String, String> parameters) {
        return Optional.ofNullable(parameters.get(PARENT_TABLE))
                .map(table -> new ParentLink(
                        table, parameters.getOrDefault(PARENT_COLUMN, ""), parameters.getOrDefault(CHILD_COLUMN, "")));
    }
}
