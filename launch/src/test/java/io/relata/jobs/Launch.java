package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A process that runs the packaged jar. */
final class Launch {

    private static final long LONGEST_SECONDS = 240;
    private static final String MAIN = "io.relata.jobs.Main";

    /** Small, and with no code made for so few rows. */
    private static final Map<String, String> SPARK = Map.of(
            "spark.ui.enabled", "false",
            "spark.driver.bindAddress", "127.0.0.1",
            "spark.driver.host", "127.0.0.1",
            "spark.sql.shuffle.partitions", "2",
            "spark.sql.codegen.wholeStage", "false",
            "spark.sql.codegen.factoryMode", "NO_CODEGEN",
            "spark.databricks.delta.snapshotPartitions", "1");

    private final List<String> command;
    private final LaunchedJob job;
    private final Map<String, String> environment = new LinkedHashMap<>();

    private Launch(List<String> command, LaunchedJob job) {
        this.command = command;
        this.job = job;
        environment.put("SPARK_LOCAL_IP", "127.0.0.1");
        environment.putAll(job.environment());
    }

    /** As {@code ./relata run} does. */
    static Launch relata(LaunchedJob job) throws IOException {
        // The build that runs this test has just made the jar, and a file whose content is the same keeps its time.
        Files.setLastModifiedTime(
                PackagedJar.ROOT.resolve("jobs/target/runtime-classpath.txt"), FileTime.from(Instant.now()));
        List<String> command =
                new ArrayList<>(List.of(PackagedJar.ROOT.resolve("relata").toString()));
        command.addAll(job.commandLine());
        return new Launch(command, job)
                .variable("JAVA_HOME", System.getProperty("java.home"))
                .variable("RELATA_OPTS", String.join(" ", definitions(SPARK)) + " -Xmx1g -XX:TieredStopAtLevel=1")
                .variable("RELATA_JARS", paths(LaunchedJob.furtherJars()));
    }

    /** By {@code spark-submit}, which loads the jar in a class loader below that of Spark's jars. */
    static Launch sparkSubmit(Distribution spark, Map<String, String> configuration, LaunchedJob job)
            throws IOException {
        Path home = spark.home();
        List<String> command = java(Map.of());
        command.addAll(List.of("-cp", home.resolve("jars") + "/*", "org.apache.spark.deploy.SparkSubmit"));
        command.addAll(List.of("--master", "local[2]", "--class", MAIN));
        command.addAll(List.of(
                "--jars", LaunchedJob.furtherJars().stream().map(Path::toString).collect(Collectors.joining(","))));
        SPARK.forEach((key, value) -> command.addAll(List.of("--conf", key + "=" + value)));
        configuration.forEach((key, value) -> command.addAll(List.of("--conf", key + "=" + value)));
        command.add(PackagedJar.PROGRAM.path().toString());
        command.addAll(job.commandLine());
        return new Launch(command, job).variable("SPARK_HOME", home.toString());
    }

    /**
     * As Glue does: one class path with the user's jars last, Spark's settings as properties of the JVM, arguments that all
     * have names, and Glue's own classes.
     */
    static Launch glue(Distribution spark, LaunchedJob job) throws IOException {
        return glue(PackagedJar.PROGRAM, spark.manifest(job.folder(), jar -> true), job);
    }

    /** As {@link #glue(Distribution, LaunchedJob)} where nothing of the SDK is, with the jar that has its clients. */
    static Launch withoutSdk(Distribution spark, LaunchedJob job) throws IOException {
        return glue(
                PackagedJar.WITH_CLIENTS,
                spark.manifest(job.folder(), jar -> !jar.toString().contains("awssdk")),
                job);
    }

    private static Launch glue(PackagedJar program, Path manifest, LaunchedJob job) throws IOException {
        Map<String, String> properties = new LinkedHashMap<>(SPARK);
        properties.put("spark.master", "local[2]");
        properties.put("spark.app.name", "nativespark-" + job.name());
        properties.put("spark.glue.JOB_NAME", job.name() + "-on-glue");
        properties.put("spark.glue.JOB_RUN_ID", "jr_4f9c02ab");
        properties.put("glue.calls", job.folder().resolve("glue-calls").toString());
        List<Path> classPath = new ArrayList<>(List.of(job.folder(), glueClasses(job.folder()), manifest));
        classPath.add(program.path());
        classPath.addAll(LaunchedJob.furtherJars());
        List<String> command = java(properties);
        command.addAll(List.of("-cp", paths(classPath), MAIN));
        command.addAll(List.of("--enable-glue-datacatalog", "true", "--job-bookmark-option", "job-bookmark-disable"));
        command.addAll(List.of("--TempDir", "s3://assets/temporary/", "--job-language=scala", "--class", MAIN));
        command.addAll(List.of("--extra-jars", "s3://code/relata-jobs.jar", "--enable-metrics", "--conf", "a=b"));
        command.addAll(job.namedArguments());
        command.addAll(
                List.of("--JOB_ID", "j_1", "--JOB_RUN_ID", "jr_4f9c02ab", "--JOB_NAME", job.name() + "-on-glue"));
        return new Launch(command, job).variable("AWS_REGION", "eu-central-1");
    }

    /** Only what stands for Glue's of the tests' classes. */
    private static Path glueClasses(Path folder) throws IOException {
        Path copy = folder.resolve("glue");
        Path tests = PackagedJar.ROOT.resolve("launch/target/test-classes");
        for (String name : List.of("GlueContext.class", "util/Job.class")) {
            Path inside = Path.of("com/amazonaws/services/glue").resolve(name);
            Files.createDirectories(copy.resolve(inside).getParent());
            Files.copy(tests.resolve(inside), copy.resolve(inside));
        }
        return copy;
    }

    private static List<String> java(Map<String, String> properties) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-opens") || argument.startsWith("-Djdk."))
                .forEach(command::add);
        command.addAll(List.of("-Xmx1g", "-XX:+UseParallelGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(definitions(properties));
        return command;
    }

    private static List<String> definitions(Map<String, String> properties) {
        return properties.entrySet().stream()
                .map(property -> "-D" + property.getKey() + "=" + property.getValue())
                .toList();
    }

    private static String paths(List<Path> jars) {
        return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    Launch variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Runs to the end, which is a good one, and gives what it wrote to standard output. */
    String run() throws IOException, InterruptedException {
        Path out = job.folder().resolve("standard-output");
        Path err = job.folder().resolve("standard-error");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .directory(job.folder().toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("SPARK_"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS))
                    .as("ends in time")
                    .isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(err)).isZero();
        return Files.readString(out);
    }
}
