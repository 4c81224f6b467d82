package io.relata.jobs;

import io.relata.Catalog;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.RunId;
import io.relata.catalog.local.LocalCatalog;
import io.relata.jobs.config.CatalogSpec;
import io.relata.jobs.publish.RunManifest;
import io.relata.jobs.publish.RunManifests;
import io.relata.jobs.publish.TargetLayout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** What the manifests in a target folder tell of its jobs, where nobody names a job file. */
final class PublishedFolder {

    private static final int LOOKED_BACK = 100;

    private final TargetLayout layout;
    private final RunManifests manifests;

    private PublishedFolder(TargetLayout layout, RunManifests manifests) {
        this.layout = layout;
        this.manifests = manifests;
    }

    static PublishedFolder of(String folder, RunId run, Configuration configuration) {
        TargetLayout layout = TargetLayout.qualified(folder, run, configuration);
        return new PublishedFolder(layout, new RunManifests(layout, configuration));
    }

    /**
     * By job and catalog the published ones among the last hundred runs of the target, the latest first.
     *
     * @throws RelataException when there are none
     */
    List<List<RunManifest>> runs() {
        Map<List<String>, List<RunManifest>> runs = new LinkedHashMap<>();
        manifests.runs().stream()
                .limit(LOOKED_BACK)
                .flatMap(run -> manifests.find(run).stream())
                .filter(run -> run.state() == RunManifest.State.PUBLISHED)
                .forEach(run -> runs.computeIfAbsent(List.of(run.job(), run.catalog()), job -> new ArrayList<>())
                        .add(run));
        if (runs.isEmpty()) {
            throw RelataException.failed(new Problem(
                    "Cannot verify a target",
                    layout.target(),
                    "no run is published there",
                    "Name the target of a job, or its job file"));
        }
        return List.copyOf(runs.values());
    }

    /** @throws RelataException when the catalog of the run is none on this machine */
    static Catalog catalog(RunManifest run) {
        String path = CatalogSpec.localFolder(run.catalog())
                .orElseThrow(() -> RelataException.usage(new Problem(
                        "Cannot verify the target of job " + run.job(),
                        "run " + run.run(),
                        "its tables are in the catalog " + run.catalog() + ", which a folder does not say how to reach",
                        "Name the job file instead")));
        return new LocalCatalog(LocalPath.of(path, "run " + run.run()));
    }
}
