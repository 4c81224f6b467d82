package io.relata.bench;

import io.relata.Problem;
import io.relata.RelataException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Measures the variants side by side and interleaved, and fails unless all write the same. */
public final class Bench {

    private Bench() {}

    /**
     * Prints a table and writes the result as JSON.
     *
     * @param arguments as {@code bench/README.md} lists them
     * @throws RelataException when outputs differ, or an argument is wrong
     */
    public static void main(String[] arguments) {
        Arguments parsed = parse(arguments);
        List<Variant> variants = each(parsed.variants(), Bench::variant);
        List<RecordShape> shapes = each(parsed.data(), Bench::shape);
        Path work = parsed.work().toAbsolutePath();
        List<Point> points = Points.of(
                work.resolve("data"),
                shapes,
                each(parsed.megabytes(), Function.identity()),
                each(parsed.cores(), Function.identity()),
                parsed.seed());
        points.forEach(Bench::announce);
        Path outputs = parsed.outputs().orElse(work.resolve("outputs")).toAbsolutePath();
        Runner runner = parsed.cold()
                ? new ColdProcess(work.resolve("cold"), Duration.ofSeconds(parsed.coldSeconds()))
                : new InProcess();
        try (Sessions sessions = new Sessions(work)) {
            Map<String, String> environment =
                    environment(sessions.with(points.get(0).cores()));
            Map<Point, List<Measurement>> measurements = new Rounds(sessions::with, runner, outputs, System.out)
                    .run(points, variants, parsed.warmUps(), parsed.rounds());
            List<Result> results = new ArrayList<>();
            measurements.forEach((point, runs) -> results.add(result(point, environment, variants, runs)));
            Path json = parsed.json().orElse(work.resolve(resultName(parsed)));
            Results all = new Results(results);
            all.write(json);
            System.out.println(all.markdown());
            System.out.println(json);
        }
    }

    private static void announce(Point point) {
        Manifest manifest = point.data().manifest();
        System.out.printf(
                "%s: %d bytes, %d records, seed %d%n",
                point.name(),
                manifest.bytes(),
                manifest.tables()
                        .getOrDefault(point.data().shape().root(), TableCounts.NONE)
                        .rows(),
                manifest.seed());
    }

    private static Result result(
            Point point, Map<String, String> environment, List<Variant> variants, List<Measurement> runs) {
        Manifest manifest = point.data().manifest();
        long bytes = manifest.bytes();
        List<Summary> summaries = variants.stream()
                .map(variant -> Summary.of(variant.name(), runs, bytes))
                .toList();
        return new Result(
                point.name(),
                point.data().shape().name(),
                manifest.seed(),
                manifest.megabytes(),
                bytes,
                point.cores(),
                environment,
                point.agreement().agreed(),
                summaries,
                runs);
    }

    private static String resultName(Arguments parsed) {
        Stream<String> megabytes = parsed.megabytes().stream().map(String::valueOf);
        Stream<String> cores = parsed.cores().equals(List.of(2))
                ? Stream.empty()
                : Stream.concat(Stream.of("cores"), parsed.cores().stream().map(String::valueOf));
        Stream<String> cold = parsed.cold() ? Stream.of("cold") : Stream.empty();
        return Stream.of(Stream.of("bench"), parsed.data().stream(), megabytes, cores, cold)
                .flatMap(Function.identity())
                .collect(Collectors.joining("-", "", ".json"));
    }

    private static Arguments parse(String[] arguments) {
        try {
            Arguments parsed = CommandLine.populateSpec(Arguments.class, arguments);
            if (Stream.concat(parsed.megabytes().stream(), parsed.cores().stream())
                            .anyMatch(number -> number < 1)
                    || parsed.rounds() < 1
                    || parsed.coldSeconds() < 1
                    || parsed.warmUps() < 0) {
                throw wrongUsage("rounds, megabytes, cores and cold-seconds are at least 1, warm-ups at least 0");
            }
            return parsed;
        } catch (ParameterException e) {
            throw wrongUsage(String.valueOf(e.getMessage()));
        }
    }

    /** The things of these names, each of them once. */
    private static <N, T> List<T> each(List<N> names, Function<N, T> named) {
        return names.stream().distinct().map(named).toList();
    }

    private static Variant variant(String name) {
        return Variants.named(name)
                .orElseThrow(() -> wrongUsage("no variant \"" + name + "\"; there are "
                        + Variants.ALL.stream().map(Variant::name).collect(Collectors.joining(", "))));
    }

    private static RecordShape shape(String name) {
        return RecordShapes.named(name)
                .orElseThrow(() -> wrongUsage("no data \"" + name + "\"; there are " + RecordShapes.NAMES));
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
        environment.put("heap bytes", Long.toString(Runtime.getRuntime().maxMemory()));
        environment.put(
                "collectors",
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .map(GarbageCollectorMXBean::getName)
                        .collect(Collectors.joining(", ")));
        return environment;
    }
}
