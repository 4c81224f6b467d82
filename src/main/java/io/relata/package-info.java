/**
 * The vocabulary that every other module reads through. Start at {@link io.relata.Source}, {@link io.relata.Transform}
 * and {@link io.relata.TableSet} for data on its way, at {@link io.relata.TableDefinition} and
 * {@link io.relata.Catalog} for what is published.
 */
@NullMarked
package io.relata;

import org.jspecify.annotations.NullMarked;
