package io.relata.transforms;

import io.relata.transforms.json.FilePart;
import io.relata.transforms.json.JsonSample;
import io.relata.transforms.json.JsonSplit;
import io.relata.transforms.plan.RelationalPlan;
import io.relata.transforms.shred.IdsBefore;
import io.relata.transforms.shred.JsonRecords;
import io.relata.transforms.shred.SizeTrial;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;

/**
 * How large tables become, by what a part of the input and half of that part take in files of this machine, which are
 * deleted: what the second half adds, each row further adds too. In proportion to the rows it would be too much, as
 * values repeat, and a footer comes once.
 *
 * @param half by table, of half the part
 * @param whole by table, of the part
 */
public record TableSizes(Map<String, SizeTrial.Size> half, Map<String, SizeTrial.Size> whole) {

    /** As much as shows what values repeat, and is written in about a second. */
    private static final long BYTES = 8L << 20;

    private static final int STRETCHES = 16;

    private static final SizeTrial.Size NOTHING = new SizeTrial.Size(0, 0);

    /**
     * Of a plan of this input.
     *
     * @throws IOException when the input cannot be read, or the files cannot be written
     * @throws io.relata.RelataException when the job says that a value among them ends the run
     */
    public static TableSizes of(SurveyedJson json, RelationalPlan plan, Configuration configuration)
            throws IOException {
        List<JsonSplit> some = JsonSample.of(json.splits(), BYTES, STRETCHES).orElse(json.splits());
        List<FilePart> parts =
                some.stream().flatMap(split -> split.parts().stream()).toList();
        List<FilePart> everySecond = IntStream.range(0, parts.size())
                .filter(part -> part % 2 == 0)
                .mapToObj(parts::get)
                .toList();
        List<JsonSplit> half = everySecond.isEmpty() ? List.of() : List.of(new JsonSplit(0, everySecond));
        return new TableSizes(
                SizeTrial.of(plan, records(json, half), configuration),
                SizeTrial.of(plan, records(json, some), configuration));
    }

    private static JsonRecords records(SurveyedJson json, List<JsonSplit> splits) {
        return new JsonRecords(
                json.input(), splits, json.policies(), IdsBefore.UNKNOWN, json.unknownKeys(), json.kept());
    }

    /** About how many bytes so many rows of a table take; 0 where the part had none of them. */
    public long bytes(String table, long rows) {
        SizeTrial.Size all = whole.getOrDefault(table, NOTHING);
        SizeTrial.Size some = half.getOrDefault(table, NOTHING);
        if (all.rows() == 0) {
            return 0;
        }
        double row = all.rows() > some.rows() && some.rows() > 0
                ? (double) (all.bytes() - some.bytes()) / (all.rows() - some.rows())
                : (double) all.bytes() / all.rows();
        return Math.max(0, Math.round(all.bytes() + Math.max(0, row) * (rows - all.rows())));
    }
}
