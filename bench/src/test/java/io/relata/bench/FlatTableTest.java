package io.relata.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class FlatTableTest {

    @Test
    void namesTablesAndColumnsAsGlueDoes() {
        StructType schema = StructType.fromDDL("id STRING, s STRUCT<x: INT, tags: ARRAY<STRING>>, "
                + "o ARRAY<STRUCT<n: STRING, p: STRUCT<q: ARRAY<STRUCT<z: DOUBLE>>>>>, m ARRAY<ARRAY<INT>>");

        List<FlatTable> tables = FlatTable.of("root", schema).all().toList();

        assertThat(tables)
                .extracting(table -> table.name() + ": " + table.schema().toDDL())
                .containsExactly(
                        "root: id STRING,`s.x` INT,`s.tags` BIGINT,o BIGINT,m BIGINT",
                        "root_s.tags: id BIGINT,index INT,`s.tags.val` STRING",
                        "root_o: id BIGINT,index INT,`o.val.n` STRING,`o.val.p.q` BIGINT",
                        "root_o.val.p.q: id BIGINT,index INT,`o.val.p.q.val.z` DOUBLE",
                        "root_m: id BIGINT,index INT,`m.val` BIGINT",
                        "root_m.val: id BIGINT,index INT,`m.val.val` INT");
    }

    @Test
    void shapesAreAsWideAndDeepAsTheyClaim() {
        assertThat(FlatTable.of("players", new Games().schema()).all()).hasSize(2);
        List<FlatTable> deep =
                FlatTable.of("orders", new Orders().schema()).all().toList();
        assertThat(deep).hasSize(11);
        assertThat(deep.stream().mapToInt(table -> table.scalars().size()).sum())
                .isEqualTo(60);
        assertThat(FlatTable.of("machines", new SpreadRecords(60).schema()).all())
                .hasSize(60);
        assertThat(FlatTable.of("legislators", Legislators.shared().schema()).all())
                .extracting(FlatTable::name)
                .containsExactly(
                        "legislators",
                        "legislators_id.fec",
                        "legislators_leadership_roles",
                        "legislators_family",
                        "legislators_terms",
                        "legislators_terms.val.party_affiliations");
    }
}
