package io.relata.jobs.publish;

import java.io.IOException;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/** A table's folder, as somebody finds it who lists it. */
record TableFolder(String location, Configuration configuration) {

    /** What is in it and in its partitions' folders, names that begin with {@code _} or {@code .} left out. */
    NavigableSet<String> names() throws IOException {
        Path folder = new Path(location);
        NavigableSet<String> names = new TreeSet<>();
        collect(folder.getFileSystem(configuration), folder, "", names);
        return names;
    }

    private static void collect(FileSystem files, Path folder, String below, NavigableSet<String> names)
            throws IOException {
        for (FileStatus file : files.listStatus(folder)) {
            String name = file.getPath().getName();
            // A partition column may begin with an underscore, and a folder of Delta's own never has an equals sign.
            if (file.isDirectory() && name.contains("=")) {
                collect(files, file.getPath(), below + name + "/", names);
            } else if (DataFile.isDataName(name)) {
                names.add(below + name);
            }
        }
    }

    /** How many rows one of its Parquet files holds. */
    long rows(String name) throws IOException {
        try (ParquetFileReader reader =
                ParquetFileReader.open(HadoopInputFile.fromPath(new Path(location, name), configuration))) {
            return reader.getRecordCount();
        }
    }
}
