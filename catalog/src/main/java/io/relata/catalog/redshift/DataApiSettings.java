package io.relata.catalog.redshift;

import static java.util.Objects.requireNonNull;

import io.relata.Problem;
import io.relata.RelataException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Which warehouse the Redshift Data API runs statements in. No password is among the settings: the API takes one from AWS
 * Secrets Manager, or makes one for the caller's role.
 *
 * @param region of the warehouse
 * @param endpoint where to call instead of the region's own endpoint
 * @param patience how long a statement or a transaction may take; it is cancelled then
 */
public record DataApiSettings(
        String region, Optional<URI> endpoint, Compute compute, String database, Login login, Duration patience) {

    /** What runs the statements. */
    public sealed interface Compute {

        /** A workgroup of Redshift Serverless. */
        record Workgroup(String name) implements Compute {}

        /** A provisioned cluster. */
        record Cluster(String identifier) implements Compute {}
    }

    /** As whom. */
    public sealed interface Login {

        /** As the caller's IAM role. */
        record Role() implements Login {}

        /** As a user of a cluster, whose password the API makes for the caller. */
        record User(String name) implements Login {}

        /** As the user in a secret. */
        record Secret(String arn) implements Login {}
    }

    /** @throws RelataException when the database is blank, there is no patience, or a workgroup is given a user */
    public DataApiSettings {
        requireNonNull(region, "region");
        requireNonNull(endpoint, "endpoint");
        if (database.isBlank()) {
            throw refused("the database is blank", "Give the name of one");
        }
        if (patience.isNegative() || patience.isZero()) {
            throw refused("no time is given to a statement", "Give some minutes");
        }
        if (compute instanceof Compute.Workgroup && login instanceof Login.User) {
            throw refused(
                    "a workgroup of Redshift Serverless takes no user's name",
                    "Leave the user out, or give the ARN of a secret");
        }
    }

    private static RelataException refused(String why, String remedy) {
        return RelataException.usage(new Problem("Cannot use the Redshift Data API", "its settings", why, remedy));
    }
}
