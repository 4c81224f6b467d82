/** The AWS Glue Data Catalog. Start at {@link io.relata.catalog.glue.GlueCatalog}. */
@NullMarked
package io.relata.catalog.glue;

import org.jspecify.annotations.NullMarked;
