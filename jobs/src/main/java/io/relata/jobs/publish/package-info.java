/**
 * Makes the tables of a run visible. Start at {@link io.relata.jobs.publish.Publisher}; where everything lies is
 * {@link io.relata.jobs.publish.TargetLayout}, what a run wrote is {@link io.relata.jobs.publish.RunManifest}.
 */
@NullMarked
package io.relata.jobs.publish;

import org.jspecify.annotations.NullMarked;
