package io.relata.transforms.shred;

import io.relata.transforms.columns.BatchFile;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/**
 * Joins finished files into fewer. Each row is the number of a group.
 *
 * @param groups the files to be
 */
record MergeWork(List<Group> groups) implements TaskWork {

    /** What becomes of the row groups of the parts. */
    enum RowGroups {
        /** They are appended as they are, and no value is decoded. */
        KEPT,
        /** Their rows are read and written again, to row groups of full size. */
        REWRITTEN
    }

    /**
     * A file to be.
     *
     * @param table the table's number in the write
     * @param name the file's name
     * @param parts the files it is made of, in order; full paths
     */
    record Group(int table, String name, List<String> parts, RowGroups rowGroups) implements Serializable {

        Group {
            parts = List.copyOf(parts);
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
                switch (group.rowGroups()) {
                    case KEPT -> append(group, tables.table(group.table()));
                    case REWRITTEN -> rewrite(group, tables);
                }
            }

            @Override
            public Counts counts() {
                return Counts.NONE;
            }
        };
    }

    private static void append(Group group, TaskTable table) throws IOException {
        StructType schema = table.table().schema();
        Path path = table.newFile(group.name());
        CountingFile file = new CountingFile(HadoopOutputFile.fromPath(path, table.configuration()));
        ParquetFileWriter writer = BatchFile.writer(file, table.type());
        long rows = 0;
        int rowGroups = 0;
        writer.start();
        for (String part : group.parts()) {
            try (ParquetFileReader reader = open(part, table)) {
                rows += reader.getRecordCount();
                rowGroups += reader.getRowGroups().size();
                reader.appendTo(writer);
            }
        }
        writer.end(TableFooter.of(schema, table.sparkVersion()));
        table.wrote(new WrittenFile(group.name(), rows, rowGroups, file.bytes()));
    }

    private static void rewrite(Group group, TaskTables tables) throws IOException {
        TaskTable table = tables.table(group.table());
        table.open(group.name());
        for (String part : group.parts()) {
            try (ParquetFileReader reader = open(part, table)) {
                FileRows.copy(reader, table.batch(), tables);
            }
        }
        table.end();
    }

    private static ParquetFileReader open(String part, TaskTable table) throws IOException {
        return ParquetFileReader.open(HadoopInputFile.fromPath(new Path(part), table.configuration()));
    }
}
