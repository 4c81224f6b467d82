package io.relata.transforms.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueLimitTest {

    private static final ValueLimit SIX = new ValueLimit(6, 3);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"a\":[1,1,1,1]}               | false | as many as are allowed",
                "{\"a\":[1,1,1,1,1]}             | true  | one more",
                "{\"a\":{\"b\":1},\"c\":[2]}         | false | containers count",
                "{\"a\":{\"b\":{}},\"c\":[],\"d\":1}  | true  | an empty container is taken to hold a value",
                "{\"a\":\"one,two,three,four,five,six\"} | true | commas of a text are not told from others",
                "{\"a\":\"one text that is longer than six values\"} | false | long but not many",
                "{\"a\":[1,1,1,1]} {\"a\":[1,1,1,1]}  | false | what follows the record does not count",
                "{\"a\":[1,1,1,1,               | true  | not a whole record",
                "{\"a\":[[[1]]],\"b\":\"text\"}    | true  | too deep to be looked at",
                "{\"a\":[1                      | false | too short to hold more"
            })
    void recordsThatMayHoldTooManyValuesAreToldApart(String record, boolean exceeded, String why) {
        byte[] bytes = record.strip().getBytes(UTF_8);
        byte[] padded = Arrays.copyOf(bytes, bytes.length + RecordScanner.PADDING);

        assertThat(SIX.mayBeExceeded(padded, 0, bytes.length)).as(why).isEqualTo(exceeded);
    }
}
