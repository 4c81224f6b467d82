package io.relata.jobs;

import java.io.File;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.AbstractFileSystem;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * Local files that fail as ordered. Paths begin with {@code faulty:}. The orders are files, so that whoever opens such a
 * path finds them, and an order that is followed is gone.
 */
public final class FaultyDisk extends RawLocalFileSystem {

    private static final String SCHEME = "faulty";
    private static final String ORDERS = "fs.faulty.orders";

    /** Made by Hadoop. */
    public FaultyDisk() {}

    /** A folder of such files, and what is ordered for it. */
    record Mount(Configuration configuration, Path folder, Path orders) implements AutoCloseable {

        static Mount of(Configuration configuration, Path parent) throws IOException {
            configuration.setClass("fs." + SCHEME + ".impl", FaultyDisk.class, FileSystem.class);
            configuration.setClass(
                    "fs.AbstractFileSystem." + SCHEME + ".impl", Context.class, AbstractFileSystem.class);
            configuration.setBoolean("fs." + SCHEME + ".impl.disable.cache", true);
            Path orders = Files.createDirectories(parent.resolve("orders"));
            configuration.set(ORDERS, orders.toString());
            return new Mount(configuration, Files.createDirectories(parent.resolve("disk")), orders);
        }

        /** Nothing is written from now on when the files have so many bytes. */
        void capacity(long bytes) throws IOException {
            Files.writeString(orders.resolve("capacity"), bytes + " " + folder);
        }

        /** The next calls of a method fail before they do anything. */
        void fail(String method, int times) throws IOException {
            for (int i = 0; i < times; i++) {
                Files.createFile(orders.resolve(method + "-" + i));
            }
        }

        /** Listings of folders whose path ends so are empty from now on. */
        void hide(String end) throws IOException {
            Files.writeString(orders.resolve("hidden"), end);
        }

        /** Nothing fails any more. */
        void heal() throws IOException {
            try (Stream<Path> files = Files.list(orders)) {
                for (Path order : files.toList()) {
                    Files.deleteIfExists(order);
                }
            }
        }

        /** How many of the ordered failures of a method have not happened. */
        long left(String method) throws IOException {
            try (Stream<Path> files = Files.list(orders)) {
                return files.filter(file -> file.getFileName().toString().startsWith(method + "-"))
                        .count();
            }
        }

        /** How many bytes the files have. */
        long used() {
            return usedIn(folder);
        }

        @Override
        public void close() {
            configuration.unset("fs." + SCHEME + ".impl");
            configuration.unset("fs.AbstractFileSystem." + SCHEME + ".impl");
            configuration.unset("fs." + SCHEME + ".impl.disable.cache");
            configuration.unset(ORDERS);
        }
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public URI getUri() {
        return URI.create(SCHEME + ":///");
    }

    @Override
    public FSDataOutputStream create(
            org.apache.hadoop.fs.Path file,
            boolean overwrite,
            int bufferSize,
            short replication,
            long blockSize,
            Progressable progress)
            throws IOException {
        obey("create");
        return faulty(super.create(file, overwrite, bufferSize, replication, blockSize, progress));
    }

    @Override
    public FSDataOutputStream create(
            org.apache.hadoop.fs.Path file,
            FsPermission permission,
            boolean overwrite,
            int bufferSize,
            short replication,
            long blockSize,
            Progressable progress)
            throws IOException {
        obey("create");
        return faulty(super.create(file, permission, overwrite, bufferSize, replication, blockSize, progress));
    }

    @Override
    public boolean rename(org.apache.hadoop.fs.Path from, org.apache.hadoop.fs.Path to) throws IOException {
        obey("rename");
        return super.rename(from, to);
    }

    @Override
    public FileStatus[] listStatus(org.apache.hadoop.fs.Path folder) throws IOException {
        Optional<Path> order = orders().map(files -> files.resolve("hidden")).filter(Files::exists);
        boolean isHidden = order.isPresent() && folder.toString().endsWith(Files.readString(order.get()));
        return isHidden ? new FileStatus[0] : super.listStatus(folder);
    }

    private FSDataOutputStream faulty(FSDataOutputStream file) {
        return new FSDataOutputStream(
                new FilterOutputStream(file) {
                    @Override
                    public void write(int value) throws IOException {
                        write(new byte[] {(byte) value}, 0, 1);
                    }

                    @Override
                    public void write(byte[] bytes, int offset, int length) throws IOException {
                        requireSpace(length);
                        file.write(bytes, offset, length);
                        file.flush();
                    }

                    @Override
                    public void close() throws IOException {
                        obey("close");
                        super.close();
                    }
                },
                null);
    }

    private void obey(String method) throws IOException {
        Optional<Path> order = orders().map(folder -> folder.resolve(method + "-0"));
        for (int i = 0; order.isPresent() && i < 10; i++) {
            if (Files.deleteIfExists(order.get().resolveSibling(method + "-" + i))) {
                throw new IOException("The disk was told to fail at " + method);
            }
        }
    }

    private void requireSpace(int length) throws IOException {
        Optional<Path> order =
                orders().map(folder -> folder.resolve("capacity")).filter(Files::exists);
        if (order.isPresent()) {
            String[] parts = Files.readString(order.get()).split(" ", 2);
            if (usedIn(Path.of(parts[1])) + length > Long.parseLong(parts[0])) {
                throw new IOException("No space left on device");
            }
        }
    }

    private Optional<Path> orders() {
        return Optional.ofNullable(getConf().get(ORDERS)).map(Path::of);
    }

    private static long usedIn(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(Path::toFile)
                    .filter(File::isFile)
                    .mapToLong(File::length)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same files for Hadoop's other interface. */
    public static final class Context extends DelegateToFileSystem {

        /** Made by Hadoop. */
        public Context(URI uri, Configuration configuration) throws IOException, URISyntaxException {
            super(uri, new FaultyDisk(), configuration, SCHEME, false);
        }
    }
}
