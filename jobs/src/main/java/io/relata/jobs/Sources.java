package io.relata.jobs;

import io.relata.Source;
import io.relata.jobs.config.SourceSpec;
import io.relata.jobs.source.JsonSource;

/** Makes the source that a job file describes. */
final class Sources {

    private Sources() {}

    static Source of(SourceSpec spec) {
        return switch (spec.format()) {
            case JSON -> json(spec);
        };
    }

    private static Source json(SourceSpec spec) {
        JsonSource source = JsonSource.of(spec.paths()).withLayout(spec.layout());
        return spec.records().map(source::withRecords).orElse(source);
    }
}
