/** A catalog in plain files. Start at {@link io.relata.catalog.local.LocalCatalog}. */
@NullMarked
package io.relata.catalog.local;

import org.jspecify.annotations.NullMarked;
