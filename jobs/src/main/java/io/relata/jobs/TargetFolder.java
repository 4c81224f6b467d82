package io.relata.jobs;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.TableName;
import io.relata.jobs.publish.TargetLayout;
import java.io.IOException;
import java.util.Collection;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder that takes the tables, before anything is read for them. */
final class TargetFolder {

    private static final Logger LOG = LoggerFactory.getLogger(TargetFolder.class);

    private TargetFolder() {}

    /** @throws RelataException when no folder can be made there, so that hours of reading are not in vain */
    static void requireWritable(TargetLayout layout, Configuration configuration) {
        Path runs = new Path(layout.manifest()).getParent();
        try {
            FileSystem files = runs.getFileSystem(configuration);
            if (!files.mkdirs(runs)) {
                throw refused(layout, "a file is in the way", null);
            }
        } catch (IOException e) {
            throw refused(layout, String.valueOf(e.getMessage()), e);
        }
    }

    /** Removes the folders of tables that nobody ever wrote to, such as that of the rejects of a run without any. */
    static void removeUnused(TargetLayout layout, Collection<TableName> tables, Configuration configuration) {
        for (TableName table : tables) {
            Path folder = new Path(layout.location(table)).getParent();
            try {
                FileSystem files = folder.getFileSystem(configuration);
                if (files.exists(folder) && files.listStatus(folder).length == 0) {
                    files.delete(folder, false);
                }
            } catch (IOException e) {
                LOG.warn("Cannot remove the empty folder {}: {}", folder, e.getMessage());
            }
        }
    }

    private static RelataException refused(TargetLayout layout, String why, @Nullable IOException cause) {
        Problem problem = new Problem(
                "Cannot write to the target",
                layout.target(),
                why,
                "Give a folder in target.path that this user may write to");
        return cause == null ? RelataException.failed(problem) : RelataException.failed(problem, cause);
    }
}
