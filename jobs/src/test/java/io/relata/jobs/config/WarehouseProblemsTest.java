package io.relata.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.catalog.redshift.DataApiSettings;
import io.relata.catalog.redshift.Grantee;
import io.relata.catalog.redshift.IamRole;
import io.relata.catalog.redshift.Identifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of a warehouse section that cannot be. */
class WarehouseProblemsTest {

    @TempDir
    Path temporary;

    private JobFolder folder;

    @BeforeEach
    void createFolder() {
        folder = new JobFolder(temporary);
    }

    private String after(String lines) {
        return folder.problems(JobFolder.SMALLEST + lines);
    }

    private String onAws(String lines) {
        return folder.problems(onAwsFile(lines));
    }

    private static String onAwsFile(String lines) {
        return JobFolder.SMALLEST
                        .replace("target: {path: out}", "target: {path: s3a://lake/out}")
                        .replace("{database: games}", "{type: glue, database: games}")
                + lines;
    }

    @Test
    void eachTypeHasItsOwnKeys() {
        assertThat(after("warehouse: {type: duckdb, external-schema: x, iam-role: default, cluster: c}\n"))
                .isEqualTo("""
                        job.yaml:6:57: warehouse.iam-role: a warehouse of type duckdb has no such key. Remove it, or write type: redshift-data-api, redshift-jdbc or script.
                        job.yaml:6:75: warehouse.cluster: a warehouse of type duckdb has no such key. Remove it, or write type: redshift-data-api.""");
    }

    @Test
    void redshiftWantsGlueAndS3() {
        assertThat(after("warehouse: {type: script, external-schema: x}\n")).isEqualTo("""
                        job.yaml:6:19: warehouse.type: Redshift sees tables of the Glue Data Catalog, and the catalog is local. Write catalog: {type: glue}, or warehouse: {type: duckdb}.
                        job.yaml:6:19: warehouse.type: Redshift reads files in S3, and the target is elsewhere. Give a target in S3, or write warehouse: {type: duckdb}.""");
    }

    @Test
    void theDataApiWantsAWorkgroupOrAClusterAndADatabase() {
        assertThat(onAws("warehouse: {type: redshift-data-api, external-schema: x}\n"))
                .isEqualTo("""
                        job.yaml:6:12: warehouse.cluster: neither is given, workgroup nor cluster. Give one of them.
                        job.yaml:6:12: warehouse.database: it is missing. Give the database in Redshift.""");
        assertThat(
                        onAws(
                                "warehouse: {type: redshift-data-api, external-schema: x, database: d, workgroup: w, cluster: c}\n"))
                .isEqualTo(
                        "job.yaml:6:94: warehouse.cluster: both are given, workgroup and cluster. Give one of them.");
        assertThat(
                        onAws(
                                "warehouse: {type: redshift-data-api, external-schema: x, database: d, workgroup: w, user: u}\n"))
                .isEqualTo(
                        "job.yaml:6:91: warehouse.user: a workgroup of Redshift Serverless takes no user's name. Leave it out, or give a secret.");
        assertThat(
                        onAws(
                                "warehouse: {type: redshift-data-api, external-schema: x, database: d, cluster: c, user: u, secret: s}\n"))
                .isEqualTo(
                        "job.yaml:6:89: warehouse.user: a secret is given too, and it names a user. Give one of them.");
    }

    @Test
    void whatRedshiftIsReachedByIsRead() {
        assertThat(onAwsRead("""
                        warehouse:
                          type: redshift-data-api
                          external-schema: x
                          region: eu-west-1
                          endpoint: http://127.0.0.1:9
                          cluster: c
                          database: d
                          user: u
                          timeout: 5
                          iam-role: arn:aws:iam::123456789012:role/a,arn:aws:iam::123456789012:role/b
                          readers: [everyone, "group:bi", "user:ines", "role:r"]
                        """))
                .isEqualTo(new WarehouseSpec(
                        new WarehouseEngine.DataApi(
                                Optional.of("eu-west-1"),
                                Optional.of("http://127.0.0.1:9"),
                                new DataApiSettings.Compute.Cluster("c"),
                                "d",
                                new DataApiSettings.Login.User("u"),
                                Duration.ofMinutes(5),
                                new IamRole.Named(List.of(
                                        "arn:aws:iam::123456789012:role/a", "arn:aws:iam::123456789012:role/b"))),
                        "x",
                        Optional.empty(),
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        List.of(
                                new Grantee.Everyone(),
                                new Grantee.Group(new Identifier("bi")),
                                new Grantee.User(new Identifier("ines")),
                                new Grantee.Role(new Identifier("r")))));
        assertThat(onAwsRead(
                                "warehouse: {type: redshift-data-api, external-schema: x, workgroup: w, database: d, secret: arn}")
                        .engine())
                .isEqualTo(new WarehouseEngine.DataApi(
                        Optional.empty(),
                        Optional.empty(),
                        new DataApiSettings.Compute.Workgroup("w"),
                        "d",
                        new DataApiSettings.Login.Secret("arn"),
                        Duration.ofHours(1),
                        new IamRole.Default()));
        assertThat(onAwsRead("warehouse: {type: redshift-jdbc, external-schema: x, user: u, password-variable: PW,"
                                + " url: \"jdbc:redshift:iam://h:5439/dev\"}")
                        .engine())
                .isEqualTo(new WarehouseEngine.Jdbc(
                        "jdbc:redshift:iam://h:5439/dev", Optional.of("u"), Optional.of("PW"), new IamRole.Default()));
        assertThat(onAwsRead("warehouse: {type: script, external-schema: x}").engine())
                .isEqualTo(new WarehouseEngine.Script(folder.workingDirectory() + "/small.sql", new IamRole.Default()));
    }

