package io.relata.transforms.survey;

import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the values at one place of the records are, and the places below it. Immutable.
 *
 * @param kinds how many there are of each kind
 * @param firsts the first record with a value of each kind
 * @param longestText the most bytes a text takes in UTF-8
 * @param plainTexts texts that are no timestamps; all, when the survey did not look for these
 * @param emptyArrays arrays without elements
 * @param blankObjects objects without any member that is not null
 * @param otherMembers members whose keys came when there was no room left: nothing else is known of them
 * @param splits the counts by split
 * @param members the places of the objects' members, by key in the order of code points
 * @param element the place of the arrays' elements, if there are any
 */
public record SurveyPlace(
        KindCounts kinds,
        NumberExtents numbers,
        FirstRecords firsts,
        int longestText,
        long plainTexts,
        long emptyArrays,
        long blankObjects,
        long otherMembers,
        SplitCounts splits,
        SortedMap<String, SurveyPlace> members,
        Optional<SurveyPlace> element) {

    /** Nothing met. */
    static final SurveyPlace NONE = new SurveyPlace(
            KindCounts.NONE,
            NumberExtents.NONE,
            FirstRecords.NONE,
            0,
            0,
            0,
            0,
            0,
            SplitCounts.NONE,
            Collections.emptySortedMap(),
            Optional.empty());

    /** Code points compare as UTF-8 does, unlike the units of a {@link String}. */
    static final Comparator<String> CODE_POINTS = SurveyPlace::compare;

    public SurveyPlace {
        TreeMap<String, SurveyPlace> sorted = new TreeMap<>(CODE_POINTS);
        sorted.putAll(members);
        members = Collections.unmodifiableSortedMap(sorted);
    }

    private static int compare(String one, String other) {
        int length = Math.min(one.length(), other.length());
        for (int i = 0; i < length; i++) {
            char a = one.charAt(i);
            char b = other.charAt(i);
            if (a != b) {
                boolean areSurrogates = Character.isSurrogate(a) && Character.isSurrogate(b);
                return areSurrogates || Character.isSurrogate(a) == Character.isSurrogate(b)
                        ? Character.compare(a, b)
                        : Boolean.compare(Character.isSurrogate(a), Character.isSurrogate(b));
            }
        }
        return Integer.compare(one.length(), other.length());
    }

    SurveyPlace plus(SurveyPlace other) {
        TreeMap<String, SurveyPlace> merged = new TreeMap<>(CODE_POINTS);
        merged.putAll(members);
        other.members.forEach((key, place) -> merged.merge(key, place, SurveyPlace::plus));
        Optional<SurveyPlace> mergedElement = element.isPresent() && other.element.isPresent()
                ? Optional.of(element.get().plus(other.element.get()))
                : element.or(other::element);
        return new SurveyPlace(
                        kinds.plus(other.kinds),
                        numbers.plus(other.numbers),
                        firsts.plus(other.firsts),
                        Math.max(longestText, other.longestText),
                        plainTexts + other.plainTexts,
                        emptyArrays + other.emptyArrays,
                        blankObjects + other.blankObjects,
                        otherMembers + other.otherMembers,
                        splits.plus(other.splits),
                        merged,
                        mergedElement)
                .withFewerMembers(TallyTree.MOST_MEMBERS);
    }

    /** This place with the first so many of its members, the rest counted as others. */
    private SurveyPlace withFewerMembers(int most) {
        if (members.size() <= most) {
            return this;
        }
        TreeMap<String, SurveyPlace> kept = new TreeMap<>(CODE_POINTS);
        long cut = 0;
        for (Map.Entry<String, SurveyPlace> member : members.entrySet()) {
            if (kept.size() < most) {
                kept.put(member.getKey(), member.getValue());
            } else {
                cut += member.getValue().kinds.values();
            }
        }
        return with(otherMembers + cut, splits, kept, element);
    }

    /** This place with at most so many members here and in each place below. */
    SurveyPlace withFewerMembersBelow(int most) {
        SurveyPlace cut = withFewerMembers(most);
        TreeMap<String, SurveyPlace> below = new TreeMap<>(CODE_POINTS);
        cut.members.forEach((key, place) -> below.put(key, place.withFewerMembersBelow(most)));
        return with(cut.otherMembers, splits, below, element.map(place -> place.withFewerMembersBelow(most)));
    }

    SurveyPlace withoutSplits() {
        TreeMap<String, SurveyPlace> below = new TreeMap<>(CODE_POINTS);
        members.forEach((key, place) -> below.put(key, place.withoutSplits()));
        return with(otherMembers, SplitCounts.NONE, below, element.map(SurveyPlace::withoutSplits));
    }

    private SurveyPlace with(
            long others,
            SplitCounts splitCounts,
            SortedMap<String, SurveyPlace> below,
            Optional<SurveyPlace> elementPlace) {
        return new SurveyPlace(
                kinds,
                numbers,
                firsts,
                longestText,
                plainTexts,
                emptyArrays,
                blankObjects,
                others,
                splitCounts,
                below,
                elementPlace);
    }

    /** The arrays that lie here, without what lies beside them. */
    SurveyPlace onlyArrays() {
        return new SurveyPlace(
                KindCounts.NONE,
                NumberExtents.NONE,
                FirstRecords.NONE,
                0,
                0,
                emptyArrays,
                0,
                0,
                splits.onlyArrays(),
                Collections.emptySortedMap(),
                element);
    }

    /** What lies here beside arrays. */
    SurveyPlace withoutArrays() {
        return new SurveyPlace(
                kinds.withoutArrays(),
                numbers,
                firsts.withoutArrays(),
                longestText,
                plainTexts,
                0,
                blankObjects,
                otherMembers,
                splits.withoutArrays(),
                members,
                Optional.empty());
    }

    /** What the elements are where a value beside arrays counts as an array of one. */
    SurveyPlace elements() {
        SurveyPlace singles = withoutArrays();
        return element.map(singles::plus).orElse(singles);
    }

    /** The number of places from here down, this one included. */
    int places() {
        int places = 1 + element.map(SurveyPlace::places).orElse(0);
        for (SurveyPlace member : members.values()) {
            places += member.places();
        }
        return places;
    }

    /** The bytes that counts by split take from here down. */
    long splitBytes() {
        long bytes = splits.size() + element.map(SurveyPlace::splitBytes).orElse(0L);
        Iterator<SurveyPlace> all = members.values().iterator();
        while (all.hasNext()) {
            bytes += all.next().splitBytes();
        }
        return bytes;
    }
}
