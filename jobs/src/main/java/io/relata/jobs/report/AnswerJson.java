package io.relata.jobs.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** An answer as JSON; all its values are text, as they came. */
final class AnswerJson {

    private AnswerJson() {}

    static void write(Answer answer, ObjectNode node) {
        node.put("name", answer.question())
                .put("title", answer.title())
                .put("chart", answer.chart().name());
        if (answer.result() instanceof Answer.Failure failure) {
            node.put("failure", failure.why());
        } else if (answer.result() instanceof Answer.Rows rows) {
            rows(rows, node);
        }
    }

    private static void rows(Answer.Rows answer, ObjectNode node) {
        node.put("allRows", answer.allRows()).put("allColumns", answer.allColumns());
        if (answer.cutValues() > 0) {
            node.put("cutValues", answer.cutValues());
        }
        ArrayNode columns = node.putArray("columns");
        answer.columns().forEach(columns::add);
        ArrayNode rows = node.putArray("rows");
        answer.rows().forEach(row -> {
            ArrayNode values = rows.addArray();
            row.forEach(value -> value.ifPresentOrElse(values::add, values::addNull));
        });
    }
}
