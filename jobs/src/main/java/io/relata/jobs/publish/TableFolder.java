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

/** The folder of a table without partitions, as somebody finds it who lists it. */
record TableFolder(String location, Configuration configuration) {

    /** What is directly in it, names that begin with {@code _} or {@code .} left out. */
    NavigableSet<String> names() throws IOException {
        Path folder = new Path(location);
        FileSystem files = folder.getFileSystem(configuration);
        NavigableSet<String> names = new TreeSet<>();
        for (FileStatus file : files.listStatus(folder)) {
            String name = file.getPath().getName();
            if (DataFile.isDataName(name)) {
                names.add(name);
            }
        }
        return names;
    }

    /** How many rows one of its Parquet files holds. */
    long rows(String name) throws IOException {
        try (ParquetFileReader reader =
                ParquetFileReader.open(HadoopInputFile.fromPath(new Path(location, name), configuration))) {
            return reader.getRecordCount();
        }
    }
}
