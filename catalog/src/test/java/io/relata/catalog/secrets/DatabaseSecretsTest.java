package io.relata.catalog.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.RelataException;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

@Tag("any-spark")
class DatabaseSecretsTest {

    private static final String ARN = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop-AbCdEf";

    private SecretsServer server;

    @BeforeEach
    void start() throws IOException {
        server = SecretsServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private DatabaseSecret read(String name) {
        return DatabaseSecrets.read(
                new SecretLocation(name, Optional.of("eu-central-1"), Optional.of(server.endpoint())),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "the signing secret")));
    }

    @Test
    void userAndPasswordAreReadAndShownNowhere() {
        server.keep("shop", "{\"engine\":\"mysql\",\"username\":\"reader\",\"password\":\"geh\\\"eim\",\"port\":3306}");
        DatabaseSecret secret = read("shop");
        assertThat(secret).isEqualTo(new DatabaseSecret("reader", "geh\"eim"));
        assertThat(secret).hasToString("DatabaseSecret[hidden]");
    }

    @Test
    void aSecretOfAnotherFormIsRefusedUnshown() {
        for (String other : new String[] {
            "geheim",
            "{\"password\":\"geheim\"}",
            "{\"username\":\"u\",\"password\":{\"geheim\":1}}",
            "[\"geheim\"]",
            "{"
        }) {
            server.keep("shop", other);
            assertThatThrownBy(() -> read("shop"))
                    .isInstanceOf(RelataException.class)
                    .hasMessage(
                            "Cannot read a secret (shop): it is no JSON object with the texts username and password."
                                    + " Store it as RDS does, such as by --secret-string '{\"username\": \"...\", \"password\":"
                                    + " \"...\"}'.")
                    .hasNoCause();
        }
    }

    @Test
    void aRefusalIsToldByItsCode() {
        assertThatThrownBy(() -> read("gone"))
                .isInstanceOf(RelataException.class)
                .hasMessage(
                        "Cannot read a secret (gone): AWS Secrets Manager refuses it with ResourceNotFoundException. Check"
                                + " its name and region, and that this run's role may call secretsmanager:GetSecretValue on it.")
                .hasNoCause();
    }

    @Test
    void anArnKnowsItsRegionUnlessAnotherIsGiven() {
        assertThat(new SecretLocation(ARN, Optional.empty(), Optional.empty()).knownRegion())
                .contains("eu-west-1");
        assertThat(new SecretLocation(ARN, Optional.of("eu-west-3"), Optional.empty()).knownRegion())
                .contains("eu-west-3");
        assertThat(new SecretLocation("shop", Optional.empty(), Optional.empty()).knownRegion())
                .isEmpty();
    }
}
