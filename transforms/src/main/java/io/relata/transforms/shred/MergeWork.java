package io.relata.transforms.shred;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
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
    public Run start(int partition, List<TaskTable> tables) {
        return new Run() {
            @Override
            public void take(InternalRow row) throws IOException {
                Group group = groups.get((int) row.getLong(0));
                merge(group.files(), tables.get(group.table()));
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
        ParquetFileWriter writer = new ParquetFileWriter(
                file,
                TableFile.messageType(schema),
                ParquetFileWriter.Mode.CREATE,
                ParquetWriter.DEFAULT_BLOCK_SIZE,
                ParquetWriter.MAX_PADDING_SIZE_DEFAULT,
                ParquetProperties.DEFAULT_COLUMN_INDEX_TRUNCATE_LENGTH,
                ParquetProperties.DEFAULT_STATISTICS_TRUNCATE_LENGTH,
                ParquetProperties.DEFAULT_PAGE_WRITE_CHECKSUM_ENABLED);
        Map<String, String> footer = TableFile.footer(schema, table.sparkVersion());
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
