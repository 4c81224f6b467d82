package io.relata.jobs.publish;

import static java.util.Objects.requireNonNull;

import io.relata.PartitionValues;
import io.relata.RunId;
import java.util.Optional;
import java.util.Set;

/** What a run's rows of a table are to those that the table shows already. */
public sealed interface Loading {

    /** They take the place of all rows. */
    record Replace() implements Loading {}

    /**
     * They come beside the others, as one more partition.
     *
     * @param follows the run that the table showed when the rows were made, whose ids they go on after; empty when there
     *     was no table
     */
    record Append(Optional<RunId> follows) implements Loading {

        public Append {
            requireNonNull(follows, "follows");
        }
    }

    /**
     * They take the place of the rows in some partitions.
     *
     * @param follows as of {@link Append}
     * @param replaced the values of those partitions, by the columns that the job partitions by; of those the run wrote
     *     nothing for, nothing is left
     */
    record ReplacePartitions(Optional<RunId> follows, Set<PartitionValues> replaced) implements Loading {

        public ReplacePartitions {
            requireNonNull(follows, "follows");
            replaced = Set.copyOf(replaced);
        }
    }

    /**
     * They take the place of the rows of some documents, whose other rows were written again with them.
     *
     * @param follows as of {@link Append}
     */
    record Merge(Optional<RunId> follows) implements Loading {

        public Merge {
            requireNonNull(follows, "follows");
        }
    }

    /**
     * They come beside those of other runs, and in place of what one run rejected.
     *
     * @param follows as of {@link Append}
     * @param replayed the run whose rejected records were taken up again
     */
    record Replay(Optional<RunId> follows, RunId replayed) implements Loading {

        public Replay {
            requireNonNull(follows, "follows");
            requireNonNull(replayed, "replayed");
        }
    }

    /**
     * They are rows that the table has, written again, in place of the files that held them; of a table with registered
     * partitions, in place of the partitions that the run wrote.
     *
     * @param follows the run that the table showed when they were read
     */
    record Rewrite(RunId follows) implements Loading {

        public Rewrite {
            requireNonNull(follows, "follows");
        }
    }

    /** The table becomes again what it was after an earlier run. */
    record Restore() implements Loading {}
}
