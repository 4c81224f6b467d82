package io.relata.transforms.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.RelataException;
import io.relata.transforms.json.RecordPlace;
import io.relata.transforms.plan.PlannedColumn;
import io.relata.transforms.plan.RelationalPlan;
import io.relata.transforms.plan.RelationalizeOptions;
import io.relata.transforms.survey.ConflictPolicy.Named;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceSchemaTest {

    private static final SurveyOptions BIG_TEXT =
            new SurveyOptions(SurveyOptions.Timestamps.KEEP_TEXT, SurveyOptions.BigIntegers.TEXT);

    private static SourceSchema.First first(String kind, long position) {
        return new SourceSchema.First(kind, new RecordPlace("file", OptionalLong.of(position)));
    }

    private static SourceSchema infer(Conflicts conflicts, String... records) {
        return SourceSchema.of(SurveyedBytes.of(records), conflicts, SurveyOptions.DEFAULT);
    }

    private static Conflicts at(String path, ConflictPolicy policy) {
        return new Conflicts(Optional.empty(), Map.of(path, policy));
    }

    private static Conflicts everywhere(ConflictPolicy policy) {
        return new Conflicts(Optional.of(policy), Map.of());
    }

    private static String type(String... records) {
        return infer(Conflicts.NONE, records).type().catalogString();
    }

    private static String type(Conflicts conflicts, String... records) {
        return infer(conflicts, records).type().catalogString();
    }

    /** The names of the columns, as the plan gives them. */
    private static String names(SourceSchema schema) {
        return RelationalPlan.of(schema.type(), RelationalizeOptions.root("root")).tables().stream()
                .map(table -> table.name()
                        + table.columns().stream().map(PlannedColumn::name).collect(Collectors.joining(",", "(", ")")))
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"a":null}                                        | struct<a:void>
            {"a":true}                                        | struct<a:boolean>
            {"a":1}                                           | struct<a:bigint>
            {"a":1.5}                                         | struct<a:double>
            {"a":[1,1.5]}                                     | struct<a:array<double>>
            {"a":[9007199254740992,1.5]}                      | struct<a:array<double>>
            {"a":[9007199254740993,1.5]}                      | struct<a:array<decimal(17,1)>>
            {"a":[9007199254740993,1.25e-3]}                  | struct<a:array<decimal(21,5)>>
            {"a":[9007199254740993,1e-40]}                    | struct<a:array<string>>
            {"a":[9223372036854775807,9223372036854775808]}   | struct<a:array<decimal(20,0)>>
            {"a":[123456789012345678901234567890,1]}          | struct<a:array<decimal(30,0)>>
            {"a":[123456789012345678901234567890,1.5]}        | struct<a:array<decimal(31,1)>>
            {"a":123456789012345678901234567890123456789012}  | struct<a:string>
            {"a":[1,1e400]}                                   | struct<a:array<string>>
            {"a":"x"}                                         | struct<a:string>
            {"a":{}}                                          | struct<a:struct<>>
            {"a":[]}                                          | struct<a:array<void>>
            {"a":[null]}                                      | struct<a:array<void>>
            {"a":[{},{}]}                                     | struct<a:array<struct<>>>
            {"a":[[1],[]]}                                    | struct<a:array<array<bigint>>>
            {"a":[{"b":1},{"c":"x"}]}                         | struct<a:array<struct<b:bigint,c:string>>>
            {"a":"2026-11-21T10:00:00Z"}                      | struct<a:string>
            """)
    void typesHoldEveryValue(String record, String type) {
        assertThat(type(record)).isEqualTo(type);
    }

    @Test
    void fieldsStandInTheOrderOfCodePointsAndAreNullable() {
        StructType schema = infer(
                        Conflicts.NONE, "{\"b\":1,\"a\":2,\"B\":3,\"\":4,\"\uD83D\uDE80\":5,\"\uFFFD\":6,\"ab\":[7]}")
                .type();

        assertThat(schema.fieldNames()).containsExactly("", "B", "a", "ab", "b", "\uFFFD", "\uD83D\uDE80");
        assertThat(Arrays.asList(schema.fields())).allMatch(StructField::nullable);
        assertThat(((ArrayType) schema.apply("ab").dataType()).containsNull()).isTrue();
    }

    @Test
    void bigIntegersAreTextWhereTheJobSaysSo() {
        Survey survey = SurveyedBytes.of("{\"a\":9223372036854775808,\"b\":1,\"c\":[9223372036854775808,1.5]}");

        assertThat(SourceSchema.of(survey, Conflicts.NONE, BIG_TEXT).type().catalogString())
                .isEqualTo("struct<a:string,b:bigint,c:array<string>>");
    }

    @Test
    void timestampsAreInferredOnlyWhereEveryTextIsOne() {
        String[] records = {
            "{\"t\":\"2026-11-21T10:00:00Z\",\"u\":\"2026-11-21T10:00:00Z\",\"v\":\"2026-11-21T10:00:00Z\"}",
            "{\"t\":null,\"u\":\"x\",\"v\":1}"
        };
        Survey looked = SurveyedBytes.of(0, SurveyedBytes.INFER, records);

        assertThat(SourceSchema.of(looked, Conflicts.NONE, SurveyedBytes.INFER)
                        .type()
                        .catalogString())
                .isEqualTo("struct<t:timestamp,u:string,v:struct<long:bigint,string:string>>");
        assertThat(SourceSchema.of(looked, Conflicts.NONE, SurveyOptions.DEFAULT)
                        .type()
                        .catalogString())
                .startsWith("struct<t:string,");
        assertThat(SourceSchema.of(SurveyedBytes.of(records), Conflicts.NONE, SurveyedBytes.INFER)
                        .type()
                        .catalogString())
                .startsWith("struct<t:string,");
    }

    @Test
    void scalarsOfSeveralKindsHaveAColumnEach() {
        SourceSchema schema = infer(Conflicts.NONE, "{\"a\":1}", "{\"a\":\"x\"}", "{\"a\":null}");

        assertThat(schema.type().catalogString()).isEqualTo("struct<a:struct<long:bigint,string:string>>");
        assertThat(Variants.are((StructType) schema.type().apply("a").dataType()))
                .isTrue();
        assertThat(names(schema)).isEqualTo("root(a_long,a_string)");
        assertThat(schema.clashes())
                .containsExactly(new SourceSchema.Clash(
                        "a", "1 number, 1 string", "make-cols", List.of(first("number", 0), first("string", 8))));
        assertThat(schema.policies().policy("a")).contains(Named.MAKE_COLS);
        assertThat(schema.notes()).containsExactly("Values at a are of several kinds (1 number, 1 string): make-cols");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"a":[true,"x",1]}               | root(a) root_a(id,index,a.val_boolean,a.val_long,a.val_string)
            {"a":["x",1.5,true,{"b":1}]}     | root(a) root_a(id,index,a.val_boolean,a.val_double,a.val.b,a.val_string)
            {"p":[{"price":1.5},{"price":"$"}]} | root(p) root_p(id,index,p.val.price_double,p.val.price_string)
            {"a":[[1],"x",{"b":2}]}          | root(a) root_a(id,index,a.val.b,a.val,a.val_string) root_a.val(id,index,a.val.val)
            """)
    void everyKindHasItsPlaceAmongTheColumns(String record, String names) {
        assertThat(names(infer(Conflicts.NONE, record))).isEqualTo(names);
    }

    @Test
    void objectsBesideTextKeepTheName() {
        assertThat(names(infer(Conflicts.NONE, "{\"a\":{\"b\":1}}", "{\"a\":\"x\"}")))
                .isEqualTo("root(a.b,a_string)");
    }

    @Test
    void valueBesideArraysOfItsKindIsAnArray() {
        SourceSchema schema = infer(Conflicts.NONE, "{\"a\":[{\"b\":1}]}", "{\"a\":{\"b\":2,\"c\":[3]}}");

        assertThat(schema.type().catalogString()).isEqualTo("struct<a:array<struct<b:bigint,c:array<bigint>>>>");
        assertThat(schema.clashes())
                .containsExactly(new SourceSchema.Clash(
                        "a", "1 object, 1 array", "as-array", List.of(first("object", 16), first("array", 0))));
        assertThat(schema.policies().policy("a")).contains(Named.AS_ARRAY);
        assertThat(type("{\"a\":[1]}", "{\"a\":1.5}")).isEqualTo("struct<a:array<double>>");
        assertThat(type("{\"a\":[]}", "{\"a\":1}")).isEqualTo("struct<a:array<bigint>>");
        assertThat(type("{\"a\":[null]}", "{\"a\":true}")).isEqualTo("struct<a:array<boolean>>");
    }

    @Test
    void otherValuesBesideArraysHaveTheirOwnColumns() {
        assertThat(type("{\"a\":[1]}", "{\"a\":\"x\"}"))
                .isEqualTo("struct<a:struct<array:array<bigint>,string:string>>");
        assertThat(type("{\"a\":[[1]]}", "{\"a\":1}"))
                .isEqualTo("struct<a:struct<long:bigint,array:array<array<bigint>>>>");
        assertThat(type("{\"a\":[1]}", "{\"a\":1}", "{\"a\":\"x\"}"))
                .isEqualTo("struct<a:struct<long:bigint,array:array<bigint>,string:string>>");
        assertThat(type(everywhere(Named.MAKE_COLS), "{\"a\":[1]}", "{\"a\":1}"))
                .isEqualTo("struct<a:struct<long:bigint,array:array<bigint>>>");
    }

    @Test
    void asArrayTakesAnythingAndItsElementsMayConflictAgain() {
        assertThat(names(infer(at("a", Named.AS_ARRAY), "{\"a\":[1]}", "{\"a\":\"x\"}")))
                .isEqualTo("root(a) root_a(id,index,a.val_long,a.val_string)");
        assertThat(type(at("a", Named.AS_ARRAY), "{\"a\":[[1]]}", "{\"a\":1}"))
                .isEqualTo("struct<a:array<array<bigint>>>");
        assertThat(type(everywhere(Named.AS_ARRAY), "{\"a\":1}", "{\"a\":\"x\"}"))
                .isEqualTo("struct<a:struct<long:bigint,string:string>>");
    }

    @Test
    void castProjectAndJsonGiveOneTypeWithAConflictOrWithout() {
        String[] records = {"{\"a\":1,\"b\":1}", "{\"a\":\"x\",\"b\":2}"};
        for (String path : List.of("a", "b")) {
            assertThat(type(at(path, new ConflictPolicy.Cast(DataTypes.DoubleType)), records))
                    .contains(path + ":double");
            assertThat(type(at(path, new ConflictPolicy.Project(DataTypes.StringType)), records))
                    .contains(path + ":string");
            assertThat(type(at(path, Named.JSON), records)).contains(path + ":string");
        }
        assertThat(type(everywhere(Named.JSON), records)).isEqualTo("struct<a:string,b:bigint>");
        assertThat(type(at("p[].q", Named.JSON), "{\"p\":[{\"q\":{\"r\":1}}]}"))
                .isEqualTo("struct<p:array<struct<q:string>>>");
    }

    @Test
    void makeStructNamesEveryKindBelowTheName() {
        assertThat(names(infer(everywhere(Named.MAKE_STRUCT), "{\"a\":1}", "{\"a\":\"x\"}", "{\"a\":{\"b\":1}}")))
                .isEqualTo("root(a.long,a.struct.b,a.string)");
    }

    @Test
    void mostFrequentKindKeepsTheColumnAndTheRestIsRescued() {
        SourceSchema schema =
                infer(everywhere(Named.RESCUE), "{\"a\":1,\"z\":0}", "{\"a\":\"x\"}", "{\"a\":2,\"_rescued\":1}");

        assertThat(schema.type().catalogString())
                .isEqualTo("struct<_rescued:bigint,a:bigint,z:bigint,_rescued__2:string>");
        assertThat(Variants.isRescued(schema.type().fields()[3])).isTrue();
        assertThat(Variants.isRescued(schema.type().fields()[0])).isFalse();
        assertThat(type(everywhere(Named.RESCUE), "{\"a\":1}")).isEqualTo("struct<a:bigint>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            [{"a":"x"},{"a":true}]                 | boolean
            [{"a":"x"},{"a":1.5}]                  | double
            [{"a":{}},{"a":"x"}]                   | string
            [{"a":[]},{"a":{}}]                    | struct<>
            [{"a":true},{"a":"x"},{"a":"y"}]       | string
            [{"a":1},{"a":1.5},{"a":"x"},{"a":"y"},{"a":null},{"a":null},{"a":null}] | double
            """)
    void tiesGoToTheSimplerKind(String records, String type) {
        String list = "{\"l\":" + records + "}";

        for (Named policy : List.of(Named.RESCUE, Named.REJECT)) {
            assertThat(type(at("l[].a", policy), list)).contains("l:array<struct<a:" + type + ">>");
        }
    }

    @Test
    void failTellsPathKindsAndCounts() {
        assertThatThrownBy(() -> infer(everywhere(Named.FAIL), "{\"p\":[{\"a.b\":1},{\"a.b\":\"x\"},{\"a.b\":2}]}"))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot load values of several kinds (p[].`a.b`): there are 2 number, 1 string values, and"
                        + " the job says that this fails the run. Correct the data, or choose another policy for this"
                        + " path under conflicts.");
    }

    @Test
    void policyOfThePathComesFirst() {
        Conflicts both = new Conflicts(Optional.of(Named.FAIL), Map.of("a", Named.JSON));

        assertThat(type(both, "{\"a\":1}", "{\"a\":\"x\"}")).isEqualTo("struct<a:string>");
    }

    @Test
    void policyForNoValueIsNoted() {
        assertThat(infer(at("b", Named.JSON), "{\"a\":1}").notes())
                .containsExactly("No value is at b, for which the job has a policy for conflicts");
    }

    @Test
    void keysWithoutRoomAreNoted() {
        StringBuilder record = new StringBuilder("{\"p\":{");
        for (int i = 0; i < TallyTree.MOST_MEMBERS + 3; i++) {
            record.append(i == 0 ? "" : ",").append("\"k").append(i).append("\":1");
        }
        assertThat(infer(Conflicts.NONE, record.append("}}").toString()).notes())
                .contains("The object p has 3 more members, whose keys were too many to survey");
    }

    @Test
    void noRecordsHaveNoFields() {
        assertThat(SourceSchema.of(Survey.NONE, Conflicts.NONE, SurveyOptions.DEFAULT))
                .isEqualTo(new SourceSchema(new StructType(), Conflicts.NONE, List.of(), List.of()));
    }
}
