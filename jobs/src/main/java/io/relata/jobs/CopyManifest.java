package io.relata.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.TableDefinition;
import io.relata.catalog.redshift.S3Location;
import io.relata.jobs.publish.DataFile;
import io.relata.jobs.publish.WholeFiles;
import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * The files of a table as COPY is told them. A run's folder holds marks of Spark's too, and COPY takes every key that
 * begins with a folder's. It lies in the folder itself, under a name that readers skip, and goes with it.
 */
final class CopyManifest {

    private static final String NAME = "_copy.manifest";

    private CopyManifest() {}

    /**
     * Writes it beside the files, which are at least one.
     *
     * @throws RelataException when the folder cannot be written
     */
    static S3Location write(TableDefinition table, List<DataFile> files, SparkSession spark) {
        String path = table.location() + "/" + NAME;
        try {
            new WholeFiles(spark.sparkContext().hadoopConfiguration()).replace(path, json(table.location(), files));
        } catch (IOException e) {
            throw RelataException.failed(
                    new Problem(
                            "Cannot tell Redshift which files to load into " + table.name(),
                            path,
                            String.valueOf(e.getMessage()),
                            "Check that the target may be written"),
                    e);
        }
        return new S3Location(path);
    }

    /** As Redshift's documentation has it ("Using a manifest to specify data files"); sizes are asked for with Parquet. */
    static byte[] json(String location, List<DataFile> files) {
        ObjectMapper json = new ObjectMapper();
        ObjectNode manifest = json.createObjectNode();
        ArrayNode entries = manifest.putArray("entries");
        for (DataFile file : files) {
            entries.addObject()
                    .put("url", new S3Location(location + "/" + file.name()).uri())
                    .put("mandatory", true)
                    .putObject("meta")
                    .put("content_length", file.bytes());
        }
        try {
            return json.writeValueAsBytes(manifest);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write the manifest of " + location, e);
        }
    }
}
