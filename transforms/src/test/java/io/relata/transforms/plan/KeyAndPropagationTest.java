package io.relata.transforms.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.transforms.plan.PlannedColumn.Role;
import io.relata.transforms.plan.RelationalizeOptions.Naming;
import io.relata.transforms.plan.RelationalizeOptions.TableOptions;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;

/** The columns of the root that name a document, and those that every child gets. */
class KeyAndPropagationTest {

    private static final RelationalizeOptions ROOT = RelationalizeOptions.root("root");
    private static final String CASE_13 = "k bigint, dt date, o array<struct<n:string,t:array<string>>>";

    @Test
    void everyChildCarriesThePropagatedColumnsBehindItsIndex() {
        RelationalPlan plan = PlanText.plan(CASE_13, ROOT.withPropagate("k", "dt"));

        assertThat(PlanText.tables(plan))
                .isEqualTo("root(k bigint, dt date, o bigint); "
                        + "root_o(id bigint, index int, k bigint, dt date, o.val.n string, o.val.t bigint); "
                        + "root_o.val.t(id bigint, index int, k bigint, dt date, o.val.t.val string)");
        assertThat(plan.tables().get(2).columns().get(3))
                .isEqualTo(new PlannedColumn("dt", "dt", "dt", "$.dt", DataTypes.DateType, Role.PROPAGATED));
        assertThat(plan.propagated())
                .containsExactly(
                        new Propagation(List.of(0), DataTypes.LongType, DataTypes.LongType, List.of(0, 2, 2)),
                        new Propagation(List.of(1), DataTypes.DateType, DataTypes.DateType, List.of(1, 3, 3)));
    }

    @Test
    void copiesFollowTheCastOfTheRootAlsoWhereTheRootDropsIt() {
        RelationalPlan plan = PlanText.plan(
                CASE_13,
                ROOT.withPropagate("k")
                        .withTable(
                                "root",
                                TableOptions.NONE.withCast("k", "string").withDrop("k"))
                        .withTable("root_o", TableOptions.NONE.withDrop("k")));

        assertThat(PlanText.tables(plan))
                .isEqualTo("root(dt date, o bigint); root_o(id bigint, index int, o.val.n string, o.val.t bigint); "
                        + "root_o.val.t(id bigint, index int, k string, o.val.t.val string)");
        assertThat(plan.propagated())
                .containsExactly(
                        new Propagation(List.of(0), DataTypes.LongType, DataTypes.StringType, List.of(-1, -1, 2)));
    }

    @Test
    void castAppliesThoughNoTableTakesTheColumnIn() {
        RelationalPlan plan = PlanText.plan(
                "k bigint, a int", ROOT.withPropagate("k").withTable("root", TableOptions.NONE.withDrop("k")));

        assertThat(plan.propagated())
                .containsExactly(new Propagation(List.of(0), DataTypes.LongType, DataTypes.LongType, List.of(-1)));
    }

    @Test
    void propagatedNameGivesWayToTheChildsOwn() {
        assertThat(PlanText.names(PlanText.plan("id int, a array<int>", ROOT.withPropagate("id"))))
                .isEqualTo("root(id, a); root_a(id, index, id__2, a.val)");
        assertThat(PlanText.names(PlanText.plan(
                        "k int, a array<struct<k:int>>", ROOT.withPropagate("k").withNaming(Naming.SHORT))))
                .isEqualTo("root(k, a); root_a(id, index, k__2, k)");
    }

    @Test
    void keyIsFoundThroughStructs() {
        RelationalPlan plan = PlanText.plan(
                "a array<int>, s struct<x:int,`y.z`:struct<k:string>>, k int",
                ROOT.withKey("s.y.z.k", "k").withTable("root", TableOptions.NONE.withDrop("k")));

        assertThat(plan.key())
                .contains(new DocumentKey(
                        List.of("s.y.z.k", "k"),
                        List.of(List.of(1, 1, 0), List.of(2)),
                        List.of(DataTypes.StringType, DataTypes.IntegerType)));
    }

    @Test
    void withoutKeyIdsGoBySequence() {
        assertThat(PlanText.plan(CASE_13).key()).isEmpty();
    }

    @Test
    void refusesWhatIsNoScalarOfTheRoot() {
        assertThatThrownBy(() -> PlanText.plan(
                        "order_id int, items array<struct<sku:string>>, v void, j struct<x:int>",
                        ROOT.withJson("j")
                                .withKey("orderid", "items", "order_id", "order_id")
                                .withPropagate("v", "j")))
                .hasMessage("""
                        Cannot use column "orderid" (option key): the root table has no such column. Did you mean \
                        "order_id".
                        Cannot use column "items" (option key): it is made while relationalizing and not a value of the \
                        source. Name columns of the root that hold one scalar each.
                        Cannot use column "order_id" (option key): it is named twice. Name it once.
                        Cannot use column "v" (option propagate): it never has a value. Name columns of the root that hold \
                        one scalar each.
                        Cannot use column "j" (option propagate): it is JSON text. Name columns of the root that hold one \
                        scalar each.""");
    }
}
