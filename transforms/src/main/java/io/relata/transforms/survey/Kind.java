package io.relata.transforms.survey;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The kinds of values that one column does not hold together, in the order of the columns that they become. */
enum Kind {
    BOOLEAN,
    NUMBER,
    OBJECT,
    ARRAY,
    STRING;

    /** The kinds that come at a place. */
    static List<Kind> of(SurveyPlace place) {
        return Arrays.stream(values()).filter(kind -> kind.count(place) > 0).toList();
    }

    long count(SurveyPlace place) {
        KindCounts kinds = place.kinds();
        return switch (this) {
            case BOOLEAN -> kinds.booleans();
            case NUMBER -> kinds.numbers();
            case OBJECT -> kinds.objects();
            case ARRAY -> kinds.arrays();
            case STRING -> kinds.strings();
        };
    }

    /** For example {@code 3 number, 1 string}. */
    static String shown(SurveyPlace place) {
        return of(place).stream()
                .map(kind -> kind.count(place) + " " + kind.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
