package io.relata;

/** A table found in a catalog, and the version it was found in. */
public record CatalogTable(TableDefinition definition, CatalogVersion version) {}
