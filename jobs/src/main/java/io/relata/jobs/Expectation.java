package io.relata.jobs;

import io.relata.RelataException;
import io.relata.jobs.config.JobFile;
import io.relata.transforms.SurveyedJson;
import io.relata.transforms.TableSizes;
import io.relata.transforms.plan.OptionPath;
import io.relata.transforms.plan.PlannedTable;
import io.relata.transforms.plan.RelationalPlan;
import io.relata.transforms.survey.Survey;
import io.relata.transforms.survey.SurveyPlace;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * What a run over surveyed records is expected to take and give.
 *
 * @param bytes of the input's text; of compressed files a guess
 * @param surveyed how many of the bytes were surveyed; what else is told is in proportion
 * @param records good ones
 * @param rows by table; without tables of which the survey counts nothing
 * @param fileBytes by table what its rows take in files, by what some of them took; without tables that none is known of
 */
record Expectation(long bytes, long surveyed, long records, Map<String, Long> rows, Map<String, Long> fileBytes) {

    /**
     * Bytes that a core surveys, shreds and writes in a second: the lesser of two figures for nested JSON that
     * bench/README.md has for {@code relata-survey-bytes}.
     */
    static final long RATE = 134_000_000;

    Expectation {
        rows = new LinkedHashMap<>(rows);
        fileBytes = new LinkedHashMap<>(fileBytes);
    }

    /** Empty where nothing is relationalized, or the records were not surveyed. */
    static Optional<Expectation> of(JobFile job, JobPlan plan, Configuration configuration) {
        return job.relationalize()
                .flatMap(spec -> Optional.ofNullable(plan.records().get(spec.source())))
                .filter(SourceBytes.class::isInstance)
                .map(SourceBytes.class::cast)
                .flatMap(bytes -> bytes.survey()
                        .flatMap(survey ->
                                plan.relational().map(relational -> of(bytes, survey, relational, configuration))));
    }

    private static Expectation of(SourceBytes source, Survey survey, RelationalPlan plan, Configuration configuration) {
        long bytes = source.json().splits().stream()
                .flatMap(split -> split.parts().stream())
                .mapToLong(part -> part.bytes())
                .sum();
        long surveyed = source.json().sampledBytes().orElse(bytes);
        double scale = surveyed == 0 ? 1 : Math.max(1, (double) bytes / surveyed);
        Map<String, Long> counts = new HashMap<>();
        count(OptionPath.RECORD, survey.root(), counts);
        counts.put("$", survey.records());
        Map<String, Long> rows = new LinkedHashMap<>();
        for (PlannedTable table : plan.tables()) {
            Optional.ofNullable(counts.get(table.path()))
                    .ifPresent(counted -> rows.put(table.name(), Math.round(counted * scale)));
        }
        return new Expectation(
                bytes,
                surveyed,
                Math.round(survey.records() * scale),
                rows,
                fileBytes(source.json(), plan, rows, configuration));
    }

    private static Map<String, Long> fileBytes(
            SurveyedJson json, RelationalPlan plan, Map<String, Long> rows, Configuration configuration) {
        Map<String, Long> bytes = new LinkedHashMap<>();
        try {
            TableSizes sizes = TableSizes.of(json, plan, configuration);
            rows.forEach((table, count) -> {
                long expected = sizes.bytes(table, count);
                if (expected > 0) {
                    bytes.put(table, expected);
                }
            });
        } catch (IOException | RelataException e) {
            // A plan is made of what a run would refuse, too; then nobody knows how large it becomes.
            return Map.of();
        }
        return bytes;
    }

    private static void count(String path, SurveyPlace place, Map<String, Long> counts) {
        place.element().ifPresent(element -> {
            String elements = OptionPath.element(path);
            counts.put(OptionPath.json(elements), element.kinds().values());
            count(elements, element, counts);
        });
        long entries = place.otherMembers();
        for (Map.Entry<String, SurveyPlace> member : place.members().entrySet()) {
            entries += member.getValue().kinds().values();
            count(OptionPath.member(path, member.getKey()), member.getValue(), counts);
        }
        if (entries > 0 && !path.isEmpty()) {
            counts.put(OptionPath.json(path) + "{}", entries);
        }
    }

    /** Whether only a part of the input was surveyed. */
    boolean isOfSample() {
        return surveyed < bytes;
    }

    /** The core-seconds that the bytes take at {@link #RATE}, Spark's start and the catalog's answers left out. */
    double coreSeconds() {
        return Math.round(bytes * 10.0 / RATE) / 10.0;
    }
}
