package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** {@code docs/command-line.md} says what the program does. */
class DocumentedCommandsTest {

    private static final Path PAGE = Program.ROOT.resolve("docs/command-line.md");
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])(--?[A-Za-z][a-z0-9-]*)");
    private static final Pattern TYPED = Pattern.compile("\\./relata ([^`|#\n]+)");
    private static final Pattern EXIT_CODE = Pattern.compile("^\\| (\\d+) \\| `([A-Z_]+)` \\|.*$", Pattern.MULTILINE);

    private final String page = read();
    private final CommandLine program = RelataCommand.commandLine(new Surroundings(
            new BufferedReader(Reader.nullReader()),
            new PrintWriter(Writer.nullWriter()),
            new PrintWriter(Writer.nullWriter()),
            false,
            Map.of(),
            Path.of(""),
            Program.ROOT,
            Clock.systemUTC()));

    /** By what a person types, {@code warehouse create} for one. */
    private Map<String, CommandLine> commands() {
        Map<String, CommandLine> commands = new TreeMap<>();
        program.getSubcommands().forEach((name, command) -> {
            if (command.getSubcommands().isEmpty()) {
                commands.put(name, command);
            }
            command.getSubcommands().forEach((inner, one) -> commands.put(name + " " + inner, one));
        });
        return commands;
    }

    @Test
    void namesEveryCommandAndNoOther() {
        assertThat(rows("## Commands"))
                .map(row -> row.replaceFirst("^\\| `([a-z]+(?: [a-z]+)?).*$", "$1"))
                .containsExactlyInAnyOrderElementsOf(commands().keySet());
    }

    @Test
    void namesEveryOptionAndNoOther() {
        TreeSet<String> options = new TreeSet<>();
        commands()
                .values()
                .forEach(command ->
                        command.getCommandSpec().options().forEach(option -> options.addAll(List.of(option.names()))));
        TreeSet<String> documented = new TreeSet<>();
        for (String row : rows("## Options")) {
            Matcher option = OPTION.matcher(row.split("\\|", -1)[1]);
            while (option.find()) {
                documented.add(option.group(1));
            }
        }
        assertThat(documented).isEqualTo(options);
    }

    @Test
    void saysWhichCommandsTakeAnOption() {
        for (String row : rows("## Options")) {
            String[] cells = row.split("(?<!\\\\)\\|", -1);
            Matcher option = OPTION.matcher(cells[1]);
            assertThat(option.find()).as(row).isTrue();
            List<String> takers = commands().entrySet().stream()
                    .filter(command -> command.getValue().getCommandSpec().findOption(option.group(1)) != null)
                    .map(Map.Entry::getKey)
                    .toList();
            List<String> documented = cells[2].strip().equals("all")
                    ? List.copyOf(commands().keySet())
                    : Arrays.asList(cells[2].strip().replace("`", "").split(", ", -1));
            assertThat(documented).as(row).containsExactlyInAnyOrderElementsOf(takers);
        }
    }

    @Test
    void everyPageNamesCommandsAndOptionsThatThereAre() throws IOException {
        List<String> wrong = new ArrayList<>();
        int seen = 0;
        for (Path other : ReadmePathsTest.pages(Program.ROOT)) {
            Matcher typed = TYPED.matcher(Files.readString(other).replaceAll("\\\\\n\\s*", " "));
            while (typed.find()) {
                seen++;
                isThere(typed.group(1))
                        .ifPresent(
                                why -> wrong.add(Program.ROOT.relativize(other) + ": " + typed.group() + ": " + why));
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(seen).as("commands in all pages").isGreaterThan(30);
        assertThat(isThere("run job.yaml --quite")).hasValue("--quite");
        assertThat(isThere("warehouse build job.yaml")).hasValue("warehouse build");
        assertThat(isThere("walk job.yaml")).hasValue("walk");
    }

    /** What of a command line is not there; empty where all is. */
    private Optional<String> isThere(String typed) {
        String[] words = typed.strip().split("\\s+", -1);
        if (words[0].startsWith("-") || !words[0].matches("[a-z]+")) {
            return Optional.empty();
        }
        boolean isGroup = program.getSubcommands().containsKey(words[0])
                && !program.getSubcommands().get(words[0]).getSubcommands().isEmpty();
        if (isGroup && (words.length == 1 || words[1].contains("|"))) {
            return Optional.empty();
        }
        String name = isGroup ? words[0] + " " + words[1] : words[0];
        CommandLine command = commands().get(name);
        if (command == null) {
            return Optional.of(name);
        }
        return Arrays.stream(words)
                .filter(word -> word.matches("--[a-z0-9-]+(=.*)?"))
                .map(word -> word.replaceFirst("=.*", ""))
                .filter(option -> command.getCommandSpec().findOption(option) == null)
                .findFirst();
    }

    @Test
    void listsTheExitCodes() {
        List<String> documented = new ArrayList<>();
        Matcher row = EXIT_CODE.matcher(page);
        while (row.find()) {
            documented.add(row.group(1) + " " + row.group(2));
        }
        assertThat(documented)
                .containsExactlyElementsOf(Arrays.stream(ExitCode.values())
                        .map(code -> code.number() + " " + code.name())
                        .toList());
    }

    @Test
    void saysHowManyStepsARunHas() {
        assertThat(JobRun.STEPS).isEqualTo(6);
        assertThat(page).contains("A run has six steps: survey, plan, shred, derive, publish, refresh.");
        assertThat(page).contains("a seventh comes before refresh: tune.");
        assertThat(page).contains("Where the job has checks, one more comes before publish: check.");
    }

    /** The rows of the table under a heading. */
    private List<String> rows(String heading) {
        List<String> rows = page.lines()
                .dropWhile(line -> !line.equals(heading))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| `"))
                .toList();
        assertThat(rows).as("rows under " + heading).isNotEmpty();
        return rows;
    }

    private static String read() {
        try {
            return Files.readString(PAGE);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
