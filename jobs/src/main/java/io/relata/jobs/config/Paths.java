package io.relata.jobs.config;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The kinds of path that a job file holds. A path without a scheme that does not begin with a slash starts from the job
 * file's folder when the file says it, and from the working directory when the command line or a variable of the
 * environment does.
 */
final class Paths {

    /** Files, a folder, or a glob. */
    static final Text<String> INPUT = new Text<>("a path", "s3a://bucket/folder/", "", Paths::anywhere);

    /** A folder. */
    static final Text<String> FOLDER = new Text<>("a path", "s3a://bucket/folder", "", Paths::anywhere);

    /** A file of this machine. */
    static final Text<String> LOCAL_FILE = new Text<>("a path without a scheme", "file.duckdb", "", Paths::local);

    /** A folder of this machine. */
    static final Text<String> LOCAL_FOLDER = new Text<>("a path without a scheme", "/mnt/bucket", "", Paths::local);

    private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*:/.*");
    private static final Pattern SECRET = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*://[^/]*@.*");

    private Paths() {}

    /** Whether the path names its file system. */
    static boolean hasScheme(String path) {
        return SCHEME.matcher(path).matches();
    }

    private static Optional<String> anywhere(Node.Scalar text, KeyPath path, Reading reading) {
        if (text.text().chars().anyMatch(Character::isISOControl)) {
            reading.problem(text.place(), path, "the path holds a control character or a line break", "Remove it");
            return Optional.empty();
        }
        if (SECRET.matcher(text.text()).matches()) {
            reading.problem(
                    text.place(),
                    path,
                    "the path holds a user name or a password, which would end in logs",
                    "Give credentials to Hadoop or AWS instead, and the path without them");
            return Optional.empty();
        }
        return Optional.of(withoutSlash(
                hasScheme(text.text())
                        ? text.text()
                        : reading.startOf(text).resolve(text.text()).normalize().toString()));
    }

    private static Optional<String> local(Node.Scalar text, KeyPath path, Reading reading) {
        if (hasScheme(text.text())) {
            reading.problem(
                    text.place(),
                    path,
                    "expected a place on this machine, found a path with a scheme",
                    "Write a local path");
            return Optional.empty();
        }
        return anywhere(text, path, reading);
    }

    private static String withoutSlash(String path) {
        int end = path.length();
        while (end > 1 && path.charAt(end - 1) == '/' && path.charAt(end - 2) != ':' && path.charAt(end - 2) != '/') {
            end--;
        }
        return path.substring(0, end);
    }
}
