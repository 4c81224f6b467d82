/**
 * Tells a person how far a run is. Start at {@link io.relata.jobs.progress.Progress};
 * {@link io.relata.jobs.progress.SparkActivity} feeds it what Spark's tasks count.
 */
@NullMarked
package io.relata.jobs.progress;

import org.jspecify.annotations.NullMarked;
