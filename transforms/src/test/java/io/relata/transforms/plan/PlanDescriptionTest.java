package io.relata.transforms.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.transforms.plan.RelationalizeOptions.Naming;
import io.relata.transforms.plan.RelationalizeOptions.TableOptions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** The text of a plan. */
class PlanDescriptionTest {

    private static final RelationalizeOptions ROOT = RelationalizeOptions.root("root");

    @Test
    void tellsTablesColumnsLinksAndNotes() {
        RelationalPlan plan = PlanText.plan(
                "k bigint, dt date, o array<struct<n:string,t:array<string>>>, m map<string,double>, e struct<>",
                ROOT.withPropagate("dt").withSizes("o").withPresence("e"));

        assertThat(plan.describe()).isEqualTo("""
                        root, rows of $
                          k bigint
                          dt date
                          o bigint, key of root_o
                          o.size int, $.o, size
                          m bigint, key of root_m
                          e boolean, presence
                          root_o, rows of $.o[], id = root.o
                            id bigint, id
                            index int, index
                            dt date, copied from the root
                            o.val.n string, $.o[].n
                            o.val.t bigint, $.o[].t, key of root_o.val.t
                            root_o.val.t, rows of $.o[].t[], id = root_o.o.val.t
                              id bigint, id
                              index int, index
                              dt date, copied from the root
                              o.val.t.val string, $.o[].t[]
                          root_m, rows of $.m{}, id = root.m
                            id bigint, id
                            index int, index
                            dt date, copied from the root
                            m.val.key string, $.m{key}
                            m.val.value double, $.m{value}
                        notes
                          $.e is a struct without fields; its column tells where it is present
                        """);
    }

    @Test
    void tellsLogicalNamesWhereOthersAreWritten() {
        RelationalPlan plan = PlanText.plan(
                "a struct<b:int>, games array<struct<price:double>>",
                ROOT.withNaming(Naming.SHORT)
                        .withTable("root", TableOptions.NONE.withName("players"))
                        .withTable(
                                "root_games",
                                TableOptions.NONE.withName("purchases").withRename("id", "games_id")));

        assertThat(plan.describe()).isEqualTo("""
                        players = root, rows of $
                          a_b int = a.b, $.a.b
                          games bigint, key of purchases
                          purchases = root_games, rows of $.games[], games_id = players.games
                            games_id bigint = id, id
                            index int, index
                            price double = games.val.price, $.games[].price
                        """);
    }

    @Test
    void hostileNamesStayOnTheirLine() {
        StructType source = new StructType()
                .add("a\nroot_fake\u2028\u202e", DataTypes.LongType)
                .add("b'\\", DataTypes.LongType);

        assertThat(RelationalPlan.of(source, ROOT).describe()).isEqualTo("""
                        root, rows of $
                          a\\u000aroot_fake\\u2028\\u202e bigint, $['a\\u000aroot_fake\\u2028\\u202e']
                          b'\\ bigint, $['b\\'\\\\']
                        """);
    }
}
