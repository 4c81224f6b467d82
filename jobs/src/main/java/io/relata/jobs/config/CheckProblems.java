package io.relata.jobs.config;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is wrong with a check, whatever its table holds. */
final class CheckProblems {

    private final Fields check;
    private final Reading reading;

    CheckProblems(Fields check, Reading reading) {
        this.check = check;
        this.reading = reading;
    }

    void tell() {
        someRule();
        distinct(CheckKeys.UNIQUE);
        distinct(CheckKeys.NOT_NULL);
        check.find(CheckKeys.ROWS).ifPresent(this::someCountFits);
    }

    private void someRule() {
        boolean allAreRead = CheckKeys.RULES.stream().allMatch(key -> check.says(key) || !check.names(key));
        boolean rowsAreRead = check.find(CheckKeys.ROWS)
                .filter(rows -> rows.names(CheckKeys.AT_LEAST) || rows.names(CheckKeys.AT_MOST))
                .isEmpty();
        if (allAreRead && rowsAreRead && CheckKeys.rules(check).isEmpty()) {
            reading.problem(
                    check.place(),
                    check.path(),
                    "it has no rule",
                    "Give at least one of "
                            + Words.all(CheckKeys.RULES.stream().map(Key::name).toList()));
        }
    }

    private void distinct(Key<List<String>> key) {
        Set<String> named = new HashSet<>();
        check.find(key).orElse(List.of()).stream()
                .filter(column -> !named.add(column))
                .distinct()
                .forEach(column -> reading.problem(check, key, "column " + column + " is named twice", "Name it once"));
    }

    private void someCountFits(Fields rows) {
        rows.find(CheckKeys.AT_LEAST)
                .ifPresent(least -> rows.find(CheckKeys.AT_MOST)
                        .filter(most -> least > most)
                        .ifPresent(most -> reading.problem(
                                rows,
                                CheckKeys.AT_LEAST,
                                "at least " + least + " rows are more than at most " + most,
                                "Give a number up to that of at-most")));
    }
}
