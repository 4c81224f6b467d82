package io.relata.jobs;

import io.relata.Failpoint;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A process that starts one run after another and dies. Each run is held at the failpoint that is ordered for it and that
 * no earlier run has reached; when the last one is, all end at once where they are, as when the machine loses power.
 */
final class CrashingRuns {

    private static final int NOT_REACHED = 3;

    private CrashingRuns() {}

    /** @param arguments the place, as {@code registered-2}, and the job file of each run */
    public static void main(String[] arguments) throws InterruptedException {
        Path followed = Path.of(System.getProperty(Failpoint.FOLDER));
        for (int i = 0; i < arguments.length; i += 2) {
            String place = arguments[i];
            String job = arguments[i + 1];
            Thread run = new Thread(() -> Main.main(new String[] {"run", job, "--quiet"}), place);
            run.setDaemon(true);
            run.start();
            while (!Files.exists(followed.resolve(place))) {
                if (!run.isAlive()) {
                    System.err.println("The run of " + job + " ended and never came to " + place);
                    Runtime.getRuntime().halt(NOT_REACHED);
                }
                run.join(5);
            }
        }
        Runtime.getRuntime().halt(Failpoint.HALTED);
    }
}
