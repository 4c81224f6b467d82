/** Tries what a run needs of the place that it is to run in. */
@NullMarked
package io.relata.jobs.doctor;

import org.jspecify.annotations.NullMarked;