    private WarehouseSpec onAwsRead(String lines) {
        return folder.read(onAwsFile(lines)).warehouse().orElseThrow();
    }

    @Test
    void anAddressWithAPasswordIsRefusedAndNotShown() {
        String message = onAws(
                "warehouse: {type: redshift-jdbc, external-schema: x, url: \"jdbc:redshift://h:5439/dev?password=geheim\"}\n");
        assertThat(message)
                .isEqualTo(
                        "job.yaml:6:59: warehouse.url: it is more or less than jdbc:, a driver, a host, a port and a database. Write for example jdbc:redshift://cluster.example.eu-central-1.redshift.amazonaws.com:5439/dev; user and password-variable are keys of their own.");
        assertThat(onAws("warehouse: {type: redshift-jdbc, external-schema: x}\n"))
                .isEqualTo("job.yaml:6:12: warehouse.url: it is missing. Give the address for Redshift's JDBC driver.");
    }

    @Test
    void tablesHaveASchemaOfTheirOwn() {
        assertThat(after("warehouse: {type: duckdb, external-schema: x, tables: {players: {}}}\n"))
                .isEqualTo("job.yaml:6:12: warehouse.schema: nothing says which schema its tables are in. Give one.");
        assertThat(after("warehouse: {type: duckdb, external-schema: x, schema: X, tables: {players: {}}}\n"))
                .isEqualTo(
                        "job.yaml:6:55: warehouse.schema: the external schema has this name. Give the tables a schema of their own.");
    }

    @Test
    void keysOfATableFitEachOther() {
        assertThat(after("""
                        warehouse:
                          type: duckdb
                          external-schema: x
                          schema: y
                          tables:
                            a: {load: upsert}
                            b: {key: id, version: at}
                            c: {distribution: all, distribution-key: id}
                            d: {sort: interleaved}
                            e: {key: 'say "id"'}
                            f: {references: {a_id: bb.id, b_id: b.name, c_id: b}}
                        """)).isEqualTo("""
                        job.yaml:11:15: warehouse.tables.a.load: nothing says which rows are the same. Give the columns of the key.
                        job.yaml:12:27: warehouse.tables.b.version: all rows are replaced, whatever their version. Remove it, or write load: upsert.
                        job.yaml:13:46: warehouse.tables.c.distribution-key: rows are distributed by a column or by distribution, and both are given. Give one of them.
                        job.yaml:14:15: warehouse.tables.d.sort: nothing says by which columns. Give a sort-key.
                        job.yaml:15:14: warehouse.tables.e.key: Redshift refuses "say "id"". Use 1 to 127 bytes without quotation marks.
                        job.yaml:16:55: warehouse.tables.f.references.c_id: expected a table and one of its columns with a dot between, the table in back-ticks where it holds a dot, found text "b". Write for example users.user_id.""");
        assertThat(after("""
                        warehouse:
                          type: duckdb
                          external-schema: x
                          schema: y
                          tables:
                            users: {key: id}
                            plays: {references: {a_id: user.id}}
                            likes: {references: {b_id: users.name}}
                        """)).isEqualTo("""
                        job.yaml:12:25: warehouse.tables.plays.references: user.id is not the key of one of these tables. Did you mean users?
                        job.yaml:13:25: warehouse.tables.likes.references: users.name is not the key of one of these tables. Write table.column, and the column alone as the key of that table.""");
    }

    @Test
    void rolesAndReadersAreNamedAsRedshiftNamesThem() {
        assertThat(onAws("warehouse: {type: script, external-schema: x, iam-role: admin, readers: [analysts]}\n"))
                .isEqualTo("""
                        job.yaml:6:57: warehouse.iam-role: Redshift refuses "admin". Write default or arn:aws:iam::123456789012:role/name.
                        job.yaml:6:74: warehouse.readers[0]: expected everyone, or a name behind role:, group: or user:, found text "analysts". Write for example role:analysts.""");
    }
}
