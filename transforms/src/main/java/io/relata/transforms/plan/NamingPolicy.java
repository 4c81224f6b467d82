package io.relata.transforms.plan;

import io.relata.RejectedRecord;

/** How logical names become written ones, before collisions are settled; see {@code docs/decisions/names.md}. */
sealed interface NamingPolicy permits GlueNaming, SafeNaming {

    static NamingPolicy of(RelationalizeOptions.Naming naming) {
        return switch (naming) {
            case GLUE -> new GlueNaming();
            case ATHENA -> new SafeNaming(SafeNaming.Prefixes.KEPT);
            case SHORT -> new SafeNaming(SafeNaming.Prefixes.DROPPED);
        };
    }

    /**
     * The name a column asks for.
     *
     * @param logical its logical name, which differs from its natural one where that was taken
     */
    NameClaim column(DraftTable table, DraftColumn column, String logical);

    /** The name a table asks for. */
    NameClaim table(String root, DraftTable table, String logical);

    /** The most UTF-8 bytes a name may have. */
    int longest();

    /** The most UTF-8 bytes a table's name may have: the root's leaves room for the name of the rejects. */
    default int longest(DraftTable table) {
        return table.isRoot() ? longest() - NameLength.bytes(RejectedRecord.TABLE_SUFFIX) : longest();
    }
}
