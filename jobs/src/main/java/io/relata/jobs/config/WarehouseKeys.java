package io.relata.jobs.config;

import io.relata.catalog.redshift.DataApiSettings.Compute;
import io.relata.catalog.redshift.DataApiSettings.Login;
import io.relata.catalog.redshift.Grantee;
import io.relata.catalog.redshift.IamRole;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys that say which database people query. */
final class WarehouseKeys {

    /** The warehouses there are. */
    enum Type {
        DUCKDB,
        REDSHIFT_DATA_API,
        REDSHIFT_JDBC,
        SCRIPT
    }

    static final Key<Type> TYPE = Key.required("type", Choice.of(Type.class), "which warehouse");

    static final Key<String> PATH = Key.optional(
                    "path", Paths.LOCAL_FILE, "the DuckDB file, or the file that takes the script")
            .orElseShown(
                    "`_relata/warehouse.duckdb` in a local target, else `<job>.duckdb` in the working directory; of a"
                            + " script `<job>.sql` there");

    static final Key<String> EXTERNAL_SCHEMA =
            Key.required("external-schema", Texts.SCHEMA, "the schema through which the catalog's tables are seen");

    static final Key<String> SCHEMA = Key.optional(
            "schema",
            Texts.SCHEMA,
            "the schema of the tables that the warehouse keeps itself, given where there are any");

    static final Key<Map<String, Fields>> TABLES = Key.optional(
            "tables",
            new MapOf<>(Texts.TABLE, WarehouseTableKeys.SECTION, MapOf.Growth.CLOSED),
            "published tables that the warehouse keeps a copy of, by name; loaded after each publish");

    static final Key<SqlFile> SQL =
            Key.required("sql", SqlFiles.FILE, "the file with the query, in the job file's folder");

    static final Key<Map<String, Fields>> MATERIALIZED_VIEWS = Key.optional(
            "materialized-views",
            new MapOf<>(Texts.TABLE, new Section(SQL), MapOf.Growth.CLOSED),
            "queries whose results are kept, by name; one that reads another is refreshed after it");

    static final Key<List<Grantee>> READERS =
            Key.optional("readers", new ListOf<>(WarehouseTexts.READER), "who may read all of it, in Redshift");

    static final Key<Map<String, String>> MOUNTS = Key.optional(
            "mounts",
            new MapOf<>(Texts.BUCKET, Paths.LOCAL_FOLDER, MapOf.Growth.OPEN),
            "the folders of this machine where buckets of S3 are mounted, through which DuckDB reads the tables in them");

    static final Key<String> REGION =
            Key.optional("region", Texts.REGION, "the region of Redshift").orElseShown("that of the catalog");

    static final Key<String> ENDPOINT = Key.optional(
                    "endpoint", Texts.ENDPOINT, "where the Redshift Data API is called")
            .orElseShown("the region's own");

    static final Key<String> WORKGROUP =
            Key.optional("workgroup", Texts.ANY, "the workgroup of Redshift Serverless; it or a cluster is given");

    static final Key<String> CLUSTER = Key.optional("cluster", Texts.ANY, "the identifier of a cluster");

    static final Key<String> DATABASE = Key.optional("database", Texts.ANY, "the database in Redshift");

    static final Key<String> USER =
            Key.optional("user", Texts.ANY, "the user of a cluster, or of JDBC").orElseShown("the caller's IAM role");

    static final Key<String> SECRET = Key.optional(
            "secret", Texts.ANY, "the ARN of the secret in AWS Secrets Manager that holds user and password");

    static final Key<Long> TIMEOUT = Key.optional(
                    "timeout", new WholeNumber(1, 1_440), "minutes that a statement or a transaction may take")
            .orElse(60L);

    static final Key<String> URL =
            Key.optional("url", WarehouseTexts.JDBC_URL, "the address for Redshift's JDBC driver");

    static final Key<String> PASSWORD_VARIABLE = Key.optional(
            "password-variable", WarehouseTexts.VARIABLE, "the variable of the environment that holds the password");

    static final Key<IamRole> IAM_ROLE = Key.optional(
                    "iam-role", WarehouseTexts.ROLE, "the role as which Redshift reads the catalog and the files")
            .orElseShown("default");

