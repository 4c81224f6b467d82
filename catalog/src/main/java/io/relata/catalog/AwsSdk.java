package io.relata.catalog;

import java.util.Optional;

/** The AWS SDK that is on the class path. */
public final class AwsSdk {

    private static final String VERSIONS = "software.amazon.awssdk.core.util.VersionInfo";

    private AwsSdk() {}

    /** Its version, as in {@code 2.29.52}; empty where there is none. */
    public static Optional<String> version() {
        try {
            // Read, not named: the compiler would keep the version that it saw.
            return Optional.of(String.valueOf(
                    Class.forName(VERSIONS).getField("SDK_VERSION").get(null)));
        } catch (ReflectiveOperationException | LinkageError absent) {
            return Optional.empty();
        }
    }
}
