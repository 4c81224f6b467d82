package io.relata.jobs.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitter;
import org.apache.hadoop.mapreduce.lib.output.PathOutputCommitter;
import org.apache.hadoop.mapreduce.lib.output.PathOutputCommitterFactory;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;

/**
 * Does in a folder of the target what runs do there: writes, reads, lists, writes in parts, commits. What it wrote it
 * removes.
 */
public final class StoreTrial {

    private static final byte[] CONTENT = "relata doctor\n".getBytes(UTF_8);

    /** The least that S3 takes as one part of several. */
    private static final int PART = 5 << 20;

    private static final Duration SKEW = Duration.ofMinutes(1);

    private static final Set<String> STORES_WITHOUT_RENAME = Set.of("s3a", "s3", "s3n");

    private final Path folder;
    private final Configuration configuration;
    private final Clock clock;

    /** @param folder where nothing is */
    public StoreTrial(String folder, Configuration configuration, Clock clock) {
        this.folder = new Path(folder);
        this.configuration = configuration;
        this.clock = clock;
    }

    /** Tries each thing, until one fails that the others need. */
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        try {
            FileSystem files = folder.getFileSystem(configuration);
            try {
                tried(files, findings);
            } finally {
                files.delete(folder, true);
            }
        } catch (IOException | RuntimeException e) {
            findings.add(failed(
                    findings.isEmpty() ? "write" : "write, read, list",
                    e,
                    "Check the role and the path in target.path"));
        }
        return List.copyOf(findings);
    }

    private void tried(FileSystem files, List<Finding> findings) throws IOException {
        Path file = new Path(folder, "small");
        write(files, file, CONTENT);
        findings.add(Finding.ok("write", "a file in " + folder));
        findings.add(read(files, file));
        FileStatus listed = listed(files, findings);
        findings.add(clock(listed));
        findings.add(secondWriter(files, file));
        if (folder.toUri().getScheme() != null
                && STORES_WITHOUT_RENAME.contains(folder.toUri().getScheme())) {
            findings.add(parts());
        }
        findings.add(committer());
    }

    private Finding read(FileSystem files, Path file) throws IOException {
        try (InputStream in = files.open(file)) {
            return Arrays.equals(in.readAllBytes(), CONTENT)
                    ? Finding.ok("read", "what was written")
                    : Finding.fail("read", "other bytes than were written", "Do not trust this store");
        }
    }

    private FileStatus listed(FileSystem files, List<Finding> findings) throws IOException {
        FileStatus[] found = files.listStatus(folder);
        if (found.length != 1) {
            throw new IOException("a listing shows " + found.length + " files where one was written");
        }
        findings.add(Finding.ok("list", "the file that was written"));
        return found[0];
    }

    private Finding clock(FileStatus file) {
        Duration skew = Duration.between(Instant.ofEpochMilli(file.getModificationTime()), clock.instant());
        return skew.abs().compareTo(SKEW) < 0
                ? Finding.ok("clock", "within a minute of the store's")
                : Finding.warn(
                        "clock",
                        skew.abs().toSeconds() + " seconds " + (skew.isNegative() ? "behind" : "before")
                                + " the store's",
                        "Set the clock: signatures and the order of runs go by it");
    }

    private Finding secondWriter(FileSystem files, Path file) throws IOException {
        try (OutputStream second = files.createFile(file).overwrite(false).build()) {
            second.write(CONTENT);
        } catch (FileAlreadyExistsException refused) {
            return Finding.ok("write once", "a second writer of one file is refused");
        }
        return Finding.warn(
                "write once",
                "a second writer of one file is not refused",
                "Runs are kept apart by the catalog alone; give each target to one catalog");
    }

    /** With a client of its own, since the size of parts is the client's. */
    private Finding parts() {
        Configuration small = new Configuration(configuration);
        String bucket = String.valueOf(folder.toUri().getHost());
        for (String prefix : List.of("fs.s3a.", "fs.s3a.bucket." + bucket + ".")) {
            small.set(prefix + "multipart.size", String.valueOf(PART));
            small.set(prefix + "multipart.threshold", String.valueOf(PART));
        }
        Path file = new Path(folder, "parts");
        try (FileSystem files = FileSystem.newInstance(folder.toUri(), small)) {
            write(files, file, new byte[PART + 1]);
            long length = files.getFileStatus(file).getLen();
            return length == PART + 1
                    ? Finding.ok("write in parts", "a file of two parts")
                    : Finding.fail("write in parts", length + " bytes of " + (PART + 1), "Do not trust this store");
        } catch (IOException | RuntimeException e) {
            return failed("write in parts", e, "Allow s3:PutObject and s3:AbortMultipartUpload");
        }
    }

    private Finding committer() {
        try {
            TaskAttemptContextImpl task = new TaskAttemptContextImpl(configuration, new TaskAttemptID());
            PathOutputCommitter committer =
                    PathOutputCommitterFactory.createCommitter(new Path(folder, "committed"), task);
            String name = committer.getClass().getSimpleName();
            boolean copies = committer.getClass().equals(FileOutputCommitter.class)
                    && STORES_WITHOUT_RENAME.contains(
                            String.valueOf(folder.toUri().getScheme()));
            return copies
                    ? Finding.warn(
                            "committer",
                            name + ", which copies every file once more here",
                            "Set spark.hadoop.fs.s3a.bucket.all.committer.magic.enabled=true, but not on Glue and EMR, which"
                                    + " have committers of their own")
                    : Finding.ok("committer", name);
        } catch (IOException | RuntimeException e) {
            return failed("committer", e, "Remove the options of committers");
        }
    }

    private static void write(FileSystem files, Path file, byte[] content) throws IOException {
        try (OutputStream out = files.create(file, true)) {
            out.write(content);
        }
    }

    private static Finding failed(String subject, Exception failure, String remedy) {
        String message =
                String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        return Finding.fail(subject, failure.getClass().getSimpleName() + ": " + message, remedy);
    }
}
