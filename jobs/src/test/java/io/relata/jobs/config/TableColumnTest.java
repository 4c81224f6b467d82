package io.relata.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableColumnTest {

    @Test
    void theFirstDotOutsideOfBackTicksEndsTheTable() {
        assertThat(TableColumn.parse("users.id")).contains(new TableColumn("users", "id"));
        assertThat(TableColumn.parse("root_items.items.val.sku"))
                .contains(new TableColumn("root_items", "items.val.sku"));
        assertThat(TableColumn.parse("`root_a.val.b`.a.val.b.val"))
                .contains(new TableColumn("root_a.val.b", "a.val.b.val"));
        assertThat(TableColumn.parse("`a``.b`.`c`")).contains(new TableColumn("a`.b", "`c`"));
    }

    @Test
    void whatIsWrittenIsReadBack() {
        for (String table : new String[] {"t", "a.b", "`", "a`b", "`a`.b", "``", "é x"}) {
            TableColumn column = new TableColumn(table, "c.`d");
            assertThat(TableColumn.parse(column.toString()))
                    .as(column.toString())
                    .contains(column);
        }
        assertThat(new TableColumn("t", "a.b")).hasToString("t.a.b");
        assertThat(new TableColumn("t.u", "a")).hasToString("`t.u`.a");
    }
}
