package io.relata.catalog.redshift;

import io.relata.Warehouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Runs nothing and writes down what would run, as a script for Redshift. */
public final class ScriptRunner implements SqlRunner {

    private final Appendable script;

    /** @param script takes the statements, each with a semicolon behind it and an empty line */
    public ScriptRunner(Appendable script) {
        this.script = script;
    }

    @Override
    public void run(RedshiftStatement statement) {
        write(statement.sql());
    }

    @Override
    public void run(Transaction transaction) {
        write("BEGIN");
        transaction.statements().forEach(this::run);
        write("COMMIT");
    }

    /** {@inheritDoc} Nobody answers, so there are no columns and no rows, and nothing is written. */
    @Override
    public Warehouse.QueryResult query(SelectQuery query) {
        return new Warehouse.QueryResult(List.of(), List.of());
    }

    private void write(String sql) {
        try {
            script.append(sql).append(";\n\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Closes nothing: the script belongs to who gave it. */
    @Override
    public void close() {}
}
