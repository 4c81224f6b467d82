package io.relata.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SpreadRecordsTest {

    private static final int RECORDS = 200;

    @Test
    void numberOfTablesChangesNeitherValuesNorElements() {
        Written few = written(2);
        Written many = written(60);

        assertThat(few.tables()).hasSize(2);
        assertThat(many.tables()).hasSize(60);
        assertThat(total(many).values()).isEqualTo(total(few).values());
        assertThat(total(many).rows()).isEqualTo(total(few).rows());
        assertThat(total(few).keys()).isEqualTo(RECORDS);
        assertThat(total(many).keys()).isEqualTo(RECORDS * 59L);
        assertThat(many.values()).isEqualTo(few.values());
    }

    @Test
    void recordsAreAboutAsLongWhateverTheNumberOfTables() {
        assertThat((double) written(60).text().length() / written(2).text().length())
                .isBetween(1.0, 1.07);
    }

    @Test
    void elementsAreSpreadEvenly() {
        Map<String, TableCounts> tables = written(60).tables();

        assertThat(tables.values()).allSatisfy(table -> assertThat(table.rows()).isBetween(RECORDS * 1L, RECORDS * 3L));
    }

    private static TableCounts total(Written written) {
        return written.tables().values().stream().reduce(TableCounts.NONE, TableCounts::plus);
    }

    private static Written written(int tables) {
        SpreadRecords shape = new SpreadRecords(tables);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        SplittableRandom random = new SplittableRandom(3);
        try (NdjsonWriter out = new NdjsonWriter(bytes, shape.root())) {
            for (int number = 0; number < RECORDS; number++) {
                shape.write(number, random, out);
            }
            out.close();
            return new Written(bytes.toString(StandardCharsets.UTF_8), out.counts());
        }
    }

    private record Written(String text, Map<String, TableCounts> tables) {
        /** The text without what depends on the number of arrays. */
        String values() {
            return text.replaceAll("\"a[0-9][0-9]\":", "").replaceAll("[\\[\\],]", "");
        }
    }
}
