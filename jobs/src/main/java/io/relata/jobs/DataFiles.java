package io.relata.jobs;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.TableDefinition;
import io.relata.jobs.publish.DataFile;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** Lists a written table's data files, as readers see them. */
final class DataFiles {

    private DataFiles() {}

    static List<DataFile> of(TableDefinition table, SparkSession spark) {
        Path location = new Path(table.location());
        try {
            FileSystem files = location.getFileSystem(spark.sparkContext().hadoopConfiguration());
            return Arrays.stream(files.listStatus(location))
                    .filter(file ->
                            file.isFile() && DataFile.isDataName(file.getPath().getName()))
                    .map(file -> new DataFile(file.getPath().getName(), file.getLen(), OptionalLong.empty()))
                    .sorted(Comparator.comparing(DataFile::name))
                    .toList();
        } catch (IOException e) {
            throw RelataException.failed(
                    new Problem(
                            "Cannot list the files of table " + table.name(),
                            table.location(),
                            String.valueOf(e.getMessage()),
                            "Check that the target can be read"),
                    e);
        }
    }
}
