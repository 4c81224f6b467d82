package io.relata.catalog.redshift;

import static io.relata.catalog.redshift.RedshiftType.Plain.BIGINT;
import static io.relata.catalog.redshift.RedshiftType.Plain.BOOLEAN;
import static io.relata.catalog.redshift.RedshiftType.Plain.DATE;
import static io.relata.catalog.redshift.RedshiftType.Plain.DOUBLE;
import static io.relata.catalog.redshift.RedshiftType.Plain.INTEGER;
import static io.relata.catalog.redshift.RedshiftType.Plain.SUPER;
import static io.relata.catalog.redshift.RedshiftType.Plain.TIMESTAMP;

import io.relata.catalog.redshift.NativeColumn.Encoding;
import io.relata.catalog.redshift.NativeColumn.Identity;
import io.relata.catalog.redshift.RedshiftType.Decimal;
import io.relata.catalog.redshift.RedshiftType.Varbyte;
import io.relata.catalog.redshift.RedshiftType.Varchar;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Statements of every kind, by the names of the files that hold what they are as SQL. */
final class Samples {

    private static final IamRole ROLE = IamRole.Named.of("arn:aws:iam::123456789012:role/spectrum");
    private static final RelationName PLAYS = RelationName.of("mart", "songplays");
    private static final RelationName USERS = RelationName.of("mart", "users");
    private static final RelationName EVENTS = RelationName.of("lake", "events");
    private static final S3Location FOLDER = new S3Location("s3a://lake/mart/plays/run=1");
    private static final SelectQuery BY_LEVEL =
            new SelectQuery("SELECT level, count(*) AS plays\nFROM lake.songplays\nGROUP BY level;");

    private Samples() {}

    static Map<String, RedshiftStatement> all() {
        Map<String, RedshiftStatement> all = new LinkedHashMap<>();
        external(all);
        tables(all);
        views(all);
        copies(all);
        changes(all);
        grants(all);
        return all;
    }

    static List<Identifier> names(String... names) {
        return Arrays.stream(names).map(Identifier::new).toList();
    }

    private static void external(Map<String, RedshiftStatement> all) {
        all.put(
                "external-schema",
                new CreateExternalSchema(
                        new Identifier("lake"),
                        "games-flattened-data-db",
                        Optional.empty(),
                        new IamRole.Default(),
                        Optional.empty(),
                        CreateExternalSchema.Database.STAYS_ABSENT));
        all.put(
                "external-schema-of-another-account",
                new CreateExternalSchema(
                        new Identifier("lake"),
                        "it's \\ odd",
                        Optional.of("eu-central-1"),
                        new IamRole.Named(List.of(
                                "arn:aws:iam::123456789012:role/one", "arn:aws-cn:iam::210987654321:role/path/two")),
                        Optional.of("210987654321"),
                        CreateExternalSchema.Database.IS_CREATED));
        List<ExternalColumn> columns = List.of(
                new ExternalColumn(new Identifier("user"), BIGINT),
                new ExternalColumn(new Identifier("a.val.name"), new Varchar(300)),
                new ExternalColumn(new Identifier("price"), new Decimal(12, 2)));
        all.put(
                "external-table",
                new CreateExternalTable(
                        EVENTS, columns, List.of(), CreateExternalTable.Files.PARQUET, FOLDER, OptionalLong.of(6820)));
        all.put(
                "external-table-over-manifests",
                new CreateExternalTable(
                        EVENTS,
                        columns,
                        List.of(
                                new ExternalColumn(new Identifier("day"), DATE),
                                new ExternalColumn(new Identifier("hour"), INTEGER)),
                        CreateExternalTable.Files.MANIFEST,
                        new S3Location("s3://lake/events/_symlink_format_manifest/"),
                        OptionalLong.empty()));
        all.put(
                "external-partitions",
                new AddExternalPartitions(
                        EVENTS,
                        names("day", "place"),
                        List.of(partition("2018-11-01", "O'Hare"), partition("2018-11-02", "C:\\"))));
        all.put("external-rows", new SetExternalRows(EVENTS, 6821));
    }

