package io.relata.bench;

/** DuckDB, schema detected from all records. */
final class DuckDbAuto implements Variant {

    static final String NAME = "duckdb-auto";

    // No text fits these formats, so that what looks like a time stays text, as it is for the others.
    private static final String TEXT_STAYS_TEXT =
            "convert_strings_to_integers = false, dateformat = 'none', timestampformat = 'none'";
    // Rare fields and structs of many like fields would become one column of JSON or a map.
    private static final String EVERY_FIELD =
            "maximum_depth = -1, field_appearance_threshold = 0, map_inference_threshold = -1";

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
        DuckDbTables.write(trial, "sample_size = -1, " + EVERY_FIELD + ", " + TEXT_STAYS_TEXT);
    }
}
