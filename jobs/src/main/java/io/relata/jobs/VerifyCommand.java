package io.relata.jobs;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.RunId;
import io.relata.jobs.publish.RunManifest;
import io.relata.jobs.verify.Finding;
import io.relata.jobs.verify.Verification;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code relata verify JOB.yaml}, or the target folder of jobs. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Compares the published tables with their manifests, catalog, files and input.",
            "Changes nothing; exits with 3 where something differs."
        })
final class VerifyCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(
            paramLabel = "JOB.yaml",
            description = "The job file; or a target folder, whose documents are then compared with --against alone.")
    private String subject = "";

    @Option(
            names = "--against",
            paramLabel = "INPUT",
            description =
                    "Files, folders and patterns with the documents that the tables should hold. Repeatable; what the"
                            + " job reads if nothing is said.")
    private List<String> against = new ArrayList<>();

    @Option(
            names = "--sample",
            paramLabel = "N",
            description = "Looks for so many documents of the input alone, the same ones each time.")
    private @Nullable Integer sample;

    @Mixin
    private SettingOptions options = new SettingOptions();

    private boolean hasDifference;

    VerifyCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        OptionalInt documents = sample();
        List<String> inputs = against.stream().map(surroundings::absolute).toList();
        if (surroundings.isFolder(subject)) {
            verifyFolder(inputs, documents);
        } else {
            verifyJob(inputs, documents);
        }
        return hasDifference ? ExitCode.CONTRACT_BROKEN.number() : ExitCode.DONE.number();
    }

    private void verifyJob(List<String> inputs, OptionalInt documents) {
        try (PublishedTarget target = PublishedTarget.of(Path.of(subject), options, surroundings)) {
            Verification verification = Verification.of(
                    runs(target),
                    target.catalog(),
                    SparkSessions.forApplication(target.job().name()));
            tell(verification.ofTables());
            tell(new VerifiedInput(target.job(), inputs, documents).findings(verification));
        }
    }

    private void verifyFolder(List<String> inputs, OptionalInt documents) {
        options.requireNone(subject);
        SparkSession spark = SparkSessions.forApplication("verify");
        PublishedFolder folder = PublishedFolder.of(
                surroundings.absolute(subject),
                RunId.startingAt(surroundings.clock()),
                spark.sparkContext().hadoopConfiguration());
        for (List<RunManifest> runs : folder.runs()) {
            Verification verification = Verification.of(runs, PublishedFolder.catalog(runs.get(0)), spark);
            tell(verification.ofTables());
            tell(VerifiedInput.ofFolder(inputs, documents, verification));
        }
    }

    private OptionalInt sample() {
        if (sample == null) {
            return OptionalInt.empty();
        }
        if (sample < 1) {
            throw RelataException.usage(new Problem(
                    "Cannot take a sample", "--sample " + sample, "it is no count of documents", "Give 1 or more"));
        }
        return OptionalInt.of(sample);
    }

    private static List<RunManifest> runs(PublishedTarget target) {
        List<RunManifest> runs = target.manifests()
                .published(target.job().name())
                .filter(run -> run.catalog().equals(target.job().catalog().catalog()))
                .toList();
        if (runs.isEmpty()) {
            throw RelataException.failed(new Problem(
                    "Cannot verify job " + target.job().name(),
                    target.layout().target(),
                    "no run of the job is published there",
                    "Run the job first, or correct target.path and catalog"));
        }
        return runs;
    }

    private void tell(List<Finding> findings) {
        for (Finding finding : findings) {
            hasDifference |= finding.verdict() == Finding.Verdict.DIFFERS;
            surroundings
                    .out()
                    .println(finding.verdict().words() + "  " + RunSummary.shown(finding.subject()) + ": "
                            + RunSummary.shown(finding.found()));
        }
        surroundings.out().flush();
    }
}
