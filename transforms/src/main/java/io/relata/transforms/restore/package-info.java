/** Rebuilds documents from the tables that they became. Start at {@link Restore}. */
@NullMarked
package io.relata.transforms.restore;

import org.jspecify.annotations.NullMarked;
