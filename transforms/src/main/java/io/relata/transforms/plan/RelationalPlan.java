package io.relata.transforms.plan;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.StructType;

/**
 * Every table and column that a schema becomes. A pure function of the schema and the options: the same arguments give
 * an equal plan on every machine and every Spark version.
 *
 * @param source the schema planned
 * @param options the options planned with
 * @param tables the root first, then depth-first in the order of the schema
 * @param walk how a record becomes rows of the tables
 * @param key the fields that name a document; empty when ids are given by sequence
 * @param propagated what every child row gets of its root record
 * @param notes what a reader should know, for example structs without fields, one sentence each
 */
public record RelationalPlan(
        StructType source,
        RelationalizeOptions options,
        List<PlannedTable> tables,
        Walk.Struct walk,
        Optional<DocumentKey> key,
        List<Propagation> propagated,
        List<String> notes) {

    public RelationalPlan {
        tables = List.copyOf(tables);
        propagated = List.copyOf(propagated);
        notes = List.copyOf(notes);
    }

    /**
     * Plans the tables of records of this schema.
     *
     * @throws io.relata.RelataException when a guard is passed, a name of the options fits nothing, or two columns or
     *     tables would get one name by explicit choice; the message lists every such problem
     */
    public static RelationalPlan of(StructType source, RelationalizeOptions options) {
        return new Planning(source, options).plan();
    }

    /** The tree of tables and columns as text, a line each. */
    public String describe() {
        return PlanDescription.of(this);
    }
}
