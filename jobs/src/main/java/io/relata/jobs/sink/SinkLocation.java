package io.relata.jobs.sink;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.TableName;
import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The folder that one table is written to: it holds nothing before, and nothing after a failure. */
record SinkLocation(TableName table, String location, Configuration configuration) {

    /** @throws RelataException when the folder holds anything */
    void requireEmpty() {
        Path folder = new Path(location);
        try {
            if (files(folder).listStatus(folder).length > 0) {
                throw RelataException.failed(new Problem(
                        "Cannot write table " + table,
                        location,
                        "the location holds files already, and files are never overwritten",
                        "Start the run under a new run id"));
            }
        } catch (FileNotFoundException e) {
            // The usual case: the folder is new.
            return;
        } catch (IOException e) {
            throw WriteFailure.of(table, location, e);
        }
    }

    /** Deletes what a failed write left, and gives the failure to throw. */
    RelataException cleared(Exception failure) {
        Path folder = new Path(location);
        try {
            files(folder).delete(folder, true);
        } catch (IOException e) {
            failure.addSuppressed(e);
            return RelataException.failed(
                    new Problem(
                            "Cannot delete what is left of table " + table,
                            location,
                            String.valueOf(e.getMessage()),
                            "Delete the folder; no table shows it"),
                    failure);
        }
        return WriteFailure.of(table, location, failure);
    }

    private FileSystem files(Path folder) throws IOException {
        return folder.getFileSystem(configuration);
    }
}
