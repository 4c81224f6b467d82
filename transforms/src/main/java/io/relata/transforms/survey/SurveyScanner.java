package io.relata.transforms.survey;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.relata.transforms.json.Framing;
import io.relata.transforms.json.JsonLimits;
import io.relata.transforms.json.JsonReject;
import io.relata.transforms.json.Leniency;
import io.relata.transforms.json.RecordPlace;
import io.relata.transforms.json.RecordScanner;
import io.relata.transforms.json.RejectReason;
import io.relata.transforms.json.ValueLimit;
import io.relata.transforms.json.WholeRecord;
import io.relata.transforms.json.WholeRecordParser;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Surveys the records of one split. */
public final class SurveyScanner implements RecordScanner {

    private final int split;
    private final TallyTree tree = new TallyTree();
    private final FirstMet firsts;
    private final TallyWalk walk;
    private final TallyMerge merge;
    private final WholeRecordParser parser;
    private final ValueLimit valueLimit;
    private final Map<RejectReason, Survey.Rejection> rejected = new EnumMap<>(RejectReason.class);
    private long records;
    private long duplicateKeys;

    /** @param split the split's number */
    public SurveyScanner(int split, JsonLimits limits, Set<Leniency> lenient, SurveyOptions options) {
        this.split = split;
        this.firsts = new FirstMet(split, tree.undo);
        this.walk = new TallyWalk(tree, firsts, limits, options.timestamps());
        this.merge = new TallyMerge(tree, firsts, options.timestamps());
        this.parser = new WholeRecordParser(limits, lenient);
        this.valueLimit = ValueLimit.of(limits);
    }

    @Override
    public void framing(Framing framing) {
        walk.framing(framing);
    }

    @Override
    public void origin(RecordPlace first) {
        firsts.origin(first);
    }

    @Override
    public int scan(byte[] bytes, int start, int limit) {
        if (valueLimit.mayBeExceeded(bytes, start, limit)) {
            return REFUSED;
        }
        firsts.begin(records, start);
        int behind = walk.record(bytes, start, limit);
        if (behind == TallyWalk.REFUSED) {
            return REFUSED;
        }
        records++;
        return behind;
    }

    @Override
    public void judge(byte[] bytes, int start, int end, RecordPlace place) {
        WholeRecord whole = parser.parse(bytes, start, end);
        if (whole instanceof WholeRecord.Good good) {
            firsts.begin(records, place);
            merge.add(good.value());
            records++;
            duplicateKeys += good.repeatedKeys();
        } else if (whole instanceof WholeRecord.Refused refused) {
            reject(refused.reason(), refused.detail(), place);
        }
    }

    @Override
    public void reject(JsonReject reject) {
        reject(reject.reason(), reject.detail(), reject.place());
    }

    private void reject(RejectReason reason, String detail, RecordPlace place) {
        rejected.merge(reason, new Survey.Rejection(1, split, place, detail), Survey.Rejection::plus);
    }

    @Override
    public void release() {
        // counts hold no range of the bytes
    }

    /** What the records so far are. */
    public Survey survey() {
        return new Survey(place(tree.root), records, duplicateKeys, rejected, true);
    }

    @SuppressWarnings("ReferenceEquality") // places have identity
    private SurveyPlace place(PlaceTally tally) {
        KindCounts kinds = new KindCounts(
                tally.nulls,
                tally.booleans,
                tally.longs,
                tally.bigIntegers,
                tally.fractions,
                tally.strings,
                tally.objects,
                tally.arrays);
        SortedMap<String, SurveyPlace> members = new TreeMap<>(SurveyPlace.CODE_POINTS);
        for (PlaceTally each = tally.first; each != PlaceTally.NONE; each = each.next) {
            members.put(new String(each.key, UTF_8), place(each));
        }
        return new SurveyPlace(
                kinds,
                new NumberExtents(
                        tally.wholeDigits,
                        tally.fractionWholeDigits,
                        tally.fractionDigits,
                        tally.inexactLongs,
                        tally.beyondDouble,
                        tally.nonFinite),
                tally.firsts,
                tally.longestText,
                tally.plainTexts,
                tally.emptyArrays,
                tally.blankObjects,
                tally.otherMembers,
                SplitCounts.of(new SplitCounts.Row(
                        split, tally.arrays, tally.emptyArrays, kinds.singles(), tally.objects, tally.blankObjects)),
                members,
                tally.element == PlaceTally.NONE ? Optional.empty() : Optional.of(place(tally.element)));
    }
}
