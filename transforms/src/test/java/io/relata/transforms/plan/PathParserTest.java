package io.relata.transforms.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathParserTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "a.b", "a[].b", "a[][]", "m{}.x", "`a.b`.c", "`a``b`", "``", "a b", "a-b", "名前[].キー", "`{}`"
            })
    void readsWhatIsWritten(String text) {
        SourcePath path = SourcePath.RECORD;
        for (PathStep step : PathParser.parse(text)) {
            path = path.then(step);
        }

        assertThat(path.optionPath()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            ''    | expected a name at character 1
            a.    | expected a name at character 3
            .a    | expected a name at character 1
            []    | expected a name at character 1
            a[0]  | expected ".", "[]" or "{}" at character 2
            a[].  | expected a name at character 5
            a[]b  | expected ".", "[]" or "{}" at character 4
            `a    | a back-tick is not closed at character 3
            `a`b  | expected ".", "[]" or "{}" at character 4
            """)
    void saysWhereAPathBreaks(String text, String why) {
        assertThatThrownBy(() -> PathParser.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(why);
    }
}
