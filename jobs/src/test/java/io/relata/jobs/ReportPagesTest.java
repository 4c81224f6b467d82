package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.jobs.Browser.Scheme;
import io.relata.testing.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A browser looks at the pages of real runs. Its pictures lie in {@code jobs/target/pages}. */
@ExtendWith(SparkExtension.class)
@Tag("any-spark")
class ReportPagesTest {

    private static final String WIDE = """
            job: wide
            max-rejects: 1
            sources: {orders: {path: in}}
            relationalize: {source: orders, root: root}
            target: {path: out}
            catalog: {database: db}
            """;

    private Program program;

    @TempDir
    private Path folder;

    @BeforeEach
    void start(SparkSession session) {
        program = new Program(folder, session);
    }

    @Test
    void pagesAreReadableAtEveryWidthByDayAndByNight() throws IOException, InterruptedException {
        Browser browser = Browser.start(Program.ROOT.resolve("jobs/target/pages"));
        program.execute("demo", "--quiet").succeeded();
        program.execute(
                        "run",
                        Program.ROOT.resolve("jobs/sparkify/job.yaml").toString(),
                        "--quiet",
                        "--set",
                        "target.path=sparkify")
                .succeeded();
        program.runJob(WIDE, record(59), "{broken: secret 123}");
        program.runJob(WIDE, record(30).replace("\"n\":1", "\"n\":\"one\""));
        program.execute("runs", "job.yaml").succeeded();
        List<String> findings = new ArrayList<>();
        look(browser, page("relata-demo/games"), "games", findings);
        look(browser, page("sparkify"), "sparkify", findings);
        look(browser, page("out"), "wide", findings);
        look(browser, folder.resolve("out/_relata/runs.html"), "runs", findings);
        assertThat(findings).isEmpty();
        Browser.requireAxe();
    }

    private void look(Browser browser, Path page, String name, List<String> findings)
            throws IOException, InterruptedException {
        for (int width : new int[] {360, 800, 1400}) {
            for (String found : browser.findings(page, name, width, Scheme.LIGHT)) {
                findings.add(name + " at " + width + ": " + found);
            }
        }
        for (String found : browser.findings(page, name, 1400, Scheme.DARK)) {
            findings.add(name + " at night: " + found);
        }
    }

    /** The page of the first run of a target. */
    private Path page(String target) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(target + "/_relata/runs"))) {
            return files.filter(file -> file.toString().endsWith(".report.html"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** A record that becomes a root and this many tables, each third of them below another. */
    private static String record(int tables) {
        StringBuilder members = new StringBuilder("{\"k\":1");
        for (int table = 0; table < tables; table += 3) {
            members.append(",\"list_of_things_%d\":[{\"n\":1,\"inner\":[{\"m\":2,\"deep\":[3]}]}]".formatted(table));
        }
        return members.append('}').toString();
    }
}
