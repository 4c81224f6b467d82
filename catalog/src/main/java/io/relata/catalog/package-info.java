/**
 * Where published tables are registered and queried. {@link io.relata.catalog.glue.GlueCatalog} is the AWS Glue Data
 * Catalog, {@code io.relata.catalog.redshift} the SQL of Redshift. {@link io.relata.catalog.local.LocalCatalog} and
 * {@link io.relata.catalog.duckdb.DuckDbWarehouse} stand for the Glue Data Catalog and Redshift on a machine without an
 * AWS account; {@link io.relata.catalog.InMemoryCatalog} serves tests and dry runs.
 */
@NullMarked
package io.relata.catalog;

import org.jspecify.annotations.NullMarked;
