package io.relata.transforms.plan;

import io.relata.Problem;
import io.relata.RelataException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A schema and options that give no plan. The message lists every problem, a line each; nothing was read. */
final class PlanException extends RelataException {

    private static final long serialVersionUID = 1L;
    private static final int MOST_SHOWN = 200;

    private final String message;

    /** @param problems at least one */
    PlanException(List<Problem> problems) {
        super(Kind.USAGE, problems.get(0));
        int more = problems.size() - MOST_SHOWN;
        this.message = Stream.concat(
                        problems.stream().limit(MOST_SHOWN).map(Problem::toString),
                        more > 0 ? Stream.of(more + " more problems are not shown.") : Stream.empty())
                .collect(Collectors.joining("\n"));
    }

    @Override
    public String getMessage() {
        return message;
    }
}
