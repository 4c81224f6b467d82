package io.relata.transforms.shred;

import io.relata.transforms.columns.BatchFile;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/**
 * Joins finished files into fewer by appending their row groups, without decoding a value. Each row is the number of a
 * group.
 *
 * @param groups the files to be
 */
record MergeWork(List<Group> groups) implements TaskWork {

    /**
     * A file to be.
     *
     * @param table the table's number in the write
     * @param files the files it is made of, in order; full paths
     */
    record Group(int table, List<String> files) implements java.io.Serializable {

        Group {
            files = List.copyOf(files);
        }
    }

    MergeWork {
        groups = List.copyOf(groups);
    }

    @Override
    public Run start(int partition, TaskTables tables) {
        return new Run() {
            @Override
            public void take(InternalRow row) throws IOException {
                Group group = groups.get((int) row.getLong(0));
                merge(group.files(), tables.table(group.table()));
            }

            @Override
            public Counts counts() {
                return Counts.NONE;
            }
        };
    }

    private static void merge(List<String> parts, TaskTable table) throws IOException {
        Configuration configuration = table.configuration();
        StructType schema = table.table().schema();
        CountingFile file = new CountingFile(HadoopOutputFile.fromPath(table.newFile(), configuration));
        ParquetFileWriter writer = BatchFile.writer(file, ParquetColumn.messageType(schema));
        Map<String, String> footer = TableFooter.of(schema, table.sparkVersion());
        long rows = 0;
        writer.start();
        for (String part : parts) {
            HadoopInputFile input = HadoopInputFile.fromPath(new Path(part), configuration);
            try (ParquetFileReader reader = ParquetFileReader.open(input)) {
                rows += reader.getRowGroups().stream()
                        .mapToLong(BlockMetaData::getRowCount)
                        .sum();
                reader.appendTo(writer);
            }
        }
        writer.end(footer);
        table.wrote(rows, file.bytes());
    }
}
