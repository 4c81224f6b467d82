package io.relata.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.relata.Problem;
import io.relata.RelataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The records of a file that holds one JSON array of objects.
 *
 * @param origin a checksum of the file
 */
record RealRecords(List<JsonNode> records, long origin) {

    RealRecords {
        records = List.copyOf(records);
    }

    /** @throws RelataException when there is no such file or it holds anything else */
    static RealRecords read(Path file) {
        if (!Files.exists(file)) {
            throw refused(file, "there is no such file");
        }
        try {
            byte[] bytes = Files.readAllBytes(file);
            CRC32 checksum = new CRC32();
            checksum.update(bytes);
            if (!(new ObjectMapper().readTree(bytes) instanceof ArrayNode array) || array.isEmpty()) {
                throw refused(file, "it is no JSON array with elements");
            }
            List<JsonNode> records = new ArrayList<>();
            array.forEach(records::add);
            return new RealRecords(records, checksum.getValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RelataException refused(Path file, String why) {
        return RelataException.usage(new Problem(
                "Cannot repeat real records",
                file.toString(),
                why,
                "Give the folder that holds data/ in BENCH_JVM_OPTIONS=-Drelata.shared=FOLDER, or take other --data"));
    }
}
