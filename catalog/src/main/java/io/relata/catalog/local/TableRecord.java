package io.relata.catalog.local;

import io.relata.TableDefinition;
import io.relata.TableName;
import java.util.Optional;

/**
 * What one version file says of a table.
 *
 * @param definition empty when this version dropped the table
 */
record TableRecord(TableName name, Optional<TableDefinition> definition) {

    static TableRecord present(TableDefinition definition) {
        return new TableRecord(definition.name(), Optional.of(definition));
    }

    static TableRecord dropped(TableName name) {
        return new TableRecord(name, Optional.empty());
    }
}
