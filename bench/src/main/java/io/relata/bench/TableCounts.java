package io.relata.bench;

/**
 * What a table holds.
 *
 * @param rows its rows
 * @param keys the arrays its rows own that are neither missing nor null, empty ones included
 * @param values the scalars in it that are neither missing nor null
 */
record TableCounts(long rows, long keys, long values) {

    static final TableCounts NONE = new TableCounts(0, 0, 0);

    TableCounts plus(TableCounts other) {
        return new TableCounts(rows + other.rows, keys + other.keys, values + other.values);
    }
}
