package io.relata.transforms.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.RelataException;
import io.relata.transforms.plan.RelationalizeOptions.CaseTwins;
import io.relata.transforms.plan.RelationalizeOptions.Naming;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;

/** Fields of one struct whose names differ in case alone. */
class CaseTwinsTest {

    private static final RelationalizeOptions MERGE =
            RelationalizeOptions.root("root").withCaseTwins(CaseTwins.MERGE);
    private static final RelationalizeOptions FAIL =
            RelationalizeOptions.root("root").withCaseTwins(CaseTwins.FAIL);

    @Test
    void mergedFieldsShareTheColumnOfTheLowerCaseSpelling() {
        RelationalPlan plan = PlanText.plan("k int, userId int, USERID int, userid int", MERGE);

        assertThat(PlanText.tables(plan)).isEqualTo("root(k int, userid int)");
        assertThat(plan.walk().members().get(1))
                .isEqualTo(new Walk.Member(
                        3,
                        new Walk.Twins(
                                List.of(3, 2, 1), new Walk.Scalar(1, DataTypes.IntegerType, DataTypes.IntegerType))));
        assertThat(plan.notes())
                .containsExactly(
                        "$.userid and $.USERID and $.userId share one column; the first of them that is not null wins");
    }

    @Test
    void withoutALowerCaseSpellingTheSmallestNamesTheColumn() {
        assertThat(PlanText.names(PlanText.plan("userId int, USERID int", MERGE)))
                .isEqualTo("root(USERID)");
        assertThat(PlanText.names(PlanText.plan("userId int, USERID int", MERGE.withNaming(Naming.ATHENA))))
                .isEqualTo("root(userid)");
    }

    @Test
    void mergesInsideArrays() {
        assertThat(PlanText.tables(PlanText.plan("a array<struct<B:string,b:string>>", MERGE)))
                .isEqualTo("root(a bigint); root_a(id bigint, index int, a.val.b string)");
    }

    @Test
    void twinWithoutValuesDoesNotStandInTheWay() {
        assertThat(PlanText.tables(PlanText.plan("userid void, userId struct<x:int>", MERGE)))
                .isEqualTo("root(userId.x int)");
        assertThat(PlanText.tables(PlanText.plan("userid void, userId void", MERGE)))
                .isEqualTo("root(userid string)");
    }

    @Test
    void leavingAllButOneOutSettlesIt() {
        assertThat(PlanText.names(PlanText.plan("userId int, userid string", FAIL.withExclude("userId"))))
                .isEqualTo("root(userid)");
    }

    @Test
    void refusesToMergeWhatIsNotOneType() {
        assertThatThrownBy(() -> PlanText.plan("userId int, userid string, s struct<a:int,A:array<int>>", MERGE))
                .isInstanceOf(RelataException.class)
                .hasMessage(
                        "Cannot merge fields ($.userid): $.userid and $.userId are one name when case is ignored, but"
                                + " only scalars of one type merge and they are string and int. Leave all but one out with"
                                + " exclude, or set caseTwins to SEPARATE.\n"
                                + "Cannot merge fields ($.s.a): $.s.a and $.s.A are one name when case is ignored, but only"
                                + " scalars of one type merge and they are int and an array. Leave all but one out with"
                                + " exclude, or set caseTwins to SEPARATE.");
    }

    @Test
    void failNamesBoth() {
        assertThatThrownBy(() -> PlanText.plan("userId int, userid int", FAIL))
                .hasMessage("Cannot tell fields apart ($.userid): $.userid and $.userId are one name when case is"
                        + " ignored. Leave all but one out with exclude, or set caseTwins to SEPARATE or MERGE.");
    }

    @Test
    void mergedColumnIsNoKey() {
        assertThatThrownBy(() -> PlanText.plan("userId int, userid int", MERGE.withKey("userid")))
                .hasMessage("Cannot use column \"userid\" (option key): it is merged from fields that differ in case"
                        + " alone. Name columns of the root that hold one scalar each.");
    }
}
