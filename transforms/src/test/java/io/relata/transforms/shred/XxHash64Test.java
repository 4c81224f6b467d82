package io.relata.transforms.shred;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.xxhash64;
import static org.assertj.core.api.Assertions.assertThat;

import io.relata.testing.SparkExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class XxHash64Test {

    @Test
    void equalsSparksFunctionOverChainsOfTextLongAndInt(SparkSession spark) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<Row> inputs = new ArrayList<>();
        for (int length = 0; length <= 100; length++) {
            StringBuilder text = new StringBuilder();
            random.ints(length, 32, 127).forEach(text::appendCodePoint);
            inputs.add(RowFactory.create(text.toString(), random.nextLong(), random.nextInt()));
        }
        StructType schema = StructType.fromDDL("t string, l bigint, i int");
        List<Row> hashed = spark.createDataFrame(inputs, schema)
                .select(col("t"), col("l"), col("i"), xxhash64(col("t"), col("l"), col("i")))
                .collectAsList();

        assertThat(hashed).as("seed %s", seed).hasSize(101).allSatisfy(row -> {
            long text = XxHash64.hash(row.getString(0).getBytes(UTF_8), XxHash64.SEED);
            assertThat(XxHash64.hash(row.getInt(2), XxHash64.hash(row.getLong(1), text)))
                    .isEqualTo(row.getLong(3));
        });
    }

    /** Ids that were published once must come out the same for ever, so these numbers may never change. */
    @Test
    void publishedIdsStayWhatTheyAre() {
        long root = XxHash64.hash("orders".getBytes(UTF_8), XxHash64.SEED);
        long document = XxHash64.hash("4:1001".getBytes(UTF_8), root);
        long items = XxHash64.hash("items".getBytes(UTF_8), XxHash64.SEED);
        long tags = XxHash64.hash(document, XxHash64.hash("items.val.tags".getBytes(UTF_8), XxHash64.SEED));

        assertThat(document).isEqualTo(-6157766843222935488L);
        assertThat(XxHash64.hash(document, items) & Long.MAX_VALUE).isEqualTo(2127837365288011668L);
        assertThat(XxHash64.hash(0, tags) & Long.MAX_VALUE).isEqualTo(1652044238315790330L);
        assertThat(XxHash64.hash(1, tags) & Long.MAX_VALUE).isEqualTo(1212601962457943246L);
        assertThat(XxHash64.hash("4:1001|~|1:x".getBytes(UTF_8), root)).isEqualTo(-2773925542694222807L);
    }
}
