package io.relata.transforms.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.transforms.plan.RelationalizeOptions.Voids;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fields that never had a value. */
class VoidsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            TEXT | a void, b int                | root(a string, b int)
            DROP | a void, b int                | root(b int)
            TEXT | a array<void>                | root(a bigint); root_a(id bigint, index int, a.val string)
            DROP | a array<void>                | root(a bigint); root_a(id bigint, index int)
            TEXT | m map<void,void>             | root(m bigint); root_m(id bigint, index int, m.val.key string, m.val.value string)
            DROP | m map<string,void>           | root(m bigint); root_m(id bigint, index int, m.val.key string)
            DROP | s struct<x:void>, b int      | root(b int)
            """)
    void becomeTextOrNothing(Voids voids, String schema, String tables) {
        assertThat(PlanText.tables(
                        PlanText.plan(schema, RelationalizeOptions.root("root").withVoids(voids))))
                .isEqualTo(tables);
    }

    @Test
    void noWalkWritesThem() {
        RelationalPlan plan = PlanText.plan("a void, b int, c array<void>");

        assertThat(plan.walk().members()).extracting(Walk.Member::ordinal).containsExactly(1, 2);
        assertThat(((Walk.Array) plan.walk().members().get(1).value()).element())
                .isEqualTo(new Walk.Nothing());
    }

    @Test
    void areNoted() {
        assertThat(PlanText.plan("a void, b array<void>").notes())
                .containsExactly(
                        "$.a holds nothing but nulls and becomes a string column",
                        "$.b[] holds nothing but nulls and becomes a string column");
        assertThat(PlanText.plan(
                                "a void, b int",
                                RelationalizeOptions.root("root").withVoids(Voids.DROP))
                        .notes())
                .containsExactly("$.a holds nothing but nulls and is left out");
    }
}
