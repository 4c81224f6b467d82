package io.relata.transforms.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;

/**
 * A file of the input.
 *
 * @param path with its scheme, as Hadoop writes paths
 * @param bytes its length as it is stored
 */
public record InputFile(String path, long bytes) implements Serializable {

    /** The path that Spark's {@code _metadata.file_path} stands for: it escapes what a URI may not hold. */
    public static String pathOf(String escaped) {
        return new Path(URI.create(escaped)).toString();
    }

    /** Its content, decompressed as its name's extension says. */
    public InputStream open(Configuration settings) throws IOException {
        Path location = new Path(path);
        FSDataInputStream stored = location.getFileSystem(settings).open(location);
        try {
            CompressionCodec codec = new CompressionCodecFactory(settings).getCodec(location);
            return codec == null ? stored : codec.createInputStream(stored);
        } catch (IOException | RuntimeException e) {
            stored.close();
            throw e;
        }
    }
}
