package io.relata.catalog.glue;

import java.util.Map;

/**
 * Locations as every reader of the catalog takes them: scheme {@code s3}, and a slash at the end. The scheme that they
 * came with is kept beside them.
 */
final class GlueLocation {

    /** The parameter that holds the scheme, where it was not {@code s3}. */
    static final String SCHEME = "relata.location-scheme";

    private static final String S3 = "s3://";

    private GlueLocation() {}

    /** @param location without a slash at the end */
    static String written(String location) {
        return withoutSlash(location) + "/";
    }

    /** {@link #written} for readers that put a slash behind it themselves. */
    static String withoutSlash(String location) {
        return scheme(location).isEmpty() ? location : S3 + location.substring("s3x://".length());
    }

    /** What is to be kept beside {@link #written} to have the location back. */
    static Map<String, String> parameters(String location) {
        return scheme(location).isEmpty() ? Map.of() : Map.of(SCHEME, scheme(location));
    }

    /** The location that was written; another program's, when it moved the table since. */
    static String read(String written, Map<String, String> parameters) {
        String location = written.endsWith("/") ? written.substring(0, written.length() - 1) : written;
        String scheme = parameters.getOrDefault(SCHEME, "");
        boolean isOurs = scheme.equals("s3a") || scheme.equals("s3n");
        return isOurs && location.startsWith(S3) ? scheme + "://" + location.substring(S3.length()) : location;
    }

    private static String scheme(String location) {
        return location.startsWith("s3a://") || location.startsWith("s3n://") ? location.substring(0, 3) : "";
    }
}
