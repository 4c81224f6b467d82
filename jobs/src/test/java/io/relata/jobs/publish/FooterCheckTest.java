package io.relata.jobs.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.RelataException;
import io.relata.TableDefinition;
import io.relata.TableFormat;
import io.relata.TableName;
import io.relata.TableStatistics;
import io.relata.testing.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class FooterCheckTest {

    @TempDir
    private Path folder;

    private final FooterCheck check = new FooterCheck(new Configuration());

    @BeforeEach
    void write(SparkSession spark) {
        spark.range(0, 10, 1, 2)
                .selectExpr("id as a", "cast(id as string) as b")
                .write()
                .parquet(folder.resolve("t").toString());
    }

    @Test
    void filesWithTheTablesColumnsPass() throws IOException {
        assertThat(files("t")).hasSize(2);
        assertThatCode(() -> check.check(List.of(table("a bigint, b string", 5))))
                .doesNotThrowAnyException();
        assertThatCode(() -> check.check(List.of())).doesNotThrowAnyException();
    }

    @Test
    void aFileWithAnotherTypeStopsThePublishAndIsNamed() throws IOException {
        StagedTable table = table("a int, b string", 5);
        assertThatThrownBy(() -> check.check(List.of(table("a bigint, b string", 5), table)))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot publish table db.t (" + folder + "/t/"
                        + files("t").get(0)
                        + "): column a is int64 in the file and int in the catalog, which Redshift Spectrum refuses."
                        + " Nothing of this run is shown. Run again; if it stays so, report it with this message.");
    }

    @Test
    void aFileThatLostRowsStopsThePublish() throws IOException {
        StagedTable table = table("a bigint, b string", 6);
        assertThatThrownBy(() -> check.check(List.of(table)))
                .hasMessageContaining("it holds 5 rows and 6 were written.");
    }

    @Test
    void aFileThatIsCutOrGoneStopsThePublish() throws IOException {
        StagedTable table = table("a bigint, b string", 5);
        Path second = folder.resolve("t").resolve(files("t").get(1));
        byte[] whole = Files.readAllBytes(second);
        Files.delete(folder.resolve("t").resolve("." + second.getFileName() + ".crc"));
        Files.write(second, Arrays.copyOf(whole, whole.length - 9));
        assertThatThrownBy(() -> check.check(List.of(table)))
                .hasMessageStartingWith("Cannot publish table db.t (" + second + "): its footer cannot be read: ");
        Files.delete(second);
        assertThatThrownBy(() -> check.check(List.of(table)))
                .hasMessageStartingWith("Cannot publish table db.t (" + second + "): its footer cannot be read: ");
    }

    private StagedTable table(String columns, long rowsPerFile) throws IOException {
        List<DataFile> files = files("t").stream()
                .map(name -> new DataFile(name, 1, OptionalLong.of(rowsPerFile)))
                .toList();
        return StagedTable.of(
                new TableDefinition(
                        new TableName("db", "t"),
                        StructType.fromDDL(columns),
                        List.of(),
                        folder.resolve("t").toString(),
                        TableFormat.PARQUET,
                        Optional.empty(),
                        Runs.FIRST,
                        new TableStatistics(10, 2, 2)),
                files);
    }

    private List<String> files(String table) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(table))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".parquet"))
                    .sorted()
                    .toList();
        }
    }
}
