package io.relata.bench;

import io.relata.Problem;
import io.relata.RelataException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Measures the variants side by side, in one process and interleaved, and fails unless all write the same. */
public final class Bench {

    /** Every variant there is; a new one is added here. */
    static final List<Variant> VARIANTS = List.of(
            new Floor(),
            new RelataRows(),
            new RelataBytes(),
            new RelataSurvey(),
            new RelataSurveyBytes(),
            new ByHand(),
            new SparkInfer(),
            new InferByHand(),
            new DuckDbTemp(),
            new DuckDbAuto());

    static final List<RecordShape> SHAPES = List.of(new Games(), new Orders());

    private Bench() {}

    /**
     * Prints a table and writes the result as JSON.
     *
     * @param arguments as {@code bench/README.md} lists them
     * @throws RelataException when outputs differ, or an argument is wrong
     */
    public static void main(String[] arguments) {
        Arguments parsed = parse(arguments);
        RecordShape shape = named(parsed.data(), "data", SHAPES, RecordShape::name);
        List<Variant> variants = parsed.variants().stream()
                .map(name -> named(name, "variant", VARIANTS, Variant::name))
                .toList();
        Path work = parsed.work().toAbsolutePath();
        GeneratedData data = GeneratedData.in(work.resolve("data"), shape, parsed.megabytes(), parsed.seed());
        System.out.printf(
                "%s: %d bytes, %d records, seed %d%n",
                shape.name(),
                data.manifest().bytes(),
                data.manifest()
                        .tables()
                        .getOrDefault(shape.root(), TableCounts.NONE)
                        .rows(),
                parsed.seed());
        // Not a resource: what its close() throws differs between the versions of Spark.
        SparkSession spark = BenchSession.start(work);
        try {
            Path outputs = parsed.outputs().orElse(work.resolve("outputs")).toAbsolutePath();
            Agreement agreement = new Agreement(data.manifest().tables());
            Rounds rounds = new Rounds(spark, data, outputs, agreement, System.out);
            List<Measurement> measurements = rounds.run(variants, parsed.warmUps(), parsed.rounds());
            Result result = result(data, environment(spark), agreement.agreed(), variants, measurements);
            Path json =
                    parsed.json().orElse(work.resolve("bench-" + shape.name() + "-" + parsed.megabytes() + ".json"));
            result.write(json);
            System.out.println(result.markdown());
            System.out.println(json);
        } finally {
            spark.stop();
        }
    }

    private static Result result(
            GeneratedData data,
            Map<String, String> environment,
            Map<String, Fingerprint> tables,
            List<Variant> variants,
            List<Measurement> measurements) {
        long bytes = data.manifest().bytes();
        List<Summary> summaries = variants.stream()
                .map(variant -> Summary.of(variant.name(), measurements, bytes))
                .toList();
        return new Result(
                data.shape().name(), data.manifest().seed(), bytes, environment, tables, summaries, measurements);
    }

    private static Arguments parse(String[] arguments) {
        try {
            Arguments parsed = CommandLine.populateSpec(Arguments.class, arguments);
            if (parsed.rounds() < 1 || parsed.megabytes() < 1 || parsed.warmUps() < 0) {
                throw wrongUsage("rounds and megabytes are at least 1, warm-ups at least 0");
            }
            return parsed;
        } catch (ParameterException e) {
            throw wrongUsage(String.valueOf(e.getMessage()));
        }
    }

    private static <T> T named(String name, String kind, List<T> all, Function<T, String> nameOf) {
        return all.stream()
                .filter(one -> nameOf.apply(one).equals(name))
                .findFirst()
                .orElseThrow(() -> wrongUsage("no " + kind + " \"" + name + "\"; there are "
                        + all.stream().map(nameOf).collect(Collectors.joining(", "))));
    }

    private static RelataException wrongUsage(String why) {
        return RelataException.usage(
                new Problem("Cannot start the bench", "command line", why, "See bench/README.md for all options"));
    }

    private static Map<String, String> environment(SparkSession spark) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("java", Runtime.version().toString());
        environment.put("spark", spark.version());
        environment.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        environment.put("master", spark.sparkContext().master());
        environment.put("heap bytes", Long.toString(Runtime.getRuntime().maxMemory()));
        environment.put(
                "collectors",
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .map(GarbageCollectorMXBean::getName)
                        .collect(Collectors.joining(", ")));
        return environment;
    }
}
