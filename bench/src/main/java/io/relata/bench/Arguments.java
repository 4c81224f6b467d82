package io.relata.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line. */
@Command(name = "bench/run", sortOptions = false)
interface Arguments {

    @Option(
            names = "--data",
            required = true,
            split = ",",
            description = "what to read: " + RecordShapes.NAMES + "; several are separated by commas")
    List<String> data();

    @Option(names = "--work", required = true, description = "folder for the data and Spark's own files")
    Path work();

    @Option(
            names = "--megabytes",
            split = ",",
            defaultValue = "520",
            description = "size of the data, in millions of bytes; several are separated by commas")
    List<Integer> megabytes();

    @Option(
            names = "--cores",
            split = ",",
            defaultValue = "2",
            description = "how many tasks run at once; several numbers are separated by commas")
    List<Integer> cores();

    @Option(names = "--cold", description = "measures a process of its own for each run, from its start to its end")
    boolean cold();

    @Option(
            names = "--cold-seconds",
            defaultValue = "1800",
            description = "what such a process may take, in seconds of wall time")
    int coldSeconds();

    @Option(names = "--seed", defaultValue = "42", description = "what chance begins with")
    long seed();

    @Option(
            names = "--variants",
            split = ",",
            defaultValue = "floor,relata,by-hand",
            description = "what to measure, separated by commas")
    List<String> variants();

    @Option(names = "--rounds", defaultValue = "3", description = "counted rounds")
    int rounds();

    @Option(names = "--warm-ups", defaultValue = "1", description = "rounds before them that are not counted")
    int warmUps();

    @Option(names = "--outputs", description = "folder for what the variants write; best in memory")
    Optional<Path> outputs();

    @Option(
            names = "--json",
            description = "file for the result; otherwise a file in --work named after what is measured")
    Optional<Path> json();
}
