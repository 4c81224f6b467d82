package io.relata.transforms.json;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;

/** Writes input files. */
final class Files {

    private Files() {}

    static String write(Path folder, String name, String content) {
        return write(folder, name, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Compressed where the name says so. */
    static String write(Path folder, String name, byte[] content) {
        Path file = folder.resolve(name);
        CompressionCodec codec =
                new CompressionCodecFactory(new Configuration()).getCodec(new org.apache.hadoop.fs.Path("/" + name));
        try {
            java.nio.file.Files.createDirectories(file.getParent());
            OutputStream stored = java.nio.file.Files.newOutputStream(file);
            try (OutputStream out = codec == null ? stored : codec.createOutputStream(stored)) {
                out.write(content);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toString();
    }
}
