package io.relata.transforms.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SuggestionTest {

    @Test
    void findsTheNameWithTheFewestEdits() {
        assertThat(Suggestion.closest("orderid", List.of("order", "order_id", "items")))
                .contains("order_id");
        assertThat(Suggestion.closest("ORDER_ID", List.of("ordr_id", "order_id")))
                .contains("order_id");
        assertThat(Suggestion.closest("ab", List.of("az", "ax"))).contains("ax");
    }

    @Test
    void farNamesAreNotSuggested() {
        assertThat(Suggestion.closest("price", List.of("customer"))).isEmpty();
        assertThat(Suggestion.closest("x".repeat(300), List.of("x".repeat(300))))
                .isEmpty();
    }

    @Test
    void listsAFewNamesWhereNoneIsNear() {
        List<String> many = IntStream.range(0, 15).mapToObj(i -> "column" + i).toList();

        assertThat(Suggestion.remedy("zzzzzzzzz", many, "column"))
                .isEqualTo("Name one of \"column0\", \"column1\", \"column2\", \"column3\", \"column4\", \"column5\","
                        + " \"column6\", \"column7\", \"column8\", \"column9\" or 5 more");
        assertThat(Suggestion.remedy("a", List.of(), "column")).isEqualTo("Take the column out: there is none to name");
    }
}
