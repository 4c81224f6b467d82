package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relata.Catalog;
import io.relata.CatalogTable;
import io.relata.TableName;
import io.relata.catalog.local.LocalCatalog;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The program in this process, with a working directory of its own. Its clock stands still while a command runs and is a
 * minute later for the next one, so durations are zero and run ids sort.
 */
final class Program {

    static final Path ROOT = Path.of(System.getProperty("relata.root"));

    private static final Pattern RUN = Pattern.compile("\\d{8}t\\d{6}z-[0-9a-f]{8}");
    private static final Pattern SIZE = Pattern.compile(" +[0-9.]+ (B|kB)\\b");

    private final Path folder;
    private final Map<String, String> environment;
    private String typed = "";
    private Instant now = Instant.parse("2026-11-21T10:00:00Z");

    /**
     * What a command did.
     *
     * @param err with the folder as {@code DIR} and run ids as {@code RUN}, as is {@code out}; sizes of files as
     *     {@code SIZE}
     */
    record Outcome(int exitCode, String out, String err) {

        Outcome succeeded() {
            assertThat(exitCode).as(err).isZero();
            return this;
        }

        /** The one line that says what was wrong with the input. */
        String refusal() {
            assertThat(exitCode).as(err).isEqualTo(3);
            return err.lines()
                    .filter(line -> line.startsWith("relata: "))
                    .findFirst()
                    .orElse(err);
        }
    }

    /** @param session is asked for so that the session that tests share is there before the program looks for one */
    Program(Path folder, SparkSession session) {
        this(folder, session, Map.of());
    }

    Program(Path folder, SparkSession session, Map<String, String> environment) {
        assertThat(session.sparkContext().isStopped()).isFalse();
        this.folder = real(folder);
        this.environment = environment;
    }

    Outcome execute(String... arguments) {
        return execute(false, arguments);
    }

    /** What a person types at the commands that follow. */
    void types(String line) {
        typed = line + "\n";
    }

    Outcome executeOnTerminal(String... arguments) {
        return execute(true, arguments);
    }

    /** Executes a command of a job, whose source is the folder {@code in}, over these records. */
    Outcome executeJob(String command, String job, String... records) {
        write("in/part.json", records);
        write("job.yaml", job);
        return execute(command, "job.yaml", "--quiet");
    }

    /** Runs a job over these records, which succeeds. */
    void runJob(String job, String... records) {
        executeJob("run", job, records).succeeded();
    }

    private Outcome execute(boolean terminal, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Surroundings surroundings = new Surroundings(
                new BufferedReader(new StringReader(typed)),
                new PrintWriter(out),
                new PrintWriter(err),
                terminal,
                environment,
                folder,
                ROOT,
                Clock.fixed(now, ZoneOffset.UTC));
        now = now.plus(Duration.ofMinutes(1));
        int exitCode = RelataCommand.execute(surroundings, arguments);
        surroundings.out().flush();
        surroundings.err().flush();
        return new Outcome(exitCode, SIZE.matcher(plain(out.toString())).replaceAll(" SIZE"), plain(err.toString()));
    }

    /** Text with this machine's folder and the runs' random parts replaced. */
    String plain(String text) {
        return RUN.matcher(text.replace("file:" + folder, "DIR").replace(folder.toString(), "DIR"))
                .replaceAll("RUN");
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    /** Writes a file, its folders too. */
    Path write(String name, String... lines) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.write(file, List.of(lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files below a folder in name order, run ids as {@code RUN}; Hadoop's checksums are left out. */
    List<String> files(String name) {
        Path top = folder.resolve(name);
        if (!Files.exists(top)) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(top)) {
            return walk.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().endsWith(".crc"))
                    .map(file -> RUN.matcher(top.relativize(file).toString()).replaceAll("RUN"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folders right below a target that hold something, those of tables and the program's own. */
    List<String> folders(String name) {
        try (Stream<Path> entries = Files.list(folder.resolve(name))) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The reports below a target, the latest last. */
    List<JsonNode> reports(String target) {
        List<JsonNode> reports = new ArrayList<>();
        Path runs = folder.resolve(target).resolve("_relata/runs");
        try (Stream<Path> entries = Files.list(runs)) {
            for (Path file : entries.filter(entry -> entry.toString().endsWith(".report.json"))
                    .sorted()
                    .toList()) {
                reports.add(new ObjectMapper().readTree(file.toFile()));
            }
            return reports;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a report says of rejects, {@link #plain}, but for the form of each reason's first record. */
    String rejects(JsonNode report) {
        JsonNode rejects = report.get("rejects").deepCopy();
        rejects.forEach(reason -> ((ObjectNode) reason).remove("sample"));
        return plain(rejects.toString());
    }

    Catalog catalog(String target) {
        return new LocalCatalog(folder.resolve(target).resolve("_relata/catalog"));
    }

    CatalogTable published(String target, String database, String table) {
        Optional<CatalogTable> found = catalog(target).find(new TableName(database, table));
        assertThat(found).as("table " + table + " in the catalog").isPresent();
        return found.orElseThrow();
    }

    /** What a reader of the catalog finds in a table. */
    Dataset<Row> rows(SparkSession spark, CatalogTable table) {
        return spark.read()
                .format(table.definition().format().name().toLowerCase(java.util.Locale.ROOT))
                .load(table.definition().location());
    }

    /** The sorted rows of a Delta table of the database db, which a catalog in this folder names. */
    List<String> texts(SparkSession spark, String catalog, String table, String... columns) {
        CatalogTable found = new LocalCatalog(folder.resolve(catalog))
                .find(new TableName("db", table))
                .orElseThrow(() -> new AssertionError("No table " + table + " in " + catalog));
        return rows(spark, found).selectExpr(columns).collectAsList().stream()
                .map(Row::toString)
                .sorted()
                .toList();
    }

    /** {@code column type} of a catalog's table. */
    static List<String> columns(CatalogTable table) {
        return Arrays.stream(table.definition().columns().fields())
                .map(field -> field.name() + " " + field.dataType().catalogString())
                .toList();
    }

    /** Every file of the folder with its content's length and time, for comparing before and after. */
    Map<String, String> snapshot(String name) {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder.resolve(name))) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                found.put(
                        folder.relativize(file).toString(),
                        Arrays.hashCode(Files.readAllBytes(file)) + " " + Files.getLastModifiedTime(file));
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
