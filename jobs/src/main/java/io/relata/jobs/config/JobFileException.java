package io.relata.jobs.config;

import io.relata.Problem;
import io.relata.RelataException;
import java.util.List;
import java.util.stream.Collectors;

/** A job file that cannot be used. Its message lists every problem, a line each; nothing was read or written yet. */
public final class JobFileException extends RelataException {

    private static final long serialVersionUID = 1L;

    private static final int MOST_LINES = 100;

    private final transient List<Problem> problems;

    JobFileException(List<Problem> problems) {
        super(Kind.USAGE, problems.get(0));
        this.problems = List.copyOf(problems);
    }

    /** Each with the key as what and the place in the file as where. */
    public List<Problem> problems() {
        return problems;
    }

    /** {@code job.yaml:12:5: tables.root.renam: unknown key. Did you mean rename?}, a line for each problem. */
    @Override
    public String getMessage() {
        String lines =
                problems.stream().limit(MOST_LINES).map(JobFileException::line).collect(Collectors.joining("\n"));
        int more = problems.size() - MOST_LINES;
        return more > 0 ? lines + "\n... and " + more + " more" : lines;
    }

    private static String line(Problem problem) {
        boolean placeIsKey = problem.where().endsWith("--set " + problem.what());
        String what = problem.what().isEmpty() || placeIsKey ? "" : problem.what() + ": ";
        String end = problem.remedy().endsWith("?") ? "" : ".";
        return problem.where() + ": " + what + problem.why() + ". " + problem.remedy() + end;
    }
}
