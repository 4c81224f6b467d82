package io.relata.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line. */
@Command(name = "bench/run", sortOptions = false)
interface Arguments {

    @Option(names = "--data", required = true, description = "what to generate: games or deep")
    String data();

    @Option(names = "--work", required = true, description = "folder for the data and Spark's own files")
    Path work();

    @Option(names = "--megabytes", defaultValue = "520", description = "size of the data, in millions of bytes")
    int megabytes();

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

    @Option(names = "--json", description = "file for the result; otherwise bench-<data>-<megabytes>.json in --work")
    Optional<Path> json();
}
