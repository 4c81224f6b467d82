/**
 * Tables as documents that other tools read. Start at {@link io.relata.jobs.schema.SchemaFormat}.
 */
@NullMarked
package io.relata.jobs.schema;

import org.jspecify.annotations.NullMarked;
