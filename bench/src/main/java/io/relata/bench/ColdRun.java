package io.relata.bench;

import io.relata.Problem;
import io.relata.RelataException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** One run of one variant with all a process of its own does: start Spark, run, stop Spark. */
public final class ColdRun {

    private ColdRun() {}

    /** What {@link #main} takes to run a variant on this trial's data. */
    static List<String> arguments(Variant variant, Trial trial) {
        GeneratedData data = trial.data();
        return List.of(
                variant.name(),
                data.shape().name(),
                data.folder().toString(),
                trial.destination().toString(),
                Integer.toString(trial.cores()));
    }

    /**
     * Ends at once when its standard input does: then the process that started it is no more.
     *
     * @param arguments as {@link #arguments} gives them
     * @throws RelataException when the data is not whole, or whatever the variant throws
     */
    public static void main(String[] arguments) {
        endWithParent();
        Variant variant = Variants.named(arguments[0]).orElseThrow();
        RecordShape shape = RecordShapes.named(arguments[1]).orElseThrow();
        Path folder = Path.of(arguments[2]);
        Manifest manifest = Manifest.of(folder)
                .orElseThrow(() -> RelataException.failed(new Problem(
                        "Cannot run " + variant.name(),
                        folder.toString(),
                        "the data is not whole",
                        "Leave it alone while the bench runs")));
        SparkSession spark = BenchSession.start(folder.resolveSibling("cold"), Integer.parseInt(arguments[4]));
        try {
            variant.run(new Trial(spark, new GeneratedData(shape, folder, manifest), Path.of(arguments[3])));
        } finally {
            spark.stop();
        }
    }

    private static void endWithParent() {
        Thread watch = new Thread(
                () -> {
                    try {
                        // Nothing is ever written to it.
                        while (System.in.read() >= 0) {}
                    } catch (IOException e) {
                        System.err.println("The standard input broke: " + e);
                    }
                    Runtime.getRuntime().halt(1);
                },
                "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }
}
