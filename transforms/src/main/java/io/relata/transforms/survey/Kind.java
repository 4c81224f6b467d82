package io.relata.transforms.survey;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

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

    /** Where the first of each kind is, as far as a survey met it. */
    static List<SourceSchema.First> firsts(SurveyPlace place) {
        return Arrays.stream(values())
                .flatMap(kind -> place.firsts().of(kind).stream()
                        .map(first -> new SourceSchema.First(kind.shown(), first.place())))
                .toList();
    }

    private String shown() {
        return name().toLowerCase(Locale.ROOT);
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

    /**
     * For example {@code 3 number, 1 string}, or {@code 3 number, published string}.
     *
     * @param before what of the place was known before the survey, once for each kind
     */
    static String shown(SurveyPlace place, SurveyPlace before) {
        List<String> shown = new ArrayList<>();
        for (Kind kind : of(place)) {
            String name = kind.shown();
            long known = kind.count(before);
            if (kind.count(place) > known) {
                shown.add(kind.count(place) - known + " " + name);
            }
            if (known > 0) {
                shown.add("published " + name);
            }
        }
        return String.join(", ", shown);
    }
}
