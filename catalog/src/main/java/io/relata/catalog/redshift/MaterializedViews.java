package io.relata.catalog.redshift;

import static java.util.Objects.requireNonNull;

import io.relata.RelataException;
import io.relata.Warehouse.QueryResult;
import java.util.Locale;
import java.util.Optional;

/** The materialized views of a warehouse. Not safe for use by several threads, as its runner is not. */
public final class MaterializedViews {

    private final SqlRunner runner;

    public MaterializedViews(SqlRunner runner) {
        this.runner = requireNonNull(runner, "runner");
    }

    /**
     * Makes the view where there is none; one that is there keeps its query.
     *
     * @throws RelataException when the warehouse refuses it
     */
    public void define(CreateMaterializedView view) {
        if (!isThere(view.view()).orElse(false)) {
            runner.run(view);
        }
    }

    /**
     * Brings the view's rows up to date. One that is made for it has them.
     *
     * @throws RelataException when the warehouse refuses it; the rows are then what they were
     */
    public void refresh(CreateMaterializedView view) {
        // A script goes to a warehouse where the views were made once.
        if (isThere(view.view()).orElse(true)) {
            runner.run(new RefreshMaterializedView(view.view()));
        } else {
            runner.run(view);
        }
    }

    /** Empty where a script is written: nobody answers. */
    private Optional<Boolean> isThere(RelationName view) {
        // SVV_MV_INFO pads names, and shows a user those views that the user may refresh.
        QueryResult found = runner.query(new SelectQuery("SELECT count(*) FROM svv_mv_info\nWHERE lower(trim(name)) = "
                + folded(view.name()) + "\n  AND lower(trim(schema_name)) = "
                + view.schema().map(MaterializedViews::folded).orElse("lower(current_schema())")));
        return found.first().map(count -> !count.equals("0"));
    }

    private static String folded(Identifier name) {
        return Literal.of(name.name().toLowerCase(Locale.ROOT));
    }
}
