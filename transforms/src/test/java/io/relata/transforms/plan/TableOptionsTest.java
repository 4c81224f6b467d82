package io.relata.transforms.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.ParentLink;
import io.relata.transforms.plan.RelationalizeOptions.Naming;
import io.relata.transforms.plan.RelationalizeOptions.TableOptions;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a job says of single tables: names, renames, casts, drops and selections. */
class TableOptionsTest {

    private static final RelationalizeOptions ROOT = RelationalizeOptions.root("root");
    private static final TableOptions NONE = TableOptions.NONE;
    private static final String GAMES =
            "player string, level int, game_details array<struct<game_name:string,purchases:array<double>>>";

    @Test
    void renamesTablesAndColumnsAndKeepsTheLinks() {
        RelationalPlan plan = PlanText.plan(
                GAMES,
                ROOT.withTable("root", NONE.withName("players_data").withRename("game_details", "games"))
                        .withTable(
                                "root_game_details",
                                NONE.withName("games_data")
                                        .withRename("id", "games_id")
                                        .withRename("game_details.val.game_name", "game_name")
                                        .withRename("game_details.val.purchases", "purchases")));

        assertThat(PlanText.names(plan))
                .isEqualTo("players_data(player, level, games); games_data(games_id, index, game_name, purchases); "
                        + "root_game_details.val.purchases(id, index, game_details.val.purchases.val)");
        assertThat(plan.tables().get(1).parent()).contains(new ParentLink("players_data", "games", "games_id"));
        assertThat(plan.tables().get(2).parent()).contains(new ParentLink("games_data", "purchases", "id"));
        assertThat(plan.tables())
                .extracting(PlannedTable::logicalName)
                .containsExactly("root", "root_game_details", "root_game_details.val.purchases");
    }

    @Test
    void columnsAndTablesAlsoGoByTheNamesOfThePolicy() {
        RelationalPlan plan = PlanText.plan(
                GAMES,
                ROOT.withNaming(Naming.SHORT)
                        .withTable("root_game_details_purchases", NONE.withRename("purchases", "price"))
                        .withTable("root_game_details", NONE.withRename("game_details.val.game_name", "title")));

        assertThat(PlanText.names(plan))
                .isEqualTo("root(player, level, game_details); root_game_details(id, index, title, purchases); "
                        + "root_game_details_purchases(id, index, price)");
    }

    @Test
    void namesMayBeSwapped() {
        assertThat(PlanText.names(PlanText.plan(
                        "a int, b int",
                        ROOT.withTable("root", NONE.withRename("a", "b").withRename("b", "a")))))
                .isEqualTo("root(b, a)");
    }

    @Test
    void droppedArrayTakesItsTablesAlong() {
        RelationalPlan plan = PlanText.plan(GAMES, ROOT.withTable("root", NONE.withDrop("game_details", "level")));

        assertThat(PlanText.names(plan)).isEqualTo("root(player)");
        assertThat(plan.walk().members()).hasSize(1);
    }

    @Test
    void droppedGrandchildLeavesTheChild() {
        assertThat(PlanText.names(PlanText.plan(
                        GAMES,
                        ROOT.withTable("root_game_details", NONE.withDrop("game_details.val.purchases", "index")))))
                .isEqualTo("root(player, level, game_details); root_game_details(id, game_details.val.game_name)");
    }

    @Test
    void selectionKeepsItsOrderBehindIdIndexAndCopies() {
        RelationalPlan plan = PlanText.plan(
                GAMES,
                ROOT.withPropagate("player")
                        .withTable("root", NONE.withSelect("game_details", "player"))
                        .withTable(
                                "root_game_details",
                                NONE.withSelect("game_details.val.purchases", "game_details.val.game_name")));

        assertThat(PlanText.names(plan))
                .isEqualTo("root(game_details, player); root_game_details(id, index, player, "
                        + "game_details.val.purchases, game_details.val.game_name); root_game_details.val.purchases(id, "
                        + "index, player, game_details.val.purchases.val)");
        assertThat(plan.walk().members()).extracting(Walk.Member::ordinal).containsExactly(0, 2);
        assertThat(((Walk.Scalar) plan.walk().members().get(0).value()).column())
                .isEqualTo(1);
    }

