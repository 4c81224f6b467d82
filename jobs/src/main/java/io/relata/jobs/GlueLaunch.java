package io.relata.jobs;

import io.relata.RelataException;
import io.relata.catalog.glue.GlueSettings;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/** Runs a command as a job of AWS Glue. */
final class GlueLaunch {

    private static final String ENDPOINT = "fs.s3a.endpoint";
    private static final String REGION = "fs.s3a.endpoint.region";

    private GlueLaunch() {}

    /** Runs the command that Glue's arguments mean and gives the exit code of the process. */
    static int execute(Surroundings surroundings, String... arguments) {
        GlueArguments given;
        try {
            given = GlueArguments.of(RelataCommand.commandLine(surroundings), arguments);
        } catch (RelataException e) {
            surroundings.err().println("relata: " + e.getMessage());
            return ExitCode.of(e).number();
        }
        SparkSession spark = SparkSessions.forApplication(given.run().job());
        setRegion(spark.sparkContext().hadoopConfiguration(), surroundings.environment());
        Optional<GlueJob> job = GlueJob.find(surroundings.err());
        job.ifPresent(glue -> glue.begin(given.run(), spark));
        int exitCode = RelataCommand.execute(
                surroundings.launchedBy(given.run().launch()),
                given.commandLine().toArray(String[]::new));
        if (exitCode == ExitCode.DONE.number()) {
            job.ifPresent(GlueJob::end);
        }
        return exitCode;
    }

    /** Without it S3A of Glue 5.1 asks the region us-east-2, wherever the job runs. */
    static void setRegion(Configuration hadoop, Map<String, String> environment) {
        if (hadoop.getTrimmed(ENDPOINT, "").isEmpty()
                && hadoop.getTrimmed(REGION, "").isEmpty()) {
            Stream.of("AWS_REGION", "AWS_DEFAULT_REGION")
                    .map(name -> environment.getOrDefault(name, ""))
                    .filter(region -> !region.isEmpty())
                    .findFirst()
                    .or(GlueLaunch::surroundingRegion)
                    .ifPresent(region -> hadoop.set(REGION, region));
        }
    }

    private static Optional<String> surroundingRegion() {
        try {
            return Optional.of(GlueSettings.surroundingRegion());
        } catch (RelataException unknown) {
            return Optional.empty();
        }
    }
}
