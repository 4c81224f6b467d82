package io.relata.transforms.shred;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** Local files of which single ones cannot be deleted or read, as the path asks for it by a word. */
public final class RefusingFiles extends RawLocalFileSystem {

    static final String SCHEME = "refusing";

    static void register(Configuration configuration) {
        configuration.set("fs." + SCHEME + ".impl", RefusingFiles.class.getName());
    }

    @Override
    public URI getUri() {
        return URI.create(SCHEME + ":///");
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public boolean delete(Path path, boolean recursive) throws IOException {
        boolean single = path.getName().endsWith(".parquet") && !recursive;
        if (single && path.toString().contains("/throws/")) {
            throw new IOException("403 Forbidden");
        }
        return !(single && path.toString().contains("/keeps/")) && super.delete(path, recursive);
    }

    @Override
    public FSDataInputStream open(Path path, int bufferSize) throws IOException {
        if (path.getName().endsWith(".parquet") && path.toString().contains("/unreadable/")) {
            throw new IOException("503 Slow Down");
        }
        return super.open(path, bufferSize);
    }
}