    @Test
    void notSelectedArrayTakesItsTablesAndItsSizeAlong() {
        assertThat(PlanText.names(PlanText.plan(
                        GAMES, ROOT.withSizes("game_details").withTable("root", NONE.withSelect("player")))))
                .isEqualTo("root(player)");
        assertThat(PlanText.names(PlanText.plan(
                        GAMES, ROOT.withSizes("game_details").withTable("root", NONE.withDrop("game_details")))))
                .isEqualTo("root(player, level)");
    }

    @Test
    void castsWhileShredding() {
        RelationalPlan plan = PlanText.plan(
                "a string, b int, v void, a2 array<int>",
                ROOT.withTable(
                                "root",
                                NONE.withCast("a", "DECIMAL(10, 2)")
                                        .withCast("b", "string")
                                        .withCast("v", "date"))
                        .withTable("root_a2", NONE.withCast("a2.val", "bigint")));

        assertThat(PlanText.tables(plan))
                .isEqualTo("root(a decimal(10,2), b string, v date, a2 bigint); "
                        + "root_a2(id bigint, index int, a2.val bigint)");
        assertThat(plan.walk().members().get(0).value())
                .isEqualTo(new Walk.Scalar(0, DataTypes.StringType, DataTypes.createDecimalType(10, 2)));
        assertThat(((Walk.Array) plan.walk().members().get(2).value()).element())
                .isEqualTo(new Walk.Scalar(2, DataTypes.IntegerType, DataTypes.LongType));
    }

    @Test
    void reportsEveryProblemAtOnce() {
        assertThatThrownBy(() -> PlanText.plan(
                        GAMES,
                        ROOT.withTable(
                                        "root",
                                        NONE.withRename("plyer", "x")
                                                .withCast("game_details", "string")
                                                .withCast("level", "date")
                                                .withCast("player", "strng"))
                                .withTable("root_gamedetails", NONE.withName("games"))
                                .withTable(
                                        "root_game_details", NONE.withDrop("id").withCast("index", "bigint"))))
                .hasMessage("""
                        Cannot find table "root_gamedetails" (option tables): the plan has no such table. Did you mean \
                        "root_game_details".
                        Cannot rename column "plyer" (table root): the table has no such column. Did you mean "player".
                        Cannot cast column "game_details" to string (table root): it is the key of a child table. To have \
                        the values of $.game_details as text, use json "game_details".
                        Cannot cast column "level" to date (table root): its values are int and do not become date. Use \
                        one of boolean, tinyint, smallint, int, bigint, float, double, decimal(p,s) or string.
                        Cannot cast column "player" to strng (table root): no such type can be written. Use one of boolean, \
                        tinyint, smallint, int, bigint, float, double, decimal(p,s), string, binary, date, timestamp, \
                        timestamp_ntz.
                        Cannot drop column "id" (table root_game_details): it joins the table to its parent. Keep it, or \
                        drop the parent's array column.
                        Cannot cast column "index" to bigint (table root_game_details): it is made while relationalizing, \
                        as int. Take the cast out.""");
    }

    @Test
    void refusesARenameThatMeetsAnotherNameIgnoringCase() {
        assertThatThrownBy(() -> PlanText.plan("a int, B int", ROOT.withTable("root", NONE.withRename("a", "b"))))
                .hasMessage(
                        "Cannot rename column \"a\" to \"b\" (table root): the columns a and B would have one name when"
                                + " case is ignored. Give each its own name, or drop one.");
    }

