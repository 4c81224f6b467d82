package io.relata.jobs.doctor;

import static java.util.Objects.requireNonNull;

import io.relata.catalog.AwsSdk;
import java.util.Optional;
import org.apache.hadoop.util.VersionInfo;

/**
 * The versions of what a run stands on.
 *
 * @param java as in {@code 17.0.12}
 * @param spark as in {@code 3.5.6}
 * @param delta empty where there is none
 * @param s3a whether Hadoop's client for S3 is there
 * @param sdk the AWS SDK; empty where there is none
 */
public record Libraries(
        String java, String spark, String hadoop, Optional<String> delta, Presence s3a, Optional<String> sdk) {

    private static final String DELTA = "io.delta.package";
    private static final String S3A = "org.apache.hadoop.fs.s3a.S3AFileSystem";

    /** Whether something is there. */
    public enum Presence {
        PRESENT,
        ABSENT
    }

    public Libraries {
        requireNonNull(java, "java");
        requireNonNull(spark, "spark");
        requireNonNull(hadoop, "hadoop");
        requireNonNull(delta, "delta");
        requireNonNull(s3a, "s3a");
        requireNonNull(sdk, "sdk");
    }

    /** Those on the class path of this process. */
    public static Libraries found(String spark) {
        return new Libraries(
                System.getProperty("java.version", "unknown"),
                spark,
                VersionInfo.getVersion(),
                deltaVersion(),
                isPresent(S3A) ? Presence.PRESENT : Presence.ABSENT,
                AwsSdk.version());
    }

    private static Optional<String> deltaVersion() {
        try {
            return Optional.of(
                    String.valueOf(Class.forName(DELTA).getMethod("VERSION").invoke(null)));
        } catch (ReflectiveOperationException | LinkageError absent) {
            return Optional.empty();
        }
    }

    private static boolean isPresent(String className) {
        try {
            Class.forName(className, false, Libraries.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError absent) {
            return false;
        }
    }
}
