package io.relata.jobs.publish;

import static java.util.Objects.requireNonNull;

import io.relata.transforms.plan.PublishedTables;
import io.relata.transforms.survey.SourceSchema;
import org.apache.spark.sql.types.StructType;

/**
 * What a run knew of the records that it relationalized, for the plans of later runs.
 *
 * @param source the fields of the records, those of earlier runs too
 * @param tables what they became
 */
public record PublishedSchema(StructType source, PublishedTables tables) {

    /** No run was published yet, or none that relationalizes. */
    public static final PublishedSchema NONE = new PublishedSchema(SourceSchema.NOTHING_KNOWN, PublishedTables.NONE);

    public PublishedSchema {
        requireNonNull(source, "source");
        requireNonNull(tables, "tables");
    }
}
