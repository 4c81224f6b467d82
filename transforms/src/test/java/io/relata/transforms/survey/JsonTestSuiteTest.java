package io.relata.transforms.survey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.relata.transforms.json.Framing;
import io.relata.transforms.json.RejectReason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The files of the JSON test suite, whose names say whether a parser must take them. */
class JsonTestSuiteTest {

    private static final SurveyOptions OPTIONS = SurveyOptions.DEFAULT;

    /** The files whose names begin so; skips the test, and says so, where they are absent. */
    private static List<Path> files(String prefix) throws IOException {
        Path shared = Optional.ofNullable(System.getProperty("relata.shared"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("relata.root"), "..", "shared"));
        Path suite = shared.resolve("data/json-test-suite/test_parsing");
        if (!Files.isDirectory(suite)) {
            System.err.println("SKIPPED, there is no " + suite);
            abort("there is no " + suite);
        }
        try (Stream<Path> files = Files.list(suite)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }

    private static Survey survey(Path file) throws IOException {
        return SurveyedBytes.of(0, OPTIONS, Framing.RANGES, List.of(trimmed(Files.readAllBytes(file))));
    }

    /** A record begins with what is not white space. */
    private static byte[] trimmed(byte[] bytes) {
        int at = 0;
        while (at < bytes.length && " \t\r\n".indexOf(bytes[at]) >= 0) {
            at++;
        }
        return java.util.Arrays.copyOfRange(bytes, at, bytes.length);
    }

    @Test
    void takesEveryObjectItMustTake() throws IOException {
        int objects = 0;
        for (Path file : files("y_")) {
            Survey survey = survey(file);
            if (trimmed(Files.readAllBytes(file))[0] == '{') {
                objects++;
                assertThat(survey.records()).as(file.getFileName().toString()).isEqualTo(1);
            } else {
                assertThat(survey.rejected())
                        .as(file.getFileName().toString())
                        .containsOnlyKeys(RejectReason.NOT_AN_OBJECT);
            }
        }
        assertThat(objects).isGreaterThan(10);
    }

    @Test
    void refusesEveryFileItMustRefuse() throws IOException {
        List<Path> files = files("n_");
        for (Path file : files) {
            Survey survey = survey(file);

            assertThat(survey.records()).as(file.getFileName().toString()).isZero();
            assertThat(survey.rejectedRecords()).isEqualTo(1);
            assertThat(survey.root()).isEqualTo(SurveyPlace.NONE);
        }
        assertThat(files).hasSizeGreaterThan(150);
    }

    @Test
    void takesEveryDocumentAsAMemberToo() throws IOException {
        for (Path file : files("y_")) {
            String text = "{\"member\":" + Files.readString(file).strip().replace("\n", " ") + "}";

            assertThat(SurveyedBytes.of(text).records())
                    .as(file.getFileName().toString())
                    .isEqualTo(1);
        }
    }

    @Test
    void refusesEveryDocumentAsAMemberToo() throws IOException {
        for (Path file : files("n_")) {
            ByteArrayOutputStream record = new ByteArrayOutputStream();
            record.writeBytes("{\"member\":".getBytes(UTF_8));
            record.writeBytes(Files.readAllBytes(file));
            record.write('}');

            Survey survey = SurveyedBytes.of(0, OPTIONS, Framing.RANGES, List.of(record.toByteArray()));

            assertThat(survey.rejectedRecords())
                    .as(file.getFileName().toString())
                    .isEqualTo(1);
            assertThat(survey.root()).isEqualTo(SurveyPlace.NONE);
        }
    }
}
