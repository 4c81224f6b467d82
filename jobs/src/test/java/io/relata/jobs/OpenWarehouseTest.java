package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.RelataException;
import io.relata.catalog.InMemoryCatalog;
import io.relata.catalog.redshift.Postgres;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.config.JobFileReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("any-spark")
class OpenWarehouseTest {

    @TempDir
    Path folder;

    private JobFile job(String warehouse) {
        return new JobFileReader(Map.of(), folder).readText("job", """
                job: shop
                sources: {orders: {path: in}}
                target: {path: s3a://lake/out}
                catalog: {type: glue, database: shop, region: eu-central-1}
                warehouse: {external-schema: lake, %s}
                """.formatted(warehouse), List.of());
    }

    private OpenWarehouse open(String warehouse, Map<String, String> environment) {
        return OpenWarehouse.of(job(warehouse), new InMemoryCatalog(), environment);
    }

    @Test
    void overJdbcThePasswordComesFromTheVariableThatTheJobNames() throws IOException {
        try (Postgres server = Postgres.start()) {
            String address = server.url().replaceFirst("\\?.*$", "");
            String warehouse = "type: redshift-jdbc, url: \"" + address + "\", user: postgres, password-variable: PW";
            assertThatThrownBy(() -> open(warehouse, Map.of("pw", "x")))
                    .isInstanceOf(RelataException.class)
                    .hasMessage("Cannot open the warehouse (" + address
                            + "): the variable PW of the environment is not set. Set it to the password.");
            try (OpenWarehouse open = open(warehouse, Map.of("PW", "geheim"))) {
                assertThat(open.warehouse().query("SELECT current_user").rows()).hasToString("[[Optional[postgres]]]");
            }
        }
    }

    @Test
    void aDatabaseThatCannotBeReachedIsToldWithoutThePassword() {
        assertThatThrownBy(() -> open(
                        "type: redshift-jdbc, url: \"jdbc:nothing://127.0.0.1:1/dev\", password-variable: PW",
                        Map.of("PW", "geheim")))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot open the warehouse (jdbc:nothing://127.0.0.1:1/dev): No suitable driver found for"
                        + " jdbc:nothing://127.0.0.1:1/dev. Check address, user and network, and that the driver is on"
                        + " the class path.");
    }

    @Test
    void theDataApiIsCalledWhereTheJobSays() throws IOException {
        try (var nobody = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            int port = nobody.getLocalPort();
            nobody.close();
            System.setProperty("aws.accessKeyId", "AKIDEXAMPLE");
            System.setProperty("aws.secretAccessKey", "the secret itself");
            try (OpenWarehouse open = open(
                    "type: redshift-data-api, workgroup: w, database: dev, timeout: 1, endpoint: \"http://127.0.0.1:"
                            + port + "\"",
                    Map.of())) {
                assertThatThrownBy(() -> open.warehouse().query("SELECT 1"))
                        .isInstanceOf(RelataException.class)
                        .hasMessageContaining("127.0.0.1:" + port)
                        .message()
                        .doesNotContain("the secret itself");
            } finally {
                System.clearProperty("aws.accessKeyId");
                System.clearProperty("aws.secretAccessKey");
            }
        }
    }
}
