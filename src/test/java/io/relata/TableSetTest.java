package io.relata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.testing.SparkExtension;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class TableSetTest {

    private final Dataset<Row> rows;
    private final NamedTable root;
    private final NamedTable child;

    TableSetTest(SparkSession spark) {
        rows = spark.emptyDataFrame();
        root = NamedTable.root("root", rows);
        child = new NamedTable("root_orders", rows, Optional.of(new ParentLink("root", "orders", "id")));
    }

    @Test
    void tablesKeepTheirOrderAndTheFirstIsTheRoot() {
        TableSet tables = TableSet.of(root, child);

        assertThat(tables.root()).isSameAs(root);
        assertThat(tables.names()).containsExactly("root", "root_orders");
        assertThat(tables).containsExactly(root, child);
        assertThat(tables.stream()).containsExactly(root, child);
        assertThat(tables).hasToString("TableSet[root, root_orders]");
    }

    @Test
    void setWithoutTablesIsRefused() {
        assertThatThrownBy(() -> TableSet.of(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A table set needs at least one table");
    }

    @Test
    void twoTablesOfOneNameAreRefusedAndCaseCounts() {
        assertThatThrownBy(() -> TableSet.of(root, NamedTable.root("root", rows)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Two tables are named root");
        assertThat(TableSet.of(root, NamedTable.root("Root", rows)).names()).containsExactly("root", "Root");
    }

    @Test
    void unknownTableIsReportedWithTheNamesThereAre() {
        TableSet tables = TableSet.of(root, child);

        assertThat(tables.find("orders")).isEmpty();
        assertThatThrownBy(() -> tables.table("orders"))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot find table orders (in the tables of this run): there are root, root_orders."
                        + " Use one of these names.");
        assertThat(tables.select("orders").columns()).isEmpty();
    }

    @Test
    void withReplacesInPlaceOrAppendsAndLeavesTheSetAsItWas() {
        TableSet tables = TableSet.of(root, child);
        NamedTable other = NamedTable.root("root", rows);
        NamedTable more = NamedTable.root("more", rows);

        assertThat(tables.with(other)).containsExactly(other, child);
        assertThat(tables.with(more)).containsExactly(root, child, more);
        assertThat(tables).containsExactly(root, child);
    }

    @Test
    void mapThatGivesOneNameTwiceIsRefused() {
        TableSet tables = TableSet.of(root, child);

        assertThatThrownBy(() -> tables.map(table -> root))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Two tables are named root");
    }

    @Test
    void tableWithoutANameIsRefused() {
        assertThatThrownBy(() -> NamedTable.root(" ", rows))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A table needs a name");
    }
}
