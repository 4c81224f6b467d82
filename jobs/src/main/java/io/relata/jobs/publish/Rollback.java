package io.relata.jobs.publish;

import io.relata.Catalog;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.RunId;
import io.relata.TableFormat;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * Points all tables of an earlier run back to what it wrote. That is publishing once more, under a run id of its own, and
 * as safe. Tables that the earlier run did not write stay as they are.
 */
public final class Rollback {

    private final RunManifests manifests;
    private final Publisher publisher;
    private final Clock clock;

    public Rollback(RunManifests manifests, Publisher publisher, Clock clock) {
        this.manifests = manifests;
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * Shows an earlier run again.
     *
     * @param earlier a run that was published, or a rollback to one
     * @param run the id under which that is done
     * @param catalogName the catalog as manifests name it
     * @throws RelataException of kind {@link RelataException.Kind#USAGE} when there is no such run, it was not published
     *     to this catalog, or its files are gone; nothing is changed then. Otherwise as {@link Publisher#publish}
     */
    public Publication to(RunId earlier, RunId run, Catalog catalog, String catalogName) {
        RunManifest manifest =
                manifests.find(earlier).orElseThrow(() -> refused(earlier, "the target knows no run of this id"));
        if (manifest.state() != RunManifest.State.PUBLISHED) {
            throw refused(earlier, "it was never published: it is " + manifest.state());
        }
        if (!manifest.catalog().equals(catalogName)) {
            throw refused(earlier, "it was published to another catalog: " + manifest.catalog());
        }
        manifest.tables().forEach(table -> requireFiles(earlier, table));
        return publisher.publish(RunManifest.restoring(manifest, run, clock.instant()), catalog);
    }

    private void requireFiles(RunId earlier, StagedTable table) {
        String location = table.folder();
        Set<String> missing = new HashSet<>();
        table.files().forEach(file -> missing.add(file.name()));
        if (table.definition().format() == TableFormat.DELTA) {
            missing.add("_delta_log/00000000000000000000.json");
        }
        try {
            Path folder = new Path(location);
            FileSystem files = folder.getFileSystem(manifests.configuration());
            String base = files.makeQualified(folder).toString() + "/";
            RemoteIterator<LocatedFileStatus> found = files.listFiles(folder, true);
            while (found.hasNext()) {
                String path = found.next().getPath().toString();
                missing.remove(path.startsWith(base) ? path.substring(base.length()) : path);
            }
        } catch (FileNotFoundException e) {
            throw refused(earlier, "the files of table " + table.name() + " were removed");
        } catch (IOException e) {
            throw RelataException.failed(
                    new Problem(
                            "Cannot roll back to run " + earlier,
                            location,
                            String.valueOf(e.getMessage()),
                            "Check that the folder may be listed, then run again"),
                    e);
        }
        if (!missing.isEmpty()) {
            throw refused(
                    earlier,
                    missing.size() + " of the files of table " + table.name() + " were removed, "
                            + missing.stream().sorted().findFirst().orElseThrow() + " among them");
        }
    }

    private RelataException refused(RunId earlier, String why) {
        return RelataException.usage(
                new Problem(
                        "Cannot roll back to run " + earlier,
                        manifests.layout(earlier).manifest(),
                        why,
                        "Choose a run whose manifest says PUBLISHED and whose files are kept; target.retain says how many are"));
    }
}
