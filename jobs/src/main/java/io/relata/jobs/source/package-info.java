/** Where the records of a job come from. Start at {@link io.relata.jobs.source.JsonSource}. */
@NullMarked
package io.relata.jobs.source;

import org.jspecify.annotations.NullMarked;
