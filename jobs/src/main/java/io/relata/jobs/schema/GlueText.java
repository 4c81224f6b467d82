package io.relata.jobs.schema;

import io.relata.catalog.glue.CreateGlueTable;
import java.util.List;
import java.util.stream.Collectors;

/** Statements that Athena runs. */
final class GlueText {

    private GlueText() {}

    static String of(List<SchemaTable> tables) {
        return tables.stream()
                .map(table -> CreateGlueTable.of(table.definition()) + ";\n")
                .collect(Collectors.joining("\n"));
    }
}
