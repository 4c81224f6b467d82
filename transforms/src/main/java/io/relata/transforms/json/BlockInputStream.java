package io.relata.transforms.json;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.io.compress.BlockDecompressorStream;
import org.apache.hadoop.io.compress.Decompressor;

/**
 * Blocks as Hadoop frames them for Snappy and LZ4. Hadoop's own stream takes a file that is cut off inside a block for
 * one that ends there, and believes any length.
 */
final class BlockInputStream extends BlockDecompressorStream {

    private static final int LONGEST = 64 << 20;

    BlockInputStream(InputStream in, Decompressor decompressor) throws IOException {
        super(in, decompressor);
    }

    @Override
    protected int getCompressedData() throws IOException {
        int length = length();
        if (length < 0 || length > LONGEST) {
            throw new IOException("a block of %d bytes: the file is damaged, or not compressed so".formatted(length));
        }
        if (length > buffer.length) {
            buffer = new byte[length];
        }
        if (in.readNBytes(buffer, 0, length) < length) {
            throw cutOff();
        }
        return length;
    }

    private int length() throws IOException {
        byte[] length = in.readNBytes(Integer.BYTES);
        if (length.length < Integer.BYTES) {
            throw cutOff();
        }
        return (length[0] & 0xFF) << 24 | (length[1] & 0xFF) << 16 | (length[2] & 0xFF) << 8 | (length[3] & 0xFF);
    }

    /** Not an {@code EOFException}, which Hadoop swallows. */
    private static IOException cutOff() {
        return new IOException("the file ends inside a block");
    }
}
