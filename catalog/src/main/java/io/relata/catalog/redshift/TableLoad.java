package io.relata.catalog.redshift;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A table that the warehouse keeps itself, and how its rows come to it. Loading it again gives the same rows.
 *
 * @param table with every column that is loaded
 */
public record TableLoad(CreateTable table, RowSource rows, Manner manner) {

    /** What becomes of the rows that are there. */
    public sealed interface Manner {

        /** The columns that name a row. */
        List<Identifier> keys();

        /**
         * They go.
         *
         * @param keys of which each comes in once; none where every row does
         */
        record Replace(List<Identifier> keys) implements Manner {

            public Replace {
                keys = List.copyOf(keys);
            }
        }

        /**
         * Those of the same keys go, the others stay.
         *
         * @param version the column by which a row is newer than another of its key; empty where the new rows are
         */
        record Upsert(List<Identifier> keys, Optional<Identifier> version) implements Manner {

            public Upsert {
                keys = List.copyOf(keys);
                requireNonNull(version, "version");
            }
        }
    }

    public TableLoad {
        requireNonNull(table, "table");
        requireNonNull(rows, "rows");
        requireNonNull(manner, "manner");
    }

    /** What moves the rows. */
    public Transaction transaction() {
        List<Identifier> columns =
                table.columns().stream().map(NativeColumn::name).toList();
        if (manner instanceof Manner.Upsert upsert) {
            return new StagingUpsert(table.table(), rows, columns, upsert.keys(), upsert.version()).transaction();
        }
        return new StagingReplace(table.table(), rows, columns, manner.keys()).transaction();
    }
}
