package io.relata.transforms.shred;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.relata.transforms.json.Framing;
import io.relata.transforms.json.JsonLimits;
import io.relata.transforms.json.RecordPlace;
import io.relata.transforms.json.RecordScanner;
import io.relata.transforms.survey.Survey;
import io.relata.transforms.survey.SurveyOptions;
import io.relata.transforms.survey.SurveyScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** How a scanner takes records. */
enum Way {
    /** As bytes; those that it refuses, as parsed values. */
    SCANNED,
    /** All as parsed values. */
    JUDGED;

    /** Feeds lines to a scanner as those of one file, and gives how many it refused. */
    int feed(RecordScanner scanner, List<String> lines) throws IOException {
        byte[] text = (String.join("\n", lines) + "\n").getBytes(UTF_8);
        byte[] bytes = Arrays.copyOf(text, text.length + RecordScanner.PADDING);
        int refused = 0;
        scanner.framing(Framing.LINES);
        int start = 0;
        while (start < text.length) {
            int next = this == SCANNED ? scanner.scan(bytes, start, text.length) : RecordScanner.REFUSED;
            if (next < 0) {
                refused++;
                int end = start;
                while (bytes[end] != '\n') {
                    end++;
                }
                scanner.judge(bytes, start, end, new RecordPlace("f.json", OptionalLong.of(start)));
                next = end + 1;
            }
            start = next;
        }
        scanner.release();
        return refused;
    }

    /** What a survey of these lines finds. */
    static Survey survey(List<String> lines) {
        SurveyScanner scanner = new SurveyScanner(0, JsonLimits.DEFAULT, Set.of(), SurveyOptions.DEFAULT);
        try {
            SCANNED.feed(scanner, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return scanner.survey();
    }
}
