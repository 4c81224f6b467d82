package io.relata.jobs.publish;

/**
 * A folder's path in the one spelling of those that catalogs, file systems and people write for it: their schemes differ
 * and mean the same.
 */
record FolderPath(String path) {

    static FolderPath of(String location) {
        return new FolderPath(location.replaceFirst("^s3[an]:", "s3:")
                .replaceFirst("^file:/+", "/")
                .replaceFirst("/+$", ""));
    }

    /** Whether one of the folders lies in the other, or both are one. */
    boolean touches(FolderPath other) {
        return contains(other) || other.contains(this);
    }

    /** Whether the other folder lies in this one, or both are one. */
    boolean contains(FolderPath other) {
        return (other.path + "/").startsWith(path + "/");
    }
}
