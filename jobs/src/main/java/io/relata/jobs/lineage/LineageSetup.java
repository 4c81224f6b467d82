package io.relata.jobs.lineage;

import io.relata.Catalog;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.RunId;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.config.LineageSpec;
import io.relata.jobs.publish.WholeFiles;
import io.relata.jobs.report.RunReport;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;

/**
 * What lineage needs of the place that runs are in.
 *
 * @param environment holds the key of the server that takes events
 * @param launch the service whose run it is as well; empty where it is none
 */
public record LineageSetup(
        Configuration hadoop,
        Map<String, String> environment,
        RunReport.Versions versions,
        Optional<RunReport.Launch> launch) {

    /**
     * The telling of a run of this job; empty where the job asks for none.
     *
     * @param warnings takes a sentence for each event that was not taken
     * @throws RelataException when the environment does not hold the key
     */
    public Optional<Lineage> of(JobFile job, RunId run, Catalog catalog, Consumer<String> warnings) {
        return job.lineage()
                .map(spec -> new Lineage(
                        job,
                        new RunEvents(spec.namespace(), job.name(), run, versions, launch),
                        CatalogNames.of(job.catalog(), environment),
                        catalog,
                        receiver(spec, run),
                        warnings));
    }

    private Receiver receiver(LineageSpec spec, RunId run) {
        if (spec instanceof LineageSpec.Folder folder) {
            return new FileReceiver(new WholeFiles(hadoop), folder.path() + "/" + run + ".jsonl");
        }
        LineageSpec.Server server = (LineageSpec.Server) spec;
        return new HttpReceiver(
                server.url(),
                server.apiKeyVariable().map(variable -> key(variable, server.url())),
                HttpReceiver.Patience.USUAL);
    }

    private String key(String variable, String url) {
        String key = environment.getOrDefault(variable, "");
        if (key.isEmpty()) {
            throw RelataException.usage(new Problem(
                    "Cannot send lineage",
                    url,
                    "the variable " + variable + " of the environment is not set",
                    "Set it to the key, or remove lineage.api-key-variable"));
        }
        return key;
    }
}
