package io.relata.transforms.plan;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.StructType;

/**
 * Every table and column that a schema becomes. A pure function of the schema, the options and what readers know already:
 * the same arguments give an equal plan on every machine and every Spark version.
 *
 * @param source the schema planned
 * @param options the options planned with
 * @param published what readers knew
 * @param tables the root first, then depth-first in the order of the schema
 * @param walk how a record becomes rows of the tables
 * @param key the fields that name a document; empty when ids are given by sequence
 * @param propagated what every child row gets of its root record
 * @param notes what a reader should know, for example structs without fields, one sentence each
 */
public record RelationalPlan(
        StructType source,
        RelationalizeOptions options,
        PublishedTables published,
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
        return of(source, options, PublishedTables.NONE);
    }

    /**
     * Plans the tables of records of this schema, where readers know tables of an earlier plan: those keep their names
     * and the order of their columns, what is new comes behind, and a name that was ever given goes to nothing else.
     * Names that the options give go before those of the earlier plan. Under another root or naming policy all names are
     * made anew.
     *
     * @throws io.relata.RelataException as {@link #of(StructType, RelationalizeOptions)}
     */
    public static RelationalPlan of(StructType source, RelationalizeOptions options, PublishedTables published) {
        return new Planning(source, options, published).plan();
    }

    /** The tree of tables and columns as text, a line each. */
    public String describe() {
        return PlanDescription.of(this);
    }
}
