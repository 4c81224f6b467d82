package io.relata.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.relata.RelataException;
import io.relata.testing.SparkExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The tests beside a job file as JUnit runs and shows them. */
@Tag("any-spark")
@ExtendWith(SparkExtension.class)
class JobTestsTest {

    private static Path job = Path.of("");

    /** What a person writes who has a job. */
    static final class Shop {
        @TestFactory
        Stream<DynamicTest> ofTheJob() {
            return JobTests.of(job, "relationalize.maps=json");
        }
    }

    @Test
    void eachFolderIsATestThatFailsWithItsDifference(SparkSession session, @TempDir Path folder) {
        assertThat(session.sparkContext().isStopped()).isFalse();
        SmallJob small = SmallJob.in(folder);
        job = folder;
        small.write("job.yaml", """
                job: shop
                sources: {orders: {path: nowhere, schema: "id BIGINT, items ARRAY<STRING>"}}
                relationalize: {source: orders, root: o, exclude: [id]}
                target: {path: out}
                catalog: {database: db}
                """);
        for (String test : List.of("bad [1]", "broken", "good")) {
            small.write("tests/" + test + "/input/orders.json", "{\"items\": [\"a\"]}");
            small.write("tests/" + test + "/expected/o.jsonl", "{\"items\":\"bigint\"}\n{\"items\":1}\n");
            small.expects(test, "{\"id\":1,\"index\":0,\"items.val\":\"a\"}");
        }
        small.expects("bad [1]", "{\"id\":1,\"index\":0,\"items.val\":\"b\"}");
        small.write("tests/broken/input/people.json", "{}");

        assertThat(outcomes())
                .containsExactly(
                        """
                        bad [1]: table o_items: rows expected and missing 1, rows found and not expected 1
                             id  index  items.val
                          -  --  -----  ---------
                          -  1   0      b
                          +  1   0      a""",
                        "broken: Cannot test the job (" + folder + "/tests/broken/input/people.json): the job has no"
                                + " source people. Name it as one of orders.",
                        "good: SUCCESSFUL");
    }

    @Test
    void aJobWithoutTestsIsNamedAtOnce(@TempDir Path folder) {
        SmallJob.in(folder).write("tests/about.txt", "");

        assertThatThrownBy(() -> JobTests.of(folder.resolve("job.yaml")))
                .isInstanceOf(RelataException.class)
                .hasMessage(
                        "Cannot test the job (" + folder + "/tests): there is no folder of a test. Make one for each"
                                + " test, such as tests/empty/input.");
        assertThatThrownBy(() -> JobTests.of(folder.resolve("lost.yaml")))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot test the job (" + folder + "/lost.yaml): it cannot be read or written"
                        + " (NoSuchFileException). Check the path, and that the user may read and write it.");
    }

    /** Of each test: its name, and how it ended. */
    private static List<String> outcomes() {
        List<String> outcomes = new ArrayList<>();
        LauncherDiscoveryRequest shop = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(Shop.class))
                .build();
        LauncherFactory.create().execute(shop, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest()) {
                    outcomes.add(test.getDisplayName() + ": "
                            + result.getThrowable()
                                    .map(Throwable::getMessage)
                                    .orElse(result.getStatus().name()));
                }
            }
        });
        return outcomes;
    }
}
