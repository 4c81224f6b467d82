package io.relata.bench;

import static java.util.Objects.requireNonNull;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.TableName;
import io.relata.catalog.local.LocalCatalog;
import io.relata.jobs.Main;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * Measures what it takes to merge the same changed documents into tables of several sizes, whose files are of one size:
 * whole runs of a job in one process, one size after the other in every round.
 */
public final class MergeBench {

    private static final List<Integer> SIZES = List.of(1, 4, 16);
    private static final String ARGUMENT = "bench/README.md";

    private MergeBench() {}

    @Command(name = "bench/run --merge", sortOptions = false)
    interface Arguments {

        @Option(names = "--work", required = true, description = "folder for the data and the tables; new or empty")
        Path work();

        @Option(names = "--documents", defaultValue = "100000", description = "documents of the smallest tables")
        int documents();

        @Option(names = "--seed", defaultValue = "42", description = "what chance begins with")
        long seed();

        @Option(names = "--rounds", defaultValue = "5", description = "counted rounds")
        int rounds();

        @Option(names = "--warm-ups", defaultValue = "2", description = "rounds before them that are not counted")
        int warmUps();
    }

    /**
     * Prints the CPU seconds of each size, and to those of the smallest.
     *
     * @throws RelataException when an argument is wrong, or the tables do not hold every document once at the end
     */
    public static void main(String[] given) {
        Arguments arguments = parse(given);
        Map<Integer, Path> jobs = new TreeMap<>();
        SIZES.forEach(size -> jobs.put(size, load(arguments, size)));
        Map<Integer, List<Measurement>> measured = new TreeMap<>();
        for (int round = 0; round < arguments.warmUps() + arguments.rounds(); round++) {
            for (int size : SIZES) {
                Measurement merge = merge(arguments, requireNonNull(jobs.get(size)), round);
                System.out.printf(
                        "round %d, %2d times: %.2f CPU s, %.2f s%n",
                        round, size, merge.cpuSeconds(), merge.wallSeconds());
                if (round >= arguments.warmUps()) {
                    measured.computeIfAbsent(size, one -> new ArrayList<>()).add(merge);
                }
            }
        }
        jobs.forEach((size, job) -> verify(arguments, size, job));
        System.out.println(markdown(arguments, measured));
    }

    private static Arguments parse(String[] given) {
        try {
            Arguments arguments = CommandLine.populateSpec(Arguments.class, given);
            if (arguments.documents() < 1_000 || arguments.rounds() < 1 || arguments.warmUps() < 0) {
                throw wrongUsage("there are at least 1000 documents and one round");
            }
            return arguments;
        } catch (ParameterException e) {
            throw wrongUsage(String.valueOf(e.getMessage()));
        }
    }

    private static RelataException wrongUsage(String why) {
        return RelataException.usage(
                new Problem("Cannot start the bench", "command line", why, "See " + ARGUMENT + " for all options"));
    }

    /** Loads the tables of one size and gives their job file. */
    private static Path load(Arguments arguments, int size) {
        Path folder = arguments.work().toAbsolutePath().resolve("times-" + size);
        try {
            Files.createDirectories(folder.resolve("in"));
            Path job = folder.resolve("job.yaml");
            Files.writeString(job, """
                    job: merge-bench
                    sources:
                      orders:
                        path: in
                        schema: "id bigint, state bigint, customer string, items array<struct<sku:string,price:double,notes:array<string>>>"
                    relationalize: {source: orders, root: orders, key: [id], order-by: [state]}
                    target: {path: out, mode: merge, format: delta, target-file-size: 1MB}
                    catalog: {database: bench}
                    """);
            write(folder, 0, (long) arguments.documents() * size, 0, arguments.seed());
            run(job);
            return job;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A hundredth of the smallest tables' documents, from the middle of them, each in its next state. */
    private static Measurement merge(Arguments arguments, Path job, int round) {
        long changed = arguments.documents() / 100;
        long first = arguments.documents() / 2;
        try {
            write(job.resolveSibling("."), first, first + changed, round + 1, arguments.seed() + round + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.gc();
        Gauge before = Gauge.now();
        run(job);
        return Gauge.now()
                .since(
                        before,
                        "merge",
                        round,
                        OutputFolder.at(job.resolveSibling("in")).size());
    }

    /** Every document is there once, and those that were merged are in their last state. */
    private static void verify(Arguments arguments, int size, Path job) {
        String location = new LocalCatalog(job.resolveSibling("out/_relata/catalog"))
                .find(new TableName("bench", "orders"))
                .orElseThrow()
                .definition()
                .location();
        Dataset<Row> orders = SparkSession.active().read().format("delta").load(location);
        int last = arguments.warmUps() + arguments.rounds();
        Row found = orders.selectExpr("count(*)", "count(DISTINCT id)", "count_if(state = " + last + ")")
                .head();
        long documents = (long) arguments.documents() * size;
        if (!found.equals(RowFactory.create(documents, documents, arguments.documents() / 100L))) {
            throw RelataException.failed(new Problem(
                    "Cannot trust the figures",
                    location,
                    "of " + documents + " documents there are, with distinct ids and in their last state: " + found,
                    "Look for what the merge did wrong"));
        }
    }

    private static void run(Path job) {
        Main.main(new String[] {"run", job.toString(), "--quiet"});
    }

    private static void write(Path folder, long from, long to, int state, long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("in/part.json"))) {
            for (long id = from; id < to; id++) {
                out.write("{\"id\":" + id + ",\"state\":" + state + ",\"customer\":\"c" + random.nextInt(50_000)
                        + "\",\"items\":" + items(random) + "}\n");
            }
        }
    }

    private static List<String> items(SplittableRandom random) {
        return IntStream.range(0, random.nextInt(5))
                .mapToObj(i -> "{\"sku\":\"s" + random.nextInt(100_000) + "\",\"price\":"
                        + random.nextInt(10_000) / 100.0 + ",\"notes\":[\"n" + random.nextInt(1_000) + "\",\"m"
                        + random.nextInt(1_000_000) + "\"]}")
                .toList();
    }

    private static String markdown(Arguments arguments, Map<Integer, List<Measurement>> measured) {
        StringBuilder table = new StringBuilder(
                "| documents in the tables | CPU s | to the smallest | wall s |\n|---|---|---|---|\n");
        double smallest = median(requireNonNull(measured.get(1)).stream()
                .map(Measurement::cpuSeconds)
                .toList());
        measured.forEach((size, runs) -> {
            double cpu = median(runs.stream().map(Measurement::cpuSeconds).toList());
            double wall = median(runs.stream().map(Measurement::wallSeconds).toList());
            table.append("| %,d | %.2f | %.2f | %.2f |%n"
                    .formatted((long) arguments.documents() * size, cpu, cpu / smallest, wall));
        });
        return table.toString();
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
    }
}
