package io.relata.catalog.redshift;

import static io.relata.catalog.redshift.Samples.names;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How tables that are loaded share transactions, of which the Data API takes 40 statements. */
@Tag("any-spark")
class NativeTablesTransactionsTest {

    private static String script(int tables) {
        List<TableLoad> loads = new ArrayList<>();
        for (int i = 0; i < tables; i++) {
            CreateTable table = new CreateTable(
                    RelationName.of("mart", "t" + i),
                    List.of(NativeColumn.of("id", RedshiftType.Plain.INTEGER).notNull()),
                    List.of(),
                    new Distribution.Auto(),
                    new SortKey.Auto());
            loads.add(new TableLoad(
                    table,
                    new RowSource.Table(RelationName.of("lake", "t" + i), names("id")),
                    new TableLoad.Manner.Replace(names("id"))));
        }
        StringBuilder script = new StringBuilder();
        new NativeTables(new ScriptRunner(script)).load(loads);
        return script.toString();
    }

    @Test
    void tablesWhoseStatementsFitAreLoadedInOne() {
        assertThat(script(6)).containsOnlyOnce("BEGIN;").containsOnlyOnce("COMMIT;");
    }

    @Test
    void moreTablesHaveOneEach() {
        assertThat(script(7).split("BEGIN;", -1)).hasSize(8);
    }

    @Test
    void withoutTablesThereIsNone() {
        assertThat(script(0)).isEmpty();
    }
}
