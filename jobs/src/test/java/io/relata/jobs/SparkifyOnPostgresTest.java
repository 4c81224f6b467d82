package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.Catalog;
import io.relata.catalog.redshift.CreateSchema;
import io.relata.catalog.redshift.Identifier;
import io.relata.catalog.redshift.JdbcRunner;
import io.relata.catalog.redshift.NativeTables;
import io.relata.catalog.redshift.Postgres;
import io.relata.catalog.redshift.SelectQuery;
import io.relata.catalog.redshift.TableLoad;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.config.JobFileReader;
import io.relata.jobs.config.Setting;
import io.relata.testing.SparkExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The star's tables, keys and references, made and loaded in PostgreSQL by the statements for Redshift. PostgreSQL sees to
 * the keys and references that Redshift only plans by. A copy of the lake's tables stands for the external schema.
 */
@Tag("any-spark")
@ExtendWith(SparkExtension.class)
class SparkifyOnPostgresTest {

    private static final Path JOB = Program.ROOT.resolve("jobs/sparkify/job.yaml");

    private Program program;
    private SparkSession spark;
    private Postgres server;
    private JdbcRunner runner;

    @BeforeEach
    void start(SparkSession session, @TempDir Path folder) throws IOException, SQLException {
        spark = session;
        program = new Program(folder, session);
        server = Postgres.start();
        Connection connection = server.connection();
        runner = Postgres.runner(connection);
    }

    @AfterEach
    void stop() throws IOException {
        runner.close();
        server.close();
    }

    @Test
    void theStarIsMadeAndLoadedTwiceWithItsKeysAndReferences() {
        program.execute("run", JOB.toString(), "--quiet", "--set", "target.path=out")
                .succeeded();
        JobFile job = new JobFileReader(Map.of(), program.path(""))
                .read(JOB, List.of(new Setting(List.of("target", "path"), "out")));
        Catalog catalog = program.catalog("out");
        runner.run(new CreateSchema(new Identifier("sparkify_lake")));
        runner.run(new CreateSchema(new Identifier("sparkify")));
        List<TableLoad> loads = new WarehouseTables(job, catalog, spark)
                .loadings().stream().map(WarehouseTables.Loading::load).toList();
        loads.forEach(load -> copy(load.table().table().name().name()));

        assertThat(load(loads)).isEqualTo("18 5 3 4 5 12 13");
        assertThat(load(loads)).as("loaded again").isEqualTo("18 5 3 4 5 12 13");

        for (TableLoad load : loads) {
            String name = "." + load.table().table().name().name();
            assertThat(query("SELECT count(*) FROM (SELECT * FROM sparkify" + name
                            + " EXCEPT ALL SELECT * FROM sparkify_lake" + name + ") AS more"))
                    .as(name)
                    .isEqualTo("0");
            assertThat(query("SELECT count(*) FROM (SELECT * FROM sparkify_lake" + name
                            + " EXCEPT ALL SELECT * FROM sparkify" + name + ") AS less"))
                    .as(name)
                    .isEqualTo("0");
        }
        assertThat(query("SELECT conrelid::regclass::text || ' ' || contype::text FROM pg_constraint"
                        + " WHERE connamespace = 'sparkify'::regnamespace AND contype IN ('p', 'f') ORDER BY 1"))
                .isEqualTo("""
                        sparkify."time" p
                        sparkify.artists p
                        sparkify.songplays f
                        sparkify.songplays f
                        sparkify.songplays f
                        sparkify.songplays f
                        sparkify.songplays p
                        sparkify.songs p
                        sparkify.users p""");
        assertThat(query("SELECT users.last_name FROM sparkify.songplays"
                        + " JOIN sparkify.users USING (user_id) WHERE songplay_id = 103000002"))
                .isEqualTo("Sato");
    }

    private String load(List<TableLoad> loads) {
        return new NativeTables(runner)
                .load(loads).values().stream()
                        .map(Optional::orElseThrow)
                        .map(String::valueOf)
                        .collect(Collectors.joining(" "));
    }

    private void copy(String table) {
        Properties login = new Properties();
        login.setProperty("user", "postgres");
        login.setProperty("driver", "org.postgresql.Driver");
        program.rows(spark, program.published("out", "sparkify", table))
                .write()
                .mode(SaveMode.Overwrite)
                .jdbc(server.url(), "sparkify_lake." + table, login);
    }

    private String query(String sql) {
        return runner.query(new SelectQuery(sql)).rows().stream()
                .map(row -> row.stream().map(value -> value.orElse("null")).collect(Collectors.joining(" ")))
                .collect(Collectors.joining("\n"));
    }
}
