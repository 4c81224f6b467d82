package io.relata.testing;

import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a {@link SparkSession}: {@code @ExtendWith(SparkExtension.class)}, then a parameter of that type. One
 * local session with two cores serves the whole JVM, and a task that fails is tried once more. Each test class gets its
 * own {@code newSession} of it, so settings and temporary views do not leak.
 */
public final class SparkExtension implements ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SparkExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == SparkSession.class;
    }

    @Override
    public SparkSession resolveParameter(ParameterContext parameter, ExtensionContext context) {
        SparkSession shared = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent("shared", key -> new SharedSession(start()), SharedSession.class)
                .session();
        return context.getStore(NAMESPACE)
                .computeIfAbsent(
                        context.getRequiredTestClass(), type -> new OwnSession(shared.newSession()), OwnSession.class)
                .session();
    }

    private static SparkSession start() {
        String folder = System.getProperty("java.io.tmpdir");
        SparkSession.Builder builder = SparkSession.builder()
                .appName("tests")
                .master("local[2,2]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.databricks.delta.snapshotPartitions", "2")
                .config("spark.sql.sources.parallelPartitionDiscovery.parallelism", "4")
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.warehouse.dir", folder + "/spark-warehouse")
                .config("spark.hadoop.fs.file.impl", ForklessLocalFileSystem.class.getName())
                .config("spark.hadoop.fs.AbstractFileSystem.file.impl", ForklessLocalFs.class.getName())
                .config("spark.local.dir", folder);
        if (isPresent("io.delta.sql.DeltaSparkSessionExtension")) {
            builder.config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
                    .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog");
        }
        return builder.getOrCreate();
    }

    private static boolean isPresent(String className) {
        try {
            Class.forName(className, false, SparkExtension.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** Keeps the store from closing the session at the end of a class: that would stop the shared one too. */
    private record OwnSession(SparkSession session) {}

    private record SharedSession(SparkSession session) implements AutoCloseable {
        @Override
        public void close() {
            session.stop();
        }
    }
}
