package io.relata.catalog.local;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The versions of one table, each a file of its own that is complete from the moment it has its name and never changes.
 * The highest number is the table as it is now.
 */
final class TableFolder {

    /** How many versions before the newest are kept. {@link #add} is safe only because this is not zero. */
    static final int KEPT = 20;

    private static final Pattern VERSION_FILE = Pattern.compile("(\\d{18})\\.json");

    /** Each attempt fails only if {@value #KEPT} changes came between two system calls, or a link is broken. */
    private static final int READ_ATTEMPTS = 100;

    private final Path folder;
    private final TableRecordReader reader = new TableRecordReader();
    private final TableRecordWriter writer = new TableRecordWriter();

    TableFolder(Path folder) {
        this.folder = folder;
    }

    /** A version and what it says. */
    record Version(long number, TableRecord table) {}

    /** The table as it is now; empty when it never existed. */
    Optional<Version> newest() throws IOException {
        for (int attempt = 1; ; attempt++) {
            OptionalLong number = highest();
            if (number.isEmpty()) {
                return Optional.empty();
            }
            Path file = file(number.getAsLong());
            try {
                return Optional.of(new Version(number.getAsLong(), reader.read(file, Files.readAllBytes(file))));
            } catch (NoSuchFileException e) {
                if (attempt == READ_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /**
     * Makes {@code number} the newest version, if the newest is {@code number - 1}.
     *
     * @return false when another change took the number first
     */
    boolean add(long number, TableRecord table) throws IOException {
        if (number == 1) {
            createFolder();
        }
        removeBefore(number - KEPT);
        Path complete = folder.resolve("." + UUID.randomUUID() + ".tmp");
        try {
            write(complete, writer.write(table));
            // Unlike a rename, a link refuses to replace: of two processes that take one number, one is refused.
            Files.createLink(file(number), complete);
            force(folder);
        } catch (FileAlreadyExistsException e) {
            return false;
        } finally {
            Files.deleteIfExists(complete);
        }
        // A number is removed only by someone who saw one that is KEPT higher. If there is none now, this number was
        // never
        // taken before. If there is, it may have been taken and removed while this thread stood still.
        return highest().orElseThrow() < number + KEPT;
    }

    private OptionalLong highest() throws IOException {
        NavigableSet<Long> numbers = numbers();
        return numbers.isEmpty() ? OptionalLong.empty() : OptionalLong.of(numbers.last());
    }

    private void removeBefore(long number) throws IOException {
        for (long old : numbers().headSet(number)) {
            Files.deleteIfExists(file(old));
        }
    }

    private NavigableSet<Long> numbers() throws IOException {
        NavigableSet<Long> numbers = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Matcher version = VERSION_FILE.matcher(file.getFileName().toString());
                if (version.matches()) {
                    numbers.add(Long.valueOf(version.group(1)));
                }
            }
        } catch (NoSuchFileException e) {
            return numbers;
        } catch (DirectoryIteratorException e) {
            throw requireNonNull(e.getCause());
        }
        return numbers;
    }

    private Path file(long number) {
        return folder.resolve("%018d.json".formatted(number));
    }

    private static void write(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
    }

    private void createFolder() throws IOException {
        Files.createDirectories(folder);
        // The table's name in its database, the database's in the catalog, and the catalog's own.
        Path parent = folder.getParent();
        for (int level = 0; level < 3 && parent != null; level++) {
            force(parent);
            parent = parent.getParent();
        }
    }

    /** Makes the names in a folder durable. Windows cannot open a folder and needs no such call. */
    private static void force(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