    /** The keys that not every type has. */
    static final Map<Type, List<Key<?>>> OWN_KEYS = Map.of(
            Type.DUCKDB,
            List.of(PATH, MOUNTS),
            Type.REDSHIFT_DATA_API,
            List.of(READERS, REGION, ENDPOINT, WORKGROUP, CLUSTER, DATABASE, USER, SECRET, TIMEOUT, IAM_ROLE),
            Type.REDSHIFT_JDBC,
            List.of(READERS, URL, USER, PASSWORD_VARIABLE, IAM_ROLE),
            Type.SCRIPT,
            List.of(READERS, PATH, IAM_ROLE));

    static final Section SECTION = new Section(
            TYPE,
            PATH,
            EXTERNAL_SCHEMA,
            SCHEMA,
            TABLES,
            MATERIALIZED_VIEWS,
            QuestionKeys.QUESTIONS,
            READERS,
            MOUNTS,
            REGION,
            ENDPOINT,
            WORKGROUP,
            CLUSTER,
            DATABASE,
            URL,
            USER,
            PASSWORD_VARIABLE,
            SECRET,
            TIMEOUT,
            IAM_ROLE);

    private WarehouseKeys() {}

    static WarehouseSpec spec(Fields warehouse, String job, TargetSpec target, Path workingDirectory) {
        return new WarehouseSpec(
                engine(warehouse, job, target, workingDirectory),
                warehouse.value(EXTERNAL_SCHEMA),
                warehouse.find(SCHEMA),
                tables(warehouse),
                views(warehouse),
                QuestionKeys.specs(warehouse),
                warehouse.find(READERS).orElse(List.of()));
    }

    private static WarehouseEngine engine(Fields warehouse, String job, TargetSpec target, Path workingDirectory) {
        IamRole role = warehouse.find(IAM_ROLE).orElseGet(IamRole.Default::new);
        return switch (warehouse.value(TYPE)) {
            case DUCKDB ->
                new WarehouseEngine.DuckDb(
                        warehouse.find(PATH).orElseGet(() -> file(job, target, workingDirectory)),
                        warehouse.find(MOUNTS).orElse(Map.of()));
            case REDSHIFT_DATA_API ->
                new WarehouseEngine.DataApi(
                        warehouse.find(REGION),
                        warehouse.find(ENDPOINT),
                        warehouse
                                .find(WORKGROUP)
                                .<Compute>map(Compute.Workgroup::new)
                                .orElseGet(() -> new Compute.Cluster(warehouse.value(CLUSTER))),
                        warehouse.value(DATABASE),
                        login(warehouse),
                        Duration.ofMinutes(warehouse.value(TIMEOUT)),
                        role);
            case REDSHIFT_JDBC ->
                new WarehouseEngine.Jdbc(
                        warehouse.value(URL), warehouse.find(USER), warehouse.find(PASSWORD_VARIABLE), role);
            case SCRIPT ->
                new WarehouseEngine.Script(
                        warehouse
                                .find(PATH)
                                .orElseGet(() ->
                                        workingDirectory.resolve(job + ".sql").toString()),
                        role);
        };
    }

    private static Login login(Fields warehouse) {
        Optional<Login> secret = warehouse.find(SECRET).map(Login.Secret::new);
        return secret.or(() -> warehouse.find(USER).map(Login.User::new)).orElseGet(Login.Role::new);
    }

    private static String file(String job, TargetSpec target, Path workingDirectory) {
        return Paths.hasScheme(target.path())
                ? workingDirectory.resolve(job + ".duckdb").toString()
                : target.path() + "/_relata/warehouse.duckdb";
    }

    private static Map<String, WarehouseTableSpec> tables(Fields warehouse) {
        Map<String, WarehouseTableSpec> tables = new LinkedHashMap<>();
        warehouse
                .find(TABLES)
                .orElse(Map.of())
                .forEach((name, table) -> tables.put(name, WarehouseTableKeys.spec(table)));
        return tables;
    }

    private static Map<String, MaterializedViewSpec> views(Fields warehouse) {
        Map<String, MaterializedViewSpec> views = new LinkedHashMap<>();
        warehouse
                .find(MATERIALIZED_VIEWS)
                .orElse(Map.of())
                .forEach((name, view) -> views.put(name, new MaterializedViewSpec(view.value(SQL))));
        return views;
    }
}
