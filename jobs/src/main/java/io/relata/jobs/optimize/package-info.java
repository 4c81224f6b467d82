/** Joins the small files of published tables. Start at {@link io.relata.jobs.optimize.TablePlan}. */
@NullMarked
package io.relata.jobs.optimize;

import org.jspecify.annotations.NullMarked;
