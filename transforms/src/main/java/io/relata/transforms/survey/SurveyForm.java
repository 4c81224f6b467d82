package io.relata.transforms.survey;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.relata.transforms.json.RecordPlace;
import io.relata.transforms.json.RejectReason;
import java.io.ByteArrayOutputStream;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** A survey as it travels. */
final class SurveyForm implements Serializable {

    private static final long serialVersionUID = 1L;

    private final byte[] bytes;

    SurveyForm(byte[] bytes) {
        this.bytes = bytes;
    }

    private Object readResolve() {
        return read(bytes);
    }

    static byte[] write(Survey survey) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Varints.write(bytes, survey.records());
        Varints.write(bytes, survey.duplicateKeys());
        Varints.write(bytes, survey.countsSplits() ? 1 : 0);
        Varints.write(bytes, survey.rejected().size());
        survey.rejected().forEach((reason, rejection) -> {
            Varints.write(bytes, reason.name().getBytes(UTF_8));
            Varints.write(bytes, rejection.count());
            Varints.write(bytes, rejection.split());
            Varints.write(bytes, rejection.place().file().getBytes(UTF_8));
            // Zero stands for none.
            Varints.write(bytes, rejection.place().position().orElse(-1) + 1);
            Varints.write(bytes, rejection.detail().getBytes(UTF_8));
        });
        write(survey.root(), bytes, new FileNumbers());
        return bytes.toByteArray();
    }

    private static void write(SurveyPlace place, ByteArrayOutputStream bytes, FileNumbers files) {
        KindCounts kinds = place.kinds();
        NumberExtents numbers = place.numbers();
        long[] counts = {
            kinds.nulls(),
            kinds.booleans(),
            kinds.longs(),
            kinds.bigIntegers(),
            kinds.fractions(),
            kinds.strings(),
            kinds.objects(),
            kinds.arrays(),
            numbers.wholeDigits(),
            numbers.fractionWholeDigits(),
            numbers.fractionDigits(),
            numbers.inexactLongs(),
            numbers.beyondDouble(),
            numbers.nonFinite(),
            place.longestText(),
            place.plainTexts(),
            place.emptyArrays(),
            place.blankObjects(),
            place.otherMembers()
        };
        long present = 0;
        for (int i = 0; i < counts.length; i++) {
            present |= counts[i] == 0 ? 0 : 1L << i;
        }
        Varints.write(bytes, present);
        for (long count : counts) {
            if (count != 0) {
                Varints.write(bytes, count);
            }
        }
        place.firsts().write(bytes, files);
        Varints.write(bytes, place.splits().bytes());
        Varints.write(bytes, place.members().size());
        place.members().forEach((key, member) -> {
            Varints.write(bytes, key.getBytes(UTF_8));
            write(member, bytes, files);
        });
        Varints.write(bytes, place.element().isPresent() ? 1 : 0);
        place.element().ifPresent(element -> write(element, bytes, files));
    }

    private static Survey read(byte[] bytes) {
        Varints.Reader reader = new Varints.Reader(bytes);
        long records = reader.next();
        long duplicateKeys = reader.next();
        boolean countsSplits = reader.next() == 1;
        Map<RejectReason, Survey.Rejection> rejected = new EnumMap<>(RejectReason.class);
        for (long left = reader.next(); left > 0; left--) {
            RejectReason reason = RejectReason.valueOf(new String(reader.block(), UTF_8));
            long count = reader.next();
            int split = (int) reader.next();
            String file = new String(reader.block(), UTF_8);
            long position = reader.next() - 1;
            RecordPlace place = new RecordPlace(file, position < 0 ? OptionalLong.empty() : OptionalLong.of(position));
            rejected.put(reason, new Survey.Rejection(count, split, place, new String(reader.block(), UTF_8)));
        }
        return new Survey(place(reader, new FileNumbers()), records, duplicateKeys, rejected, countsSplits);
    }

    private static SurveyPlace place(Varints.Reader reader, FileNumbers files) {
        long present = reader.next();
        long[] counts = new long[19];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = (present & (1L << i)) == 0 ? 0 : reader.next();
        }
        FirstRecords firsts = FirstRecords.read(reader, files);
        SplitCounts splits = SplitCounts.read(reader.block());
        SortedMap<String, SurveyPlace> members = new TreeMap<>(SurveyPlace.CODE_POINTS);
        for (long left = reader.next(); left > 0; left--) {
            String key = new String(reader.block(), UTF_8);
            members.put(key, place(reader, files));
        }
        Optional<SurveyPlace> element = reader.next() == 1 ? Optional.of(place(reader, files)) : Optional.empty();
        return new SurveyPlace(
                new KindCounts(counts[0], counts[1], counts[2], counts[3], counts[4], counts[5], counts[6], counts[7]),
                new NumberExtents(
                        (int) counts[8], (int) counts[9], (int) counts[10], counts[11], counts[12], counts[13]),
                firsts,
                (int) counts[14],
                counts[15],
                counts[16],
                counts[17],
                counts[18],
                splits,
                members,
                element);
    }
}
