package io.relata.transforms.survey;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The values that one place of the schema takes. They may come from several places of the survey: where a value beside
 * arrays becomes an array of that one value, the elements are those of the arrays and those values.
 */
record PlaceValues(List<Part> parts) {

    /**
     * Values of one place of the survey.
     *
     * @param taken which of them
     */
    record Part(SurveyPlace place, Taken taken) {

        private KindCounts kinds() {
            return taken == Taken.ALL ? place.kinds() : place.kinds().singlesAlone();
        }
    }

    /** Which of a place's values. */
    enum Taken {
        ALL,
        /** All but nulls and arrays. */
        SINGLES
    }

    static PlaceValues of(SurveyPlace place) {
        return new PlaceValues(List.of(new Part(place, Taken.ALL)));
    }

    KindCounts kinds() {
        return parts.stream().map(Part::kinds).reduce(KindCounts.NONE, KindCounts::plus);
    }

    NumberExtents numbers() {
        return parts.stream().map(part -> part.place.numbers()).reduce(NumberExtents.NONE, NumberExtents::plus);
    }

    long plainTexts() {
        return parts.stream().mapToLong(part -> part.place.plainTexts()).sum();
    }

    long otherMembers() {
        return parts.stream().mapToLong(part -> part.place.otherMembers()).sum();
    }

    /** The values of the objects' members, by key in the order of code points. */
    SortedMap<String, PlaceValues> members() {
        SortedMap<String, PlaceValues> members = new TreeMap<>(SurveyPlace.CODE_POINTS);
        for (Part part : parts) {
            part.place.members().forEach((key, member) -> members.merge(key, of(member), PlaceValues::and));
        }
        return members;
    }

    /** The values of the member of this key; none when there is no such member. */
    PlaceValues member(String key) {
        List<Part> found = new ArrayList<>();
        for (Part part : parts) {
            SurveyPlace member = part.place.members().get(key);
            if (member != null) {
                found.add(new Part(member, Taken.ALL));
            }
        }
        return new PlaceValues(found);
    }

    /** The elements of the arrays. */
    PlaceValues elements() {
        List<Part> found = new ArrayList<>();
        for (Part part : parts) {
            if (part.taken == Taken.ALL) {
                part.place.element().ifPresent(element -> found.add(new Part(element, Taken.ALL)));
            }
        }
        return new PlaceValues(found);
    }

    /** The elements of the arrays, and the values beside them. */
    PlaceValues elementsAndSingles() {
        List<Part> found = new ArrayList<>(elements().parts);
        for (Part part : parts) {
            if (part.place.kinds().singles() > 0) {
                found.add(new Part(part.place, Taken.SINGLES));
            }
        }
        return new PlaceValues(found);
    }

    private PlaceValues and(PlaceValues other) {
        List<Part> both = new ArrayList<>(parts);
        both.addAll(other.parts);
        return new PlaceValues(both);
    }
}
