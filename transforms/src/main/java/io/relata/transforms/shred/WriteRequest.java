package io.relata.transforms.shred;

import java.util.List;

/**
 * What a write is to do.
 *
 * @param job digits that name the job
 * @param tables the tables
 * @param outcome a file on the driver that takes the {@link WriteOutcome}: Spark's writers return nothing
 */
record WriteRequest(String job, List<OutputTable> tables, String outcome) {

    WriteRequest {
        tables = List.copyOf(tables);
    }
}
