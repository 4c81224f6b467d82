package io.relata.jobs;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.catalog.redshift.Drop;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.config.JobFileReader;
import java.nio.file.Path;
import java.util.List;

/** A job's warehouse for commands that start no run. Who asks for it closes it. */
final class JobWarehouse implements AutoCloseable {

    private final JobFile job;
    private final OpenCatalog catalog;
    private final Surroundings surroundings;

    private JobWarehouse(JobFile job, OpenCatalog catalog, Surroundings surroundings) {
        this.job = job;
        this.catalog = catalog;
        this.surroundings = surroundings;
    }

    /** @throws RelataException when the job file is wrong or has no warehouse */
    static JobWarehouse of(Path file, SettingOptions options, Surroundings surroundings) {
        JobFile job = new JobFileReader(surroundings.environment(), surroundings.workingDirectory())
                .read(file, options.settings());
        if (job.warehouse().isEmpty()) {
            throw RelataException.usage(new Problem(
                    "Cannot set up a warehouse", file.toString(), "the job has none", "Give it one under warehouse"));
        }
        return new JobWarehouse(job, OpenCatalog.of(job), surroundings);
    }

    WarehouseContents contents() {
        return new WarehouseContents(job, tables());
    }

    List<Drop> drops() {
        return WarehouseDrops.of(job.warehouse().orElseThrow(), tables().names());
    }

    private WarehouseTables tables() {
        return new WarehouseTables(job, catalog.catalog(), SparkSessions.forApplication(job.name()));
    }

    OpenWarehouse open() {
        return OpenWarehouse.of(job, catalog.catalog(), surroundings.environment());
    }

    @Override
    public void close() {
        catalog.close();
    }
}
