/**
 * Tells others what a run read and what it made of it, as run events of OpenLineage. Start at
 * {@link io.relata.jobs.lineage.Lineage}.
 */
@NullMarked
package io.relata.jobs.lineage;

import org.jspecify.annotations.NullMarked;
