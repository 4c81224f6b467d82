package io.relata.jobs.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** The keys that say what is asked of the warehouse after each run. */
final class QuestionKeys {

    static final Key<SqlFile> SQL =
            Key.required("sql", SqlFiles.FILE, "the file with the query, in the job file's folder");

    static final Key<String> TITLE =
            Key.optional("title", Texts.ANY, "the question as people read it").orElseShown("the question's name");

    static final Key<Chart> CHART = Key.optional(
                    "chart",
                    Choice.of(Chart.class),
                    "how the answer is shown; a chart takes its labels from the first column and its numbers from the others")
            .orElse(Chart.TABLE);

    static final Key<Map<String, Fields>> QUESTIONS = Key.optional(
            "questions",
            new MapOf<>(Texts.TABLE, new Section(SQL, TITLE, CHART), MapOf.Growth.CLOSED),
            "queries by name whose answers stand in the run's report; one that fails leaves the run as it is");

    private QuestionKeys() {}

    static Map<String, QuestionSpec> specs(Fields warehouse) {
        Map<String, QuestionSpec> questions = new LinkedHashMap<>();
        warehouse
                .find(QUESTIONS)
                .orElse(Map.of())
                .forEach((name, question) -> questions.put(
                        name,
                        new QuestionSpec(
                                question.value(SQL), question.find(TITLE).orElse(name), question.value(CHART))));
        return questions;
    }
}
