package io.relata.jobs;

import io.relata.RelataException;
import io.relata.Warehouse;
import io.relata.jobs.config.QuestionSpec;
import io.relata.jobs.report.Answer;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The analysts' questions, asked of a warehouse. What is published stays so, whatever comes of them. */
final class Questions {

    private static final Logger LOG = LoggerFactory.getLogger(Questions.class);

    private Questions() {}

    /** Asks each question; one that fails has its failure for an answer, and the others are asked all the same. */
    static List<Answer> ask(Warehouse warehouse, Map<String, QuestionSpec> questions) {
        return questions.entrySet().stream()
                .map(question -> new Answer(
                        question.getKey(),
                        question.getValue().title(),
                        question.getValue().chart(),
                        result(warehouse, question.getKey(), question.getValue())))
                .toList();
    }

    private static Answer.Result result(Warehouse warehouse, String name, QuestionSpec question) {
        try {
            return Answer.Rows.of(warehouse.query(question.sql().text()));
        } catch (RelataException refused) {
            return Answer.Failure.of(refused);
        } catch (RuntimeException e) {
            LOG.warn("Question {} was not answered", RunSummary.shown(name), e);
            return Answer.Failure.of(e);
        }
    }
}
