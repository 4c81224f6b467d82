package io.relata.jobs;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * Glue's own record of a run, {@code com.amazonaws.services.glue.util.Job}, which is told of its begin and its end. It
 * is called by reflection, since its jar is on Glue alone. Tables and bookmarks do not depend on it: where it fails, that
 * is said and the run goes on.
 */
final class GlueJob {

    private static final String JOB = "com.amazonaws.services.glue.util.Job";
    private static final String CONTEXT = "com.amazonaws.services.glue.GlueContext";

    private final Class<?> job;
    private final PrintWriter err;

    private GlueJob(Class<?> job, PrintWriter err) {
        this.job = job;
        this.err = err;
    }

    /** Empty where Glue's classes are not there. */
    static Optional<GlueJob> find(PrintWriter err) {
        try {
            return Optional.of(new GlueJob(load(JOB), err));
        } catch (ClassNotFoundException elsewhere) {
            return Optional.empty();
        }
    }

    private static Class<?> load(String name) throws ClassNotFoundException {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return Class.forName(name, true, loader == null ? GlueJob.class.getClassLoader() : loader);
    }

    void begin(GlueRun run, SparkSession spark) {
        told("the begin", () -> {
            Map<String, String> arguments = new HashMap<>(run.arguments());
            Method init = Arrays.stream(job.getMethods())
                    .filter(GlueJob::isInit)
                    .findFirst()
                    .orElseThrow(() -> new NoSuchMethodException("init"));
            init.invoke(null, run.job(), context(init.getParameterTypes()[1], spark), arguments);
        });
    }

    private static boolean isInit(Method method) {
        Class<?>[] parameters = method.getParameterTypes();
        return method.getName().equals("init")
                && Modifier.isStatic(method.getModifiers())
                && parameters.length == 3
                && parameters[0] == String.class
                && (parameters[1].isAssignableFrom(SparkSession.class)
                        || parameters[1].getName().equals(CONTEXT))
                && parameters[2] == Map.class;
    }

    /** Glue takes the session, or a context of its own that it makes of Spark's. */
    private static Object context(Class<?> wanted, SparkSession spark) throws ReflectiveOperationException {
        return wanted.isInstance(spark)
                ? spark
                : wanted.getConstructor(SparkContext.class).newInstance(spark.sparkContext());
    }

    void end() {
        told("the end", () -> job.getMethod("commit").invoke(null));
    }

    private interface Call {
        void make() throws ReflectiveOperationException;
    }

    private void told(String what, Call call) {
        try {
            call.make();
        } catch (InvocationTargetException e) {
            // Its message may quote what Glue was told.
            warn(what, e.getTargetException().getClass().getName());
        } catch (ReflectiveOperationException | LinkageError e) {
            warn(what, e.getClass().getSimpleName());
        }
    }

    private void warn(String what, String why) {
        err.println("relata: Glue's own record of the job was not told of " + what + " of the run (" + why
                + "). The tables do not depend on it.");
    }
}
