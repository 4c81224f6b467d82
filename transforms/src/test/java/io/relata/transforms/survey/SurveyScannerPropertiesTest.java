package io.relata.transforms.survey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.relata.transforms.json.Framing;
import io.relata.transforms.json.JsonLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the scanner finds is what a plain reading of each record finds. */
class SurveyScannerPropertiesTest {

    private static final int RUNS = 150;

    private static List<byte[]> bytes(List<String> records) {
        return records.stream().map(record -> record.getBytes(UTF_8)).toList();
    }

    /** Lines: a record on its own, and nothing that a reader would pass over as blank. */
    private static List<String> lines(RandomJson random, double malformedShare) {
        return random.records(1 + random.below(30), malformedShare).stream()
                .filter(record -> !record.isBlank() && !record.startsWith(" "))
                .toList();
    }

    @Test
    void treeIsThatOfAPlainReadingInBothFramings() {
        long first = System.nanoTime();
        for (long seed = first; seed < first + RUNS; seed++) {
            List<String> records = lines(new RandomJson(seed), 0.2);
            for (Framing framing : Framing.values()) {
                Survey survey = SurveyedBytes.of(3, SurveyOptions.DEFAULT, framing, bytes(records));

                assertThat(survey.root())
                        .as("seed %s, %s", seed, framing)
                        .isEqualTo(SurveyOracle.root(3, framing, records));
                assertThat(survey.records() + survey.rejectedRecords())
                        .as("seed %s", seed)
                        .isEqualTo(records.size());
                assertThat(survey.root().kinds().objects()).as("seed %s", seed).isEqualTo(survey.records());
            }
        }
    }

    @Test
    void onlyRecordsThatAreDoubtfulAreRefusedByTheFastWay() {
        long seed = System.nanoTime();
        RandomJson random = new RandomJson(seed);
        List<String> records = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            records.add(random.record());
        }
        SurveyScanner scanner = new SurveyScanner(0, JsonLimits.DEFAULT, Set.of(), SurveyOptions.DEFAULT);

        int refused = SurveyedBytes.feed(scanner, Framing.RANGES, bytes(records));

        // Every refused record is good, so it must be one with a key twice.
        assertThat(scanner.survey().records()).as("seed %s", seed).isEqualTo(2_000);
        assertThat(scanner.survey().duplicateKeys()).as("seed %s", seed).isGreaterThanOrEqualTo(refused);
    }

    @Test
    void surveysOfSplitsAddUpInAnyOrder() {
        long first = System.nanoTime();
        for (long seed = first; seed < first + RUNS / 4; seed++) {
            RandomJson random = new RandomJson(seed);
            List<Survey> splits = new ArrayList<>();
            SurveyPlace expected = SurveyPlace.NONE;
            int count = 1 + random.below(6);
            for (int split = 0; split < count; split++) {
                List<String> records = lines(random, 0.1);
                splits.add(SurveyedBytes.of(split, SurveyOptions.DEFAULT, Framing.LINES, bytes(records)));
                expected = expected.plus(SurveyOracle.root(split, Framing.LINES, records));
            }
            Survey inOrder = splits.stream().reduce(Survey.NONE, Survey::plus);

            assertThat(inOrder.root()).as("seed %s", seed).isEqualTo(expected);
            assertThat(inAnyOrder(random, splits)).as("seed %s", seed).isEqualTo(inOrder);
        }
    }

    private static Survey inAnyOrder(RandomJson random, List<Survey> splits) {
        List<Survey> left = random.shuffled(splits);
        while (left.size() > 1) {
            Survey one = left.remove(random.below(left.size()));
            Survey other = left.remove(random.below(left.size()));
            left.add(one.plus(other));
        }
        return left.get(0);
    }

    @Test
    void malformedRecordLeavesNoTraceWhereverItBreaks() {
        long first = System.nanoTime();
        for (long seed = first; seed < first + 20; seed++) {
            RandomJson random = new RandomJson(seed);
            List<byte[]> before = bytes(random.records(5, 0));
            byte[] good = random.record().getBytes(UTF_8);
            List<byte[]> after = bytes(random.records(5, 0));
            List<byte[]> without = new ArrayList<>(before);
            without.addAll(after);
            Survey expected = SurveyedBytes.of(0, SurveyOptions.DEFAULT, Framing.RANGES, without);
            for (int length = 1; length < good.length; length++) {
                List<byte[]> with = new ArrayList<>(before);
                with.add(java.util.Arrays.copyOf(good, length));
                with.addAll(after);

                Survey survey = SurveyedBytes.of(0, SurveyOptions.DEFAULT, Framing.RANGES, with);

                assertThat(survey.root()).as("seed %s, length %s", seed, length).isEqualTo(expected.root());
                assertThat(survey.rejectedRecords()).isEqualTo(1);
            }
        }
    }

    @Test
    void spoiltBytesAreJudgedAsByThePlainReading() {
        long first = System.nanoTime();
        for (long seed = first; seed < first + 20; seed++) {
            RandomJson random = new RandomJson(seed);
            byte[] good = random.record().getBytes(UTF_8);
            for (int i = 0; i < good.length; i++) {
                byte[] spoilt = good.clone();
                spoilt[i] = (byte) random.below(0x7F);
                String text = new String(spoilt, UTF_8);
                boolean isUtf8 = java.util.Arrays.equals(text.getBytes(UTF_8), spoilt);

                Survey survey = SurveyedBytes.of(0, SurveyOptions.DEFAULT, Framing.RANGES, List.of(spoilt));

                SurveyPlace expected = isUtf8 ? SurveyOracle.root(0, Framing.RANGES, List.of(text)) : SurveyPlace.NONE;
                assertThat(survey.root())
                        .as("seed %s, byte %s of %s", seed, i, text)
                        .isEqualTo(expected);
            }
        }
    }
}
