package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.testing.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What guides tell a reader to type does what they say. A block that begins with {@code cat >} writes files, one that
 * begins with {@code ./relata} runs a command, and the block behind that has what it prints; {@code ...} on a line of its
 * own stands for any lines.
 */
@Tag("any-spark")
@ExtendWith(SparkExtension.class)
class GuidesTest {

    private static final Pattern BLOCK =
            Pattern.compile("^```([a-z]*)\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern WRITTEN =
            Pattern.compile("^cat (>>?) (\\S+) <<'END'\n(.*?)^END$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern SIZE = Pattern.compile(" +[0-9.]+ (B|kB)\\b");
    private static final String COMMAND = "./relata ";

    private Program program;

    @BeforeEach
    void start(SparkSession session, @TempDir Path folder) {
        program = new Program(folder, session);
    }

    @ParameterizedTest
    @ValueSource(strings = {"first-table", "from-glue", "from-dlt"})
    void aGuideCanBeFollowed(String guide) throws IOException {
        Path page = Program.ROOT.resolve("docs/guides/" + guide + ".md");
        List<String> ran = new ArrayList<>();
        String printed = "";
        Matcher block = BLOCK.matcher(Files.readString(page));
        while (block.find()) {
            String text = block.group(2);
            if (!block.group(1).isEmpty()) {
                continue;
            }
            if (text.startsWith("cat >")) {
                write(text);
            } else if (text.startsWith(COMMAND)) {
                printed = printed(text.strip());
                ran.add(text.strip());
            } else {
                assertThat(printed).as("what %s prints", ran).matches(expected(text));
            }
        }
        assertThat(ran).as("commands of " + page).isNotEmpty();
    }

    private void write(String text) throws IOException {
        Matcher file = WRITTEN.matcher(text);
        int files = 0;
        while (file.find()) {
            Path path = program.path(file.group(2));
            if (file.group(1).equals(">")) {
                Files.deleteIfExists(path);
            }
            Files.writeString(path, file.group(3), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            files++;
        }
        assertThat(files).as(text).isEqualTo(text.split("<<'END'", -1).length - 1);
    }

    /** A plan that finds changes is no failure. */
    private String printed(String command) {
        Program.Outcome outcome =
                program.execute(command.substring(COMMAND.length()).split(" ", -1));
        assertThat(outcome.exitCode())
                .as(command + "\n" + outcome.err())
                .isEqualTo(command.startsWith(COMMAND + "plan ") ? 2 : 0);
        return outcome.out();
    }

    private String expected(String text) {
        StringBuilder pattern = new StringBuilder();
        SIZE.matcher(program.plain(text.replace("file:.../", "DIR/")))
                .replaceAll(" SIZE")
                .lines()
                .forEach(line -> pattern.append(line.equals("...") ? "(?s:.*)" : Pattern.quote(line) + "\n"));
        return pattern.toString();
    }
}
