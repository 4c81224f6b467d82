/**
 * Side-by-side measurements on generated data. Start at {@link io.relata.bench.Bench}; a new way of doing the work is a
 * {@link io.relata.bench.Variant}.
 */
@NullMarked
package io.relata.bench;

import org.jspecify.annotations.NullMarked;
