package io.relata.jobs;

import io.relata.jobs.config.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/** The games job's surroundings as an account has them: a raw and a consumption bucket, on a server that ends with it. */
final class S3Demo implements AutoCloseable {

    private static final String RAW = "raw";
    private static final String CONSUMPTION = "consumption";
    private static final String PLAYERS = "s3a://" + RAW + "/players/players.json";

    private final Path folder;
    private final S3Server server;
    private final Configuration hadoop;

    private S3Demo(Path folder, S3Server server, Configuration hadoop) {
        this.folder = folder;
        this.server = server;
        this.hadoop = hadoop;
    }

    /**
     * Starts the server with both buckets and puts the input into the raw one.
     *
     * @param folder holds the buckets, the local catalog and the warehouse, and outlives the demo
     * @param players the input
     */
    static S3Demo start(Path checkout, Path folder, Path players) {
        Configuration hadoop =
                SparkSessions.forApplication("demo").sparkContext().hadoopConfiguration();
        S3Demo demo = new S3Demo(folder, S3Server.start(checkout, folder.resolve("buckets")), hadoop);
        try {
            for (String bucket : List.of(RAW, CONSUMPTION)) {
                demo.server.makeBucket(bucket);
                demo.server.open(bucket, hadoop);
            }
            demo.files(RAW)
                    .copyFromLocalFile(
                            new org.apache.hadoop.fs.Path(players.toUri()), new org.apache.hadoop.fs.Path(PLAYERS));
            return demo;
        } catch (IOException e) {
            demo.close();
            throw new UncheckedIOException(e);
        }
    }

    /** What the job file says otherwise here. The warehouse and the local catalog need files of this machine. */
    List<Setting> settings() {
        return List.of(
                new Setting(List.of("sources", "players", "path"), PLAYERS),
                new Setting(List.of("target", "path"), "s3a://" + CONSUMPTION + "/games"),
                new Setting(
                        List.of("catalog", "path"), folder.resolve("catalog").toString()),
                new Setting(
                        List.of("warehouse", "path"),
                        folder.resolve("warehouse.duckdb").toString()),
                new Setting(
                        List.of("warehouse", "mounts", "s3a://" + CONSUMPTION),
                        server.folder(CONSUMPTION).toString()));
    }

    @Override
    public void close() {
        try (server) {
            // Hadoop would give the same clients to the next server that has buckets of these names.
            files(RAW).close();
            files(CONSUMPTION).close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FileSystem files(String bucket) throws IOException {
        return new org.apache.hadoop.fs.Path("s3a://" + bucket + "/").getFileSystem(hadoop);
    }
}
