package io.relata.jobs;

import io.relata.TableDefinition;
import io.relata.jobs.publish.TargetLayout;
import io.relata.jobs.report.Answer;
import io.relata.jobs.report.Check;
import io.relata.jobs.report.PastRun;
import io.relata.jobs.report.Quantity;
import io.relata.jobs.report.RunReport;
import io.relata.jobs.report.TableTree;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a person reads when a run has ended: the tables as a tree with their rows, and where the report is. */
final class RunSummary {

    private static final String REPLAYED =
            "A run of this id had written its tables before, and they are published. Nothing was read.\n";

    private static final String NOTHING_NEW = "No file is new, so nothing was published.\n";

    private final StringBuilder text = new StringBuilder();

    private RunSummary() {}

    /** @param done empty for a run that had written all before; it was published then, or is now */
    static String of(Optional<JobLauncher.Done> done) {
        return done.map(RunSummary::of).orElse(REPLAYED);
    }

    static String of(JobLauncher.Done done) {
        RunSummary summary = new RunSummary();
        if (done.report().tables().isEmpty()) {
            summary.text.append(NOTHING_NEW);
        }
        summary.tables(done.report().tables(), done.report().records());
        done.report().checks().stream()
                .filter(check -> check.outcome() == Check.Outcome.WARNED)
                .forEach(check -> summary.text
                        .append("warning: ")
                        .append(shown(check.breach()))
                        .append('\n'));
        done.report().answers().stream()
                .filter(answer -> answer.result() instanceof Answer.Failure)
                .forEach(answer -> summary.text
                        .append("question ")
                        .append(shown(answer.question()))
                        .append(" was not answered; the report says why\n"));
        return summary.files(done.files().report(), done.files().page());
    }

    /** Of a run that ended some time ago. */
    static String of(PastRun run, TargetLayout layout) {
        RunSummary summary = new RunSummary();
        summary.text
                .append("run ")
                .append(run.run())
                .append(run.isDone() ? ", done in " : ", failed after ")
                .append(Quantity.time(run.duration()))
                .append('\n');
        run.error()
                .ifPresent(error ->
                        summary.text.append("error: ").append(shown(error)).append('\n'));
        if (run.isDone() && run.tables().isEmpty()) {
            summary.text.append(NOTHING_NEW);
        }
        summary.tables(run.tables(), run.records());
        run.changes()
                .forEach(change -> summary.text.append(shown(change.line())).append('\n'));
        return summary.files(layout.report(), layout.reportPage());
    }

    private String files(String report, String page) {
        return text.append("report: ")
                .append(report)
                .append("\npage: ")
                .append(page)
                .append('\n')
                .toString();
    }

    private void tables(List<TableDefinition> tables, RunReport.Records records) {
        TableTree.of(tables).forEach(node -> append(node.table(), node.depth()));
        if (records.rejected() > 0) {
            text.append("rejected ")
                    .append(records.rejected())
                    .append(" of ")
                    .append(records.read())
                    .append(" records\n");
        }
    }

    private void append(TableDefinition table, int depth) {
        String name = "  ".repeat(depth) + table.name().table();
        text.append(String.format(
                Locale.ROOT,
                "%-44s %,12d rows %4d files %10s",
                shown(name),
                table.statistics().rows(),
                table.statistics().files(),
                Quantity.bytes(table.statistics().bytes())));
        table.parent()
                .ifPresent(parent -> text.append("   ")
                        .append(shown(parent.childColumn()))
                        .append(" = ")
                        .append(shown(parent.parentTable() + "." + parent.parentColumn())));
        text.append('\n');
    }

    /** Names come from the data: what could move a terminal's cursor is shown as its code. */
    static String shown(String name) {
        StringBuilder safe = new StringBuilder();
        name.codePoints().forEach(character -> {
            if (Character.isISOControl(character) || Character.getType(character) == Character.FORMAT) {
                safe.append(String.format(Locale.ROOT, "\\u%04x", character));
            } else {
                safe.appendCodePoint(character);
            }
        });
        return safe.toString();
    }
}
