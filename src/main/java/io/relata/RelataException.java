package io.relata;

import static java.util.Objects.requireNonNull;

/** A failure that a person can act on. Its message is the problem's text; its kind decides the exit code. */
public class RelataException extends RuntimeException {

    /** What sort of failure; the command line turns each into its exit code. */
    public enum Kind {
        /** Something did not work. */
        FAILED,
        /** The data broke what the job promises. */
        CONTRACT,
        /** More records were rejected than the job allows. */
        TOO_MANY_REJECTS,
        /** Another run is at work on the same target. */
        TARGET_HELD,
        /** The command line or the job file is wrong; nothing was read. */
        USAGE
    }

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    public RelataException(Kind kind, Problem problem) {
        super(problem.toString());
        this.kind = requireNonNull(kind);
    }

    public RelataException(Kind kind, Problem problem, Throwable cause) {
        super(problem.toString(), cause);
        this.kind = requireNonNull(kind);
    }

    public static RelataException failed(Problem problem) {
        return new RelataException(Kind.FAILED, problem);
    }

    public static RelataException failed(Problem problem, Throwable cause) {
        return new RelataException(Kind.FAILED, problem, cause);
    }

    public static RelataException usage(Problem problem) {
        return new RelataException(Kind.USAGE, problem);
    }

    public Kind kind() {
        return kind;
    }
}
