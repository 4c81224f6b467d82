package io.relata.transforms.survey;

import io.relata.transforms.json.RecordPlace;
import io.relata.transforms.json.RejectReason;
import java.io.Serializable;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What JSON input holds. Immutable; travels in a compact form. Surveys of parts of the input add up to one of the whole,
 * in whatever order they are added, as long as the input keeps within the bounds: 20,000 keys of one object place,
 * 200,000 places. What is beyond is only counted, see {@link SurveyPlace#otherMembers}.
 *
 * @param root the place of the records themselves
 * @param records good records
 * @param duplicateKeys members whose key their object had already; the last of its values counts
 * @param rejected what was no good record, by reason
 * @param countsSplits whether counts by split are kept; not when they would take too much memory
 */
public record Survey(
        SurveyPlace root, long records, long duplicateKeys, Map<RejectReason, Rejection> rejected, boolean countsSplits)
        implements Serializable {

    /** Nothing surveyed. */
    public static final Survey NONE = new Survey(SurveyPlace.NONE, 0, 0, Map.of(), true);

    /** The most memory that counts by split take. */
    static final long MOST_SPLIT_BYTES = 64L << 20;

    private static final long serialVersionUID = 1L;

    /**
     * What was rejected for one reason.
     *
     * @param count how often
     * @param split the number of the split of the first
     * @param place where the first begins
     * @param detail what is wrong with the first, in words
     */
    public record Rejection(long count, int split, RecordPlace place, String detail) {

        Rejection plus(Rejection other) {
            Rejection first = other.split < split ? other : this;
            return new Rejection(count + other.count, first.split, first.place, first.detail);
        }
    }

    public Survey {
        Map<RejectReason, Rejection> ordered = new EnumMap<>(RejectReason.class);
        ordered.putAll(rejected);
        rejected = Collections.unmodifiableMap(ordered);
    }

    /** All records that were not good. */
    public long rejectedRecords() {
        return rejected.values().stream().mapToLong(Rejection::count).sum();
    }

    /** The survey of both parts; no split is in both. */
    public Survey plus(Survey other) {
        Map<RejectReason, Rejection> merged = new EnumMap<>(RejectReason.class);
        merged.putAll(rejected);
        other.rejected.forEach((reason, rejection) -> merged.merge(reason, rejection, Rejection::plus));
        SurveyPlace place = root.plus(other.root);
        for (int most = TallyTree.MOST_MEMBERS / 2; place.places() > TallyTree.MOST_PLACES; most /= 2) {
            place = place.withFewerMembersBelow(most);
        }
        boolean counts = countsSplits && other.countsSplits && place.splitBytes() <= MOST_SPLIT_BYTES;
        return new Survey(
                counts ? place : place.withoutSplits(),
                records + other.records,
                duplicateKeys + other.duplicateKeys,
                merged,
                counts);
    }

    private Object writeReplace() {
        return new SurveyForm(SurveyForm.write(this));
    }
}
