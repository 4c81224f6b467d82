/**
 * The SQL that Relata gives to Amazon Redshift, as values: each statement is a record that renders itself. Start at
 * {@link io.relata.catalog.redshift.RedshiftStatement}; a {@link io.relata.catalog.redshift.SqlRunner} has them run.
 */
@NullMarked
package io.relata.catalog.redshift;

import org.jspecify.annotations.NullMarked;
