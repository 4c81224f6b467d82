package io.relata.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Java that a page shows, and the Java that a test compiles between {@code // shown from here} and {@code // to here}. */
public final class GuideCode {

    private static final Path ROOT = Path.of(System.getProperty("relata.root"));
    private static final Pattern SHOWN = Pattern.compile("^```java\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern COMPILED =
            Pattern.compile("^ +// shown from here\n(.*?)^ +// to here$", Pattern.MULTILINE | Pattern.DOTALL);

    private GuideCode() {}

    /** @param page from the top of the checkout */
    public static List<String> shownIn(String page) throws IOException {
        List<String> shown = new ArrayList<>();
        Matcher block = SHOWN.matcher(Files.readString(ROOT.resolve(page)));
        while (block.find()) {
            shown.add(block.group(1));
        }
        return shown;
    }

    /** @param module the test's folder in the checkout */
    public static List<String> compiledIn(String module, Class<?> test) throws IOException {
        Path file = ROOT.resolve(module)
                .resolve("src/test/java")
                .resolve(test.getName().replace('.', '/') + ".java");
        List<String> compiled = new ArrayList<>();
        Matcher code = COMPILED.matcher(Files.readString(file));
        while (code.find()) {
            compiled.add(code.group(1).stripTrailing().stripIndent() + "\n");
        }
        return compiled;
    }
}
