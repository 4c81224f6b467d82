package io.relata.jobs.config;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table that the warehouse keeps itself, with the columns of the published table of its name.
 *
 * @param key the columns that name a row, of which each comes in once; none where every row does
 * @param version the column by which a row is newer than another of its key
 * @param notNull columns beside those of the key that every row has a value in
 * @param references by column, the column of another such table whose values it has
 * @param distributionKey the column whose rows of one value lie on one node
 */
public record WarehouseTableSpec(
        List<String> key,
        Load load,
        Optional<String> version,
        List<String> notNull,
        Map<String, TableColumn> references,
        Distribution distribution,
        Optional<String> distributionKey,
        List<String> sortKey,
        Sort sort) {

    /** What a run does to the rows that are there. */
    public enum Load {
        /** They go, and the published table's rows come. */
        REPLACE,
        /** Those of the same key go, and the run's rows come. */
        UPSERT
    }

    /** Which node keeps a row, where no column says it. */
    public enum Distribution {
        /** As Redshift chooses. */
        AUTO,
        /** Any, in turns. */
        EVEN,
        /** All. */
        ALL
    }

    /** How the columns of a sort key go together. */
    public enum Sort {
        /** By the first, where that is the same by the second, and so on. */
        COMPOUND,
        /** By each alike. */
        INTERLEAVED
    }

    public WarehouseTableSpec {
        key = List.copyOf(key);
        requireNonNull(load, "load");
        requireNonNull(version, "version");
        notNull = List.copyOf(notNull);
        references = Ordered.copy(references);
        requireNonNull(distribution, "distribution");
        requireNonNull(distributionKey, "distributionKey");
        sortKey = List.copyOf(sortKey);
        requireNonNull(sort, "sort");
    }
}
