package io.relata.catalog.redshift;

import io.relata.Problem;
import io.relata.RelataException;
import java.util.regex.Pattern;

/**
 * A place in S3 as Redshift names it: by the scheme {@code s3}, whatever Hadoop writes through.
 *
 * @param uri {@code s3://bucket/key}
 */
public record S3Location(String uri) {

    private static final Pattern URI = Pattern.compile("s3://[^/]+/.+");

    /** @throws RelataException when it is no place in a bucket */
    public S3Location {
        uri = uri.replaceFirst("^s3[an]://", "s3://");
        if (!URI.matcher(uri).matches() || uri.chars().anyMatch(Character::isISOControl)) {
            throw RelataException.usage(new Problem(
                    "Cannot have Redshift read files",
                    uri,
                    "it reads them from S3, by s3://bucket/folder",
                    "Give a target in S3, or a warehouse that reads this one"));
        }
    }

    /** The same place as a folder, so that no other key begins with it. */
    public S3Location folder() {
        return uri.endsWith("/") ? this : new S3Location(uri + "/");
    }

    String sql() {
        return Literal.of(uri);
    }
}
