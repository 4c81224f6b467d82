package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/**
 * Debian's Chromium without a window. It takes pictures of pages, and lets {@code report/scan.js} and, where the checks of
 * {@code deploy} are installed, axe-core look at them.
 */
final class Browser {

    private static final int HEIGHT = 4_000;

    /** Chromium makes no window that is narrower, so a page stands in a frame of its own width. */
    private static final int NARROWEST_WINDOW = 500;

    private static final Pattern FINDINGS =
            Pattern.compile("<pre id=\"findings\" hidden=\"\">(.*?)</pre>", Pattern.DOTALL);
    private static final Path AXE = Program.ROOT.resolve("deploy/checks/node_modules/axe-core/axe.min.js");
    private static final String POLICY = "<meta http-equiv=\"Content-Security-Policy\"[^>]*/>";

    private final Path folder;

    /** How a person likes pages. */
    enum Scheme {
        LIGHT("1"),
        DARK("0");

        private final String setting;

        Scheme(String setting) {
            this.setting = setting;
        }
    }

    private Browser(Path folder) {
        this.folder = folder;
    }

    /**
     * The browser of this machine; without one the test is skipped, and says so.
     *
     * @param folder takes the pictures
     */
    static Browser start(Path folder) throws IOException {
        boolean isThere = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, "chromium")));
        if (!isThere) {
            System.err.println(
                    "SKIPPED: there is no chromium, so no browser looked at the pages. Install Debian's package"
                            + " chromium.");
        }
        Assumptions.assumeTrue(isThere, "chromium is not installed");
        Files.createDirectories(folder);
        return new Browser(folder);
    }

    /** What keeps people from reading a page in a window of this width; its picture is taken as well. */
    List<String> findings(Path page, String name, int width, Scheme scheme) throws IOException, InterruptedException {
        String scan = Files.readString(Program.ROOT.resolve("jobs/src/test/resources/report/scan.js"));
        String picture = name + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT);
        Path scanned = folder.resolve(picture + ".page.html");
        // The page's own policy would not let the scan run.
        String open = Files.readString(page).replaceFirst(POLICY, "");
        assertThat(open).as("the page has a policy").isNotEqualTo(Files.readString(page));
        Files.writeString(scanned, open.replace("</body>", axe() + "<script>" + scan + "</script></body>"));
        Path frame = folder.resolve(picture + ".html");
        Files.writeString(frame, """
                <!DOCTYPE html><html><body style="margin:0"><pre id="findings" hidden></pre><script>
                addEventListener("message", e => { document.getElementById("findings").textContent = e.data; });
                </script><iframe src="%s" style="border:0;width:%dpx;height:%dpx"></iframe></body></html>
                """.formatted(scanned.getFileName(), width, HEIGHT));
        JsonNode told = new ObjectMapper().readTree(shown(frame, picture, width, scheme));
        assertThat(told.get("width").asInt()).as("width of the page").isEqualTo(width);
        List<String> findings = new ArrayList<>();
        told.get("findings").forEach(finding -> findings.add(finding.asText()));
        return findings;
    }

    private static String axe() {
        return Files.isRegularFile(AXE) ? "<script src=\"" + AXE.toUri() + "\"></script>" : "";
    }

    /** Skips the rest of the test where axe-core did not look at the pages, and says so. */
    static void requireAxe() {
        boolean isThere = Files.isRegularFile(AXE);
        if (!isThere) {
            System.err.println("SKIPPED: there is no axe-core, so nobody looked for what keeps people with aids from"
                    + " reading the pages. Run npm ci in deploy/checks.");
        }
        Assumptions.assumeTrue(isThere, "axe-core is not installed");
    }

    private String shown(Path frame, String picture, int width, Scheme scheme)
            throws IOException, InterruptedException {
        Path log = folder.resolve(picture + ".log");
        Path dom = folder.resolve(picture + ".dom");
        Process chromium = new ProcessBuilder(
                        "chromium",
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--hide-scrollbars",
                        // Time that passes as fast as nothing waits, for what axe-core does later.
                        "--virtual-time-budget=60000",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--blink-settings=preferredColorScheme=" + scheme.setting,
                        "--window-size=" + Math.max(width, NARROWEST_WINDOW) + "," + HEIGHT,
                        "--screenshot=" + folder.resolve(picture + ".png"),
                        "--dump-dom",
                        frame.toUri().toString())
                .redirectOutput(dom.toFile())
                .redirectError(log.toFile())
                .start();
        if (!chromium.waitFor(60, TimeUnit.SECONDS)) {
            chromium.destroyForcibly();
            throw new AssertionError("chromium did not end within a minute: " + Files.readString(log));
        }
        Matcher findings = FINDINGS.matcher(Files.readString(dom, StandardCharsets.UTF_8));
        assertThat(findings.find()).as("what the scan found; see " + log).isTrue();
        return findings.group(1).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }
}
