package io.relata.transforms.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.ParentLink;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
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
            19 | `a.b` bigint, a struct<b:bigint> | root(a.b__2 bigint, a.b bigint)
            20 | `x.y` array<bigint> | root(x.y bigint); root_x.y(id bigint, index int, x.y.val bigint)
            21 | a_b array<bigint>, a struct<b:array<bigint>> | root(a_b bigint, a.b bigint); root_a_b(id bigint, index int, a_b.val bigint); root_a.b(id bigint, index int, a.b.val bigint)
            22 | a array<struct<val:bigint>>, `a.val` bigint | root(a bigint, a.val bigint); root_a(id bigint, index int, a.val.val bigint)
            23 | a array<struct<id:bigint,index:bigint>>, id bigint, index bigint | root(a bigint, id bigint, index bigint); root_a(id bigint, index int, a.val.id bigint, a.val.index bigint)
            24 | userId bigint, userid bigint | root(userId bigint, userid bigint)
            26 | Tags array<bigint>, tags array<bigint> | root(Tags bigint, tags bigint); root_Tags(id bigint, index int, Tags.val bigint); root_tags(id bigint, index int, tags.val bigint)
            32 | k bigint, m map<string,bigint> | root(k bigint, m bigint); root_m(id bigint, index int, m.val.key string, m.val.value bigint)
            33 | m map<string,struct<p:bigint,q:array<bigint>>> | root(m bigint); root_m(id bigint, index int, m.val.key string, m.val.value.p bigint, m.val.value.q bigint); root_m.val.value.q(id bigint, index int, m.val.value.q.val bigint)
            34 | am array<map<string,bigint>> | root(am bigint); root_am(id bigint, index int, am.val bigint); root_am.val(id bigint, index int, am.val.val.key string, am.val.val.value bigint)
            35 | c array<struct<t:timestamp,d:decimal(38,18),b:binary,e:date,f:float,n:timestamp_ntz,y:tinyint,s:smallint,o:boolean,g:double>> | root(c bigint); root_c(id bigint, index int, c.val.t timestamp, c.val.d decimal(38,18), c.val.b binary, c.val.e date, c.val.f float, c.val.n timestamp_ntz, c.val.y tinyint, c.val.s smallint, c.val.o boolean, c.val.g double)
            36 | `名前` array<struct<`キー`:bigint>> | root(名前 bigint); root_名前(id bigint, index int, 名前.val.キー bigint)
            37 | `a``b` array<bigint> | root(a`b bigint); root_a`b(id bigint, index int, a`b.val bigint)
            38 | `a b` array<struct<`c d`:bigint>> | root(a b bigint); root_a b(id bigint, index int, a b.val.c d bigint)
            40 | a struct<>, b bigint | root(b bigint)
            41 | a array<struct<>>, b bigint | root(a bigint, b bigint); root_a(id bigint, index int)
            42 | a void, b bigint | root(a string, b bigint)
            43 | a array<void> | root(a bigint); root_a(id bigint, index int, a.val string)
            60 | a array<struct<b:int>> | root(a bigint); root_a(id bigint, index int, a.val.b int)
            62 | choices array<struct<message:struct<content:array<string>>>>, keyword array<string> | root(choices bigint, keyword bigint); root_choices(id bigint, index int, choices.val.message.content bigint); root_choices.val.message.content(id bigint, index int, choices.val.message.content.val string); root_keyword(id bigint, index int, keyword.val string)
            """)
    void givesTheTablesOfGlue(String number, String schema, String tables) {
        assertThat(PlanText.tables(PlanText.plan(schema))).isEqualTo(tables.strip());
    }

    @Test
    void emptyNameBecomesEmptyInWords() {
        StructType source = new StructType()
                .add("", DataTypes.createArrayType(DataTypes.LongType))
                .add("b", DataTypes.LongType);

        RelationalPlan plan = RelationalPlan.of(source, RelationalizeOptions.root("root"));

        assertThat(PlanText.tables(plan))
                .isEqualTo("root(_empty bigint, b bigint); root__empty(id bigint, index int, _empty.val bigint)");
        assertThat(plan.tables().get(1).path()).isEqualTo("$[''][]");
    }

    @Test
    void blankNamesBecomeBlankInWords() {
        StructType source = new StructType()
                .add("\t", DataTypes.createArrayType(DataTypes.LongType))
                .add(" ", DataTypes.LongType);

        assertThat(PlanText.names(RelationalPlan.of(source, RelationalizeOptions.root("root"))))
                .isEqualTo("root(_blank, _blank__2); root__blank(id, index, _blank.val)");
    }

    @Test
    void namesTheTablesOfTheNewYorkPhilharmonic() {
        RelationalPlan plan = PlanText.plan("programs array<struct<id:string,concerts:array<struct<date:string>>,"
                + "works:array<struct<id:string,soloists:array<struct<soloistName:string>>>>>>");

        assertThat(plan.tables())
                .extracting(PlannedTable::name)
                .containsExactly(
                        "root",
                        "root_programs",
                        "root_programs.val.concerts",
                        "root_programs.val.works",
                        "root_programs.val.works.val.soloists");
    }

    @Test
    void flattensThePlayerIntoOneTable() {
        String weapon = "struct<name:string,type:string,power:bigint,element:string>";
        RelationalPlan plan = PlanText.plan("player struct<username:string,characteristics:struct<race:string,"
                + "class:string,subclass:string,power:bigint,playercountry:string>,arsenal:struct<kinetic:" + weapon
                + ",energy:" + weapon + ",power:" + weapon + ">,armor:struct<head:string,arms:string,chest:string,"
                + "leg:string,classitem:string>,location:struct<map:string,waypoint:string>>");

        assertThat(plan.tables()).singleElement().satisfies(table -> {
            assertThat(table.columns()).hasSize(25);
            assertThat(table.columns())
                    .extracting(PlannedColumn::name)
                    .contains("player.username", "player.arsenal.power.element", "player.location.waypoint");
        });
    }

    @Test
    void namesTheTablesOfTheLegislators() {
        RelationalPlan plan = PlanText.plan(
                "role string, seats int, org_name string, links array<struct<note:string,url:string>>, type string, "
                        + "sort_name string, area_id string, images array<struct<url:string>>, on_behalf_of_id string, "
                        + "other_names array<struct<note:string,name:string,lang:string>>, birth_date string, name string, "
                        + "organization_id string, gender string, classification string, legislative_period_id string, "
                        + "identifiers array<struct<scheme:string,identifier:string>>, given_name string, image string, "
                        + "family_name string, id string, death_date string, start_date string, "
                        + "contact_details array<struct<type:string,value:string>>, end_date string",
                RelationalizeOptions.root("hist_root"));

        assertThat(plan.tables())
                .extracting(PlannedTable::name)
                .containsExactly(
                        "hist_root",
                        "hist_root_links",
                        "hist_root_images",
                        "hist_root_other_names",
                        "hist_root_identifiers",
                        "hist_root_contact_details");
        assertThat(plan.tables().get(0).columns()).hasSize(25);
        assertThat(plan.tables().get(0).columns())
                .filteredOn(column -> column.role() == PlannedColumn.Role.KEY)
                .hasSize(5)
                .allSatisfy(key -> assertThat(key.type()).isEqualTo(DataTypes.LongType));
        assertThat(plan.tables().get(5).schema().toDDL())
                .isEqualTo("id BIGINT NOT NULL COMMENT '$.contact_details[]',"
                        + "index INT NOT NULL COMMENT '$.contact_details[]',"
                        + "`contact_details.val.type` STRING COMMENT '$.contact_details[].type',"
                        + "`contact_details.val.value` STRING COMMENT '$.contact_details[].value'");
        assertThat(plan.tables().get(5).parent()).contains(new ParentLink("hist_root", "contact_details", "id"));
    }

    @Test
    void arraySpelledLikeTheRejectsTableGivesWay() {
        assertThat(PlanText.names(PlanText.plan("_rejects array<int>")))
                .isEqualTo("root(_rejects); root__rejects__2(id, index, _rejects.val)");
    }

    @Test
    void nestedArrayKeepsTheTableNameBeforeALiteralKey() {
        assertThat(PlanText.names(PlanText.plan("`a.val.b` array<int>, a array<struct<b:array<int>>>")))
                .isEqualTo("root(a.val.b, a); root_a.val.b__2(id, index, a.val.b.val); root_a(id, index, a.val.b); "
                        + "root_a.val.b(id, index, a.val.b.val)");
    }

    @Test
    void samePlanFromTheSameArguments() {
        RelationalPlan one = PlanText.plan("k int, a array<struct<b:map<string,int>>>");
        RelationalPlan other = PlanText.plan("k int, a array<struct<b:map<string,int>>>");

        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
    }
}
