/** Compares what was published with itself and with the input that it was made of. Start at {@link Verification}. */
@NullMarked
package io.relata.jobs.verify;

import org.jspecify.annotations.NullMarked;
