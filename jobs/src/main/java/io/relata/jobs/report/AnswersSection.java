package io.relata.jobs.report;

import java.util.List;

/** The answers to the job's questions. */
record AnswersSection(List<Answer> answers) implements PageSection {

    @Override
    public String heading() {
        return "Questions";
    }

    @Override
    public boolean isEmpty() {
        return answers.isEmpty();
    }

    @Override
    public void write(Markup page) {
        for (int number = 1; number <= answers.size(); number++) {
            Answer answer = answers.get(number - 1);
            page.open("article").element("h3", answer.title());
            if (answer.result() instanceof Answer.Failure failure) {
                page.open("p")
                        .with("class", "failure")
                        .text("Not answered: " + failure.why())
                        .close();
            } else if (answer.result() instanceof Answer.Rows rows) {
                new AnswerView(answer, rows, "question-" + number).write(page);
            }
            page.close();
        }
    }
}
