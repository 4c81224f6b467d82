package io.relata.jobs;

import static java.util.Objects.requireNonNull;

import io.relata.RelataException;
import io.relata.jobs.config.Contract;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.config.RelationalizeSpec;
import io.relata.jobs.config.SourceSpec;
import io.relata.jobs.config.TargetSpec.Mode;
import io.relata.jobs.verify.Allowances;
import io.relata.jobs.verify.Documents;
import io.relata.jobs.verify.Finding;
import io.relata.jobs.verify.InputFormat;
import io.relata.jobs.verify.Verification;
import io.relata.transforms.json.JsonLayout;
import io.relata.transforms.json.RecordsPath;
import io.relata.transforms.plan.RelationalizeOptions.CaseTwins;
import io.relata.transforms.plan.RelationalizeOptions.EmptyArrays;
import io.relata.transforms.survey.ConflictPolicy;
import io.relata.transforms.survey.Conflicts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/** The input that the documents of a job's tables are compared with, where they can be. */
final class VerifiedInput {

    private final JobFile job;
    private final List<String> against;
    private final OptionalInt sample;

    /** @param against the files, folders and patterns to compare with; none for those that the job reads */
    VerifiedInput(JobFile job, List<String> against, OptionalInt sample) {
        this.job = job;
        this.against = List.copyOf(against);
        this.sample = sample;
    }

    /** As far as a folder without its job file tells: documents that lie in files as those of most jobs do. */
    static List<Finding> ofFolder(List<String> against, OptionalInt sample, Verification verification) {
        if (against.isEmpty()) {
            return List.of(notCompared("a folder does not say how its input is read; name it by --against"));
        }
        Documents documents = new Documents(
                new InputFormat(JsonLayout.AUTO, List.of(), Set.of()),
                new Allowances(EmptyArrays.KEY, CaseTwins.SEPARATE),
                List.of(),
                sample);
        return verification.ofDocuments(documents, against);
    }

    List<Finding> findings(Verification verification) {
        Optional<String> reason = reasonAgainst();
        if (reason.isPresent()) {
            return List.of(notCompared(reason.get()));
        }
        RelationalizeSpec spec = job.relationalize().orElseThrow();
        SourceSpec.Json source = (SourceSpec.Json) requireNonNull(job.sources().get(spec.source()));
        Documents documents = new Documents(
                new InputFormat(
                        source.layout(), source.records().map(RecordsPath::keys).orElse(List.of()), source.lenient()),
                new Allowances(spec.emptyArrays(), spec.caseTwins()),
                spec.key(),
                sample);
        try {
            return verification.ofDocuments(documents, against.isEmpty() ? source.paths() : against);
        } catch (RelataException e) {
            if (!against.isEmpty()) {
                throw e;
            }
            return List.of(notCompared(String.valueOf(e.getMessage())));
        }
    }

    private Optional<String> reasonAgainst() {
        if (job.relationalize().isEmpty()) {
            return Optional.of("the job relationalizes nothing");
        }
        String name = job.relationalize().get().source();
        if (!(job.sources().get(name) instanceof SourceSpec.Json source)) {
            return Optional.of("source " + name + " is not JSON");
        }
        if (!source.columns().isEmpty()) {
            return Optional.of("source " + name + " has columns that the job computes");
        }
        if (changesValues()) {
            return Optional.of(
                    "with json, rescue or project, values of several kinds at one path are not what they were");
        }
        return switch (job.target().mode()) {
            case REPLACE, APPEND -> ofFiles(source);
            case REPLACE_PARTITIONS, MERGE, HISTORY ->
                against.isEmpty()
                        ? Optional.of("with mode: "
                                + job.target()
                                        .mode()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', '-')
                                + " the tables hold a choice of the documents of all runs; name those that are current"
                                + " by --against")
                        : Optional.empty();
        };
    }

    private boolean changesValues() {
        Conflicts conflicts = job.relationalize().orElseThrow().conflicts();
        return job.contract() == Contract.RESCUE
                || Stream.concat(conflicts.standard().stream(), conflicts.paths().values().stream())
                        .anyMatch(policy -> policy == ConflictPolicy.Named.JSON
                                || policy == ConflictPolicy.Named.RESCUE
                                || policy instanceof ConflictPolicy.Project);
    }

    private Optional<String> ofFiles(SourceSpec.Json source) {
        if (!against.isEmpty()) {
            return Optional.empty();
        }
        if (job.target().mode() == Mode.APPEND) {
            return Optional.of("with mode: append the tables hold what several runs read; name it by --against");
        }
        return source.bookmark().isUsed()
                ? Optional.of("source " + job.relationalize().orElseThrow().source()
                        + " has a bookmark, so a run reads a part of its files; name them by --against")
                : Optional.empty();
    }

    private static Finding notCompared(String reason) {
        return new Finding(Finding.Verdict.NOT_COMPARED, "documents", reason);
    }
}
