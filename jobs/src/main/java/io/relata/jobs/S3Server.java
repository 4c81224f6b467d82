package io.relata.jobs;

import io.relata.Problem;
import io.relata.RelataException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;

/**
 * An S3 server for a demo or a test: S3Proxy in a process of its own, with a class path of its own, since its Jackson,
 * Guava and servlet API are not Spark's. It listens on 127.0.0.1 alone, checks every signature against keys that it
 * alone was given, and ends with {@link #close} or with this process. An object is a plain file,
 * {@code <folder>/<bucket>/<key>}.
 */
final class S3Server implements AutoCloseable {

    private static final List<String> BUILDS = List.of("target", "target-spark-4.1");
    private static final String CLASS_PATH = "s3-server-classpath.txt";
    private static final int PORTS_TRIED = 3;
    private static final int LOOK_MILLIS = 50;
    private static final int LONGEST_START_SECONDS = 60;
    private static final int UNSIGNED_IS_REFUSED = 403;

    private final Path folder;
    private final URI endpoint;
    private final String accessKey;
    private final String secretKey;
    private final Process process;
    private final Thread ending;

    private S3Server(Path folder, URI endpoint, String accessKey, String secretKey, Process process) {
        this.folder = folder;
        this.endpoint = endpoint;
        this.accessKey = accessKey;
        this.secretKey = secretKey;
        this.process = process;
        this.ending = new Thread(process::destroyForcibly, "end of the S3 server");
        Runtime.getRuntime().addShutdownHook(ending);
    }

    /**
     * Starts a server and waits until it answers.
     *
     * @param checkout the checkout, whose build keeps the server's class path
     * @param folder holds the buckets; made when there is none
     * @throws RelataException when the checkout is not built, or the server does not answer
     */
    static S3Server start(Path checkout, Path folder) {
        Path classPath = classPath(checkout);
        try {
            Path buckets = Files.createDirectories(folder).toRealPath();
            Path log = Files.createTempFile("relata-s3-", ".log");
            try {
                for (int tried = 0; tried < PORTS_TRIED; tried++) {
                    Optional<S3Server> started = start(classPath, buckets, log);
                    if (started.isPresent()) {
                        return started.get();
                    }
                }
                throw refused(checkout, "it ended at once: " + lastLine(log));
            } finally {
                Files.deleteIfExists(log);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empty when the process ended, as when another program took the port first. */
    private static Optional<S3Server> start(Path classPath, Path folder, Path log) throws IOException {
        URI endpoint = URI.create("http://127.0.0.1:" + freePort());
        String accessKey = random();
        String secretKey = random();
        // A file and not the command line, which every user of the machine can read.
        Path settings = Files.createTempFile("relata-s3-", ".properties");
        try {
            write(settings, folder, endpoint, accessKey, secretKey);
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                            "-cp",
                            Files.readString(classPath),
                            "org.gaul.s3proxy.Main",
                            "--properties",
                            settings.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            S3Server server = new S3Server(folder, endpoint, accessKey, secretKey, process);
            try {
                if (server.answers()) {
                    return Optional.of(server);
                }
                server.close();
                return Optional.empty();
            } catch (RuntimeException e) {
                server.close();
                throw e;
            }
        } finally {
            Files.deleteIfExists(settings);
        }
    }

    private static void write(Path file, Path folder, URI endpoint, String accessKey, String secretKey)
            throws IOException {
        Properties settings = new Properties();
        settings.setProperty("s3proxy.endpoint", endpoint.toString());
        settings.setProperty("s3proxy.authorization", "aws-v2-or-v4");
        settings.setProperty("s3proxy.identity", accessKey);
        settings.setProperty("s3proxy.credential", secretKey);
        settings.setProperty("s3proxy.ignore-unknown-headers", "true");
        settings.setProperty("jclouds.provider", "filesystem-nio2");
        settings.setProperty("jclouds.identity", "unused");
        settings.setProperty("jclouds.credential", "unused");
        settings.setProperty("jclouds.filesystem.basedir", folder.toString());
        try (OutputStream out = Files.newOutputStream(file)) {
            settings.store(out, null);
        }
    }

    /** Waits for the first answer; false when the process ended before. */
    private boolean answers() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_START_SECONDS);
        try {
            while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (refusesTheUnsigned()) {
                    return true;
                }
                if (System.nanoTime() > end) {
                    throw refused(folder, "it did not answer within " + LONGEST_START_SECONDS + " s");
                }
            }
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the S3 server started", e);
        }
    }

    private boolean refusesTheUnsigned() {
        try {
            HttpURLConnection connection = (HttpURLConnection) endpoint.toURL().openConnection();
            try {
                return connection.getResponseCode() == UNSIGNED_IS_REFUSED;
            } finally {
                connection.disconnect();
            }
        } catch (IOException notYet) {
            return false;
        }
    }

    URI endpoint() {
        return endpoint;
    }

    /** Makes a bucket; nothing where there is one. */
    void makeBucket(String bucket) {
        try {
            Files.createDirectories(folder(bucket));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder that holds a bucket's objects. */
    Path folder(String bucket) {
        return folder.resolve(bucket);
    }

    /** Makes {@code s3a://<bucket>/} mean this server, and leaves all other buckets alone. */
    void open(String bucket, Configuration hadoop) {
        open(bucket, endpoint, hadoop);
    }

    /** @param through where the bucket's requests go to, which hands them on to this server as they are */
    void open(String bucket, URI through, Configuration hadoop) {
        String its = "fs.s3a.bucket." + bucket + ".";
        hadoop.set(its + "endpoint", through.toString());
        hadoop.set(its + "endpoint.region", "us-east-1");
        hadoop.set(its + "connection.ssl.enabled", "false");
        hadoop.set(its + "path.style.access", "true");
        hadoop.set(its + "aws.credentials.provider", "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider");
        hadoop.set(its + "access.key", accessKey);
        hadoop.set(its + "secret.key", secretKey);
    }

    /** Ends the server. The objects stay. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
            Runtime.getRuntime().removeShutdownHook(ending);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException e) {
            // This process is ending, and the hook does what it is there for.
            return;
        }
    }

    private static Path classPath(Path checkout) {
        return BUILDS.stream()
                .map(build -> checkout.resolve("jobs").resolve(build).resolve(CLASS_PATH))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> refused(checkout, "jobs/target/" + CLASS_PATH + " is not there"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String random() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String lastLine(Path log) throws IOException {
        return Files.readString(log)
                .strip()
                .lines()
                .reduce((first, second) -> second)
                .orElse("it said nothing");
    }

    private static RelataException refused(Path where, String why) {
        return RelataException.failed(new Problem(
                "Cannot start the S3 server",
                where.toString(),
                why,
                "Build with ./mvnw -DskipTests package and try again"));
    }
}
