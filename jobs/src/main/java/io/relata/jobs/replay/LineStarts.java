package io.relata.jobs.replay;

import io.relata.transforms.json.InputFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** Where the records of a file of lines begin, as their readers count: behind white space, and behind a byte order mark. */
final class LineStarts {

    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private LineStarts() {}

    /** The offsets of the first bytes of lines that are not blank, of no more lines than asked for. */
    static List<Long> of(InputFile file, Configuration configuration, int most) throws IOException {
        try (InputStream content = new BufferedInputStream(file.open(configuration))) {
            List<Long> starts = new ArrayList<>();
            long at = 0;
            content.mark(MARK.length);
            if (Arrays.equals(content.readNBytes(MARK.length), MARK)) {
                at = MARK.length;
            } else {
                content.reset();
            }
            boolean isInRecord = false;
            for (int next = content.read(); next >= 0 && starts.size() < most; next = content.read()) {
                if (next == '\n') {
                    isInRecord = false;
                } else if (!isInRecord && next != ' ' && next != '\t' && next != '\r') {
                    isInRecord = true;
                    starts.add(at);
                }
                at++;
            }
            return starts;
        }
    }
}
