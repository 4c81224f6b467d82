package io.relata.catalog.glue;

import io.relata.TableStatistics;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts among the parameters of a table or a partition: under the names that planners read, and under our own. */
final class StatisticsParameters {

    private static final String ROWS = "relata.rows";
    private static final String FILES = "relata.files";
    private static final String BYTES = "relata.bytes";

    private StatisticsParameters() {}

    /** What Hive, Spark and Athena read of a partition. */
    static Map<String, String> ofPartition(TableStatistics statistics) {
        Map<String, String> parameters = new LinkedHashMap<>();
        // Other programs rewrite the usual names, so ours are read back from names of our own.
        parameters.put(ROWS, Long.toString(statistics.rows()));
        parameters.put(FILES, Long.toString(statistics.files()));
        parameters.put(BYTES, Long.toString(statistics.bytes()));
        parameters.put("numRows", Long.toString(statistics.rows()));
        parameters.put("numFiles", Long.toString(statistics.files()));
        parameters.put("totalSize", Long.toString(statistics.bytes()));
        return parameters;
    }

    /** The same, and what Spark and Glue's crawlers write of a table beside. */
    static Map<String, String> ofTable(TableStatistics statistics) {
        Map<String, String> parameters = ofPartition(statistics);
        parameters.put("recordCount", Long.toString(statistics.rows()));
        parameters.put("objectCount", Long.toString(statistics.files()));
        parameters.put("sizeKey", Long.toString(statistics.bytes()));
        parameters.put(
                "averageRecordSize",
                Long.toString(statistics.rows() == 0 ? 0 : statistics.bytes() / statistics.rows()));
        parameters.put("spark.sql.statistics.totalSize", Long.toString(statistics.bytes()));
        parameters.put("spark.sql.statistics.numRows", Long.toString(statistics.rows()));
        return parameters;
    }

    /** @throws IllegalArgumentException when one is missing or not a count */
    static TableStatistics read(Map<String, String> parameters) {
        return new TableStatistics(number(parameters, ROWS), number(parameters, FILES), number(parameters, BYTES));
    }

    private static long number(Map<String, String> parameters, String key) {
        String text = parameters.getOrDefault(key, "");
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("parameter " + key + " is \"" + text + "\"", e);
        }
    }
}
