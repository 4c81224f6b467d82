package io.relata.transforms.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.RelataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordsPathTest {

    @Test
    void keysLeadToTheList() {
        assertThat(RecordsPath.parse("$[*]").keys()).isEmpty();
        assertThat(RecordsPath.parse("$.Records[*]").keys()).containsExactly("Records");
        assertThat(RecordsPath.parse("$.a.b-c.日本[*]").keys()).containsExactly("a", "b-c", "日本");
        assertThat(RecordsPath.parse("$['a.b'].c['']['d e'][*]").keys()).containsExactly("a.b", "c", "", "d e");
    }

    @Test
    void isWrittenAsItIsRead() {
        assertThat(RecordsPath.parse("$['a']['b.c'][*]")).hasToString("$.a['b.c'][*]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "$", "[*]", "Records[*]", "$.Records", "$.a[*].b[*]", "$..a[*]", "$.a[0][*]", "$.['a'][*]"})
    void anythingElseIsAnError(String path) {
        assertThatThrownBy(() -> RecordsPath.parse(path))
                .isInstanceOfSatisfying(
                        RelataException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(RelataException.Kind.USAGE))
                .hasMessage(
                        "Cannot use the records path (" + path + "): it does not lead from the document's top, $, by"
                                + " keys to the elements of one list, [*]. Write it as $.Records[*], $.a['key with a.dot'][*]"
                                + " or $[*].");
    }
}
