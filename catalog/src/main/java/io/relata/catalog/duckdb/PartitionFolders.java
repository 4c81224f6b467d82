package io.relata.catalog.duckdb;

import io.relata.PartitionFolder;
import io.relata.PartitionValues;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Reads the layout {@code <location>/<key>=<value>/.../<file>} that Hive, Spark and Glue share: one level of folders per
 * partition key, the files in the innermost. Names that start with {@code _} or {@code .} are not data.
 */
final class PartitionFolders {

    private PartitionFolders() {}

    static List<DataFile> files(Path location, List<String> keys) throws IOException, TableLayoutException {
        List<DataFile> files = new ArrayList<>();
        collect(location, keys, List.of(), files);
        files.sort(Comparator.comparing(DataFile::path));
        return files;
    }

    /** The files directly in the folder of one partition. */
    static List<DataFile> files(Path folder, PartitionValues partition) throws IOException, TableLayoutException {
        List<Optional<String>> values =
                partition.values().stream().map(PartitionFolders::value).toList();
        List<DataFile> files = new ArrayList<>();
        for (Path entry : entries(folder)) {
            if (Files.isDirectory(entry)) {
                throw new TableLayoutException("the folder " + entry + " is inside partition " + partition);
            }
            files.add(new DataFile(entry, values));
        }
        files.sort(Comparator.comparing(DataFile::path));
        return files;
    }

    private static void collect(Path folder, List<String> keys, List<Optional<String>> values, List<DataFile> files)
            throws IOException, TableLayoutException {
        for (Path entry : entries(folder)) {
            if (Files.isDirectory(entry)) {
                if (values.size() == keys.size()) {
                    throw new TableLayoutException("the folder " + entry + " is not one of a partition key");
                }
                List<Optional<String>> deeper = new ArrayList<>(values);
                deeper.add(value(entry, keys.get(values.size())));
                collect(entry, keys, deeper, files);
            } else if (values.size() < keys.size()) {
                throw new TableLayoutException(
                        "the file " + entry + " is not in a folder of partition key " + keys.get(values.size()));
            } else {
                files.add(new DataFile(entry, values));
            }
        }
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, PartitionFolders::isData)) {
            List<Path> entries = new ArrayList<>();
            stream.forEach(entries::add);
            return entries;
        } catch (DirectoryIteratorException e) {
            throw new IOException(e);
        }
    }

    private static boolean isData(Path entry) {
        String name = entry.getFileName().toString();
        // A key may start with an underscore, a file of Spark's own never has an equals sign.
        return !name.startsWith(".") && (!name.startsWith("_") || name.contains("="));
    }

    private static Optional<String> value(Path folder, String key) throws TableLayoutException {
        String name = folder.getFileName().toString();
        int equals = name.indexOf('=');
        if (equals < 0 || !PartitionFolder.decoded(name.substring(0, equals)).equalsIgnoreCase(key)) {
            throw new TableLayoutException("the folder " + folder + " is not one of partition key " + key);
        }
        return value(PartitionFolder.decoded(name.substring(equals + 1)));
    }

    /** SQL's null for its stand-in. */
    static Optional<String> value(String text) {
        return text.equals(PartitionValues.NULL) ? Optional.empty() : Optional.of(text);
    }
}
