package io.relata.jobs;

import io.relata.jobs.config.JobFile;
import io.relata.jobs.config.TableSpec;
import io.relata.jobs.publish.StagedTable;
import io.relata.jobs.report.FileSizes;
import io.relata.transforms.plan.PlannedTable;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** The sizes of the files of a run beside those that its job asks for. */
final class WrittenFiles {

    private WrittenFiles() {}

    static List<FileSizes> of(JobFile job, JobPlan plan, List<StagedTable> staged) {
        Set<String> sized = sized(job, plan);
        return staged.stream()
                .map(table -> FileSizes.of(
                        table.name().table(),
                        table.files(),
                        sized.contains(table.name().table())
                                ? OptionalLong.of(job.target().fileSize())
                                : OptionalLong.empty()))
                .toList();
    }

    /** Only the files of relationalized tables are of a size, unless the job gives their number. */
    private static Set<String> sized(JobFile job, JobPlan plan) {
        Set<String> names = new HashSet<>();
        plan.relational().stream()
                .flatMap(relational -> relational.tables().stream())
                .filter(table -> job.tables()
                        .getOrDefault(table.logicalName(), TableSpec.NONE)
                        .files()
                        .isEmpty())
                .map(PlannedTable::name)
                .forEach(names::add);
        return names;
    }
}
