package io.relata.transforms.shred;

import java.io.IOException;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/**
 * A file that knows how many bytes were written to it. Asking the file system would not do: under S3A's magic committer
 * the file does not exist before the job commits.
 */
final class CountingFile implements OutputFile {

    private final OutputFile file;
    private long bytes;

    CountingFile(OutputFile file) {
        this.file = file;
    }

    /** The bytes written, once the stream is closed. */
    long bytes() {
        return bytes;
    }

    @Override
    public PositionOutputStream create(long blockSizeHint) throws IOException {
        return new Counted(file.create(blockSizeHint));
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) throws IOException {
        return new Counted(file.createOrOverwrite(blockSizeHint));
    }

    @Override
    public boolean supportsBlockSize() {
        return file.supportsBlockSize();
    }

    @Override
    public long defaultBlockSize() {
        return file.defaultBlockSize();
    }

    @Override
    public String getPath() {
        return file.getPath();
    }

    private final class Counted extends PositionOutputStream {

        private final PositionOutputStream stream;
        private boolean closed;

        Counted(PositionOutputStream stream) {
            this.stream = stream;
        }

        @Override
        public long getPos() throws IOException {
            return stream.getPos();
        }

        @Override
        public void write(int value) throws IOException {
            stream.write(value);
        }

        @Override
        public void write(byte[] data) throws IOException {
            stream.write(data);
        }

        @Override
        public void write(byte[] data, int offset, int length) throws IOException {
            stream.write(data, offset, length);
        }

        @Override
        public void flush() throws IOException {
            stream.flush();
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                bytes = stream.getPos();
                stream.close();
            }
        }
    }
}
