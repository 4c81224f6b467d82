package io.relata.catalog.duckdb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Reads the manifest that Redshift Spectrum reads of a Delta table: a file's URI on each line. The files lie beside the
 * manifest's folder, so they are found there when the bucket of the URIs is mounted on this machine.
 */
final class SymlinkManifest {

    private SymlinkManifest() {}

    static List<DataFile> files(Path folder) throws IOException, TableLayoutException {
        Path manifest = folder.resolve("manifest");
        if (!Files.isRegularFile(manifest)) {
            throw new TableLayoutException("there is no manifest");
        }
        Path data = folder.resolve("..").toAbsolutePath().normalize();
        List<DataFile> files = new ArrayList<>();
        for (String line : Files.readAllLines(manifest, StandardCharsets.UTF_8)) {
            Path file = data.resolve(line.substring(line.lastIndexOf('/') + 1));
            String inFolder = "/" + data.getFileName() + "/" + file.getFileName();
            if (!line.endsWith(inFolder) || !Files.isRegularFile(file)) {
                throw new TableLayoutException("its manifest names " + line + ", which is not a file of " + data);
            }
            files.add(new DataFile(file, List.of()));
        }
        files.sort(Comparator.comparing(DataFile::path));
        return files;
    }
}
