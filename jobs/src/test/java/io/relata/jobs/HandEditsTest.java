package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.Catalog;
import io.relata.CatalogTable;
import io.relata.TableDefinition;
import io.relata.TableName;
import io.relata.testing.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What people do to a catalog and a target between two runs. */
@ExtendWith(SparkExtension.class)
class HandEditsTest {

    private static final TableName ITEMS = new TableName(ShopTarget.DATABASE, "orders_items");

    @TempDir
    private Path folder;

    private ShopTarget target;
    private Map<String, List<String>> clean;

    @BeforeEach
    void runOnce(SparkSession session) {
        assertThat(session.sparkContext().isStopped()).isFalse();
        target = new ShopTarget(folder, "mode: replace").input(3);
        succeed(target.run());
        clean = target.rows();
    }

    @Test
    void aTableThatWasDroppedIsMadeAgain() {
        Catalog catalog = target.catalog();
        catalog.drop(ITEMS, items(catalog).version());
        assertThat(target.rows()).doesNotContainKey("orders_items");
        succeed(target.run());
        assertThat(target.rows()).isEqualTo(clean);
    }

    @Test
    void anEntryThatWasEditedIsReplaced() {
        Catalog catalog = target.catalog();
        CatalogTable items = items(catalog);
        TableDefinition shown = items.definition();
        TableDefinition edited = new TableDefinition(
                shown.name(),
                shown.columns(),
                shown.partitionColumns(),
                folder.resolve("elsewhere").toString(),
                shown.format(),
                shown.parent(),
                shown.run(),
                shown.statistics());
        catalog.put(edited, items.version());
        succeed(target.run());
        assertThat(target.rows()).isEqualTo(clean);
        assertThat(items(catalog).definition().location()).doesNotContain("elsewhere");
    }

    @Test
    void filesThatWereDeletedAreWrittenAgain() throws IOException {
        Path location = Path.of(items(target.catalog()).definition().location().replaceFirst("^file:/+", "/"));
        try (Stream<Path> files = Files.list(location)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(location);
        succeed(target.run());
        assertThat(target.rows()).isEqualTo(clean);
    }

    private static CatalogTable items(Catalog catalog) {
        return catalog.find(ITEMS).orElseThrow();
    }

    private static void succeed(ShopTarget.Outcome outcome) {
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    }
}
