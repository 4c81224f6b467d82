package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the pages for people point at exists. */
class ReadmePathsTest {

    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`+([^`]+)`+");
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_.@-]+(/[A-Za-z0-9_.@-]+)*/?");

    @Test
    void everyPathExists() throws IOException {
        List<Path> pages = pages(Program.ROOT);
        assertThat(pages).isNotEmpty();
        List<String> wrong = new ArrayList<>();
        for (Path page : pages) {
            wrong.addAll(wrong(Program.ROOT, page));
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void aWrongPathIsNamedWithItsFileAndLine(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("docs"));
        Files.createDirectories(folder.resolve("jobs/games"));
        Files.writeString(folder.resolve("pom.xml"), "");
        Path page = Files.writeString(folder.resolve("docs/page.md"), """
                Right: `jobs/games/`, `./pom.xml`, [the job](../jobs/games), [here](#part), [web](https://example.org/x).
                Patterns and other places: `jobs/<name>/job.yaml`, `s3a://raw/jobs/`, `/data/jobs`, `relata-demo/games`,
                `jobs/.../Sources.java`, `a/b`, `jobs/*.sql`, `io.relata.jobs`, `out/_relata/runs/`, `../shared`.
                Wrong: `jobs/tennis/job.yaml` and [a page](lost.md#part).
                ```
                ./pom.yaml --set a=b
                ```
                """);
        assertThat(wrong(folder, page))
                .containsExactly(
                        "docs/page.md:4: jobs/tennis/job.yaml",
                        "docs/page.md:4: lost.md",
                        "docs/page.md:6: ./pom.yaml");
    }

    /** The pages for people. */
    static List<Path> pages(Path root) throws IOException {
        List<Path> pages = new ArrayList<>();
        for (String name : List.of("README.md", "CONTRIBUTING.md", "deploy/README.md")) {
            if (Files.exists(root.resolve(name))) {
                pages.add(root.resolve(name));
            }
        }
        try (Stream<Path> docs = Files.walk(root.resolve("docs"))) {
            docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        return pages;
    }

    private static List<String> wrong(Path root, Path page) throws IOException {
        List<String> wrong = new ArrayList<>();
        boolean fenced = false;
        int number = 0;
        for (String line : Files.readAllLines(page)) {
            number++;
            if (line.strip().startsWith("```")) {
                fenced = !fenced;
                continue;
            }
            for (String path : fenced ? words(line) : named(root, page, line)) {
                if (isMissing(root, path)) {
                    wrong.add(root.relativize(page) + ":" + number + ": " + path);
                }
            }
            if (!fenced) {
                for (String link : links(line)) {
                    if (!Files.exists(page.resolveSibling(link))) {
                        wrong.add(root.relativize(page) + ":" + number + ": " + link);
                    }
                }
            }
        }
        return wrong;
    }

    private static List<String> links(String line) {
        List<String> links = new ArrayList<>();
        Matcher link = LINK.matcher(CODE.matcher(line).replaceAll("code"));
        while (link.find()) {
            String target = link.group(1).replaceFirst("#.*$", "");
            if (!target.isEmpty() && !target.contains(":")) {
                links.add(target);
            }
        }
        return links;
    }

    private static List<String> named(Path root, Path page, String line) {
        List<String> paths = new ArrayList<>();
        Matcher code = CODE.matcher(line);
        while (code.find()) {
            for (String word : words(code.group(1))) {
                // A name without a folder may mean a file beside the page.
                if (word.contains("/") || !Files.exists(page.resolveSibling(word))) {
                    paths.add(word);
                }
            }
        }
        return paths;
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split("[\\s,;\"'=]+"));
    }

    /**
     * A path of this tree begins with {@code ./} or with a folder of the checkout; anything else is a name, a pattern or
     * a place that only a run makes.
     */
    private static boolean isMissing(Path root, String word) {
        boolean fromRoot = word.startsWith("./");
        String path = fromRoot ? word.substring(2) : word;
        if (!PATH.matcher(path).matches() || path.contains("...") || path.startsWith("..")) {
            return false;
        }
        int slash = path.indexOf('/');
        boolean inFolder = slash > 0 && Files.isDirectory(root.resolve(path.substring(0, slash)));
        return (fromRoot || inFolder)
                && !path.startsWith("target")
                && !path.startsWith("relata-demo")
                && !Files.exists(root.resolve(path));
    }
}
