package io.relata.transforms.json;

import io.relata.Problem;
import io.relata.RelataException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * Lists the files that paths stand for. A path is taken as it is written where something has that name, else as a
 * pattern. Folders are read with all folders inside them; names that start with {@code _} or {@code .} are passed over,
 * as Spark does, save {@code _key=value} folders. A file that two paths lead to is listed once.
 */
public final class InputFiles {

    private final String format;
    private final Configuration settings;
    private final Consumer<ListedFile> found;

    private InputFiles(String format, Configuration settings, Consumer<ListedFile> found) {
        this.format = format;
        this.settings = settings;
        this.found = found;
    }

    /** In the order of their paths. */
    public static List<InputFile> list(List<String> paths, Configuration settings) {
        return list("JSON", paths, settings);
    }

    /**
     * In the order of their paths.
     *
     * @param format what the files are to hold, for messages
     */
    public static List<InputFile> list(String format, List<String> paths, Configuration settings) {
        Map<String, InputFile> files = new TreeMap<>();
        each(format, paths, settings, file -> files.put(file.path(), file.file()));
        return List.copyOf(files.values());
    }

    /**
     * Tells of each file as it is listed, in no order, and keeps none; of a file that two paths lead to, twice.
     *
     * @param format what the files are to hold, for messages
     * @throws RelataException when a path leads to no file, or a folder cannot be listed
     */
    public static void each(String format, List<String> paths, Configuration settings, Consumer<ListedFile> found) {
        InputFiles files = new InputFiles(format, settings, found);
        paths.forEach(files::add);
    }

    private void add(String path) {
        try {
            Path written = new Path(path);
            FileSystem system = written.getFileSystem(settings);
            List<Path> roots = system.exists(written) ? List.of(written) : matches(system, written);
            if (roots.isEmpty()) {
                throw RelataException.failed(new Problem(
                        "Cannot read " + format,
                        path,
                        "no file or folder has this name, and as a pattern it matches none",
                        "Correct the path, or check that this run is allowed to list it"));
            }
            int files = 0;
            for (Path root : roots) {
                files += addAll(system, system.makeQualified(root));
            }
            if (files == 0) {
                throw RelataException.failed(new Problem(
                        "Cannot read " + format,
                        path,
                        "it holds no file (names that start with _ or . do not count)",
                        "Correct the path, or run again when the files have been written"));
            }
        } catch (IllegalArgumentException e) {
            throw RelataException.failed(
                    new Problem(
                            "Cannot read " + format, path, "this is not a path: " + e.getMessage(), "Correct the path"),
                    e);
        } catch (IOException e) {
            throw RelataException.failed(
                    new Problem(
                            "Cannot read " + format,
                            path,
                            "listing its files failed: " + e.getMessage(),
                            "Correct the path, or check that this run is allowed to list and read it"),
                    e);
        }
    }

    private static List<Path> matches(FileSystem system, Path pattern) throws IOException {
        FileStatus[] statuses = system.globStatus(pattern);
        List<Path> matches = new ArrayList<>();
        if (statuses != null) {
            for (FileStatus status : statuses) {
                Path match = status.getPath();
                if (!isHidden(match.getName()) || isHidden(pattern.getName())) {
                    matches.add(match);
                }
            }
        }
        return matches;
    }

    private int addAll(FileSystem system, Path root) throws IOException {
        int files = 0;
        RemoteIterator<? extends FileStatus> statuses = allBelow(system, root);
        while (statuses.hasNext()) {
            FileStatus status = statuses.next();
            if (!isPassedOver(status.getPath(), root)) {
                found.accept(ListedFile.of(status));
                files++;
            }
        }
        return files;
    }

    /** An object store lists all below a root in few requests; of local files Hadoop would ask {@code ls} one by one. */
    private static RemoteIterator<? extends FileStatus> allBelow(FileSystem system, Path root) throws IOException {
        return system instanceof LocalFileSystem ? new LocalFiles(system, root) : system.listFiles(root, true);
    }

    /** Whether a name below the root, or of the root where it is the file itself, says that this is no data. */
    private static boolean isPassedOver(Path file, Path root) {
        if (isHidden(file.getName())) {
            return true;
        }
        for (Path folder = file; folder != null && !folder.equals(root); folder = folder.getParent()) {
            if (isHidden(folder.getName())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isHidden(String name) {
        return name.startsWith(".") || name.endsWith("._COPYING_") || (name.startsWith("_") && !name.contains("="));
    }
}
