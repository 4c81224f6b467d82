package io.relata.catalog.secrets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.relata.Problem;
import io.relata.RelataException;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClientBuilder;

/**
 * Reads secrets of databases: JSON objects with {@code username} and {@code password}, as RDS keeps them. No message has
 * more of a secret than its name.
 */
public final class DatabaseSecrets {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private DatabaseSecrets() {}

    /**
     * The newest version of a secret.
     *
     * @throws RelataException when it cannot be read, or is of another form
     */
    public static DatabaseSecret read(SecretLocation location) {
        return read(location, DefaultCredentialsProvider.create());
    }

    static DatabaseSecret read(SecretLocation location, AwsCredentialsProvider credentials) {
        SecretsManagerClientBuilder builder = SecretsManagerClient.builder()
                .credentialsProvider(credentials)
                .httpClientBuilder(
                        ApacheHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(ANSWER));
        location.knownRegion().map(Region::of).ifPresent(builder::region);
        location.endpoint().ifPresent(builder::endpointOverride);
        try (SecretsManagerClient client = builder.build()) {
            Optional<String> text =
                    Optional.ofNullable(client.getSecretValue(request -> request.secretId(location.name()))
                            .secretString());
            return text.flatMap(DatabaseSecrets::parsed)
                    .orElseThrow(() -> failed(
                            location,
                            "it is no JSON object with the texts username and password",
                            "Store it as RDS does, such as by --secret-string"
                                    + " '{\"username\": \"...\", \"password\": \"...\"}'"));
        } catch (SdkException e) {
            // Without the cause and its message: a refusal may repeat what was signed.
            throw failed(
                    location,
                    why(e),
                    "Check its name and region, and that this run's role may call secretsmanager:GetSecretValue on it");
        }
    }

    private static Optional<DatabaseSecret> parsed(String text) {
        try {
            JsonNode secret = new JsonMapper().readTree(text);
            JsonNode username = secret.path("username");
            JsonNode password = secret.path("password");
            return username.isTextual() && password.isTextual()
                    ? Optional.of(new DatabaseSecret(username.asText(), password.asText()))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static String why(SdkException failure) {
        return failure instanceof AwsServiceException refused
                ? "AWS Secrets Manager refuses it with "
                        + Optional.ofNullable(refused.awsErrorDetails())
                                .map(AwsErrorDetails::errorCode)
                                .orElse("status " + refused.statusCode())
                : "AWS Secrets Manager cannot be asked (" + failure.getClass().getSimpleName() + ")";
    }

    private static RelataException failed(SecretLocation location, String why, String remedy) {
        return RelataException.failed(new Problem("Cannot read a secret", location.name(), why, remedy));
    }
}
