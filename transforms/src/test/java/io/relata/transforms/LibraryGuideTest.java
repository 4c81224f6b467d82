package io.relata.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.TableSet;
import io.relata.testing.GuideCode;
import io.relata.testing.SparkExtension;
import io.relata.transforms.json.JsonInput;
import io.relata.transforms.plan.RelationalPlan;
import io.relata.transforms.plan.RelationalizeOptions;
import io.relata.transforms.plan.RelationalizeOptions.TableOptions;
import io.relata.transforms.survey.Conflicts;
import io.relata.transforms.survey.SurveyOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The Java of {@code docs/guides/library.md} compiles, does what the page says, and stands here between two comments. */
@ExtendWith(SparkExtension.class)
class LibraryGuideTest {

    private final SparkSession spark;
    private String input = "";
    private String staging = "";

    LibraryGuideTest(SparkSession spark) {
        this.spark = spark;
    }

    @BeforeEach
    void write(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("players.json"), """
                {"id": 1, "name": "Amara", "games": [{"title": "Star Harbor", "score": 7}, {"title": "Tile Garden"}]}
                {"id": 2, "name": "Bruno", "games": []}
                """);
        input = folder.resolve("players.json").toString();
        staging = folder.resolve("staging").toString();
    }

    @Test
    void rowsBecomeTables() {
        // shown from here
        Dataset<Row> players = spark.read().json(input);
        TableSet tables = Relationalize.root("players").stagedAt(staging).apply(players);
        Dataset<Row> games = tables.table("players_games").rows();
        Dataset<Row> joined = tables.root()
                .rows()
                .withColumnRenamed("id", "player")
                .join(games.withColumnRenamed("id", "games"), "games");
        // to here
        assertThat(joined.select("player", "index", "`games.val.title`").collectAsList())
                .extracting(Row::toString)
                .containsExactlyInAnyOrder("[1,0,Star Harbor]", "[1,1,Tile Garden]");
    }

    @Test
    void bytesBecomeTables() {
        // shown from here
        SurveyedJson json =
                SurveyedJson.survey(spark, JsonInput.of(List.of(input)), Conflicts.NONE, SurveyOptions.DEFAULT);
        RelationalizeOptions options = RelationalizeOptions.root("players")
                .withKey("id")
                .withTable("players_games", TableOptions.NONE.withName("games").withRename("games.val.title", "title"));
        System.out.println(RelationalPlan.of(json.schema(), options).describe());
        TableSet tables = Relationalize.with(options).stagedAt(staging).apply(spark, json);
        // to here
        assertThat(tables.names()).containsExactly("players", "games");
        assertThat(tables.table("games").rows().select("title").collectAsList())
                .extracting(Row::toString)
                .containsExactlyInAnyOrder("[Star Harbor]", "[Tile Garden]");
    }

    @Test
    void thePageShowsWhatIsCompiledHere() throws IOException {
        assertThat(GuideCode.shownIn("docs/guides/library.md"))
                .isNotEmpty()
                .isEqualTo(GuideCode.compiledIn("transforms", getClass()));
    }
}
