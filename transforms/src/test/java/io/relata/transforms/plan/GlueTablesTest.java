package io.relata.transforms.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables and columns AWS Glue gives: each schema of the reference's cases, and all that becomes of it. */
class GlueTablesTest {

    @ParameterizedTest(name = "case {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            1  | a bigint, b string | root(a bigint, b string)
            2  | age bigint, friends array<string>, name string | root(age bigint, friends bigint, name string); root_friends(id bigint, index int, friends.val string)
            3  | customers array<struct<address:string,id:bigint>>, zip string | root(customers bigint, zip string); root_customers(id bigint, index int, customers.val.address string, customers.val.id bigint)
            5  | extraField string, friends array<struct<id:string,name:string>>, id string, profile struct<age:bigint,level:bigint> | root(extraField string, friends bigint, id string, profile.age bigint, profile.level bigint); root_friends(id bigint, index int, friends.val.id string, friends.val.name string)
            6  | a array<bigint>, k bigint | root(a bigint, k bigint); root_a(id bigint, index int, a.val bigint)
            9  | a array<struct<b:bigint>> | root(a bigint); root_a(id bigint, index int, a.val.b bigint)
            10 | p struct<q:struct<r:struct<s:bigint>>> | root(p.q.r.s bigint)
            12 | p struct<q:array<bigint>> | root(p.q bigint); root_p.q(id bigint, index int, p.q.val bigint)
            13 | o array<struct<n:string,t:array<string>>> | root(o bigint); root_o(id bigint, index int, o.val.n string, o.val.t bigint); root_o.val.t(id bigint, index int, o.val.t.val string)
            14 | a array<struct<b:array<struct<c:array<bigint>>>>> | root(a bigint); root_a(id bigint, index int, a.val.b bigint); root_a.val.b(id bigint, index int, a.val.b.val.c bigint); root_a.val.b.val.c(id bigint, index int, a.val.b.val.c.val bigint)
            15 | o array<struct<m:struct<t:array<bigint>>>> | root(o bigint); root_o(id bigint, index int, o.val.m.t bigint); root_o.val.m.t(id bigint, index int, o.val.m.t.val bigint)
            16 | m array<array<bigint>> | root(m bigint); root_m(id bigint, index int, m.val bigint); root_m.val(id bigint, index int, m.val.val bigint)
            17 | m array<array<struct<x:bigint>>> | root(m bigint); root_m(id bigint, index int, m.val bigint); root_m.val(id bigint, index int, m.val.val.x bigint)
            18 | a array<bigint>, b array<string> | root(a bigint, b bigint); root_a(id bigint, index int, a.val bigint); root_b(id bigint, index int, b.val string)
            """)
    void givesTheTablesOfGlue(String number, String schema, String tables) {
        assertThat(tables(schema)).isEqualTo(tables.strip());
    }

    private static String tables(String ddl) {
        return RelationalPlan.of(StructType.fromDDL(ddl), RelationalizeOptions.root("root")).tables().stream()
                .map(GlueTablesTest::shown)
                .collect(Collectors.joining("; "));
    }

    private static String shown(PlannedTable table) {
        List<String> columns = table.columns().stream()
                .map(column -> column.name() + " " + column.type().catalogString())
                .toList();
        return table.name() + "(" + String.join(", ", columns) + ")";
    }
}
