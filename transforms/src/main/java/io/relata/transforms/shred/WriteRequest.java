package io.relata.transforms.shred;

import java.util.List;
import java.util.OptionalInt;

/**
 * What a write is to do.
 *
 * @param job digits that name the job
 * @param tables the tables
 * @param limits by table the most files it may have; 0 for no limit
 * @param outcome a file on the driver that takes the {@link WriteOutcome}: Spark's writers return nothing
 */
record WriteRequest(String job, List<OutputTable> tables, List<Integer> limits, String outcome) {

    /** The folder within a table's own for files that are yet to be merged; readers skip it by its first letter. */
    static final String UNMERGED = "_unmerged";

    WriteRequest {
        tables = List.copyOf(tables);
        limits = List.copyOf(limits);
    }

    OptionalInt files(int table) {
        return limits.get(table) == 0 ? OptionalInt.empty() : OptionalInt.of(limits.get(table));
    }
}
