package io.relata.jobs;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/**
 * A bucket with an S3A client of its own that tries again at once and not for long. The client is slow to make, so tests
 * of a class share a bucket, each in a folder of its own.
 */
final class S3Bucket implements AutoCloseable {

    private static final Map<String, String> IMPATIENT = Map.of(
            "attempts.maximum", "0",
            "retry.limit", "3",
            "retry.interval", "1ms",
            "retry.throttle.limit", "3",
            "retry.throttle.interval", "1ms");

    private static final String COMMITTER = "fs.s3a.committer.name";

    private final String name = "test-" + UUID.randomUUID();
    private final S3Server server;
    private final Configuration hadoop;
    private int tests;
    private String test = "";

    private S3Bucket(S3Server server, URI endpoint, Configuration hadoop) {
        this.server = server;
        this.hadoop = hadoop;
        server.makeBucket(name);
        server.open(name, endpoint, hadoop);
        IMPATIENT.forEach(this::set);
        nextTest();
    }

    static S3Bucket on(S3Server server, Configuration hadoop) {
        return new S3Bucket(server, server.endpoint(), hadoop);
    }

    /** A bucket whose requests go through a proxy. */
    static S3Bucket through(FaultyProxy proxy, S3Server server, Configuration hadoop) {
        return new S3Bucket(server, proxy.endpoint(), hadoop);
    }

    /** An option of S3A, without its prefix, for this bucket alone; before the bucket is used. */
    S3Bucket set(String option, String value) {
        hadoop.set("fs.s3a.bucket." + name + "." + option, value);
        return this;
    }

    /** What follows happens in a new folder, and with the committer that files have everywhere. */
    void nextTest() {
        test = "test " + ++tests;
        hadoop.set(COMMITTER, "file");
    }

    String path(String key) {
        return "s3a://" + name + "/" + test + "/" + key;
    }

    /** The folder that holds the test's objects, seen without S3. */
    Path folder() {
        return server.folder(name).resolve(test);
    }

    void put(String key, String... lines) {
        try (OutputStream object = files().create(new org.apache.hadoop.fs.Path(path(key)), true)) {
            object.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Hadoop's default for all buckets goes before an option of one, so this is for all. */
    void committingByMagic() {
        hadoop.set(COMMITTER, "magic");
    }

    /** The bucket's options as Java's command line gives them to Spark. */
    List<String> definitions() {
        String prefix = "fs.s3a.bucket." + name + ".";
        return hadoop.getPropsWithPrefix(prefix).entrySet().stream()
                .map(option -> "-Dspark.hadoop." + prefix + option.getKey() + "=" + option.getValue())
                .toList();
    }

    private FileSystem files() throws IOException {
        return new org.apache.hadoop.fs.Path(path("")).getFileSystem(hadoop);
    }

    @Override
    public void close() {
        nextTest();
        try {
            files().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
