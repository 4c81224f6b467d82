/**
 * Nested records in, flat tables out. Start at {@link io.relata.transforms.Relationalize}; the plan and the pass over
 * the data lie in the two packages below.
 */
@NullMarked
package io.relata.transforms;

import org.jspecify.annotations.NullMarked;
