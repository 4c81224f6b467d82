package io.relata.transforms.columns;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read back by parquet-java's own reader. */
class BatchFileTest {

    private static final MessageType TYPE = MessageTypeParser.parseMessageType("""
            message t {
              required int64 id; optional int64 n; optional int32 i; optional double d; optional float f;
              optional boolean b; optional binary s (UTF8); optional fixed_len_byte_array(3) x;
            }
            """);
    private static final Configuration CONFIGURATION = new Configuration();
    private static final byte[] NO_INPUT = new byte[0];

    @TempDir
    java.nio.file.Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 2_048, 20_001, 70_000})
    void everyColumnIsReadBack(int rows) throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<String> expected = new ArrayList<>();
        Path path = write(random.nextInt(3_000) + 1, rows, (batch, number) -> {
            int row = batch.beginRow();
            batch.numbers(0).set(row, number);
            StringBuilder shown = new StringBuilder("id=" + number);
            if (random.nextInt(3) > 0) {
                long n = random.nextInt(4) == 0 ? random.nextLong() : random.nextInt(20);
                batch.numbers(1).set(row, n);
                shown.append(" n=").append(n);
            }
            if (random.nextInt(10) == 0) {
                batch.numbers(2).set(row, number % 3);
                shown.append(" i=").append(number % 3);
            }
            if (random.nextBoolean()) {
                double d = random.nextInt(5) == 0 ? -0.0 : random.nextGaussian();
                batch.numbers(3).setDouble(row, d);
                shown.append(" d=").append(d);
            }
            if (number % 2 == 0) {
                batch.numbers(4).setFloat(row, number / 2f);
                shown.append(" f=").append(number / 2f);
            }
            boolean b = number / 1_000 % 2 == 0;
            batch.numbers(5).set(row, b ? 1 : 0);
            shown.append(" b=").append(b);
            if (random.nextInt(4) > 0) {
                String s = random.nextInt(3) == 0 ? "v" + random.nextInt() : "repeated" + random.nextInt(30) + "\u00e9";
                batch.bytes(6).setCopy(row, s.getBytes(UTF_8));
                shown.append(" s=").append(s);
            }
            byte[] x = {(byte) number, 2, 3};
            batch.bytes(7).setCopy(row, x);
            shown.append(" x=").append(x[0]);
            expected.add(shown.toString());
        });

        assertThat(read(path)).as("seed %s", seed).isEqualTo(expected);
    }

    @Test
    void boundsAreThoseOfTheValuesAndNullsAreCounted() throws IOException {
        Path path = write(100, 1_000, (batch, number) -> {
            int row = batch.beginRow();
            batch.numbers(0).set(row, number);
            if (number % 4 == 0) {
                batch.numbers(1).set(row, 500 - number);
                batch.bytes(6).setCopy(row, ("text " + (number % 100)).getBytes(UTF_8));
                batch.numbers(3).setDouble(row, number / 8.0);
            }
        });

        List<ColumnChunkMetaData> columns = columns(path);
        assertThat(columns.get(1).getStatistics().minAsString()).isEqualTo("-496");
        assertThat(columns.get(1).getStatistics().maxAsString()).isEqualTo("500");
        assertThat(columns.get(1).getStatistics().getNumNulls()).isEqualTo(750);
        assertThat(columns.get(3).getStatistics().maxAsString()).isEqualTo("124.5");
        assertThat(columns.get(6).getStatistics().minAsString()).isEqualTo("text 0");
        assertThat(columns.get(6).getStatistics().maxAsString()).isEqualTo("text 96");
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 3_000, 100_000})
    void boundsOfTextAreInTheOrderOfItsBytes(int distinct) throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < distinct; i++) {
            String head =
                    List.of("", "z", "player-", "player-1", "\u00e9t\u00e9").get(random.nextInt(5));
            texts.add(head + "\u0000".repeat(random.nextInt(3)) + Integer.toString(random.nextInt(5_000), 36));
        }
        List<String> written = new ArrayList<>();
        Path path = write(1_000, 20_000, (batch, number) -> {
            int row = batch.beginRow();
            batch.numbers(0).set(row, number);
            String text = texts.get(random.nextInt(distinct));
            batch.bytes(6).setCopy(row, text.getBytes(UTF_8));
            written.add(text);
        });

        written.sort((one, other) -> Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8)));
        ColumnChunkMetaData column = columns(path).get(6);
        assertThat(column.getStatistics().minAsString()).as("seed %s", seed).isEqualTo(written.get(0));
        assertThat(column.getStatistics().maxAsString()).as("seed %s", seed).isEqualTo(written.get(19_999));
    }

    @Test
    void valuesChosenToCrowdADictionaryAreReadBack() throws IOException {
        // what undoes the dictionary's multiplication, so that all of these fall into one of its slots
        long inverse = new BigInteger("9E3779B97F4A7C15", 16)
                .modInverse(BigInteger.TWO.pow(Long.SIZE))
                .longValue();
        List<String> expected = new ArrayList<>();
        Path path = write(700, 5_000, (batch, number) -> {
            int row = batch.beginRow();
            long value = number < 300 || number % 3 == 0 ? number % 20 : number * inverse;
            batch.numbers(0).set(row, number);
            batch.numbers(1).set(row, value);
            expected.add("id=" + number + " n=" + value);
        });

        assertThat(read(path)).isEqualTo(expected);
    }

    @Test
    void repeatedValuesGoThroughADictionaryAndDistinctOnesDoNot() throws IOException {
        Path path = write(2_000, 30_000, (batch, number) -> {
            int row = batch.beginRow();
            batch.numbers(0).set(row, number);
            batch.numbers(1).set(row, number % 50);
            batch.bytes(6).setCopy(row, ("distinct " + number * 7_919L).getBytes(UTF_8));
        });

        List<ColumnChunkMetaData> columns = columns(path);
        assertThat(columns.get(0).getEncodings()).doesNotContain(Encoding.PLAIN_DICTIONARY);
        assertThat(columns.get(1).getEncodings()).contains(Encoding.PLAIN_DICTIONARY);
        assertThat(columns.get(1).getTotalSize()).isLessThan(30_000);
        assertThat(columns.get(6).getEncodings()).doesNotContain(Encoding.PLAIN_DICTIONARY);
    }

    @Test
    void valuesAreRangesOfTheInputUntilTheBatchIsWritten() throws IOException {
        byte[] input = "onetwothree and padding.........".getBytes(UTF_8);
        TableBatch batch = new TableBatch(TYPE);
        int[][] ranges = {{0, 3}, {3, 3}, {6, 5}};
        for (int[] range : ranges) {
            int row = batch.beginRow();
            batch.numbers(0).set(row, row);
            batch.bytes(6).setRange(row, range[0], range[1]);
        }
        batch.beginRow();
        batch.numbers(0).set(3, 3);
        batch.bytes(6).setRange(3, 0, 11);
        batch.takeBack(3);
        Path path = new Path(folder + "/ranges.parquet");
        try (PageCompression compression = new PageCompression(CONFIGURATION)) {
            file(path, compression, column -> DictionaryUse.TRY, List.of(batch), input);
        }

        assertThat(read(path)).containsExactly("id=0 s=one", "id=1 s=two", "id=2 s=three");
    }

    private interface RowMaker {
        void add(TableBatch batch, int number);
    }

    private Path write(int batchRows, int rows, RowMaker maker) throws IOException {
        Path path = new Path(folder + "/" + rows + ".parquet");
        try (PageCompression compression = new PageCompression(CONFIGURATION);
                BatchFile file =
                        open(path, compression, column -> column == 0 ? DictionaryUse.NEVER : DictionaryUse.TRY)) {
            TableBatch batch = new TableBatch(TYPE);
            for (int number = 0; number < rows; number++) {
                maker.add(batch, number);
                if (batch.rows() == batchRows) {
                    file.write(batch, NO_INPUT);
                    batch.clear();
                }
                if (number == 50_000) {
                    file.endRowGroup();
                }
            }
            file.write(batch, NO_INPUT);
            assertThat(file.rows()).isEqualTo(rows);
        }
        return path;
    }

    private static void file(
            Path path,
            PageCompression compression,
            IntFunction<DictionaryUse> dictionaries,
            List<TableBatch> batches,
            byte[] input)
            throws IOException {
        try (BatchFile file = open(path, compression, dictionaries)) {
            for (TableBatch batch : batches) {
                file.write(batch, input);
            }
        }
    }

    private static BatchFile open(Path path, PageCompression compression, IntFunction<DictionaryUse> dictionaries)
            throws IOException {
        return new BatchFile(HadoopOutputFile.fromPath(path, CONFIGURATION), TYPE, compression, dictionaries, Map.of());
    }

    private static List<ColumnChunkMetaData> columns(Path path) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromPath(path, CONFIGURATION))) {
            List<BlockMetaData> groups = reader.getRowGroups();
            assertThat(groups).hasSize(1);
            return groups.get(0).getColumns();
        }
    }

    private static List<String> read(Path path) throws IOException {
        List<String> rows = new ArrayList<>();
        try (ParquetReader<Group> reader =
                ParquetReader.builder(new GroupReadSupport(), path).build()) {
            for (Group row = reader.read(); row != null; row = reader.read()) {
                StringBuilder shown = new StringBuilder();
                for (int column = 0; column < TYPE.getFieldCount(); column++) {
                    if (row.getFieldRepetitionCount(column) > 0) {
                        String name = TYPE.getFieldName(column);
                        String value = name.equals("x")
                                ? Byte.toString(row.getBinary(column, 0).getBytes()[0])
                                : row.getValueToString(column, 0);
                        shown.append(shown.isEmpty() ? "" : " ")
                                .append(name)
                                .append('=')
                                .append(value);
                    }
                }
                rows.add(shown.toString());
            }
        }
        return rows;
    }
}
