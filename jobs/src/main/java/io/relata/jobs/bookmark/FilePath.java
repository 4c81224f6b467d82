package io.relata.jobs.bookmark;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands for one file, however it is written. */
final class FilePath {

    private static final Pattern S3 = Pattern.compile("^(?i:s3|s3n|s3a)://");
    private static final Pattern LOCAL = Pattern.compile("^(?i:file):/+");
    private static final Pattern STORE = Pattern.compile("^[^/]+://[^/]*");

    private FilePath() {}

    /** The same for every name that S3 and the local file system have among those who read them. */
    static String uniform(String path) {
        String sameScheme = S3.matcher(path).replaceFirst("s3a://");
        return LOCAL.matcher(sameScheme).replaceFirst("/");
    }

    /**
     * Whether a text means a file that is listed: by its path, with or without the file system's name; by its key in the
     * bucket; or by what follows one of the paths that are read.
     */
    static boolean isMeant(String path, String text, List<String> read) {
        String file = uniform(path);
        String meant = uniform(text);
        Matcher store = STORE.matcher(file);
        String inStore = store.lookingAt() ? file.substring(store.end()) : file;
        if (file.equals(meant) || inStore.equals(meant) || (store.lookingAt() && inStore.equals("/" + meant))) {
            return true;
        }
        return read.stream()
                .map(FilePath::uniform)
                .map(folder -> folder + (folder.endsWith("/") ? "" : "/") + meant)
                .anyMatch(whole -> whole.equals(file) || whole.equals(inStore));
    }
}
