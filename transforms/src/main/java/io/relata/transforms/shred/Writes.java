package io.relata.transforms.shred;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Runs a write and brings back what it wrote. */
final class Writes {

    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

    private Writes() {}

    static WriteOutcome run(
            Dataset<Row> rows, Class<? extends WriteTarget> target, List<OutputTable> tables, TaskWork work) {
        try {
            Path outcome = Files.createTempFile("relata-write-", ".json");
            try {
                WriteTarget.write(rows, target, new WriteRequest(newJob(), tables, outcome.toString()), work);
                return WriteOutcome.load(outcome);
            } finally {
                Files.deleteIfExists(outcome);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The time and a random number, digits only: S3A's committers and Hadoop's job ids both take that. */
    private static String newJob() {
        return SECOND.format(Instant.now())
                + "%010d".formatted(UUID.randomUUID().getMostSignificantBits() >>> 31);
    }
}
