package io.relata.catalog.glue;

import static java.util.Objects.requireNonNull;

import io.relata.Problem;
import io.relata.RelataException;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * Which Glue Data Catalog. Credentials are never among the settings: they come from where every AWS program takes them
 * (environment, profile, web identity, the machine's role).
 *
 * @param region for example {@code eu-central-1}
 * @param endpoint where to call instead of the region's own endpoint, {@code http} or {@code https}
 * @param catalogId the catalog of another account; that of the credentials when empty
 */
public record GlueSettings(String region, Optional<URI> endpoint, Optional<String> catalogId) {

    private static final Pattern REGION = Pattern.compile("[a-z]{2}[a-z0-9-]{1,60}");
    private static final Pattern CATALOG = Pattern.compile("[A-Za-z0-9:/_.-]{1,255}");

    /** @throws RelataException when a setting cannot be one; nothing was called yet */
    public GlueSettings {
        requireNonNull(endpoint, "endpoint");
        requireNonNull(catalogId, "catalogId");
        if (!REGION.matcher(region).matches()) {
            throw refused(
                    "region \"" + region + "\"", "it is not the name of a region", "Give one such as eu-central-1");
        }
        endpoint.ifPresent(GlueSettings::check);
        catalogId.filter(id -> !CATALOG.matcher(id).matches()).ifPresent(id -> {
            throw refused("catalog id \"" + id + "\"", "it is not one", "Give the number of the catalog's account");
        });
    }

    /**
     * The region that every AWS program here uses: that of the environment, the profile or the machine.
     *
     * @throws RelataException when there is none
     */
    public static String surroundingRegion() {
        try {
            return DefaultAwsRegionProviderChain.builder().build().getRegion().id();
        } catch (SdkClientException e) {
            throw RelataException.usage(new Problem(
                    "Cannot tell the region",
                    "of the Glue Data Catalog",
                    "neither the environment nor a profile nor the machine says it",
                    "Set catalog.region, or the variable AWS_REGION"));
        }
    }

    /** The endpoint itself is not shown: who wrote a password into it would find it in a log. */
    private static void check(URI endpoint) {
        String scheme = String.valueOf(endpoint.getScheme());
        if (!(scheme.equals("http") || scheme.equals("https")) || endpoint.getHost() == null) {
            throw refused(
                    "endpoint",
                    "it does not begin with http:// or https:// and a host",
                    "Give one such as https://host");
        }
        if (endpoint.getRawUserInfo() != null || endpoint.getRawQuery() != null || endpoint.getRawFragment() != null) {
            throw refused(
                    "endpoint of host " + endpoint.getHost(),
                    "it holds more than a host, a port and a path",
                    "Take the rest out; credentials come from the environment, a profile or a role");
        }
    }

    private static RelataException refused(String what, String why, String remedy) {
        return RelataException.usage(new Problem("Cannot use " + what, "of the Glue Data Catalog", why, remedy));
    }
}
