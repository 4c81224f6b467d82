package io.relata.jobs.publish;

import io.relata.ParentLink;
import io.relata.RunId;
import io.relata.TableDefinition;
import io.relata.TableFormat;
import io.relata.TableName;
import io.relata.TableStatistics;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Manifests for tests. */
final class Runs {

    static final RunId FIRST = new RunId("20261121t100000z-00000001");
    static final RunId SECOND = new RunId("20261121t110000z-00000002");
    static final RunId THIRD = new RunId("20261121t120000z-00000003");
    static final String CATALOG = "local /catalog";
    static final Instant NOW = Instant.parse("2026-11-21T12:30:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private Runs() {}

    static TableDefinition definition(String target, RunId run, String table) {
        return new TableDefinition(
                new TableName("db", table),
                new StructType().add("id", DataTypes.LongType, false).add("a.b", DataTypes.StringType, true, "$.a.b"),
                List.of(),
                target + "/" + table + "/" + run,
                TableFormat.PARQUET,
                table.equals("players") ? Optional.empty() : Optional.of(new ParentLink("players", table, "id")),
                run,
                new TableStatistics(3, 1, 100));
    }

    static RunManifest manifest(String target, RunId run, String... tables) {
        return RunManifest.staged(
                run,
                "games",
                CATALOG,
                NOW.minusSeconds(60),
                Arrays.stream(tables)
                        .map(table -> StagedTable.of(
                                definition(target, run, table),
                                List.of(
                                        new DataFile("part-0.parquet", 60, OptionalLong.of(3)),
                                        new DataFile("part-1.parquet", 40, OptionalLong.empty()))))
                        .toList(),
                List.of("file:/raw/players.json"));
    }
}
