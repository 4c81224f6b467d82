package io.relata.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.relata.testing.GuideCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The Java of {@code docs/job-tests.md} runs, and stands here between two comments. */
@Tag("any-spark")
class JobTestsGuideTest {

    // shown from here
    @TestFactory
    Stream<DynamicTest> theFoldersBesideTheJob() {
        return JobTests.of(Path.of("../jobs/games"));
    }
    // to here

    // shown from here
    private static final String AMARA =
            "{\"id\": 1, \"name\": \"Amara\", \"location\": {\"city\": \"Lagos\", \"country\":"
                    + " \"Nigeria\"}, \"game_details\": [{\"game_name\": \"Tile Garden\", \"high_score\": 912, \"purchased_item\":"
                    + " \"Kite\", \"purchases\": 1.99}]}";
    private final JobUnderTest games = JobUnderTest.of(Path.of("../jobs/games"));

    @Test
    void aGameKeepsWhatWasPaidForIt() {
        JobOutcome outcome = games.run(Input.lines("players", AMARA));

        assertThat(outcome.rows("games_data"))
                .extracting(game -> game.get("game_name"), game -> game.get("purchases"))
                .containsExactly(tuple("Tile Garden", 1.99));
    }

    @Test
    void aPlayerWhoIsThereTwiceIsNeverPublished() {
        JobOutcome outcome = games.with("max-rejects=1").run(Input.lines("players", AMARA, AMARA, "{"));

        assertThat(outcome.failure())
                .hasValueSatisfying(why -> assertThat(why).contains("players_data breaks unique (id)"));
    }
    // to here

    @Test
    void thePageShowsWhatIsCompiledHere() throws IOException {
        assertThat(GuideCode.shownIn("docs/job-tests.md"))
                .isNotEmpty()
                .isEqualTo(GuideCode.compiledIn("junit", getClass()));
    }
}
