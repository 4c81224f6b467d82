package io.relata.jobs.publish;

import io.relata.Catalog;
import io.relata.CatalogTable;
import io.relata.CatalogVersion;
import io.relata.Partition;
import io.relata.PartitionChanges;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.TableDefinition;
import io.relata.TableName;
import io.relata.jobs.publish.Turn.Kind;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A catalog each call to which is a turn.
 *
 * @param denied what nobody may put
 */
record TurnCatalog(Catalog catalog, Turns turns, Predicate<TableDefinition> denied) implements Catalog {

    @Override
    public Optional<CatalogTable> find(TableName name) {
        turns.await(Kind.READ, "catalog/" + name);
        return catalog.find(name);
    }

    @Override
    public List<TableName> tables(String database) {
        turns.await(Kind.READ, "catalog");
        return catalog.tables(database);
    }

    @Override
    public List<Partition> partitions(TableName name) {
        turns.await(Kind.READ, "catalog/" + name);
        return catalog.partitions(name);
    }

    @Override
    public CatalogVersion put(TableDefinition definition, PartitionChanges partitions, CatalogVersion expected) {
        turns.await(Kind.WRITE, "catalog/" + definition.name());
        if (denied.test(definition)) {
            throw RelataException.failed(new Problem("Cannot update", "glue", "access denied", "Ask"));
        }
        return catalog.put(definition, partitions, expected);
    }

    @Override
    public void drop(TableName name, CatalogVersion expected) {
        turns.await(Kind.WRITE, "catalog/" + name);
        catalog.drop(name, expected);
    }
}