    @Test
    void droppedColumnIsNotInTheWayOfARename() {
        assertThat(PlanText.names(PlanText.plan(
                        "a int, b int",
                        ROOT.withTable("root", NONE.withRename("a", "b").withDrop("b")))))
                .isEqualTo("root(b)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            ' '     | a name has at least one visible character
            'x\ny'  | the name holds a control character or a line break
            """)
    void refusesUnfitNames(String name, String why) {
        String written = name.replace("\\n", "\n");
        assertThatThrownBy(() -> PlanText.plan("a int", ROOT.withTable("root", NONE.withRename("a", written))))
                .hasMessageEndingWith(" (table root): " + why + ". Give it another name.");
        assertThatThrownBy(() -> PlanText.plan("a int", ROOT.withTable("root", NONE.withName(written))))
                .hasMessageEndingWith(" (option tables): " + why + ". Give it another name.");
    }

    @Test
    void refusesNamesThatNoCatalogTakes() {
        assertThatThrownBy(() -> PlanText.plan("a int", ROOT.withTable("root", NONE.withRename("a", "é".repeat(128)))))
                .hasMessage(
                        "Cannot rename column \"a\" to \"" + "é".repeat(128) + "\" (table root): the name has 256 bytes"
                                + " and the longest allowed is 255. Give it another name.");
    }

    @Test
    void refusesTablesOfOneName() {
        assertThatThrownBy(() ->
                        PlanText.plan("a array<int>, b array<int>", ROOT.withTable("root_a", NONE.withName("ROOT_B"))))
                .hasMessage(
                        "Cannot name table \"root_a\" \"ROOT_B\" (option tables): the tables for $.a[] and $.b[] would"
                                + " have one name when case is ignored. Give each table its own name.");
        assertThatThrownBy(
                        () -> PlanText.plan("a array<int>", ROOT.withTable("root_a", NONE.withName("root__rejects"))))
                .hasMessage(
                        "Cannot name table \"root_a\" \"root__rejects\" (option tables): the table of rejected records"
                                + " has this name. Give each table its own name.");
    }

    @Test
    void refusesContradictions() {
        assertThatThrownBy(() -> PlanText.plan(
                        GAMES,
                        ROOT.withSizes("game_details")
                                .withTable(
                                        "root",
                                        NONE.withSelect("player", "level", "game_details.size")
                                                .withDrop("level"))
                                .withTable("root_game_details", NONE.withName("games"))))
                .hasMessage("""
                        Cannot select column "level" (table root): drop names it too. Take it out of one of the two.
                        Cannot select column "game_details.size" (table root): it counts the rows of a child table that is \
                        left out. Select the key of $.game_details too.
                        Cannot change table "root_game_details" (option tables): it is left out, since the column that \
                        leads to it, for $.game_details, is left out. Keep that column, or say nothing of the table.""");
        assertThatThrownBy(() -> PlanText.plan(
                        "a array<struct<`b c`:int>>",
                        ROOT.withNaming(Naming.ATHENA)
                                .withTable(
                                        "root_a",
                                        NONE.withRename("a.val.b c", "x").withRename("a_val_b_c", "y"))))
                .hasMessage(
                        "Cannot rename column \"a_val_b_c\" (table root_a): it is told to become \"x\" and \"y\". Name"
                                + " the column once.");
    }

    @Test
    void castOfACopyBelongsToTheRoot() {
        assertThatThrownBy(() -> PlanText.plan(
                        "k int, a array<int>, j struct<x:int>",
                        ROOT.withPropagate("k")
                                .withJson("j")
                                .withTable("root", NONE.withCast("j", "int"))
                                .withTable("root_a", NONE.withCast("k", "string"))))
                .hasMessage("Cannot cast column \"j\" to int (table root): it is JSON text. Take the cast out.\n"
                        + "Cannot cast column \"k\" to string (table root_a): it is a copy of a column of the root table."
                        + " Cast it in the root table.");
    }

    @Test
    void namesOfOptionsAreTriedInTheirOrder() {
        assertThat(List.copyOf(
                        NONE.withRename("b", "x").withRename("a", "y").rename().keySet()))
                .containsExactly("b", "a");
    }
}
