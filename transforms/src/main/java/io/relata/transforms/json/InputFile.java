package io.relata.transforms.json;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.BZip2Codec;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.io.compress.Lz4Codec;
import org.apache.hadoop.io.compress.SnappyCodec;

/**
 * A file of the input.
 *
 * @param path with its scheme, as Hadoop writes paths
 * @param bytes its length as it is stored
 */
public record InputFile(String path, long bytes) implements Serializable {

    private static final String BZIP2 = "BZh";

    /** The path that Spark's {@code _metadata.file_path} stands for: it escapes what a URI may not hold. */
    public static String pathOf(String escaped) {
        return new Path(URI.create(escaped)).toString();
    }

    /** A path for Spark's readers, which take every path for a pattern. */
    public static String pattern(String path) {
        return path.replaceAll("[\\\\{}\\[\\]*?]", "\\\\$0");
    }

    /** Its content, decompressed as its name's extension says. */
    public InputStream open(Configuration settings) throws IOException {
        return open(path, 0, settings);
    }

    /** @param start the offset to begin at; 0 where the file is compressed */
    public static InputStream open(String path, long start, Configuration settings) throws IOException {
        Path location = new Path(path);
        FSDataInputStream stored = location.getFileSystem(settings).open(location);
        try {
            if (start > 0) {
                stored.seek(start);
            }
            // Not by Hadoop's codec, which needs its native library.
            if (isZstandard(path)) {
                return new ZstdInputStream(stored);
            }
            CompressionCodec codec = new CompressionCodecFactory(settings).getCodec(location);
            return codec == null ? stored : decompressed(stored, codec);
        } catch (IOException | RuntimeException e) {
            stored.close();
            throw e;
        }
    }

    private static InputStream decompressed(FSDataInputStream stored, CompressionCodec codec) throws IOException {
        if (codec instanceof SnappyCodec || codec instanceof Lz4Codec) {
            return new BlockInputStream(stored, codec.createDecompressor());
        }
        if (codec instanceof BZip2Codec) {
            // The codec would look for the first block wherever it is, and take a file without one for empty.
            byte[] magic = stored.readNBytes(BZIP2.length());
            if (!BZIP2.equals(new String(magic, StandardCharsets.ISO_8859_1))) {
                throw new IOException("not a bzip2 file");
            }
            stored.seek(0);
        }
        return codec.createInputStream(stored);
    }

    /** Whether its name's extension says so. */
    public boolean isCompressed(Configuration settings) {
        return isZstandard(path) || new CompressionCodecFactory(settings).getCodec(new Path(path)) != null;
    }

    private static boolean isZstandard(String path) {
        return path.endsWith(".zst") || path.endsWith(".zstd");
    }
}
