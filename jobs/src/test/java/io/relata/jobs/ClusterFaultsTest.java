package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.Failpoint;
import io.relata.testing.SparkExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A cluster of two executors, each a process: one is lost as it commits a task, and an attempt at another task fails
 * there too. Spark never speculates on a cluster whose executors are all on one machine: {@code AttemptsTest} does that
 * by hand.
 */
@ExtendWith(SparkExtension.class)
class ClusterFaultsTest {

    private static final int FILES = 20;

    @Test
    void aLostExecutorAndAFailedAttemptLeaveNothingTwice(SparkSession session, @TempDir Path folder) throws Exception {
        ShopTarget clean = new ShopTarget(folder.resolve("clean"), "mode: replace").input(5, FILES);
        assertThat(clean.run().exitCode()).isZero();
        ShopTarget target = new ShopTarget(folder.resolve("cluster"), "mode: replace").input(5, FILES);
        Path followed = Files.createDirectory(folder.resolve("followed"));
        Path home = Files.createDirectories(folder.resolve("home/jars")).getParent();
        ForkedJava.in(folder)
                .variable("SPARK_HOME", home.toString())
                .variable("SPARK_SCALA_VERSION", session.version().startsWith("3.") ? "2.12" : "2.13")
                .property("spark.master", "local-cluster[2,1,600]")
                .property("spark.executor.memory", "600m")
                .property("spark.executor.extraClassPath", ForkedJava.classPath())
                .property(
                        "spark.executor.extraJavaOptions",
                        "-XX:TieredStopAtLevel=1 -Duser.timezone=UTC -D%s=shredding:1=throw,shredding:2=halt -D%s=%s"
                                .formatted(Failpoint.PROPERTY, Failpoint.FOLDER, followed))
                .run(Main.class, 0, List.of("run", target.jobFile(), "--quiet"));
        assertThat(followed.resolve("shredding-1")).exists();
        assertThat(followed.resolve("shredding-2")).exists();
        assertThat(target.rows()).isEqualTo(clean.rows());
        assertThat(target.strays()).isEmpty();
    }
}