    private static AddExternalPartitions.Partition partition(String... values) {
        return new AddExternalPartitions.Partition(
                List.of(values), new S3Location("s3://lake/events/day=" + values[0] + "/place=x"));
    }

    private static void tables(Map<String, RedshiftStatement> all) {
        all.put(
                "table",
                new CreateTable(
                        PLAYS,
                        List.of(
                                NativeColumn.of("songplay_id", BIGINT).notNull(),
                                NativeColumn.of("start_time", TIMESTAMP).notNull(),
                                NativeColumn.of("user_id", INTEGER).notNull(),
                                NativeColumn.of("level", new Varchar(16)).encoded(Encoding.BYTEDICT),
                                NativeColumn.of("song_id", new Varchar(36)).encoded(Encoding.ZSTD),
                                NativeColumn.of("user_agent", new Varchar(288))),
                        List.of(
                                new TableConstraint.PrimaryKey(names("songplay_id")),
                                new TableConstraint.ForeignKey(names("user_id"), USERS, names("user_id")),
                                new TableConstraint.Unique(names("start_time", "user_id"))),
                        new Distribution.Key(new Identifier("song_id")),
                        new SortKey.Compound(names("start_time", "user_id"))));
        all.put(
                "table-on-all-nodes",
                new CreateTable(
                        RelationName.of("mart", "time"),
                        List.of(
                                NativeColumn.of("start_time", TIMESTAMP).notNull(),
                                NativeColumn.of("week", RedshiftType.Plain.SMALLINT),
                                NativeColumn.of("is_weekend", BOOLEAN)),
                        List.of(),
                        new Distribution.All(),
                        new SortKey.Interleaved(names("start_time", "week"))));
        all.put(
                "table-with-numbers",
                new CreateTable(
                        RelationName.of("mart", "errors"),
                        List.of(
                                NativeColumn.of("number", BIGINT).numbered(new Identity(0, 1)),
                                NativeColumn.of("raw", new Varbyte(1024)),
                                NativeColumn.of("rest", SUPER),
                                NativeColumn.of("at", RedshiftType.Plain.TIMESTAMPTZ),
                                NativeColumn.of("score", DOUBLE)),
                        List.of(),
                        new Distribution.Even(),
                        new SortKey.Auto()));
        all.put("schema", new CreateSchema(new Identifier("mart")));
        all.put("add-column", new AddColumn(PLAYS, NativeColumn.of("device", new Varchar(64))));
        all.put("widen-text", new WidenText(PLAYS, new Identifier("user_agent"), new Varchar(512)));
        all.put("staging-table", new CreateStagingTable(new Identifier("relata_staging"), PLAYS));
        all.put("drop-staging-table", new DropStagingTable(new Identifier("relata_staging")));
        all.put("drop-table", new Drop(Drop.Kind.TABLE, PLAYS));
        all.put("drop-view", new Drop(Drop.Kind.VIEW, RelationName.of("mart", "v")));
        all.put("drop-materialized-view", new Drop(Drop.Kind.MATERIALIZED_VIEW, RelationName.of("mart", "mv")));
        all.put("drop-schema", new Drop(Drop.Kind.SCHEMA, RelationName.of("lake")));
    }

    private static void views(Map<String, RedshiftStatement> all) {
        all.put(
                "materialized-view",
                new CreateMaterializedView(
                        RelationName.of("mart", "mv_levels"), new Distribution.Auto(), new SortKey.Auto(), BY_LEVEL));
        all.put(
                "materialized-view-distributed",
                new CreateMaterializedView(
                        RelationName.of("mart", "mv_levels"),
                        new Distribution.Key(new Identifier("level")),
                        new SortKey.Compound(names("level")),
                        BY_LEVEL));
        all.put("refresh", new RefreshMaterializedView(RelationName.of("mart", "mv_levels")));
        all.put("late-binding-view", new CreateLateBindingView(RelationName.of("mart", "levels"), BY_LEVEL));
        all.put(
                "late-binding-view-with-a-comment",
                new CreateLateBindingView(
                        RelationName.of("mart", "ones"),
                        new SelectQuery("SELECT ';' AS one FROM lake.events -- the first;")));
    }

