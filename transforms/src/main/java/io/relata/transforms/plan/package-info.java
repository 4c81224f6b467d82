/**
 * Decides, from a schema and options alone, every table, column, name, type, key and parent link. Start at
 * {@link io.relata.transforms.plan.RelationalPlan}. Needs no Spark session and touches no data.
 */
@NullMarked
package io.relata.transforms.plan;

import org.jspecify.annotations.NullMarked;
