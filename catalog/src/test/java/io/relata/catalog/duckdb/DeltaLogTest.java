package io.relata.catalog.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeltaLogTest {

    private static final String PROTOCOL = "{\"protocol\":{\"minReaderVersion\":1,\"minWriterVersion\":2}}";

    @TempDir
    Path table;

    private Path log;

    @BeforeEach
    void makeLog() throws IOException {
        log = Files.createDirectory(table.resolve("_delta_log"));
    }

    @Test
    void filesAreThoseAddedAndNotRemoved() throws Exception {
        commit(
                0,
                PROTOCOL,
                metadata(""),
                add("a.parquet"),
                add("b.parquet"),
                "{\"commitInfo\":{\"operation\":\"WRITE\"}}");
        commit(1, "{\"remove\":{\"path\":\"a.parquet\",\"dataChange\":true}}", add("c.parquet"));
        commit(2, "{\"txn\":{\"appId\":\"x\",\"version\":1}}", add("a.parquet"));
        Files.writeString(log.resolve("00000000000000000002.crc"), "{}");
        Files.writeString(log.resolve("00000000000000000001.checkpoint.parquet"), "");
        Files.writeString(log.resolve("_last_checkpoint"), "{\"version\":1}");

        assertThat(DeltaLog.files(table, List.of()))
                .extracting(DataFile::path)
                .containsExactly(table.resolve("a.parquet"), table.resolve("b.parquet"), table.resolve("c.parquet"));
    }

    @Test
    void pathsAreDecodedAndPartitionValuesAreNot() throws Exception {
        commit(
                0,
                PROTOCOL,
                metadata("\"Day\",\"k\""),
                "{\"add\":{\"path\":\"Day=2026-01-01%252010%25253A00/k=x/part%20%5B1%5D.parquet\","
                        + "\"partitionValues\":{\"Day\":\"2026-01-01 10:00\",\"k\":\"50%20\"}}}",
                "{\"add\":{\"path\":\"n.parquet\",\"partitionValues\":{\"Day\":null,\"k\":\"\"}}}");

        assertThat(DeltaLog.files(table, List.of("day", "k")))
                .containsExactly(
                        new DataFile(
                                table.resolve("Day=2026-01-01%2010%253A00/k=x/part [1].parquet"),
                                List.of(Optional.of("2026-01-01 10:00"), Optional.of("50%20"))),
                        new DataFile(table.resolve("n.parquet"), List.of(Optional.empty(), Optional.empty())));
    }

    @Test
    void filesOfEarlierRunsLieBesideTheTablesFolderWhereverTheirBucketIsMounted(@TempDir Path target) throws Exception {
        table = Files.createDirectories(target.resolve("t/now"));
        makeLog();
        Path earlier = Files.createDirectories(target.resolve("t/before/k=a%2F"));
        Files.createFile(earlier.resolve("x.parquet"));
        commit(0, PROTOCOL, metadata(""), add("a.parquet"), add("s3a://bucket/lake/t/before/k=a%252F/x.parquet"));

        assertThat(DeltaLog.files(table, List.of()))
                .extracting(DataFile::path)
                .containsExactly(earlier.resolve("x.parquet"), table.resolve("a.parquet"));
        for (String elsewhere : List.of("before/gone.parquet", "before/../before/k=a%252F/x.parquet")) {
            commit(1, add("s3a://bucket/lake/t/" + elsewhere));
            assertRefused("its Delta log names the file /lake/t/" + elsewhere.replace("%25", "%")
                    + ", which is not one of the table's runs");
        }
    }

    @Test
    void cleanedUpLogIsRefused() throws IOException {
        commit(0, PROTOCOL, metadata(""));
        commit(2, add("a.parquet"));

        assertRefused("its Delta log lacks the commit of version 1, which only a checkpoint still holds");
    }

    @Test
    void folderWithoutCommitsIsRefused() throws IOException {
        assertRefused("its Delta log has no commit");
        Files.delete(log);
        assertRefused("there is no Delta log");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"protocol\":{\"minReaderVersion\":4}} | its Delta log asks for reader version 4",
                "{\"protocol\":{\"minReaderVersion\":3,\"readerFeatures\":[\"deletionVectors\",\"typeWidening\"]}}"
                        + " | its Delta log uses typeWidening, which is not read here",
                "{\"metaData\":{\"partitionColumns\":[],\"configuration\":{\"delta.columnMapping.mode\":\"name\"}}}"
                        + " | its Delta log maps column names, which is not read here",
                "{\"metaData\":{\"partitionColumns\":[\"day\"]}}"
                        + " | its Delta log has the partition keys [day] and the catalog has []",
                "{\"add\":{\"path\":\"a\",\"deletionVector\":{\"storageType\":\"u\"}}}"
                        + " | its Delta log deletes single rows of a, which is not read here",
                "{\"add\":{\"path\":\"../other/a\"}} | its Delta log names the file ../other/a outside the table's folder",
                "{\"add\":{\"path\":\"x/%2e%2e/%2e%2e/a\"}}"
                        + " | its Delta log names the file x/%2e%2e/%2e%2e/a outside the table's folder",
                "{\"add\":{\"path\":\"file:/etc/passwd\"}}"
                        + " | its Delta log names the file /etc/passwd, which is not one of the table's runs",
                "{\"add\":{\"path\":\"/etc/passwd\"}}"
                        + " | its Delta log names the file /etc/passwd outside the table's folder",
                "{\"add\":{\"path\":\"a b\"}} | its Delta log names a file by a b, which is not a URI",
                "{\"add\":{\"pa | its Delta commit 00000000000000000000.json is not JSON lines",
            })
    void whatIsNotReadHereIsRefused(String action, String why) throws IOException {
        commit(0, action);

        assertRefused(why);
    }

    private void assertRefused(String why) {
        assertThatThrownBy(() -> DeltaLog.files(table, List.of()))
                .isInstanceOf(TableLayoutException.class)
                .hasMessage(why);
    }

    private void commit(int version, String... actions) throws IOException {
        Files.writeString(log.resolve("%020d.json".formatted(version)), String.join("\n", actions) + "\n");
    }

    private static String metadata(String partitionColumns) {
        return "{\"metaData\":{\"id\":\"1\",\"partitionColumns\":[" + partitionColumns + "],\"configuration\":{}}}";
    }

    private static String add(String path) {
        return "{\"add\":{\"path\":\"" + path + "\",\"partitionValues\":{},\"size\":1,\"dataChange\":true}}";
    }
}
