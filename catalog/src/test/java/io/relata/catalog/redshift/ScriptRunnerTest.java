package io.relata.catalog.redshift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("any-spark")
class ScriptRunnerTest {

    @Test
    void theScriptIsWhatWouldRun() {
        StringBuilder script = new StringBuilder();
        RelationName table = RelationName.of("mart", "t");
        try (ScriptRunner runner = new ScriptRunner(script)) {
            runner.run(
                    new Transaction(List.of(new LockTable(table), new CreateStagingTable(new Identifier("s"), table))));
            runner.run(new Analyze(table));
            assertThat(runner.query(new SelectQuery("SELECT 1;")).rows()).isEmpty();
        }
        assertThat(script).hasToString("""
                BEGIN;

                LOCK TABLE "mart"."t";

                CREATE TEMP TABLE "s" (LIKE "mart"."t");

                COMMIT;

                ANALYZE "mart"."t";

                """);
    }
}
