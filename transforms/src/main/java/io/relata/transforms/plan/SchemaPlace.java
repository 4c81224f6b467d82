package io.relata.transforms.plan;

import io.relata.transforms.plan.PathChoices.Choice;
import org.apache.spark.sql.types.StructType;

/**
 * A value on the way through a schema.
 *
 * @param choices what the options say of it and of what lies in it
 * @param table the table that takes its column
 * @param level how many arrays and maps it lies in
 */
record SchemaPlace(SourcePath path, PathChoices choices, DraftTable table, int level) {

    /** A member of the struct here. */
    SchemaPlace member(StructType type, int ordinal) {
        return member(type.fields()[ordinal].name());
    }

    SchemaPlace member(String name) {
        PathStep step = new PathStep.Field(name);
        return new SchemaPlace(path.then(step), choices.then(step), table, level);
    }

    /** The value here, as one kind among several. */
    SchemaPlace variant(PathStep.Variant kind) {
        return new SchemaPlace(path.then(kind), choices, table, level);
    }

    /** An element or entry of the array or map here. */
    SchemaPlace inChild(DraftTable child, PathStep step) {
        return new SchemaPlace(path.then(step), choices.then(step), child, level + 1);
    }

    boolean has(Choice choice) {
        return choices.has(choice);
    }
}
