package io.relata.transforms.survey;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.relata.transforms.json.JsonValue;

/** Counts the values of a record that was read completely, as {@link TallyWalk} counts those of bytes. */
final class TallyMerge {

    private final TallyTree tree;
    private final FirstMet firsts;
    private final boolean seeksTimestamps;

    TallyMerge(TallyTree tree, FirstMet firsts, SurveyOptions.Timestamps timestamps) {
        this.tree = tree;
        this.firsts = firsts;
        this.seeksTimestamps = timestamps == SurveyOptions.Timestamps.INFER;
    }

    void add(JsonValue.ObjectValue record) {
        object(record, tree.root);
        tree.undo.clear();
    }

    private void value(JsonValue value, PlaceTally place) {
        if (value instanceof JsonValue.ObjectValue object) {
            object(object, place);
        } else if (value instanceof JsonValue.ArrayValue array) {
            array(array, place);
        } else if (value instanceof JsonValue.TextValue text) {
            text(text.text().getBytes(UTF_8), place);
        } else if (value instanceof JsonValue.NumberValue number) {
            number(number.literal(), place);
        } else if (value instanceof JsonValue.BooleanValue) {
            firsts.met(place, Kind.BOOLEAN);
            place.booleans++;
        } else {
            place.nulls++;
        }
    }

    @SuppressWarnings("ReferenceEquality") // places have identity
    private void object(JsonValue.ObjectValue object, PlaceTally place) {
        firsts.met(place, Kind.OBJECT);
        place.objects++;
        PlaceTally previous = PlaceTally.NONE;
        boolean isBlank = true;
        for (JsonValue.Member member : object.members()) {
            isBlank &= member.value() instanceof JsonValue.NullValue;
            if (place == tree.others) {
                continue;
            }
            byte[] key = member.key().getBytes(UTF_8);
            PlaceTally known = tree.member(place, previous, key, 0, key.length);
            if (known == tree.others) {
                place.otherMembers++;
            } else {
                previous = known;
                value(member.value(), known);
            }
        }
        if (isBlank) {
            place.blankObjects++;
        }
    }

    private void array(JsonValue.ArrayValue array, PlaceTally place) {
        firsts.met(place, Kind.ARRAY);
        place.arrays++;
        if (array.elements().isEmpty()) {
            place.emptyArrays++;
            return;
        }
        PlaceTally element = tree.element(place);
        array.elements().forEach(each -> value(each, element));
    }

    private void text(byte[] text, PlaceTally place) {
        firsts.met(place, Kind.STRING);
        place.strings++;
        place.longestText = Math.max(place.longestText, text.length);
        if (!seeksTimestamps || !TimestampText.isAt(text, 0, text.length)) {
            place.plainTexts++;
        }
    }

    private void number(String literal, PlaceTally place) {
        firsts.met(place, Kind.NUMBER);
        if (literal.endsWith("N") || literal.endsWith("y")) {
            place.fractions++;
            place.nonFinite++;
        } else {
            NumberTally.count(place, literal.getBytes(ISO_8859_1), 0, literal.length(), 1, tree.undo);
        }
    }
}
