package io.relata.catalog.secrets;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Optional;

/**
 * Where a secret is kept.
 *
 * @param name its name or ARN
 * @param region an ARN's own where empty, else that of the environment, the profile or the machine
 * @param endpoint where to call instead of the region's own endpoint
 */
public record SecretLocation(String name, Optional<String> region, Optional<URI> endpoint) {

    private static final int REGION = 3;
    private static final int PARTS_OF_AN_ARN = 7;

    public SecretLocation {
        requireNonNull(name, "name");
        requireNonNull(region, "region");
        requireNonNull(endpoint, "endpoint");
    }

    /** The region that is given, or that of an ARN ({@code arn:aws:secretsmanager:region:account:secret:name}). */
    Optional<String> knownRegion() {
        String[] parts = name.split(":", -1);
        boolean isArn = parts.length == PARTS_OF_AN_ARN && parts[0].equals("arn") && !parts[REGION].isEmpty();
        return region.or(() -> isArn ? Optional.of(parts[REGION]) : Optional.empty());
    }
}
