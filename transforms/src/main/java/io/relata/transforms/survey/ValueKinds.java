package io.relata.transforms.survey;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.StringType;

/**
 * The kinds of the values at a place other than null, in the order in which the earlier wins a tie. Numbers are one
 * kind; they are text when no number type holds them all.
 *
 * @param number the type of the numbers, which means nothing when there are none
 */
record ValueKinds(List<Counted> list, DataType number) {

    /** A kind of values. */
    enum Kind {
        BOOLEAN,
        NUMBER,
        STRING,
        OBJECT,
        ARRAY
    }

    /** How many values are of a kind. */
    record Counted(Kind kind, long count) {}

    static ValueKinds of(PlaceValues values, SurveyOptions options) {
        KindCounts kinds = values.kinds();
        DataType number = NumberType.of(kinds, values.numbers(), options.bigIntegers());
        boolean areTexts = number instanceof StringType;
        List<Counted> list = new ArrayList<>();
        add(Kind.BOOLEAN, kinds.booleans(), list);
        add(Kind.NUMBER, areTexts ? 0 : kinds.numbers(), list);
        add(Kind.STRING, kinds.strings() + (areTexts ? kinds.numbers() : 0), list);
        add(Kind.OBJECT, kinds.objects(), list);
        add(Kind.ARRAY, kinds.arrays(), list);
        return new ValueKinds(List.copyOf(list), number);
    }

    private static void add(Kind kind, long count, List<Counted> list) {
        if (count > 0) {
            list.add(new Counted(kind, count));
        }
    }

    boolean has(Kind kind) {
        return list.stream().anyMatch(each -> each.kind == kind);
    }

    /** The kind that most values are of. */
    Kind mostFrequent() {
        // The first of equals is kept, which settles ties.
        return list.stream()
                .max(Comparator.comparingLong(Counted::count).thenComparing(each -> each.kind, Comparator.reverseOrder()))
                .orElseThrow()
                .kind;
    }

    /** What a kind is called where people read of it, and in {@link Variants} but for objects. */
    String name(Kind kind) {
        return switch (kind) {
            case BOOLEAN -> "boolean";
            case NUMBER -> numberName();
            case STRING -> "string";
            case OBJECT -> "object";
            case ARRAY -> "array";
        };
    }

    private String numberName() {
        if (number instanceof DecimalType) {
            return "decimal";
        }
        return number instanceof DoubleType ? "double" : "long";
    }

    /** For example {@code long (3) and string (1)}. */
    String shown() {
        return list.stream()
                .map(each -> name(each.kind) + " (" + each.count + ")")
                .collect(Collectors.joining(" and "));
    }
}
