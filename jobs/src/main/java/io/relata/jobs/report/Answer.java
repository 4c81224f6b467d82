package io.relata.jobs.report;

import static java.util.Objects.requireNonNull;

import io.relata.Warehouse;
import io.relata.jobs.config.Chart;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the warehouse said to a question of the job.
 *
 * @param question its name in the job file
 * @param title the question as people read it
 */
public record Answer(String question, String title, Chart chart, Result result) {

    /** Rows, or why there are none. */
    public sealed interface Result {}

    /**
     * The rows of an answer, as many as a report holds.
     *
     * @param columns at most {@value #MOST_COLUMNS}
     * @param rows at most {@value #MOST_ROWS}, in the query's order; a value as text of at most
     *     {@value #LONGEST_VALUE} characters, SQL's null as the empty optional
     * @param allRows how many rows the answer had
     * @param allColumns how many columns the answer had
     * @param cutValues how many of the values here were longer
     */
    public record Rows(
            List<String> columns, List<List<Optional<String>>> rows, int allRows, int allColumns, int cutValues)
            implements Result {

        static final int MOST_ROWS = 1_000;
        static final int MOST_COLUMNS = 50;
        static final int LONGEST_VALUE = 500;

        public Rows {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
        }

        /** What fits into a report. */
        public static Rows of(Warehouse.QueryResult result) {
            List<String> columns = result.columns().stream().limit(MOST_COLUMNS).toList();
            List<List<Optional<String>>> rows = result.rows().stream()
                    .limit(MOST_ROWS)
                    .map(row -> row.stream().limit(MOST_COLUMNS).toList())
                    .toList();
            int cut = (int) rows.stream()
                    .flatMap(List::stream)
                    .flatMap(Optional::stream)
                    .filter(value -> !Excerpt.of(value, LONGEST_VALUE).equals(value))
                    .count();
            return new Rows(
                    columns,
                    rows.stream()
                            .map(row -> row.stream()
                                    .map(value -> value.map(text -> Excerpt.of(text, LONGEST_VALUE)))
                                    .toList())
                            .toList(),
                    result.rows().size(),
                    result.columns().size(),
                    cut);
        }

        /** What is missing, a sentence for each; none where all is here. */
        List<String> missing() {
            List<String> sentences = List.of(
                    allRows > rows.size() ? first("rows", rows.size(), allRows) : "",
                    allColumns > columns.size() ? first("columns", columns.size(), allColumns) : "",
                    cutValues > 0
                            ? "Of " + Quantity.count(cutValues) + " long values the first " + LONGEST_VALUE
                                    + " characters are kept."
                            : "");
            return sentences.stream().filter(sentence -> !sentence.isEmpty()).toList();
        }

        private static String first(String what, int kept, int all) {
            return "The first " + Quantity.count(kept) + " of " + Quantity.count(all) + " " + what + " are kept.";
        }

        /** The values of one column, from the first row to the last. */
        List<Optional<String>> column(int column) {
            return IntStream.range(0, rows.size())
                    .mapToObj(row -> rows.get(row).get(column))
                    .toList();
        }
    }

    /**
     * Why there is no answer.
     *
     * @param why as a person is told it
     */
    public record Failure(String why) implements Result {

        public static Failure of(RuntimeException failure) {
            return new Failure(RunLog.told(failure));
        }
    }

    public Answer {
        requireNonNull(question, "question");
        requireNonNull(title, "title");
        requireNonNull(chart, "chart");
        requireNonNull(result, "result");
    }
}
