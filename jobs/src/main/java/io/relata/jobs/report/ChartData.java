package io.relata.jobs.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;

/**
 * The numbers of an answer that a chart can show: labels from its first column, a series from each other column of
 * numbers. Null, not a number and what is beyond a double are gaps.
 *
 * @param labels one for each row
 * @param series at least one, with at least one number, each as long as the labels
 * @param columnsOfNumbers how many columns of numbers there are, drawn or not
 */
record ChartData(List<String> labels, List<Series> series, int columnsOfNumbers) {

    /** More series than there are colours would look alike. */
    static final int MOST_SERIES = 8;

    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,9})?");
    private static final Pattern NO_NUMBER = Pattern.compile("(?i)[+-]?(nan|inf(inity)?)");

    /**
     * A column of numbers.
     *
     * @param texts the values as they came, for labels
     */
    record Series(String name, List<OptionalDouble> values, List<String> texts) {

        DoubleStream numbers() {
            return values.stream().flatMapToDouble(OptionalDouble::stream);
        }
    }

    ChartData {
        labels = List.copyOf(labels);
        series = List.copyOf(series);
    }

    /** Empty where no column behind the first one is of numbers. */
    static Optional<ChartData> of(Answer.Rows answer, int mostRows) {
        Answer.Rows rows = new Answer.Rows(
                answer.columns(),
                answer.rows().stream().limit(mostRows).toList(),
                answer.allRows(),
                answer.allColumns(),
                answer.cutValues());
        List<Series> all = new ArrayList<>();
        for (int column = 1; column < rows.columns().size(); column++) {
            series(rows.columns().get(column), rows.column(column)).ifPresent(all::add);
        }
        if (all.isEmpty()) {
            return Optional.empty();
        }
        List<String> labels =
                rows.column(0).stream().map(label -> label.orElse("null")).toList();
        return Optional.of(new ChartData(labels, all.stream().limit(MOST_SERIES).toList(), all.size()));
    }

    private static Optional<Series> series(String name, List<Optional<String>> values) {
        Series series = new Series(
                name,
                values.stream().map(ChartData::number).toList(),
                values.stream().map(value -> value.orElse("null")).toList());
        return areNumbers(values) ? Optional.of(series) : Optional.empty();
    }

    /** Whether a number is among the values, and nothing but numbers, nulls and what stands for no number. */
    static boolean areNumbers(List<Optional<String>> values) {
        return values.stream().anyMatch(value -> number(value).isPresent())
                && values.stream()
                        .flatMap(Optional::stream)
                        .allMatch(value -> NUMBER.matcher(value).matches()
                                || NO_NUMBER.matcher(value).matches());
    }

    private static OptionalDouble number(Optional<String> value) {
        return value.filter(text -> NUMBER.matcher(text).matches())
                .map(Double::valueOf)
                .filter(number -> Double.isFinite(number))
                .map(OptionalDouble::of)
                .orElse(OptionalDouble.empty());
    }

    double lowest() {
        return numbers().min().orElse(0);
    }

    double highest() {
        return numbers().max().orElse(0);
    }

    private DoubleStream numbers() {
        return series.stream().flatMapToDouble(Series::numbers);
    }
}
