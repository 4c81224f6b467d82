/** What a run did, as {@code report.json} and as {@code report.html}. Start at {@link io.relata.jobs.report.RunReport}. */
@NullMarked
package io.relata.jobs.report;

import org.jspecify.annotations.NullMarked;
