package io.relata.jobs.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relata.PartitionFolder;
import io.relata.PartitionValues;
import io.relata.TableDefinition;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The first commit of a Delta log over Parquet files that a run wrote, as the protocol of reader version 1 and writer
 * version 2 has it: no file is moved or written again, and only the footers are read. Deletion vectors and column mapping
 * are off, whatever a session's defaults are, since Redshift Spectrum reads the files without the log.
 */
public final class FirstCommit {

    private static final String COMMENT = "comment";

    private static final JsonMapper JSON = new JsonMapper();

    private FirstCommit() {}

    private record Written(DataFile file, FileStatistics statistics) {}

    /**
     * Writes it.
     *
     * @param table of columns whose types need no feature of the protocol
     * @param files all of its data files, of which those without rows are left out
     * @throws java.nio.file.FileAlreadyExistsException when there is a log already
     * @throws IOException when a footer cannot be read, or the log not be written
     */
    public static void write(TableDefinition table, List<DataFile> files, Instant now, Configuration configuration)
            throws IOException {
        DeltaCommit commit = new DeltaCommit("WRITE", table.run(), now);
        commit.action("protocol").put("minReaderVersion", 1).put("minWriterVersion", 2);
        columns(commit.action("metaData"), table, now);
        List<Callable<Written>> footers = new ArrayList<>();
        files.forEach(file -> footers.add(() -> written(table, file, configuration)));
        for (Written written : FooterReads.all(footers)) {
            if (written.statistics().rows() > 0) {
                add(commit.action("add"), table, written, now);
            }
        }
        new WholeFiles(configuration).create(DeltaLog.firstCommit(table.location()), commit.bytes());
    }

    private static Written written(TableDefinition table, DataFile file, Configuration configuration)
            throws IOException {
        Path path = new Path(table.location(), file.name());
        try (ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromPath(path, configuration))) {
            return new Written(file, FileStatistics.of(reader.getFooter(), table.columns()));
        }
    }

    private static void columns(ObjectNode metadata, TableDefinition table, Instant now)
            throws JsonProcessingException {
        metadata.put("id", UUID.randomUUID().toString());
        ObjectNode format = metadata.putObject("format").put("provider", "parquet");
        format.putObject("options");
        StructType columns = new StructType();
        for (StructField column : table.allColumns().fields()) {
            columns = columns.add(plain(column));
        }
        JsonNode schema = JSON.readTree(columns.json());
        mayBeNull(schema);
        metadata.put("schemaString", JSON.writeValueAsString(schema));
        table.partitionKeys().forEach(metadata.putArray("partitionColumns")::add);
        metadata.putObject("configuration")
                .put("delta.enableDeletionVectors", "false")
                .put("delta.columnMapping.mode", "none");
        metadata.put("createdTime", now.toEpochMilli());
    }

    /** Rows of other Delta tables bring settings of theirs with their columns, which would mean something here too. */
    private static StructField plain(StructField column) {
        MetadataBuilder kept = new MetadataBuilder();
        if (column.metadata().contains(COMMENT)) {
            kept.putString(COMMENT, column.metadata().getString(COMMENT));
        }
        return new StructField(column.name(), column.dataType(), true, kept.build());
    }

    /** What one run's rows say of nulls would bind the rows of all later ones. */
    private static void mayBeNull(JsonNode type) {
        for (String flag : List.of("nullable", "containsNull", "valueContainsNull")) {
            if (type.path(flag).isBoolean()) {
                ((ObjectNode) type).put(flag, true);
            }
        }
        type.forEach(FirstCommit::mayBeNull);
    }

    private static void add(ObjectNode add, TableDefinition table, Written written, Instant now)
            throws JsonProcessingException {
        DataFile file = written.file();
        String folder = new Path(table.location()).toUri().toString() + "/";
        String path = new Path(table.location(), file.name()).toUri().toString();
        add.put("path", path.substring(folder.length()));
        ObjectNode values = add.putObject("partitionValues");
        List<String> keys = table.partitionKeys();
        if (!keys.isEmpty()) {
            PartitionValues found =
                    PartitionFolder.values(file.name().substring(0, file.name().lastIndexOf('/')));
            for (int i = 0; i < keys.size(); i++) {
                String value = found.values().get(i);
                values.put(keys.get(i), value.equals(PartitionValues.NULL) ? null : value);
            }
        }
        add.put("size", file.bytes());
        add.put("modificationTime", now.toEpochMilli());
        add.put("dataChange", true);
        add.put("stats", JSON.writeValueAsString(written.statistics().json()));
    }
}
