package io.relata.transforms;

import static io.relata.testing.TableAssert.assertThatTable;
import static org.assertj.core.api.Assertions.assertThat;

import io.relata.ParentLink;
import io.relata.TableSet;
import io.relata.testing.SparkExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class RelationalizeTest {

    private final SparkSession spark;

    @TempDir
    Path folder;

    RelationalizeTest(SparkSession spark) {
        this.spark = spark;
        spark.conf().set("spark.sql.caseSensitive", "true");
    }

    private Dataset<Row> json(String... lines) {
        return spark.read()
                .json(spark.createDataset(List.of(lines), Encoders.STRING()).coalesce(1));
    }

    @Test
    void structsFlattenAndArraysBecomeChildTables() {
        TableSet tables = Relationalize.root("root")
                .stagedAt(folder.toString())
                .apply(json("{'o':[{'n':'A','t':['x','y']},{'n':'B','t':[]},{'n':'C'},{'n':'D','t':['z']}],'p':{'q':1}}"
                        .replace('\'', '"')));

        assertThat(tables.names()).containsExactly("root", "root_o", "root_o.val.t");
        assertThatTable(tables.root().rows())
                .hasColumns("o bigint", "p.q bigint")
                .hasRows(RowFactory.create(1L, 1L));
        assertThatTable(tables.table("root_o").rows())
                .hasColumns("id bigint", "index int", "o.val.n string", "o.val.t bigint")
                .hasRows(
                        RowFactory.create(1L, 0, "A", 1L),
                        RowFactory.create(1L, 1, "B", 2L),
                        RowFactory.create(1L, 2, "C", null),
                        RowFactory.create(1L, 3, "D", 3L));
        assertThatTable(tables.table("root_o.val.t").rows())
                .hasColumns("id bigint", "index int", "o.val.t.val string")
                .hasRows(RowFactory.create(1L, 0, "x"), RowFactory.create(1L, 1, "y"), RowFactory.create(3L, 0, "z"));
        assertThat(tables.table("root_o.val.t").parent())
                .isEqualTo(Optional.of(new ParentLink("root_o", "o.val.t", "id")));
    }
}
