package io.relata.catalog.redshift;

import static java.util.Objects.requireNonNull;

/** The files that a COPY reads. */
public sealed interface CopySource {

    /** Where they are, or the manifest. */
    S3Location location();

    /** What comes behind the format, with a space before it; empty where there is nothing. */
    String option();

    /** All files of a folder. COPY takes every key that begins so, hence the slash at its end. */
    record Folder(S3Location location) implements CopySource {

        public Folder {
            location = location.folder();
        }

        @Override
        public String option() {
            return "";
        }
    }

    /** The files that a manifest names. */
    record Manifest(S3Location location) implements CopySource {

        public Manifest {
            requireNonNull(location, "location");
        }

        @Override
        public String option() {
            return " MANIFEST";
        }
    }
}