    private static void copies(Map<String, RedshiftStatement> all) {
        all.put(
                "copy-parquet",
                new CopyParquet(PLAYS, names("songplay_id", "level"), new CopySource.Folder(FOLDER), ROLE));
        all.put(
                "copy-parquet-by-manifest",
                new CopyParquet(
                        PLAYS,
                        names("songplay_id"),
                        new CopySource.Manifest(new S3Location("s3://lake/mart/plays/run-1.manifest")),
                        new IamRole.Default()));
        all.put(
                "copy-json",
                new CopyJson(
                        RelationName.of("mart", "staging_events"),
                        names("artist", "ts"),
                        new CopySource.Folder(new S3Location("s3://raw/log_data")),
                        ROLE,
                        new CopyJson.Keys.Paths(new S3Location("s3://raw/log_json_path.json")),
                        Optional.of(CopyJson.TimeFormat.EPOCH_MILLISECONDS),
                        Optional.of("us-west-2"),
                        OptionalInt.of(5),
                        Set.of(CopyJson.Option.values())));
        all.put(
                "copy-json-by-names",
                new CopyJson(
                        RelationName.of("mart", "staging_songs"),
                        names("song_id"),
                        new CopySource.Manifest(new S3Location("s3://raw/songs.manifest")),
                        ROLE,
                        new CopyJson.Keys.AutoIgnoringCase(),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalInt.empty(),
                        Set.of()));
    }

    private static void changes(Map<String, RedshiftStatement> all) {
        Identifier staging = new Identifier("relata_staging");
        List<Identifier> keys = names("user_id", "group");
        all.put("lock", new LockTable(USERS));
        all.put("delete-all", new DeleteAll(PLAYS));
        all.put("delete-late", new DeleteLate(staging, USERS, keys, new Identifier("updated_at")));
        all.put("delete-matching", new DeleteMatching(USERS, staging, keys));
        all.put(
                "delete-window",
                new DeleteWindow(
                        PLAYS,
                        new Identifier("start_time"),
                        LocalDateTime.of(2018, 11, 1, 21, 1, 46, 796_000_000),
                        LocalDateTime.of(2018, 12, 1, 0, 0)));
        all.put(
                "insert-latest",
                new InsertLatest(
                        USERS,
                        staging,
                        names("user_id", "group", "level", "row_of_key", "updated_at"),
                        keys,
                        names("updated_at", "level")));
        all.put("insert-query", new InsertQuery(RelationName.of("mart", "levels"), names("level", "plays"), BY_LEVEL));
        all.put(
                "merge",
                new Merge(
                        USERS,
                        RelationName.of("relata_staging"),
                        keys,
                        names("user_id", "group", "level", "updated_at")));
        all.put("merge-of-keys", new Merge(USERS, RelationName.of("relata_staging"), keys, keys));
        all.put("analyze", new Analyze(PLAYS));
    }

    private static void grants(Map<String, RedshiftStatement> all) {
        all.put(
                "grant-schema",
                new Grant(
                        new Privilege.UseSchema(new Identifier("lake")), new Grantee.Role(new Identifier("analysts"))));
        all.put("grant-table", new Grant(new Privilege.Read(PLAYS), new Grantee.User(new Identifier("a user"))));
        all.put(
                "grant-all-tables",
                new Grant(new Privilege.ReadAll(new Identifier("mart")), new Grantee.Group(new Identifier("readers"))));
        all.put(
                "grant-temporary-tables",
                new Grant(new Privilege.MakeTemporaryTables(new Identifier("dev")), new Grantee.Everyone()));
    }
}
