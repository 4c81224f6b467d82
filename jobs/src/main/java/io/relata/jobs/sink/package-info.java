/**
 * Writes tables of a run as Parquet or Delta, before they are published. Start at
 * {@link io.relata.jobs.sink.ParquetSink}; files that lie there as Parquet already become a Delta table by
 * {@link io.relata.jobs.sink.DeltaTables}.
 */
@NullMarked
package io.relata.jobs.sink;

import org.jspecify.annotations.NullMarked;
