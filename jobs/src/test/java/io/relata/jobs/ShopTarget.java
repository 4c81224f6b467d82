package io.relata.jobs;

import io.relata.Catalog;
import io.relata.Partition;
import io.relata.RunId;
import io.relata.catalog.local.LocalCatalog;
import io.relata.jobs.publish.RunManifests;
import io.relata.jobs.publish.TargetLayout;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/** A small job with a target of its own: two tables of orders, one derived of them, and a view. */
final class ShopTarget {

    static final String DATABASE = "shop";

    private static final Pattern EARLIER_FILE = Pattern.compile("\\{\"add\":\\{\"path\":\"(file:[^\"]+)/[^/\"]+\"");

    private static final String WAREHOUSE = """
            warehouse:
              type: duckdb
              path: warehouse.duckdb
              external-schema: shop_schema
              materialized-views: {mv_items: {sql: view.sql}}
            """;

    private final Path folder;
    private final Path out;
    private final String target;

    /** What a command said, and how it ended. */
    record Outcome(int exitCode, String out, String err) {}

    /** @param target what the job file says of its target besides where it is, as {@code format: delta} */
    ShopTarget(Path folder, String target) {
        this(folder, folder.resolve("out"), "", target);
    }

    /**
     * Without the view where there is a scheme: DuckDB knows that of plain files alone.
     *
     * @param scheme through which the program sees the folder of the tables, with a colon
     */
    ShopTarget(Path folder, Path out, String scheme, String target) {
        this.folder = folder;
        this.out = out;
        this.target = target;
        write(
                "totals.sql",
                "SELECT o.no, o.day, count(*) AS items FROM orders o JOIN orders_items i ON o.items = i.id"
                        + " GROUP BY o.no, o.day");
        write("view.sql", "SELECT count(*) AS items FROM shop_schema.orders_items");
        write(
                "job.yaml",
                """
                job: shop
                sources: {orders: {path: input}}
                relationalize: {source: orders, root: orders%s}
                derive: {totals: {sql: totals.sql}}
                target: {path: "%s", retain: 1, %s}
                catalog: {database: shop, path: catalog}
                """.formatted(target.contains("merge") ? ", key: [no]" : "", scheme + out, target)
                        + (scheme.isEmpty() ? WAREHOUSE : ""));
    }

