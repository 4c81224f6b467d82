/**
 * Writes all tables of a plan in one pass over the records. Start at {@link io.relata.transforms.shred.Shredder}.
 */
@NullMarked
package io.relata.transforms.shred;

import org.jspecify.annotations.NullMarked;
