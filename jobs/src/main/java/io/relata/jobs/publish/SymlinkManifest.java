package io.relata.jobs.publish;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The text file by which Redshift Spectrum, which cannot read a Delta log, finds a Delta table's live files: their URIs,
 * one a line. It lies where Delta itself would write it. Its scheme for S3 is the one that Spectrum knows, whatever scheme
 * the files were written through.
 *
 * @param folder the folder that it lies in, which is what a catalog names
 */
record SymlinkManifest(String folder) {

    private static final String FOLDER = "_symlink_format_manifest";
    private static final String FILE = "manifest";

    /** The manifest of a Delta table. */
    static SymlinkManifest of(String location) {
        return new SymlinkManifest(location + "/" + FOLDER);
    }

    /**
     * The manifest of one of its partitions.
     *
     * @param partition its folder below a run's
     */
    static SymlinkManifest of(String location, String partition) {
        return new SymlinkManifest(location + "/" + FOLDER + "/" + partition);
    }

    /** The folder of the Delta table. */
    String location() {
        int end = (folder + "/").lastIndexOf("/" + FOLDER + "/");
        if (end < 0) {
            throw new IllegalArgumentException("Not a folder of a manifest: " + folder);
        }
        return folder.substring(0, end);
    }

    /** Writes it; it must not be there yet. */
    DataFile write(List<String> lines, Configuration configuration) throws IOException {
        byte[] text = String.join("", lines.stream().map(line -> line + "\n").toList())
                .getBytes(StandardCharsets.UTF_8);
        Path file = new Path(folder, FILE);
        FileSystem files = file.getFileSystem(configuration);
        try (FSDataOutputStream out = files.create(file, false)) {
            out.write(text);
        }
        return new DataFile(FILE, text.length, OptionalLong.empty());
    }

    /** The lines as they are in the file. */
    List<String> read(Configuration configuration) throws IOException {
        Path file = new Path(folder, FILE);
        FileSystem files = file.getFileSystem(configuration);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(files.open(file), StandardCharsets.UTF_8))) {
            return lines.lines().toList();
        }
    }

    /**
     * The lines that there have to be for all files of a table. Of a table without any, those that are there, which hold
     * no rows: Redshift does not take an empty manifest.
     */
    static List<String> lines(DeltaLog log, TableFolder folder) throws IOException {
        return log.live().isEmpty()
                ? locationLines(folder.names().stream()
                        .map(name -> folder.location() + "/" + name)
                        .toList())
                : lines(log.live());
    }

    /** The lines that there have to be for these files, in order. */
    static List<String> lines(List<DeltaLog.LiveFile> files) {
        return locationLines(files.stream().map(DeltaLog.LiveFile::location).toList());
    }

    /** The lines for files at these locations, in order. */
    static List<String> locationLines(Collection<String> locations) {
        return new TreeSet<>(locations)
                .stream()
                        .map(location -> location.replaceFirst("^s3[an]://", "s3://"))
                        .toList();
    }
}
