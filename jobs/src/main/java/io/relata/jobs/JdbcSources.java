package io.relata.jobs;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.catalog.secrets.DatabaseSecret;
import io.relata.catalog.secrets.DatabaseSecrets;
import io.relata.catalog.secrets.SecretLocation;
import io.relata.jobs.config.JdbcLogin;
import io.relata.jobs.config.SourceSpec;
import io.relata.jobs.source.jdbc.Database;
import io.relata.jobs.source.jdbc.DatabaseLogin;
import io.relata.jobs.source.jdbc.JdbcReading;
import io.relata.jobs.source.jdbc.JdbcSource;
import java.net.URI;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Takes up the sources that are databases. */
final class JdbcSources {

    private JdbcSources() {}

    /** The rows of a database, which is asked for its columns now and for the rows when they are first wanted. */
    static SourceRows rows(SourceSpec.Jdbc spec, SparkSession spark, Map<String, String> environment) {
        Database database = new Database(spec.url(), login(spec, environment));
        JdbcReading reading =
                JdbcSource.of(database, spec.records(), spec.options()).open(spark);
        return new SourceRows(reading.schema(), reading::rows, reading.notes());
    }

    private static DatabaseLogin login(SourceSpec.Jdbc spec, Map<String, String> environment) {
        return spec.login() instanceof JdbcLogin.Secret secret
                ? login(secret)
                : login((JdbcLogin.Variable) spec.login(), spec.url(), environment);
    }

    private static DatabaseLogin login(JdbcLogin.Variable login, String url, Map<String, String> environment) {
        String password = login.passwordVariable()
                .map(variable -> {
                    String value = environment.getOrDefault(variable, "");
                    if (value.isEmpty()) {
                        throw RelataException.usage(new Problem(
                                "Cannot open the database",
                                url,
                                "the variable " + variable + " of the environment is not set",
                                "Set it to the password"));
                    }
                    return value;
                })
                .orElse("");
        return new DatabaseLogin(login.user().orElse(""), password);
    }

    private static DatabaseLogin login(JdbcLogin.Secret secret) {
        try {
            DatabaseSecret found = DatabaseSecrets.read(new SecretLocation(
                    secret.name(), secret.region(), secret.endpoint().map(URI::create)));
            return new DatabaseLogin(found.username(), found.password());
        } catch (NoClassDefFoundError absent) {
            throw new RelataException(
                    RelataException.Kind.USAGE,
                    new Problem(
                            "Cannot read a secret",
                            secret.name(),
                            "the client of AWS Secrets Manager is not on the class path",
                            "Add software.amazon.awssdk:secretsmanager to it, or write user and password-variable"),
                    absent);
        }
    }
}
