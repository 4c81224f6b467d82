/**
 * The back end that every front end of shredding feeds: batches of column values, and their way into Parquet pages.
 * Batches and files belong to one task and are used by one thread.
 */
@NullMarked
package io.relata.transforms.columns;

import org.jspecify.annotations.NullMarked;
