package io.relata.catalog.redshift;

/**
 * One statement of Redshift's SQL. Every name and value in it is quoted by the one place that quotes such; only a {@link
 * SelectQuery} is the user's own text.
 */
public sealed interface RedshiftStatement
        permits AddColumn,
                AddExternalPartitions,
                Analyze,
                CopyJson,
                CopyParquet,
                CreateExternalSchema,
                CreateExternalTable,
                CreateLateBindingView,
                CreateMaterializedView,
                CreateSchema,
                CreateStagingTable,
                CreateTable,
                DeleteAll,
                DeleteLate,
                DeleteMatching,
                DeleteWindow,
                Drop,
                DropStagingTable,
                Grant,
                InsertLatest,
                InsertQuery,
                LockTable,
                Merge,
                RefreshMaterializedView,
                SetExternalRows,
                WidenText {

    /** The text, without a semicolon at its end. */
    String sql();

    /** Whether it can be one of several in a transaction. */
    default Sharing sharing() {
        return Sharing.IN_TRANSACTION;
    }

    /** Whether a statement stands in a transaction with others. */
    enum Sharing {
        /** It may. */
        IN_TRANSACTION,
        /** Redshift refuses it there, or it would spoil something: it is sent by itself. */
        ALONE
    }
}
