package io.relata.transforms.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.RelataException;
import io.relata.transforms.json.RecordPlace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Schemas that hold an earlier one beside what was surveyed. */
class KnownSchemaTest {

    private static SourceSchema schema(StructType known, Conflicts conflicts, String... records) {
        return SourceSchema.of(SurveyedBytes.of(records), conflicts, SurveyOptions.DEFAULT, known);
    }

    private static String after(String known, String... records) {
        return schema(StructType.fromDDL(known), Conflicts.NONE, records).type().toDDL();
    }

    /** The schema of both batches, the second surveyed after the first. */
    private static SourceSchema inTurn(Conflicts conflicts, String first, String second) {
        return schema(schema(new StructType(), conflicts, first).type(), conflicts, second);
    }

    @Test
    void whatDoesNotComeAgainStays() {
        assertThat(after("a ARRAY<STRUCT<b: BIGINT>>, k BIGINT, p STRUCT<q: BOOLEAN>", "{\"k\": 2, \"z\": true}"))
                .isEqualTo("a ARRAY<STRUCT<b: BIGINT>>,k BIGINT,p STRUCT<q: BOOLEAN>,z BOOLEAN");
    }

    @Test
    void numbersWidenAndNeverNarrow() {
        assertThat(after("a BIGINT", "{\"a\": 99999999999999999999}")).isEqualTo("a DECIMAL(20,0)");
        assertThat(after("a DECIMAL(20,0)", "{\"a\": 1}")).isEqualTo("a DECIMAL(20,0)");
        assertThat(after("a DECIMAL(25,3)", "{\"a\": 1}")).isEqualTo("a DECIMAL(25,3)");
        assertThat(after("a BIGINT", "{\"a\": 1.5}")).isEqualTo("a DOUBLE");
        assertThat(after("a DOUBLE", "{\"a\": 1}")).isEqualTo("a DOUBLE");
    }

    @Test
    void aColumnOfNothingTakesWhatComes() {
        assertThat(after("a VOID, b VOID", "{\"a\": [1]}")).isEqualTo("a ARRAY<BIGINT>,b VOID");
        assertThat(after("a STRING", "{\"a\": null}")).isEqualTo("a STRING");
    }

    @Test
    void valuesOfAnotherKindGoByThePolicies() {
        String text = "{\"a\": \"x\"}";
        String number = "{\"a\": 1}";
        assertThat(inTurn(Conflicts.NONE, number, text).type().toDDL())
                .isEqualTo("a STRUCT<long: BIGINT, string: STRING>");
        assertThat(inTurn(Conflicts.NONE, number, text).clashes())
                .containsExactly(new SourceSchema.Clash(
                        "a",
                        "published number, 1 string",
                        "make-cols",
                        List.of(new SourceSchema.First("string", new RecordPlace("file", OptionalLong.of(0))))));
        Conflicts rescue = new Conflicts(Optional.of(ConflictPolicy.Named.RESCUE), Map.of());
        assertThat(inTurn(rescue, number, text).type().toDDL()).isEqualTo("a BIGINT,_rescued STRING");
        assertThat(inTurn(rescue, text, number).type().toDDL()).isEqualTo("a STRING,_rescued STRING");
        Conflicts fail = new Conflicts(Optional.of(ConflictPolicy.Named.FAIL), Map.of());
        assertThatThrownBy(() -> inTurn(fail, number, text))
                .isInstanceOf(RelataException.class)
                .hasMessage(
                        "Cannot load values of several kinds (a): there are published number, 1 string values, and the"
                                + " job says that this fails the run. Correct the data, or choose another policy for this path"
                                + " under conflicts.");
    }

    @Test
    void kindsThatOnceCameTogetherStayTogether() {
        SourceSchema both = schema(new StructType(), Conflicts.NONE, "{\"a\": 1}", "{\"a\": \"x\"}");
        assertThat(schema(both.type(), Conflicts.NONE, "{\"a\": 1}").type()).isEqualTo(both.type());
        assertThat(schema(both.type(), Conflicts.NONE, "{\"b\": 1}").type().toDDL())
                .isEqualTo("a STRUCT<long: BIGINT, string: STRING>,b BIGINT");
    }

    @Test
    void singlesBesideAnArrayThatReadersKnowAreItsElements() {
        assertThat(inTurn(Conflicts.NONE, "{\"a\": [{\"b\": 1}]}", "{\"a\": {\"b\": 2, \"c\": 3}}")
                        .type()
                        .toDDL())
                .isEqualTo("a ARRAY<STRUCT<b: BIGINT, c: BIGINT>>");
    }

