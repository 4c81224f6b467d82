package io.relata.jobs.publish;

import io.relata.jobs.publish.Turn.Kind;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ContentSummary;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * An object store in memory: a file appears when all of it has arrived, and a folder is what files' names begin with.
 * What it is asked for is a turn, save opening a file, before which everyone asks for its length.
 */
public final class BucketFileSystem extends FileSystem {

    private static final String SCHEME = "gs";

    private final NavigableMap<String, byte[]> objects = new TreeMap<>();
    private URI uri = URI.create(SCHEME + "://bucket");
    private Turns turns = new Turns(new MeetingPlaces());
    private Predicate<String> isTurn = path -> true;

    /** Made by Hadoop, once for each bucket. */
    public BucketFileSystem() {}

    /** The file system of a bucket, and a configuration by which paths below {@code gs://name/} find it. */
    static BucketFileSystem open(String name, Configuration configuration) throws IOException {
        configuration.setClass("fs." + SCHEME + ".impl", BucketFileSystem.class, FileSystem.class);
        return (BucketFileSystem) FileSystem.get(URI.create(SCHEME + "://" + name), configuration);
    }

    /**
     * Empties the bucket for processes of these turns.
     *
     * @param paths to which calls are turns; others pass, and come at once with what the process did before
     */
    void clear(Turns next, Predicate<String> paths) {
        objects.clear();
        turns = next;
        isTurn = paths;
    }

    private void await(Kind kind, Path path) {
        if (isTurn.test(key(path))) {
            turns.await(kind, key(path));
        }
    }

    /** Whether there is a file of this path, given without the bucket. */
    boolean holds(String path) {
        return objects.containsKey(path);
    }

    @Override
    public void initialize(URI name, Configuration configuration) throws IOException {
        super.initialize(name, configuration);
        setConf(configuration);
        uri = URI.create(name.getScheme() + "://" + name.getAuthority());
    }

    @Override
    public URI getUri() {
        return uri;
    }

    @Override
    public FSDataInputStream open(Path path, int bufferSize) throws IOException {
        return new FSDataInputStream(new ObjectStream(object(path)));
    }

    @Override
    public FSDataOutputStream create(
            Path path,
            FsPermission permission,
            boolean overwrite,
            int bufferSize,
            short replication,
            long blockSize,
            Progressable progress)
            throws IOException {
        await(Kind.WRITE, path);
        String key = key(path);
        return new FSDataOutputStream(
                new ByteArrayOutputStream() {
                    @Override
                    public void close() {
                        objects.put(key, toByteArray());
                    }
                },
                null);
    }

    @Override
    public FSDataOutputStream append(Path path, int bufferSize, Progressable progress) throws IOException {
        throw new UnsupportedOperationException("An object is not appended to");
    }

    @Override
    public boolean rename(Path from, Path to) {
        throw new UnsupportedOperationException("Nobody renames in an object store");
    }

    @Override
    public boolean delete(Path path, boolean recursive) {
        await(Kind.WRITE, path);
        boolean wasThere = objects.remove(key(path)) != null;
        return objects.keySet().removeIf(name -> name.startsWith(key(path) + "/")) || wasThere;
    }

    @Override
    public FileStatus[] listStatus(Path folder) throws IOException {
        await(Kind.READ, folder);
        String prefix = key(folder) + "/";
        NavigableSet<String> names = new TreeSet<>();
        objects.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .forEach(name -> names.add(name.substring(prefix.length()).replaceFirst("/.*", "")));
        if (names.isEmpty()) {
            throw new FileNotFoundException(folder.toString());
        }
        List<FileStatus> found = new ArrayList<>();
        for (String name : names) {
            found.add(status(new Path(folder, name)));
        }
        return found.toArray(FileStatus[]::new);
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
        await(Kind.READ, path);
        return status(path);
    }

    @Override
    public ContentSummary getContentSummary(Path folder) {
        await(Kind.READ, folder);
        List<byte[]> files = objects.entrySet().stream()
                .filter(object -> object.getKey().startsWith(key(folder) + "/"))
                .map(object -> object.getValue())
                .toList();
        return new ContentSummary.Builder()
                .fileCount(files.size())
                .length(files.stream().mapToLong(content -> content.length).sum())
                .build();
    }

    @Override
    public boolean mkdirs(Path folder, FsPermission permission) {
        return true;
    }

    @Override
    public void setWorkingDirectory(Path folder) {
        throw new UnsupportedOperationException("Paths are absolute here");
    }

    @Override
    public Path getWorkingDirectory() {
        return new Path(uri + "/");
    }

    private FileStatus status(Path path) throws IOException {
        byte[] content = objects.get(key(path));
        if (content == null && objects.keySet().stream().noneMatch(name -> name.startsWith(key(path) + "/"))) {
            throw new FileNotFoundException(path.toString());
        }
        return new FileStatus(content == null ? 0 : content.length, content == null, 1, 1, 0, makeQualified(path));
    }

    private byte[] object(Path path) throws IOException {
        byte[] content = objects.get(key(path));
        if (content == null) {
            throw new FileNotFoundException(path.toString());
        }
        return content;
    }

    private static String key(Path path) {
        return path.toUri().getPath();
    }

    /** An object's content. */
    private static final class ObjectStream extends FSInputStream {

        private final byte[] content;
        private int position;

        private ObjectStream(byte[] content) {
            this.content = Arrays.copyOf(content, content.length);
        }

        @Override
        public int read() {
            return position == content.length ? -1 : content[position++] & 0xff;
        }

        @Override
        public void seek(long to) throws IOException {
            if (to < 0 || to > content.length) {
                throw new EOFException("No byte " + to);
            }
            position = (int) to;
        }

        @Override
        public long getPos() {
            return position;
        }

        @Override
        public boolean seekToNewSource(long target) {
            return false;
        }
    }
}
