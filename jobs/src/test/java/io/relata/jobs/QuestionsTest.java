package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.Warehouse;
import io.relata.jobs.config.Chart;
import io.relata.jobs.config.QuestionSpec;
import io.relata.jobs.config.SqlFile;
import io.relata.jobs.report.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QuestionsTest {

    private static final Warehouse.QueryResult TWO =
            new Warehouse.QueryResult(List.of("n"), List.of(List.of(Optional.of("2"))));

    @Test
    void eachIsAskedInItsOrderWhateverBecameOfTheOnesBefore() {
        Answering warehouse = new Answering();
        Map<String, QuestionSpec> questions = new LinkedHashMap<>();
        questions.put("refused", question("refused"));
        questions.put("broken", question("broken"));
        questions.put("good", question("good"));

        assertThat(Questions.ask(warehouse, questions))
                .containsExactly(
                        new Answer(
                                "refused",
                                "refused?",
                                Chart.LINE,
                                new Answer.Failure("Cannot run a query (there): it is wrong. Correct it.")),
                        new Answer(
                                "broken",
                                "broken?",
                                Chart.LINE,
                                new Answer.Failure("java.lang.IllegalStateException; its message is in the log")),
                        new Answer("good", "good?", Chart.LINE, Answer.Rows.of(TWO)));
        assertThat(warehouse.asked).containsExactly("refused", "broken", "good");
    }

    private static QuestionSpec question(String sql) {
        return new QuestionSpec(new SqlFile("q.sql", sql), sql + "?", Chart.LINE);
    }

    /** Answers two to every question it does not fail at, and does nothing else. */
    private static final class Answering implements Warehouse {

        private final List<String> asked = new ArrayList<>();

        @Override
        public QueryResult query(String sql) {
            asked.add(sql);
            return switch (sql) {
                case "refused" ->
                    throw RelataException.failed(
                            new Problem("Cannot run a query", "there", "it is wrong", "Correct it"));
                case "broken" -> throw new IllegalStateException("secret");
                default -> TWO;
            };
        }

        @Override
        public void exposeSchema(ExternalSchema schema) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void refresh(MaterializedView view) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
