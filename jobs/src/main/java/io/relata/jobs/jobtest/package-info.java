/** Tests of a job that its author writes: input, and the tables that are to come of it. */
@NullMarked
package io.relata.jobs.jobtest;

import org.jspecify.annotations.NullMarked;
