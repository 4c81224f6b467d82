package io.relata.jobs.source;

import io.relata.PartitionFolder;
import io.relata.PartitionValues;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.transforms.json.InputFile;
import io.relata.transforms.json.InputFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Files below paths, with what the folders between say in names of the form {@code column=value}. Folders count below a
 * path that is written out, and from the first step with a wildcard on below one that is not.
 */
final class HiveFolders {

    private final Configuration settings;
    private final Map<String, InputFile> files = new TreeMap<>();
    private final Map<String, Map<String, String>> values = new TreeMap<>();

    private HiveFolders(Configuration settings) {
        this.settings = settings;
    }

    /** @throws RelataException when a path stands for no file */
    static HiveFolders below(List<String> paths, Configuration settings) {
        HiveFolders folders = new HiveFolders(settings);
        try {
            for (String path : paths) {
                folders.add(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folders;
    }

    private void add(String path) throws IOException {
        List<InputFile> found = InputFiles.list("Parquet", List.of(path), settings);
        Path written = new Path(path);
        FileSystem system = written.getFileSystem(settings);
        Path base = written;
        if (!system.exists(written)) {
            for (Path step = written; step != null; step = step.getParent()) {
                base = step.getName().matches(".*[\\\\{}\\[\\]*?].*") ? step.getParent() : base;
            }
        }
        String root = system.makeQualified(base).toString();
        for (InputFile file : found) {
            String folder = FolderColumns.folder(file.path());
            files.put(file.path(), file);
            values.putIfAbsent(
                    folder, folder.length() > root.length() ? said(folder.substring(root.length())) : Map.of());
        }
    }

    private static Map<String, String> said(String folders) {
        Map<String, String> said = new LinkedHashMap<>();
        for (String step : folders.split("/", -1)) {
            int equals = step.indexOf('=');
            if (equals > 0) {
                said.put(
                        PartitionFolder.decoded(step.substring(0, equals)),
                        PartitionFolder.decoded(step.substring(equals + 1)));
            }
        }
        return said;
    }

    /** In the order of their paths. */
    List<InputFile> files() {
        return List.copyOf(files.values());
    }

    /**
     * What the folders say: numbers where all of a column's values are whole ones as numbers are written, else text.
     *
     * @throws RelataException when files lie under other columns, or the same in another order, than others do
     */
    FolderColumns columns() {
        List<String> names = List.copyOf(values.values().iterator().next().keySet());
        values.forEach((folder, said) -> {
            if (!List.copyOf(said.keySet()).equals(names)) {
                throw RelataException.failed(new Problem(
                        "Cannot read Parquet",
                        folder,
                        "its folders name the columns (" + String.join(", ", said.keySet()) + "), and those of "
                                + values.keySet().iterator().next() + " name (" + String.join(", ", names) + ")",
                        "Name folders of one kind in path, and read the others as another source"));
            }
        });
        StructType columns = new StructType();
        for (String name : names) {
            columns = columns.add(
                    name,
                    type(values.values().stream().map(said -> said.get(name)).toList()));
        }
        Map<String, Row> rows = new HashMap<>();
        for (Map.Entry<String, Map<String, String>> folder : values.entrySet()) {
            rows.put(folder.getKey(), row(columns, folder.getValue()));
        }
        return new FolderColumns(columns, rows);
    }

    private static Row row(StructType columns, Map<String, String> said) {
        List<Object> row = new ArrayList<>();
        for (String name : columns.fieldNames()) {
            String text = String.valueOf(said.get(name));
            DataType type = columns.apply(name).dataType();
            if (text.equals(PartitionValues.NULL)) {
                row.add(null);
            } else if (type.equals(DataTypes.IntegerType)) {
                row.add(Integer.valueOf(text));
            } else {
                row.add(type.equals(DataTypes.LongType) ? Long.valueOf(text) : text);
            }
        }
        return RowFactory.create(row.toArray());
    }

    /** Zeros before a number are part of a name. */
    private static DataType type(List<String> texts) {
        boolean isInteger = true;
        for (String text : texts) {
            if (!text.equals(PartitionValues.NULL)) {
                if (!text.matches("0|-?[1-9][0-9]{0,17}")) {
                    return DataTypes.StringType;
                }
                long number = Long.parseLong(text);
                isInteger = isInteger && number == (int) number;
            }
        }
        boolean hasNumber = texts.stream().anyMatch(text -> !text.equals(PartitionValues.NULL));
        if (!hasNumber) {
            return DataTypes.StringType;
        }
        return isInteger ? DataTypes.IntegerType : DataTypes.LongType;
    }
}
