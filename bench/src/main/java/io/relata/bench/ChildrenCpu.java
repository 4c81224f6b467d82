package io.relata.bench;

import io.relata.Problem;
import io.relata.RelataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The CPU that the ended children of this process took, from their start to their end. */
final class ChildrenCpu {

    private static final Path STAT = Path.of("/proc/self/stat");
    // Fields 16 and 17 of proc(5), counted from the third, which follows the name in brackets.
    private static final int USER = 13;
    private static final int SYSTEM = 14;
    // What Linux shows to processes is in hundredths, whatever its own clock ticks in.
    private static final double TICKS_A_SECOND = 100;

    private ChildrenCpu() {}

    /**
     * Seconds, user and system.
     *
     * @throws RelataException where there is no {@code /proc}
     */
    static double seconds() {
        if (!Files.exists(STAT)) {
            throw RelataException.usage(new Problem(
                    "Cannot measure whole processes",
                    STAT.toString(),
                    "there is no such file",
                    "Use Linux for --cold"));
        }
        try {
            return seconds(Files.readString(STAT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static double seconds(String stat) {
        // The name may hold blanks and brackets.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM])) / TICKS_A_SECOND;
    }
}
