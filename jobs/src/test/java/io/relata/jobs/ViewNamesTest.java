package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ViewNamesTest {

    private static final List<String> VIEWS = List.of("mv_a", "mart.mv_b", "odd name", "mv_c");

    @Test
    void viewsAreFoundByTheirNamesWithAndWithoutSchemaAndInAnyCase() {
        assertThat(ViewNames.in("SELECT * FROM mart.MV_B JOIN \"mv_a\" USING (id)", VIEWS))
                .containsExactly("mv_a", "mart.mv_b");
        assertThat(ViewNames.in("SELECT * FROM \"odd name\"", VIEWS)).containsExactly("odd name");
    }

    @Test
    void namesInTextsCommentsAndOtherNamesAreNone() {
        assertThat(ViewNames.in("""
                        -- mv_a
                        SELECT 'mv_a', 'it''s mv_a', '\\' mv_a' /* mv_a
                        mv_a */ FROM mv_ab, xmv_a, "mv_a b"
                        """, VIEWS)).isEmpty();
        assertThat(ViewNames.in("SELECT '' FROM mv_c -- '", VIEWS)).containsExactly("mv_c");
    }

    @Test
    void whatIsReadComesFirstAndTheRestKeepsItsOrder() {
        Map<String, List<String>> reads =
                Map.of("a", List.of("d"), "b", List.of(), "c", List.of("a", "x"), "d", List.of("b"), "e", List.of("e"));
        assertThat(ReadingOrder.of(List.of("a", "c", "e", "b", "d"), name -> reads.getOrDefault(name, List.of())))
                .containsExactly("b", "d", "a", "c", "e");
    }

    @Test
    void aCircleHasAnOrderToo() {
        Map<String, List<String>> reads = Map.of("a", List.of("b"), "b", List.of("c"), "c", List.of("a"));
        assertThat(ReadingOrder.of(List.of("a", "b", "c"), name -> reads.getOrDefault(name, List.of())))
                .containsExactly("c", "b", "a");
    }
}