    @Test
    void columnsThatReadersKnowDoNotBecomeAnArray() {
        StructType type = inTurn(Conflicts.NONE, "{\"a\": {\"b\": 2}}", "{\"a\": [{\"b\": 1}]}")
                .type();
        assertThat(type.toDDL()).isEqualTo("a STRUCT<struct: STRUCT<b: BIGINT>, array: ARRAY<STRUCT<b: BIGINT>>>");
        assertThat(Variants.are((StructType) type.apply("a").dataType())).isTrue();
    }

    @Test
    void theColumnForOtherValuesStays() {
        Conflicts rescue = new Conflicts(Optional.empty(), Map.of("a", ConflictPolicy.Named.RESCUE));
        StructType first =
                schema(new StructType(), rescue, "{\"a\": 1}", "{\"a\": \"x\"}").type();
        assertThat(first.toDDL()).isEqualTo("a BIGINT,_rescued STRING");
        assertThat(schema(first, rescue, "{\"a\": 1}").type()).isEqualTo(first);
    }

    @Test
    void surveyingTheSameAgainGivesTheSame() {
        String[] records = {
            "{\"a\": [1, [2, \"x\"]], \"b\": {\"c\": null, \"d\": 1e3}, \"e\": 12345678901234567890123}",
            "{\"a\": 3, \"b\": false, \"e\": 0.5, \"f\": {}, \"g\": []}"
        };
        SourceSchema first = schema(new StructType(), Conflicts.NONE, records);
        assertThat(schema(first.type(), Conflicts.NONE, records).type()).isEqualTo(first.type());
    }

    @Test
    void tablesThatStayKeepTheirTypesAndOthersGrow() {
        StructType known =
                StructType.fromDDL("a ARRAY<STRUCT<b: BIGINT, c: ARRAY<STRUCT<d: BIGINT>>>>, k INT, o ARRAY<BIGINT>");
        Survey survey = SurveyedBytes.of(
                "{\"k\": 0.5, \"n\": 1, \"o\": [1.5], \"a\": [{\"b\": 0.5, \"n\": 1, \"c\": [{\"d\": 0.5, \"n\": 1}]}]}");

        assertThat(kept(survey, known, Set.of("$"), Set.of("$.a[]", "$.a[].c[]", "$.o[]")))
                .isEqualTo("a ARRAY<STRUCT<b: DOUBLE, c: ARRAY<STRUCT<d: DOUBLE, n: BIGINT>>, n: BIGINT>>,k INT,"
                        + "o ARRAY<DOUBLE>,_rescued STRING");
        assertThat(kept(survey, known, Set.of("$.a[]"), Set.of("$", "$.a[].c[]", "$.o[]")))
                .isEqualTo("a ARRAY<STRUCT<b: BIGINT, c: ARRAY<STRUCT<d: DOUBLE, n: BIGINT>>>>,k DOUBLE,n BIGINT,"
                        + "o ARRAY<DOUBLE>,_rescued STRING");
        assertThat(kept(survey, known, Set.of("$.a[].c[]", "$.o[]"), Set.of("$", "$.a[]")))
                .isEqualTo("a ARRAY<STRUCT<b: DOUBLE, c: ARRAY<STRUCT<d: BIGINT>>, n: BIGINT>>,k DOUBLE,n BIGINT,"
                        + "o ARRAY<BIGINT>,_rescued STRING");
    }

    @Test
    void aTableThatStaysIsToldInANote() {
        KeptTables kept = KeptTables.of(Set.of("$.a[]"), Set.of("$"), Conflicts.NONE);
        SourceSchema schema = SourceSchema.of(
                SurveyedBytes.of("{\"a\": [1]}"),
                Conflicts.NONE,
                SurveyOptions.DEFAULT,
                StructType.fromDDL("a ARRAY<BIGINT>"),
                kept);
        assertThat(schema.notes())
                .containsExactly("The columns of $.a[] are the published ones; what they have no place for goes to the"
                        + " column _rescued");
    }

    private static String kept(Survey survey, StructType known, Set<String> paths, Set<String> others) {
        KeptTables kept = KeptTables.of(paths, others, Conflicts.NONE);
        return SourceSchema.of(survey, Conflicts.NONE, SurveyOptions.DEFAULT, known, kept)
                .type()
                .toDDL();
    }
}
