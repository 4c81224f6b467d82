package io.relata.jobs;

import java.util.List;
import java.util.Set;

/**
 * The names of arguments that are Glue's own. Rules: AWS Glue, "Using job parameters in AWS Glue jobs", and {@code
 * awsglue/utils.py} of aws-glue-libs.
 */
final class GlueNames {

    static final String JOB_NAME = "JOB_NAME";
    static final String JOB_RUN_ID = "JOB_RUN_ID";
    static final String BOOKMARK = "job-bookmark-option";
    static final String BOOKMARK_FROM = "job-bookmark-from";
    static final String BOOKMARK_TO = "job-bookmark-to";

    private static final Set<String> NAMES = Set.of(
            JOB_NAME,
            "JOB_ID",
            JOB_RUN_ID,
            "WORKFLOW_NAME",
            "WORKFLOW_RUN_ID",
            "SECURITY_CONFIGURATION",
            "RedshiftTempDir",
            "TempDir",
            "additional-python-modules",
            "auto-scale-within-microbatch",
            "class",
            "conf",
            "continuation-option",
            "datalake-formats",
            "debug",
            "encryption-type",
            "endpoint",
            "executor-cores",
            "extra-files",
            "extra-jars",
            "extra-py-files",
            BOOKMARK,
            BOOKMARK_FROM,
            BOOKMARK_TO,
            "job-insights-byo-rules",
            "job-language",
            "mode",
            "python-modules-installer-option",
            "scriptLocation",
            "spark-event-logs-path",
            "user-jars-first");

    /** Glue's switches come and go with its versions; none of our options begins so. */
    private static final List<String> BEGINNINGS =
            List.of("continuous-log-", "custom-log", "customer-", "disable-", "enable-", "write-shuffle-");

    private GlueNames() {}

    /** @param name without the dashes before it */
    static boolean contain(String name) {
        return NAMES.contains(name) || BEGINNINGS.stream().anyMatch(name::startsWith);
    }
}
