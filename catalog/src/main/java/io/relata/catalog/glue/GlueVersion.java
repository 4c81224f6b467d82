package io.relata.catalog.glue;

import io.relata.CatalogVersion;
import io.relata.RunId;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.glue.model.Table;

/**
 * A table's version: Glue's own number, which begins at 0 again when a table is created anew, and therefore the second
 * of its creation and the end of its run's id.
 */
final class GlueVersion {

    private static final int TAIL = 8;

    private GlueVersion() {}

    static CatalogVersion of(Table table, RunId run) {
        long created =
                Optional.ofNullable(table.createTime()).orElse(Instant.EPOCH).getEpochSecond();
        return new CatalogVersion(table.versionId() + "-" + created + "-" + tail(run));
    }

    /** The version of a change that was made, and changed by another run before it could be read. */
    static CatalogVersion overtaken(RunId run) {
        return new CatalogVersion("overtaken-" + tail(run));
    }

    private static String tail(RunId run) {
        return run.value().substring(run.value().length() - TAIL);
    }
}
