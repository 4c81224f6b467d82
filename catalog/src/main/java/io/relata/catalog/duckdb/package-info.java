/**
 * The warehouse of a machine without an AWS account: DuckDB. Its views over the published Parquet files stand for
 * Redshift's external schema, its tables for the materialized views. Start at
 * {@link io.relata.catalog.duckdb.DuckDbWarehouse}.
 */
@NullMarked
package io.relata.catalog.duckdb;

import org.jspecify.annotations.NullMarked;
