/** Takes a run's documents into published tables, in the place of the same documents there. */
@NullMarked
package io.relata.jobs.merge;

import org.jspecify.annotations.NullMarked;
