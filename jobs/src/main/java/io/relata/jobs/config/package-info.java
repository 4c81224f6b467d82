/**
 * The job file: what a job reads, which tables it makes of it, and where they go. Start at
 * {@link io.relata.jobs.config.JobFileReader}, which gives a {@link io.relata.jobs.config.JobFile} or lists every
 * problem of the file at once.
 */
@NullMarked
package io.relata.jobs.config;

import org.jspecify.annotations.NullMarked;
