package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tests, cases and figures that pages name as their witnesses are there. */
@Tag("any-spark")
class DocumentedTestsTest {

    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*Test)(?:\\.(\\w+))?`");
    /** What is named like a test and is something for those who write some. */
    private static final Set<String> NO_TESTS = Set.of("DynamicTest", "JobUnderTest");

    private static final Pattern CASE = Pattern.compile("`\\d\\d-[a-z0-9-]+(\\.\\.\\.)?`");
    private static final Pattern FIGURES = Pattern.compile("^\\| `[a-z-]+` (\\| [\\d.]+ )+\\|$");
    private static final Pattern SOURCE = Pattern.compile("\\]\\((https://|\\.\\./bench/README\\.md)[^)]*\\)");
    private static final Path COMPARISON = Program.ROOT.resolve("docs/comparison.md");

    @Test
    void everyPageNamesTestsThatThereAre() throws IOException {
        Map<String, String> tests = tests();
        List<String> wrong = new ArrayList<>();
        int seen = 0;
        for (Path page : ReadmePathsTest.pages(Program.ROOT)) {
            Matcher named = TEST.matcher(Files.readString(page));
            while (named.find()) {
                if (NO_TESTS.contains(named.group(1))) {
                    continue;
                }
                seen++;
                if (!isThere(tests, named.group(1), Optional.ofNullable(named.group(2)))) {
                    wrong.add(Program.ROOT.relativize(page) + ": " + named.group());
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(seen).as("tests named in all pages").isGreaterThan(20);
        assertThat(isThere(tests, "MergeTest", Optional.of("aDocumentThatNobodyKnows")))
                .isFalse();
        assertThat(isThere(tests, "MargeTest", Optional.empty())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/comparison.md", "docs/tables.md"})
    void aPageNamesCasesThatThereAre(String page) throws IOException {
        List<String> cases = cases();
        List<String> named = named(page);
        assertThat(named).isNotEmpty();
        assertThat(named).allSatisfy(one -> assertThat(cases).anyMatch(name -> isMeant(one, name)));
    }

    @Test
    void theSpecificationNamesEveryCase() throws IOException {
        List<String> named = named("docs/tables.md");
        assertThat(cases()).allSatisfy(name -> assertThat(named).anyMatch(one -> isMeant(one, name)));
    }

    private static List<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(Program.ROOT.resolve("jobs/src/test/resources/cases"))) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .toList();
        }
    }

    /** The cases of a page; three dots stand for any end. */
    private static List<String> named(String page) throws IOException {
        return CASE.matcher(Files.readString(Program.ROOT.resolve(page)))
                .results()
                .map(found -> found.group().replace("`", ""))
                .toList();
    }

    private static boolean isMeant(String named, String name) {
        return named.endsWith("...") ? name.startsWith(named.replace("...", "")) : name.equals(named);
    }

    @Test
    void theComparisonsFiguresAndCommandsAreThoseOfTheBench() throws IOException {
        List<String> bench = Files.readAllLines(Program.ROOT.resolve("bench/README.md"));
        List<String> quoted = Files.readAllLines(COMPARISON).stream()
                .filter(line -> FIGURES.matcher(line).matches() || line.startsWith("bench/run "))
                .toList();

        assertThat(quoted).hasSizeGreaterThan(5);
        assertThat(quoted).filteredOn(line -> !bench.contains(line)).isEmpty();
    }

    @Test
    void everyLineAboutAnotherProgramNamesItsSourceAndAWitnessOfOurs() throws IOException {
        List<String> claims = new ArrayList<>();
        String heading = "";
        for (String line : Files.readAllLines(COMPARISON)) {
            heading = line.startsWith("## ") ? line : heading;
            boolean isHead = line.startsWith("| what |") || line.startsWith("| variant |");
            if (line.startsWith("| ") && !isHead && !FIGURES.matcher(line).matches()) {
                claims.add(line);
                if (!heading.equals("## What was found nowhere else")) {
                    assertThat(line).containsPattern(SOURCE);
                }
                if (!heading.equals("## Where the others do more")) {
                    assertThat(line).containsPattern(TEST);
                }
            }
        }
        assertThat(claims).hasSizeGreaterThan(20);
    }

    private static boolean isThere(Map<String, String> tests, String type, Optional<String> method) {
        return tests.containsKey(type)
                && method.map(name -> tests.get(type).contains("void " + name + "("))
                        .orElse(true);
    }

    /** The sources of all tests by the name of their class. */
    private static Map<String, String> tests() throws IOException {
        Map<String, String> tests = new HashMap<>();
        for (String module : List.of("src", "transforms", "catalog", "jobs", "junit", "bench", "launch")) {
            Path sources = Program.ROOT.resolve(module).resolve(module.equals("src") ? "test/java" : "src/test/java");
            try (Stream<Path> files = Files.walk(sources)) {
                for (Path file : files.filter(one -> one.toString().endsWith("Test.java"))
                        .toList()) {
                    String name = file.getFileName().toString().replace(".java", "");
                    tests.merge(name, Files.readString(file), String::concat);
                }
            }
        }
        return tests;
    }
}
