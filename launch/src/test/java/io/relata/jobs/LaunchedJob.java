package io.relata.jobs;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A ready job for one run somewhere.
 *
 * @param name its folder below {@code jobs}
 * @param folder takes all that the run writes
 * @param settings of the job file, by key
 * @param options further options of the command {@code run}, by name without dashes
 * @param environment variables for the job file
 */
record LaunchedJob(
        String name,
        Path folder,
        Map<String, String> settings,
        Map<String, String> options,
        Map<String, String> environment) {

    /** The same everywhere, since tables that take more and more rows have it in a column. */
    private static final String RUN = "20261121t100000z-00000001";

    static LaunchedJob in(Path folder, String name) {
        return new LaunchedJob(name, folder, Map.of(), Map.of(), Map.of())
                .option("run-id", RUN)
                .with("target.path", folder.resolve("out").toString())
                .with("warehouse.path", folder.resolve("warehouse.duckdb").toString());
    }

    LaunchedJob with(String key, String value) {
        return new LaunchedJob(name, folder, more(settings, key, value), options, environment);
    }

    LaunchedJob option(String option, String value) {
        return new LaunchedJob(name, folder, settings, more(options, option, value), environment);
    }

    LaunchedJob variable(String variable, String value) {
        return new LaunchedJob(name, folder, settings, options, more(environment, variable, value));
    }

    private static Map<String, String> more(Map<String, String> map, String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(map);
        more.put(key, value);
        return more;
    }

    private String file() {
        return PackagedJar.ROOT
                .resolve("jobs")
                .resolve(name)
                .resolve("job.yaml")
                .toString();
    }

    List<String> commandLine() {
        List<String> line = new ArrayList<>(List.of("run", file()));
        settings.forEach((key, value) -> line.addAll(List.of("--set", key + "=" + value)));
        options.forEach((option, value) -> line.addAll(List.of("--" + option, value)));
        return line;
    }

    /** As a Glue job's own arguments: names with values, each name once. */
    List<String> namedArguments() {
        List<String> line = new ArrayList<>(List.of("--job-file", file()));
        settings.forEach((key, value) -> line.addAll(List.of("--set." + key, value)));
        options.forEach((option, value) -> line.addAll(List.of("--" + option, value)));
        return line;
    }

    /** What people add to the class path for it: the warehouse's engine and the driver of the source. */
    static List<Path> furtherJars() {
        return List.of(jar(org.duckdb.DuckDBDriver.class), jar(org.mariadb.jdbc.Driver.class));
    }

    private static Path jar(Class<?> of) {
        try {
            return Path.of(
                    of.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
