package io.relata.transforms.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.relata.transforms.plan.RelationalizeOptions.CaseTwins;
import io.relata.transforms.plan.RelationalizeOptions.EmptyArrays;
import io.relata.transforms.plan.RelationalizeOptions.Limits;
import io.relata.transforms.plan.RelationalizeOptions.Maps;
import io.relata.transforms.plan.RelationalizeOptions.Naming;
import io.relata.transforms.plan.RelationalizeOptions.TableOptions;
import io.relata.transforms.plan.RelationalizeOptions.Voids;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class RelationalizeOptionsTest {

    private static final RelationalizeOptions EVERYTHING = RelationalizeOptions.root("root")
            .withNaming(Naming.SHORT)
            .withCaseTwins(CaseTwins.MERGE)
            .withEmptyArrays(EmptyArrays.NULL)
            .withMaps(Maps.JSON)
            .withVoids(Voids.DROP)
            .withKey("k", "s.k")
            .withPropagate("dt")
            .withJson("j")
            .withAsMap("props")
            .withExclude("x[].y")
            .withSizes("x")
            .withPresence("s")
            .withLimits(new Limits(3, 20, 10))
            .withTable(
                    "root_x",
                    new TableOptions("xs", Map.of("a", "b"), Map.of("c", "date"), List.of("d"), List.of("a", "c")))
            .withTable("root", TableOptions.NONE.withName("players"));

    @Test
    void jsonGivesTheSameOptionsBack() throws Exception {
        ObjectMapper json = new ObjectMapper();

        String text = json.writeValueAsString(EVERYTHING);

        assertThat(json.readValue(text, RelationalizeOptions.class)).isEqualTo(EVERYTHING);
        assertThat(json.writeValueAsString(json.readValue(text, RelationalizeOptions.class)))
                .isEqualTo(text);
    }

    @Test
    void schemaAndOptionsAsJsonGiveTheSamePlan() throws Exception {
        ObjectMapper json = new ObjectMapper();
        StructType source =
                StructType.fromDDL("k int, `s.t` struct<k:string>, x array<struct<y:int,a:int,c:string,d:int>>");
        RelationalizeOptions options = RelationalizeOptions.root("root")
                .withKey("k")
                .withPropagate("k")
                .withTable("root_x", TableOptions.NONE.withCast("x.val.c", "date"));

        RelationalPlan again = RelationalPlan.of(
                (StructType) DataType.fromJson(source.json()),
                json.readValue(json.writeValueAsString(options), RelationalizeOptions.class));

        assertThat(again).isEqualTo(RelationalPlan.of(source, options));
    }

    @Test
    void withChangesOneThing() {
        assertThat(EVERYTHING.withNaming(Naming.ATHENA).withNaming(Naming.SHORT))
                .isEqualTo(EVERYTHING);
        assertThat(EVERYTHING.withSizes().withSizes("x")).isEqualTo(EVERYTHING);
        assertThat(EVERYTHING.withTable("root", TableOptions.NONE).tables().get("root"))
                .isEqualTo(TableOptions.NONE);
        assertThat(EVERYTHING.tables().get("root").withDrop("a").withSelect("b"))
                .isEqualTo(new TableOptions("players", Map.of(), Map.of(), List.of("a"), List.of("b")));
    }

    @Test
    void refusesARootWithoutAName() {
        assertThatThrownBy(() -> RelationalizeOptions.root(" "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The root table needs a name");
    }

    @Test
    void emptyArraysReachEveryWalk() {
        RelationalPlan plan = PlanText.plan(
                "a array<int>, m map<string,int>, s struct<x:int>",
                RelationalizeOptions.root("root")
                        .withEmptyArrays(EmptyArrays.NULL)
                        .withAsMap("s"));

        assertThat(((Walk.Array) plan.walk().members().get(0).value()).emptyArrays())
                .isEqualTo(EmptyArrays.NULL);
        assertThat(((Walk.Entries) plan.walk().members().get(1).value()).emptyArrays())
                .isEqualTo(EmptyArrays.NULL);
        assertThat(((Walk.NamedEntries) plan.walk().members().get(2).value()).emptyArrays())
                .isEqualTo(EmptyArrays.NULL);
    }
}
