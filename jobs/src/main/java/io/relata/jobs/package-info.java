/**
 * The program: job files run from start to end. Start at {@link io.relata.jobs.Main}; the line that every run follows
 * is {@code JobRun.run}.
 */
@NullMarked
package io.relata.jobs;

import org.jspecify.annotations.NullMarked;
