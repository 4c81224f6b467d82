package io.relata.jobs;

import io.relata.Problem;
import io.relata.RelataException;
import java.nio.file.Path;

/** A path of a job file that must be on this machine, where Java and not Hadoop opens it. */
final class LocalPath {

    private LocalPath() {}

    /** @throws RelataException when the path is on another file system */
    static Path of(String path, String key) {
        org.apache.hadoop.fs.Path written = new org.apache.hadoop.fs.Path(path);
        String scheme = written.toUri().getScheme();
        if (scheme != null && !scheme.equals("file")) {
            throw RelataException.usage(new Problem(
                    "Cannot use " + path,
                    key,
                    "it is on " + scheme + ", and this is kept on this machine",
                    "Give a folder of this machine"));
        }
        return Path.of(written.toUri().getPath());
    }
}