    /** The same target in another folder, as if all had been done there; views are made by the next run. */
    ShopTarget copy(Path other) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                Path copied = other.resolve(folder.relativize(file));
                Files.createDirectories(copied.getParent());
                if (name.endsWith(".parquet")) {
                    Files.copy(file, copied);
                } else if (!name.startsWith("warehouse.duckdb") && !name.endsWith(".crc")) {
                    Files.writeString(copied, Files.readString(file).replace(folder.toString(), other.toString()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ShopTarget(other, target);
    }

    /** What the input holds from now on: two files of so many orders each, which one task reads. */
    ShopTarget input(int orders) {
        return input(orders, 2);
    }

    /** The same of more files; a task reads about eight. */
    ShopTarget input(int orders, int files) {
        for (int file = 1; file <= files; file++) {
            List<String> lines = new ArrayList<>();
            for (int i = 1; i <= orders; i++) {
                lines.add("{\"no\": %d, \"day\": %d, \"of\": %d, \"items\": [{\"sku\": \"a%d\"}, {\"sku\": \"b\"}]}"
                        .formatted(100 * file + i, file % 2, orders, i));
            }
            write("input/" + file + ".json", String.join("\n", lines) + "\n");
        }
        return this;
    }

    String jobFile() {
        return folder.resolve("job.yaml").toString();
    }

    Outcome run() {
        return execute(Clock.systemUTC(), "run", jobFile(), "--quiet");
    }

    Outcome execute(Clock clock, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = RelataCommand.execute(
                new Surroundings(
                        new BufferedReader(Reader.nullReader()),
                        new PrintWriter(out),
                        new PrintWriter(err),
                        false,
                        Map.of(),
                        folder,
                        Program.ROOT,
                        clock),
                arguments);
        return new Outcome(exitCode, out.toString(), err.toString());
    }

    Catalog catalog() {
        return new LocalCatalog(folder.resolve("catalog"));
    }

    CatalogSample sample() {
        return CatalogSample.of(catalog(), DATABASE);
    }

    /** The tables' rows, by table. */
    Map<String, List<String>> rows() {
        return sample().rows(folder);
    }

    /** The latest report, as text. */
    String report() {
        try (Stream<Path> files = Files.list(out.resolve("_relata/runs"))) {
            return Files.readString(files.filter(file -> file.toString().endsWith(".report.json"))
                    .max(Path::compareTo)
                    .orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Files of the target that no reader needs: neither what the catalog shows nor a record of what was done. Beside the
     * partitions that a run wrote Spark's mark of success stays as long as one of them is shown.
     */
    List<String> orphans() {
        List<Path> shown = sample().entries().values().stream()
                .flatMap(entry -> entry.partitions().isEmpty()
                        ? Stream.of(entry.table().definition().location())
                        : entry.partitions().stream().map(Partition::location))
                .map(ShopTarget::local)
                .flatMap(location -> Stream.concat(Stream.of(location), namedByTheLogOf(location)))
                .toList();
        return files().stream()
                .filter(file -> shown.stream().noneMatch(file::startsWith))
                .filter(file -> !isMarkBeside(file, shown))
                .filter(file -> file.toString().endsWith(".tmp") || !file.startsWith(out.resolve("_relata/runs")))
                .map(file -> out.relativize(file).toString())
                .toList();
    }

    /** The folders of the files that a Delta table has of earlier runs; none where there is no log. */
    private static Stream<Path> namedByTheLogOf(Path location) {
        Path log = location.resolve("_delta_log");
        if (!Files.exists(log)) {
            return Stream.of();
        }
        try (Stream<Path> commits = Files.list(log)) {
            return commits
                    .filter(file -> file.toString().endsWith(".json"))
                    .flatMap(ShopTarget::lines)
                    .flatMap(line -> EARLIER_FILE.matcher(line).results())
                    .map(found -> local(found.group(1)))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isMarkBeside(Path file, List<Path> shown) {
        return Set.of("_SUCCESS", "._SUCCESS.crc").contains(file.getFileName().toString())
                && shown.stream().anyMatch(location -> location.startsWith(file.getParent()));
    }

    /** Data files that lie where a table is shown, or where one was written, and that no run's manifest names. */
    List<String> strays() {
        Set<Path> described = new HashSet<>();
        RunManifests manifests = new RunManifests(
                new TargetLayout(out.toString(), RunId.startingAt(Clock.systemUTC())), new Configuration());
        manifests.runs().stream()
                .flatMap(run -> manifests.find(run).stream())
                .flatMap(manifest -> manifest.tables().stream())
                .forEach(table -> table.files()
                        .forEach(file -> described.add(
                                local(table.definition().location()).resolve(file.name()))));
        return files().stream()
                .filter(file -> file.toString().endsWith(".parquet") && !described.contains(file))
                .map(file -> out.relativize(file).toString())
                .toList();
    }

    /** How many bytes the target's files have. */
    long bytes() {
        return files().stream().mapToLong(file -> file.toFile().length()).sum();
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.walk(out)) {
            return files.filter(file -> Files.isRegularFile(file) || isEmptyFolderOfATable(file))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path local(String location) {
        return Path.of(location.replaceFirst("^[a-z]+:/+", "/"));
    }

    private boolean isEmptyFolderOfATable(Path file) {
        if (file.startsWith(out.resolve("_relata"))) {
            return false;
        }
        try (Stream<Path> entries = Files.list(file)) {
            return entries.findAny().isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String name, String content) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
