package io.relata.jobs;

import io.relata.jobs.config.JobFile;
import io.relata.transforms.plan.OptionPath;
import io.relata.transforms.plan.PlannedTable;
import io.relata.transforms.plan.RelationalPlan;
import io.relata.transforms.survey.Survey;
import io.relata.transforms.survey.SurveyPlace;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a run over surveyed records is expected to take and give.
 *
 * @param bytes of the input's text; of compressed files a guess
 * @param surveyed how many of the bytes were surveyed; what else is told is in proportion
 * @param records good ones
 * @param rows by table; without tables of which the survey counts nothing
 */
record Expectation(long bytes, long surveyed, long records, Map<String, Long> rows) {

    /**
     * Bytes that a core surveys, shreds and writes in a second: the lesser of two figures for nested JSON that
     * bench/README.md has for {@code relata-survey-bytes}.
     */
    static final long RATE = 134_000_000;

    Expectation {
        rows = new LinkedHashMap<>(rows);
    }

    /** Empty where nothing is relationalized, or the records were not surveyed. */
    static Optional<Expectation> of(JobFile job, JobPlan plan) {
        return job.relationalize()
                .flatMap(spec -> Optional.ofNullable(plan.records().get(spec.source())))
                .filter(SourceBytes.class::isInstance)
                .map(SourceBytes.class::cast)
                .flatMap(bytes -> bytes.survey()
                        .flatMap(survey -> plan.relational().map(relational -> of(bytes, survey, relational))));
    }

    private static Expectation of(SourceBytes source, Survey survey, RelationalPlan plan) {
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
        return new Expectation(bytes, surveyed, Math.round(survey.records() * scale), rows);
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
