package io.relata.bench;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** DuckDB, schema given. */
final class DuckDbTemp implements Variant {

    static final String NAME = "duckdb-temp";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Output output() {
        return Output.TABLES;
    }

    @Override
    public void run(Trial trial) {
        String columns = Stream.of(trial.data().shape().schema().fields())
                .map(field -> DuckDb.name(field.name()) + ": " + DuckDb.text(DuckDbType.of(field.dataType())))
                .collect(Collectors.joining(", ", "{", "}"));
        DuckDbTables.write(trial, "columns = " + columns);
    }
}
