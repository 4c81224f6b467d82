package io.relata.transforms;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.relata.NamedTable;
import io.relata.TableSet;
import io.relata.testing.SparkExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Holds for any schema and any rows. A failure names its seed; put it into {@code seed} to see it again. */
@ExtendWith(SparkExtension.class)
class RelationalizePropertiesTest {

    private final SparkSession spark;
    private final long seed = new Random().nextLong();

    @TempDir
    Path folder;

    RelationalizePropertiesTest(SparkSession spark) {
        this.spark = spark;
    }

    @RepeatedTest(12)
    void tablesRestoreToTheRecordsWhateverThePartitioning() {
        RandomRecords random = new RandomRecords(seed);
        StructType schema = random.schema(5);
        List<Row> rows = random.rows(schema, 60);
        List<String> expected =
                rows.stream().map(row -> Restored.direct(row, schema)).toList();

        for (int partitions : new int[] {1, 4}) {
            TableSet tables = relationalize(rows, schema, partitions);

            assertThat(Restored.from(tables, schema))
                    .as("seed %s, %s partitions, schema %s", seed, partitions, schema.catalogString())
                    .containsExactlyInAnyOrderElementsOf(expected);
            tables.stream().skip(1).forEach(child -> assertThatEveryRowHasOneParent(tables, child));
        }
    }

    private TableSet relationalize(List<Row> rows, StructType schema, int partitions) {
        Dataset<Row> records = spark.createDataFrame(rows, schema).repartition(partitions);
        return Relationalize.root("t").stagedAt(folder + "/" + partitions).apply(records);
    }

    private void assertThatEveryRowHasOneParent(TableSet tables, NamedTable child) {
        String key = "`" + child.parent().orElseThrow().parentColumn() + "`";
        Dataset<Row> parents = tables.table(child.parent().orElseThrow().parentTable())
                .rows()
                .where(col(key).isNotNull())
                .select(col(key).as("key"));
        assertThat(parents.distinct().count())
                .as("seed %s: keys of %s are unique", seed, child.name())
                .isEqualTo(parents.count());
        assertThat(child.rows()
                        .join(parents, child.rows().col("id").equalTo(parents.col("key")), "left_anti")
                        .count())
                .as("seed %s: rows of %s without a parent", seed, child.name())
                .isZero();
    }
}
