package io.relata.jobs;

import io.relata.jobs.report.RunMetrics;
import io.relata.jobs.report.RunReport;
import java.io.PrintWriter;

/** Whom a run tells its figures beside its report. */
enum Metrics {
    /** Nobody. */
    NONE {
        @Override
        void tell(RunReport report, PrintWriter out) {}
    },

    /** Amazon CloudWatch, which reads them from standard output where it keeps that as a log. */
    CLOUDWATCH {
        @Override
        void tell(RunReport report, PrintWriter out) {
            out.println(RunMetrics.line(report));
            out.flush();
        }
    };

    abstract void tell(RunReport report, PrintWriter out);
}
