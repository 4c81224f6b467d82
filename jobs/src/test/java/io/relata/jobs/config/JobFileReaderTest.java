package io.relata.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.RelataException;
import io.relata.TableFormat;
import io.relata.jobs.source.jdbc.Window;
import io.relata.transforms.json.JsonLayout;
import io.relata.transforms.json.Leniency;
import io.relata.transforms.json.RecordsPath;
import io.relata.transforms.plan.RelationalizeOptions;
import io.relata.transforms.plan.RelationalizeOptions.TableOptions;
import io.relata.transforms.survey.ConflictPolicy;
import io.relata.transforms.survey.Conflicts;
import io.relata.transforms.survey.SurveyExtent;
import io.relata.transforms.survey.SurveyOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobFileReaderTest {

    static final String FULL = """
            job: full-job
            sources:
              players:
                path: [s3a://raw/players/, "more/*.json"]
                format: json
                layout: document
                records: $.data.Records[*]
                lenient: [nan]
                schema: id bigint
              teams: {path: teams.json, layout: lines, required: [name, city], columns: {state: upper(city)}}
            relationalize:
              source: players
              root: base
              key: [id, location.city]
              order-by: [seen, id]
              delete-when: gone
              delete-missing: "seen >= :from"
              propagate: [id]
              naming: athena
              case-twins: merge
              empty-arrays: null
              maps: json
              voids: drop
              json: ["raw"]
              as-map: [stats]
              exclude: ["secret[].x"]
              sizes: [games]
              presence: [location]
              conflicts: {default: rescue, paths: {"a[].b": "cast:double"}}
              timestamps: infer
              big-integers: text
              limits: {depth: 3, columns: 20, tables: 5}
            tables:
              base:
                name: players_data
                rename: {location.city: city}
                cast: {score: "decimal(10,2)"}
                drop: [noise]
                select: [id, city]
                files: 4
                contract: freeze
              teams: {name: teams_data, key: [name], order-by: [seen], delete-when: "state = 'X'"}
            derive:
              totals: {sql: query.sql}
            target: {path: out/parquet, format: delta, mode: merge, retain: 7, target-file-size: 64 MiB}
            catalog: {type: local, database: games-db, path: cat}
            warehouse:
              type: duckdb
              path: wh.duckdb
              external-schema: players_schema
              schema: mart
              tables:
                games:
                  key: [game_id]
                  load: upsert
                  version: seen
                  not-null: name
                  references: {player: players.id}
                  distribution-key: player
                  sort-key: [seen, name]
                  sort: interleaved
                players: {key: id, distribution: all}
              materialized-views:
                second: {sql: query.sql}
                first: {sql: query.sql}
              questions:
                where: {sql: query.sql, title: Where from?, chart: line}
                bare: {sql: query.sql}
              mounts: {s3a://raw: /mnt/raw}
            lineage: {type: file, path: lin, namespace: lake}
            contract: rescue
            checks:
              plays:
                table: players_data
                unique: [id, city]
                not-null: [id]
                accepted: {level: [free, paid], year: [2018, 019, 1.50, true, '']}
                references: {id: totals.player, team: "`a.b`.c.d"}
                rows: {at-least: 1, at-most: 1000000}
                on-breach: warn
            max-rejects: 12
            """;

    @TempDir
    Path temporary;

    private JobFolder folder;

    @BeforeEach
    void createFolder() {
        folder = new JobFolder(temporary);
    }

    @Test
    void readsThePartitionColumnsInTheirOrder() {
        JobFile job = folder.read(JobFolder.SMALLEST.replace(
                "{path: out}", "{path: out, mode: replace-partitions, partition-by: [year, month]}"));
        assertThat(job.target().mode()).isEqualTo(TargetSpec.Mode.REPLACE_PARTITIONS);
        assertThat(job.target().partitionBy()).containsExactly("year", "month");
        assertThat(folder.read(JobFolder.SMALLEST).target().partitionBy()).isEmpty();
    }

    @Test
    void readsTheContractOfATable() {
        String job = JobFolder.SMALLEST + "relationalize: {source: players, root: root}\n";
        for (Contract contract : List.of(Contract.EVOLVE, Contract.FREEZE, Contract.RESCUE)) {
            String word = contract.name().toLowerCase(Locale.ROOT);
            JobFile read =
                    folder.read(job + "contract: freeze\ntables: {root: {contract: " + word + "}, root_a: {}}\n");
            assertThat(read.tables().get("root").contract()).contains(contract);
            assertThat(read.tables().get("root_a").contract()).isEmpty();
        }
    }

    @Test
    void defaults() {
        JobFile job = folder.read(JobFolder.SMALLEST);

        assertThat(job)
                .isEqualTo(new JobFile(
                        "small",
                        Map.of(
                                "players",
                                new SourceSpec.Json(
                                        List.of(folder.folder() + "/in/players.json"),
                                        JsonLayout.AUTO,
                                        Optional.empty(),
                                        Set.of(),
                                        Optional.empty(),
                                        SurveyExtent.ALL,
                                        List.of(),
                                        Map.of(),
                                        BookmarkSpec.NONE)),
                        Optional.empty(),
                        Map.of(),
                        Map.of(),
                        new TargetSpec(
                                folder.folder() + "/out",
                                TableFormat.PARQUET,
                                TargetSpec.Mode.REPLACE,
                                List.of(),
                                2,
                                256_000_000),
                        new CatalogSpec.Local("games", folder.folder() + "/out/_relata/catalog"),
                        Optional.empty(),
                        Contract.EVOLVE,
                        Map.of(),
                        0,
                        Optional.empty()));
    }

    @Test
    void relationalizesAsGlueByDefault() {
        JobFile job = folder.read(JobFolder.SMALLEST + "relationalize: {source: players, root: base}\n");

        assertThat(job.relationalize().orElseThrow().options(job.tables()))
                .isEqualTo(RelationalizeOptions.root("base"));
    }

    @Test
    void readsHowMuchIsSurveyed() {
        String nested = JobFolder.SMALLEST + "relationalize: {source: players, root: base}\n";
        assertThat(folder.set("sources.players.survey=sample")
                        .read(nested)
                        .sources()
                        .get("players"))
                .extracting(source -> ((SourceSpec.Json) source).survey())
                .isEqualTo(SurveyExtent.SAMPLE);
        assertThat(folder.set("sources.players.survey=all")
                        .read(nested)
                        .sources()
                        .get("players"))
                .extracting(source -> ((SourceSpec.Json) source).survey())
                .isEqualTo(SurveyExtent.ALL);
    }

    @Test
    void readsWhichFilesARunTakes() {
        JobFile job = folder.set("target.mode=append")
                .set("sources.players.bookmark=enabled")
                .set("sources.players.changed-files=ignore")
                .set("sources.players.max-files=1000")
                .set("sources.players.max-bytes=2 GB")
                .read(JobFolder.SMALLEST);
        assertThat(job.sources().get("players"))
                .extracting(SourceSpec::bookmark)
                .isEqualTo(new BookmarkSpec(
                        BookmarkSpec.Use.ENABLED,
                        BookmarkSpec.ChangedFiles.IGNORE,
                        OptionalLong.of(1000),
                        OptionalLong.of(2_000_000_000)));
        assertThat(folder.set("sources.players.bookmark=pause")
                        .read(JobFolder.SMALLEST)
                        .sources()
                        .get("players")
                        .bookmark()
                        .use())
                .isEqualTo(BookmarkSpec.Use.PAUSE);
    }

    @Test
    void readsEveryKey() {
        SqlFile query = new SqlFile("query.sql", "SELECT 1");

        JobFile job = folder.read(FULL);

        assertThat(job.name()).isEqualTo("full-job");
        assertThat(job.sources())
                .containsExactly(
                        Map.entry(
                                "players",
                                new SourceSpec.Json(
                                        List.of("s3a://raw/players", folder.folder() + "/more/*.json"),
                                        JsonLayout.DOCUMENT,
                                        Optional.of(new RecordsPath(List.of("data", "Records"))),
                                        Set.of(Leniency.NAN),
                                        Optional.of(new StructType().add("id", DataTypes.LongType)),
                                        SurveyExtent.ALL,
                                        List.of(),
                                        Map.of(),
                                        BookmarkSpec.NONE)),
                        Map.entry(
                                "teams",
                                new SourceSpec.Json(
                                        List.of(folder.folder() + "/teams.json"),
                                        JsonLayout.LINES,
                                        Optional.empty(),
                                        Set.of(),
                                        Optional.empty(),
                                        SurveyExtent.ALL,
                                        List.of("name", "city"),
                                        Map.of("state", "upper(city)"),
                                        BookmarkSpec.NONE)));
        assertThat(job.relationalize())
                .contains(new RelationalizeSpec(
                        "players",
                        "base",
                        List.of("id", "location.city"),
                        new MergeRule(
                                List.of("seen", "id"),
                                Optional.of("gone"),
                                Optional.of(new MissingRule("seen >= :from", Window.NONE)),
                                MergeRule.Late.APPLY),
                        List.of("id"),
                        RelationalizeOptions.Naming.ATHENA,
                        RelationalizeOptions.CaseTwins.MERGE,
                        RelationalizeOptions.EmptyArrays.NULL,
                        RelationalizeOptions.Maps.JSON,
                        RelationalizeOptions.Voids.DROP,
                        List.of("raw"),
                        List.of("stats"),
                        List.of("secret[].x"),
                        List.of("games"),
                        List.of("location"),
                        new RelationalizeOptions.Limits(3, 20, 5),
                        new Conflicts(
                                Optional.of(ConflictPolicy.Named.RESCUE),
                                Map.of("a[].b", new ConflictPolicy.Cast(DataTypes.DoubleType))),
                        new SurveyOptions(SurveyOptions.Timestamps.INFER, SurveyOptions.BigIntegers.TEXT)));
        assertThat(job.tables())
                .containsExactly(
                        Map.entry(
                                "base",
                                new TableSpec(
                                        Optional.of("players_data"),
                                        Map.of("location.city", "city"),
                                        Map.of("score", "decimal(10,2)"),
                                        List.of("noise"),
                                        List.of("id", "city"),
                                        OptionalInt.of(4),
                                        List.of(),
                                        MergeRule.PLAIN,
                                        Optional.of(Contract.FREEZE))),
                        Map.entry(
                                "teams",
                                new TableSpec(
                                        Optional.of("teams_data"),
                                        Map.of(),
                                        Map.of(),
                                        List.of(),
                                        List.of(),
                                        OptionalInt.empty(),
                                        List.of("name"),
                                        new MergeRule(
                                                List.of("seen"),
                                                Optional.of("state = 'X'"),
                                                Optional.empty(),
                                                MergeRule.Late.APPLY),
                                        Optional.empty())));
        assertThat(job.derive()).containsExactly(Map.entry("totals", new DeriveSpec(query)));
        assertThat(job.target())
                .isEqualTo(new TargetSpec(
                        folder.folder() + "/out/parquet",
                        TableFormat.DELTA,
                        TargetSpec.Mode.MERGE,
                        List.of(),
                        7,
                        64 << 20));
        assertThat(job.catalog()).isEqualTo(new CatalogSpec.Local("games-db", folder.folder() + "/cat"));
        assertThat(job.warehouse())
                .contains(new WarehouseSpec(
                        new WarehouseEngine.DuckDb(folder.folder() + "/wh.duckdb", Map.of("s3a://raw", "/mnt/raw")),
                        "players_schema",
                        Optional.of("mart"),
                        Map.of(
                                "games",
                                new WarehouseTableSpec(
                                        List.of("game_id"),
                                        WarehouseTableSpec.Load.UPSERT,
                                        Optional.of("seen"),
                                        List.of("name"),
                                        Map.of("player", new TableColumn("players", "id")),
                                        WarehouseTableSpec.Distribution.AUTO,
                                        Optional.of("player"),
                                        List.of("seen", "name"),
                                        WarehouseTableSpec.Sort.INTERLEAVED),
                                "players",
                                new WarehouseTableSpec(
                                        List.of("id"),
                                        WarehouseTableSpec.Load.REPLACE,
                                        Optional.empty(),
                                        List.of(),
                                        Map.of(),
                                        WarehouseTableSpec.Distribution.ALL,
                                        Optional.empty(),
                                        List.of(),
                                        WarehouseTableSpec.Sort.COMPOUND)),
                        Map.of("first", new MaterializedViewSpec(query), "second", new MaterializedViewSpec(query)),
                        Map.of(
                                "where",
                                new QuestionSpec(query, "Where from?", Chart.LINE),
                                "bare",
                                new QuestionSpec(query, "bare", Chart.TABLE)),
                        List.of()));
        assertThat(job.warehouse().orElseThrow().materializedViews().keySet()).containsExactly("second", "first");
        assertThat(job.warehouse().orElseThrow().questions().keySet()).containsExactly("where", "bare");
        assertThat(job.contract()).isEqualTo(Contract.RESCUE);
        assertThat(job.checks())
                .containsExactly(Map.entry(
                        "plays",
                        new CheckSpec(
                                "players_data",
                                List.of(
                                        new CheckRule.Unique(List.of("id", "city")),
                                        new CheckRule.NotNull("id"),
                                        new CheckRule.Accepted("level", List.of("free", "paid")),
                                        new CheckRule.Accepted("year", List.of("2018", "019", "1.50", "true", "")),
                                        new CheckRule.Reference("id", new TableColumn("totals", "player")),
                                        new CheckRule.Reference("team", new TableColumn("a.b", "c.d")),
                                        new CheckRule.AtLeast(1),
                                        new CheckRule.AtMost(1_000_000)),
                                CheckSpec.OnBreach.WARN)));
        assertThat(job.maxRejects()).isEqualTo(12);
    }

    @Test
    void readsAGlueCatalog() {
        String job = """
                job: games
                sources: {players: {path: in}}
                target: {path: s3a://bucket/out, mode: append}
                catalog: %s
                """;
        assertThat(folder.read(job.formatted("{type: glue, database: games}")).catalog())
                .isEqualTo(new CatalogSpec.Glue(
                        "games", Optional.empty(), Optional.empty(), Optional.empty(), List.of(), false));
        CatalogSpec all = folder.read(job.formatted(
                        "{type: glue, database: games, region: eu-central-1, endpoint: 'http://127.0.0.1:4566',"
                                + " catalog-id: '123456789012', partition-indexes: [[load]], column-statistics: true}"))
                .catalog();
        assertThat(all)
                .isEqualTo(new CatalogSpec.Glue(
                        "games",
                        Optional.of("eu-central-1"),
                        Optional.of("http://127.0.0.1:4566"),
                        Optional.of("123456789012"),
                        List.of(List.of("load")),
                        true));
        assertThat(all.catalog()).isEqualTo("glue in eu-central-1 of 123456789012 at http://127.0.0.1:4566");
    }

    @Test
    void optionsTakeTheTablesThatRelationalizeMakes() {
        JobFile job = folder.read(FULL);

        RelationalizeOptions options = job.relationalize().orElseThrow().options(job.tables());

        assertThat(options.root()).isEqualTo("base");
        assertThat(options.key()).containsExactly("id", "location.city");
        assertThat(options.naming()).isEqualTo(RelationalizeOptions.Naming.ATHENA);
        assertThat(options.limits()).isEqualTo(new RelationalizeOptions.Limits(3, 20, 5));
        assertThat(options.tables())
                .isEqualTo(Map.of(
                        "base",
                        new TableOptions(
                                "players_data",
                                Map.of("location.city", "city"),
                                Map.of("score", "decimal(10,2)"),
                                List.of("noise"),
                                List.of("id", "city"))));
    }

    @Test
    void keepsTheWarehouseInTheWorkingDirectoryWhenTheTargetIsRemote() {
        String warehouse = "warehouse: {type: duckdb, external-schema: x}\n";

        assertThat(path(folder.read(JobFolder.SMALLEST + warehouse)))
                .isEqualTo(folder.folder() + "/out/_relata/warehouse.duckdb");
        assertThat(path(folder.set("target.path=s3a://bucket/out").read(JobFolder.SMALLEST + warehouse)))
                .isEqualTo(folder.workingDirectory() + "/small.duckdb");
    }

    private static String path(JobFile job) {
        return ((WarehouseEngine.DuckDb) job.warehouse().orElseThrow().engine()).path();
    }

    @ParameterizedTest
    @CsvSource({
        "1000000,1000000",
        "'\"1000000\"',-1",
        "1000000 B,1000000",
        "1MB,1000000",
        "1500 kB,1500000",
        "1 GiB,1073741824",
        "5 GB,5000000000",
        "'\"977 KiB\"',1000448"
    })
    void readsSizesInBytesAndInUnits(String written, long bytes) {
        String yaml = JobFolder.SMALLEST.replace("{path: out}", "{path: out, target-file-size: " + written + "}");
        if (bytes < 0) {
            assertThat(folder.problems(yaml)).contains("target.target-file-size: expected a size");
        } else {
            assertThat(folder.read(yaml).target().fileSize()).isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "999 kB,text \"999 kB\"",
        "999999,the whole number 999999",
        "5 GiB,text \"5 GiB\"",
        "5000000001,the whole number 5000000001",
        "256 mb,text \"256 mb\"",
        "1.5 GB,text \"1.5 GB\"",
        "-1 MB,text \"-1 MB\"",
        "'999999999999 GiB','text \"999999999999 GiB\"'",
        "[1 MB],a list"
    })
    void tellsWhatASizeIs(String written, String found) {
        String yaml = JobFolder.SMALLEST.replace("{path: out}", "{path: out, target-file-size: " + written + "}");

        assertThat(folder.problems(yaml))
                .isEqualTo(
                        "job.yaml:4:39: target.target-file-size: expected a size from 1 MB to 5 GB, in bytes, kB, MB,"
                                + " GB, KiB, MiB or GiB, found " + found + ". Write for example 256 MB.");
    }

    @Test
    void sharesWhatAliasesName() {
        JobFile job = folder.read("""
                job: aliases
                sources:
                  players: &source {path: in.json, layout: lines}
                  teams: *source
                target: {path: out}
                catalog: {database: games}
                """);

        assertThat(job.sources().get("teams")).isEqualTo(job.sources().get("players"));
    }

    @Test
    void isWrongUsage() {
        assertThatThrownBy(() -> folder.read("job: x"))
                .isInstanceOfSatisfying(
                        RelataException.class,
                        refused -> assertThat(refused.kind()).isEqualTo(RelataException.Kind.USAGE))
                .hasMessageContaining("sources: it is missing");
    }
}
