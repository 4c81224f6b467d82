package io.relata.jobs.publish;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;

/**
 * Small files that a reader finds whole or not at all, also when the writer dies. On the local file system and on HDFS a
 * temporary file takes the name in one step; on an object store a file appears when all of it has arrived. Immutable and
 * safe for use by several threads.
 */
public final class WholeFiles {

    private static final Set<String> OBJECT_STORES =
            Set.of("s3", "s3a", "s3n", "gs", "oss", "obs", "cosn", "wasb", "wasbs");

    private final Configuration configuration;

    public WholeFiles(Configuration configuration) {
        this.configuration = configuration;
    }

    /**
     * Writes a file that does not exist.
     *
     * @throws FileAlreadyExistsException when it exists; it is as it was
     */
    public void create(String path, byte[] content) throws IOException {
        Path file = new Path(path);
        if (fileSystem(file).exists(file)) {
            throw new FileAlreadyExistsException(path);
        }
        place(file, content, Options.Rename.NONE);
    }

    /** Writes a file in the place of the one that has its name, if any. */
    public void replace(String path, byte[] content) throws IOException {
        place(new Path(path), content, Options.Rename.OVERWRITE);
    }

    /**
     * The file's content; empty when there is no such file.
     *
     * @param limit a file of more bytes is refused unread
     */
    public Optional<byte[]> read(String path, int limit) throws IOException {
        Path file = new Path(path);
        FileSystem files = fileSystem(file);
        try {
            FileStatus status = files.getFileStatus(file);
            if (status.getLen() > limit) {
                throw new IOException("the file has " + status.getLen() + " bytes and at most " + limit + " are read");
            }
            try (InputStream in = isLocal(files) ? Files.newInputStream(local(file)) : files.open(file)) {
                return Optional.of(in.readAllBytes());
            }
        } catch (FileNotFoundException | java.nio.file.NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Deletes a file; nothing where there is none. */
    void delete(String path) throws IOException {
        Path file = new Path(path);
        fileSystem(file).delete(file, false);
    }

    /** The names of the files in a folder; none when there is no such folder. */
    public List<String> names(String folder) throws IOException {
        Path path = new Path(folder);
        List<String> names = new ArrayList<>();
        try {
            for (FileStatus status : fileSystem(path).listStatus(path)) {
                names.add(status.getPath().getName());
            }
        } catch (FileNotFoundException e) {
            return List.of();
        }
        return names;
    }

    private void place(Path file, byte[] content, Options.Rename option) throws IOException {
        FileSystem files = fileSystem(file);
        if (isLocal(files)) {
            placeLocally(local(file), content, option);
        } else if (OBJECT_STORES.contains(scheme(files))) {
            write(files, file, content);
        } else {
            placeByRename(file, content, option);
        }
    }

    /** For file systems whose rename is one step, as that of HDFS. */
    void placeByRename(Path file, byte[] content, Options.Rename option) throws IOException {
        Path temporary = new Path(file.getParent(), temporaryName(file.getName()));
        FileSystem files = fileSystem(file);
        try {
            write(files, temporary, content);
            FileContext.getFileContext(files.getUri(), configuration).rename(temporary, file, option);
        } catch (IOException e) {
            files.delete(temporary, false);
            throw e;
        }
    }

    // Hadoop's rename with overwrite deletes first on the local file system, and moves its checksum file on its own.
    private static void placeLocally(java.nio.file.Path file, byte[] content, Options.Rename option)
            throws IOException {
        java.nio.file.Path folder = file.toAbsolutePath().getParent();
        java.nio.file.Path name = file.getFileName();
        if (folder == null || name == null) {
            throw new IOException("not a file: " + file);
        }
        Files.createDirectories(folder);
        java.nio.file.Path temporary = folder.resolve(temporaryName(name.toString()));
        try {
            try (FileChannel channel =
                    FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer rest = ByteBuffer.wrap(content);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            if (option == Options.Rename.OVERWRITE) {
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            } else {
                Files.move(temporary, file);
            }
        } catch (IOException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
    }

    private static void write(FileSystem files, Path file, byte[] content) throws IOException {
        try (OutputStream out = files.create(file, true)) {
            out.write(content);
        }
    }

    private FileSystem fileSystem(Path path) throws IOException {
        return path.getFileSystem(configuration);
    }

    private static boolean isLocal(FileSystem files) {
        return scheme(files).equals("file");
    }

    private static String scheme(FileSystem files) {
        return files.getUri().getScheme();
    }

    private static java.nio.file.Path local(Path file) {
        return java.nio.file.Path.of(file.toUri().getPath());
    }

    private static String temporaryName(String name) {
        return "." + name + "." + UUID.randomUUID() + ".tmp";
    }
}
