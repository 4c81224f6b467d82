package io.relata.jobs.replay;

import static java.util.Objects.requireNonNull;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.RunId;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.config.MergeRule;
import io.relata.jobs.config.RelationalizeSpec;
import io.relata.jobs.config.SourceSpec;
import io.relata.jobs.config.TableSpec;
import io.relata.jobs.config.TargetSpec;
import java.util.List;
import java.util.Locale;

/** What of an earlier run can be replayed without losing a record or loading one twice. */
final class ReplayRules {

    /** So many records are looked for by their places at most, since every task holds all of them: 100,000. */
    static final long MOST = 100_000;

    private final JobFile job;
    private final ReplayRequest request;

    ReplayRules(JobFile job, ReplayRequest request) {
        this.job = job;
        this.request = request;
    }

    /** Whether every run of the job reads all of its sources, so that this one does too. */
    boolean readAll() {
        TargetSpec.Mode mode = job.target().mode();
        return mode == TargetSpec.Mode.REPLACE || mode == TargetSpec.Mode.REPLACE_PARTITIONS;
    }

    /** @throws RelataException of kind usage when the records cannot be taken up again */
    void require(List<RejectsTable> tables) {
        if (readAll()) {
            if (request.corrected().isPresent()) {
                throw refused(
                        "--corrected",
                        "with mode: "
                                + job.target()
                                        .mode()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', '-') + " every run reads all files again",
                        "Correct the records where they are, and leave out --corrected");
            }
            return;
        }
        if (job.removesMissing()) {
            throw refused(
                    "delete-missing",
                    "the documents that it does not read would be missing, and this removes what is",
                    "Leave out delete-missing while you replay");
        }
        job.sources().forEach((name, source) -> {
            if (source instanceof SourceSpec.Jdbc
                    || source instanceof SourceSpec.Delta
                    || source instanceof SourceSpec.CatalogTable) {
                throw refused(
                        "source " + name,
                        "it is read whole in every run, so its rows would come once more",
                        "Write the records, corrected, to a new file of their source, and run the job");
            }
        });
        if (request.corrected().isPresent() && tables.size() > 1) {
            throw refused(
                    "--corrected",
                    "records of " + tables.size() + " sources were rejected, and a file takes the place of one's",
                    "Leave out --corrected, or write the records, corrected, to new files of their sources and run the job");
        }
        tables.forEach(this::require);
    }

    private void require(RejectsTable table) {
        if (!(requireNonNull(job.sources().get(table.source())) instanceof SourceSpec.Json)) {
            throw refused(
                    "source " + table.source(),
                    "single records are found again in JSON alone",
                    "Write the records, corrected, to a new file of the source, and run the job");
        }
        if (table.records() > MOST) {
            throw refused(
                    "table " + table.name(),
                    "it holds " + table.records() + " records of the run, and " + MOST + " may be",
                    "Roll back to the run before it, and load its files again");
        }
        if (job.target().mode() == TargetSpec.Mode.MERGE
                && rule(table.source()).orderBy().isEmpty()) {
            throw refused(
                    "source " + table.source(),
                    "without order-by the document that is read later counts, and these would come in place of later ones",
                    "Name order-by, or write the records, corrected, to a new file of the source and run the job");
        }
    }

    private MergeRule rule(String source) {
        return job.relationalize()
                .filter(spec -> spec.source().equals(source))
                .map(RelationalizeSpec::merge)
                .orElseGet(
                        () -> job.tables().getOrDefault(source, TableSpec.NONE).merge());
    }

    RelataException refused(String where, String why, String remedy) {
        return refused(request.run(), where, why, remedy);
    }

    static RelataException refused(RunId run, String where, String why, String remedy) {
        return RelataException.usage(new Problem("Cannot replay run " + run, where, why, remedy));
    }
}
