package io.relata.transforms.survey;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.relata.transforms.json.Framing;
import io.relata.transforms.json.JsonLimits;
import io.relata.transforms.json.Leniency;
import io.relata.transforms.json.RecordPlace;
import io.relata.transforms.json.RecordScanner;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** Surveys bytes as a reader of splits would hand them over. */
final class SurveyedBytes {

    static final SurveyOptions INFER =
            new SurveyOptions(SurveyOptions.Timestamps.INFER, SurveyOptions.BigIntegers.DECIMAL);

    private SurveyedBytes() {}

    /** The survey of these records, of one split. */
    static Survey of(String... records) {
        return of(0, SurveyOptions.DEFAULT, records);
    }

    static Survey of(int split, SurveyOptions options, String... records) {
        return of(
                split,
                options,
                Framing.LINES,
                Arrays.stream(records).map(record -> record.getBytes(UTF_8)).toList());
    }

    static Survey of(int split, SurveyOptions options, Framing framing, List<byte[]> records) {
        SurveyScanner scanner = new SurveyScanner(split, JsonLimits.DEFAULT, Set.of(), options);
        feed(scanner, framing, records);
        return scanner.survey();
    }

    static Survey lenient(Leniency leniency, String... records) {
        SurveyScanner scanner = new SurveyScanner(0, JsonLimits.DEFAULT, Set.of(leniency), SurveyOptions.DEFAULT);
        feed(
                scanner,
                Framing.LINES,
                Arrays.stream(records).map(record -> record.getBytes(UTF_8)).toList());
        return scanner.survey();
    }

    /** Hands over records; gives how many were refused at first. */
    static int feed(SurveyScanner scanner, Framing framing, List<byte[]> records) {
        scanner.framing(framing);
        return framing == Framing.LINES ? lines(scanner, records) : ranges(scanner, records);
    }

    private static int lines(SurveyScanner scanner, List<byte[]> records) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] record : records) {
            all.writeBytes(record);
            all.write('\n');
        }
        int limit = all.size();
        byte[] bytes = padded(all.toByteArray());
        scanner.origin(new RecordPlace("file", OptionalLong.of(0)));
        int refused = 0;
        int at = 0;
        while (at < limit) {
            int behind = scanner.scan(bytes, at, limit);
            if (behind == RecordScanner.REFUSED) {
                refused++;
                behind = at;
                while (bytes[behind] != '\n') {
                    behind++;
                }
                scanner.judge(bytes, at, behind, new RecordPlace("file", OptionalLong.of(at)));
                behind++;
            }
            at = behind;
        }
        return refused;
    }

    private static int ranges(SurveyScanner scanner, List<byte[]> records) {
        int refused = 0;
        scanner.origin(new RecordPlace("file", OptionalLong.empty()));
        for (byte[] record : records) {
            // What follows a range must not matter, so it is what would do most harm.
            byte[] bytes = padded(record);
            if (scanner.scan(bytes, 0, record.length) == RecordScanner.REFUSED) {
                refused++;
                scanner.judge(bytes, 0, record.length, new RecordPlace("file", OptionalLong.empty()));
            }
        }
        return refused;
    }

    private static byte[] padded(byte[] bytes) {
        byte[] padded = Arrays.copyOf(bytes, bytes.length + RecordScanner.PADDING);
        byte[] harm = "}]\"0123456789}}".getBytes(UTF_8);
        System.arraycopy(harm, 0, padded, bytes.length, harm.length);
        return padded;
    }
}
